import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyEntry, type LedgerEntry, ungatheredEntry } from "../../src/approval/record/ledger.ts";
import type { Hints } from "../../src/pull-request/key.ts";
import type { Review } from "../../src/pull-request/snapshot.ts";
import {
  approveWord,
  architect,
  author,
  checkRun,
  comment,
  commit,
  digestIn,
  type Files,
  forcePushed,
  identity,
  judge,
  judgeFirst,
  ledgerText,
  pullRequest,
  read,
  shas,
  standing,
  treeOf,
  type World,
} from "./world.ts";

const plan = readFileSync(
  join(resolve(import.meta.dirname, ".."), "fixtures", "plans", "f-15-docker-compose-stack.md"),
  "utf8",
);
const folder = ".specify/specs/f-15-docker-compose-stack";
const head: Files = { [`${folder}/spec.md`]: "# Spec\n\nWhat it is for.\n", [`${folder}/plan.md`]: plan };
const digest = digestIn(head, folder);
const approved = { ...emptyEntry, lastCommentId: 3, words: [approveWord(folder, digest)] };
const standings = { alice: standing(architect, "maintain") };
const earlier = "d".repeat(40);
const runOfEarlier = checkRun(earlier, ledgerText({ "5": approved }), "success");
const base: World = { mergeBase: {}, head, standings };

describe("the record of an earlier head", () => {
  test("is found where the push says which head it was", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: earlier };
    const world = { ...base, hints, answers: { [`check-run ${earlier}`]: runOfEarlier } };

    expect(judgeFirst(world).verdict).toBe("success");
  });

  test("is not taken from a hint about another head", () => {
    const hints: Hints = { headSha: "e".repeat(40), previousHeadSha: earlier };
    const world = { ...base, hints, answers: { [`check-run ${earlier}`]: runOfEarlier } };

    expect(judgeFirst(world).verdict).toBe("action_required");
  });

  test("is found on an ancestor where the webhook was lost", () => {
    const commits = [commit(earlier, [shas.mergeBase]), commit(shas.head, [earlier])];
    const world = { ...base, commits, answers: { [`check-run ${earlier}`]: runOfEarlier } };

    expect(judgeFirst(world).verdict).toBe("success");
  });

  test("is found through GitHub's timeline of force-pushes", () => {
    const answers = { [`check-run ${earlier}`]: runOfEarlier, "force-pushes 5": forcePushed(earlier) };

    expect(judgeFirst({ ...base, answers }).verdict).toBe("success");
  });

  test("is found through a head on which nothing was gated", () => {
    const middle = "e".repeat(40);
    const pointer = checkRun(
      middle,
      ledgerText({ "5": { ...emptyEntry, previousHeadSha: earlier } }),
      "success",
    );
    const hints: Hints = { headSha: shas.head, previousHeadSha: middle };
    const answers = { [`check-run ${earlier}`]: runOfEarlier, [`check-run ${middle}`]: pointer };

    expect(judgeFirst({ ...base, hints, answers }).verdict).toBe("success");
  });

  test("of another pull request does not count", () => {
    const foreign = checkRun(earlier, ledgerText({ "6": approved }), "success");
    const hints: Hints = { headSha: shas.head, previousHeadSha: earlier };

    expect(judgeFirst({ ...base, hints, answers: { [`check-run ${earlier}`]: foreign } }).verdict).toBe(
      "action_required",
    );
  });

  test("is joined with the head's own when a push rolls back to it", () => {
    const rejection = {
      ...approveWord(folder, digest),
      type: "reject" as const,
      at: "2026-03-01T10:00:40Z",
      reason: "no",
    };
    const later = checkRun(earlier, ledgerText({ "5": { ...approved, words: [rejection] } }), "failure");
    const answers = { [`check-run ${earlier}`]: later, "force-pushes 5": forcePushed(earlier) };

    expect(judgeFirst({ ...base, entry: approved, answers }).title).toBe("F-15: rejected by @alice");
  });

  test("is not looked for on a pull request that was just opened", () => {
    const hints: Hints = { headSha: shas.head, isOpened: true };
    const { rounds } = read({ ...base, hints });

    expect(rounds.flat().map(({ type }) => type)).not.toContain("force-pushes");
  });
});

describe("a record that is lost", () => {
  const bot = { id: 900, login: "plan-gate[bot]", type: "Bot" as const };
  const world = { ...base, comments: [comment(8, bot, "verdict"), comment(9, architect, "/approve-plan")] };

  test("is said in the title, and everything is asked again", () => {
    const decided = judgeFirst(world);

    expect(decided.title).toBe(
      "Earlier decisions could not be read. F-15: waiting for approval by people with maintain permission",
    );
    expect(decided.warnings).toHaveLength(1);
    expect(decided.commands).toEqual([
      expect.objectContaining({ state: "refused", reason: "record-lost", login: "alice" }),
    ]);
  });
});

test("a record that could not hold all objections shuts the gate, and stays marked", () => {
  const decision = judge({ ...base, entry: { ...approved, isFull: true } });

  expect(decision.title).toBe(
    "More objections than the record can hold; go on in a new pull request, on a new commit",
  );
  expect(decision.verdict).toBe("failure");
  expect(decision.ledger.pullRequests["5"]?.isFull).toBe(true);
});

test("a rejection is decided again where its record is lost", () => {
  const bot = { id: 98, login: "plan-gate[bot]", type: "Bot" } as const;
  const comments = [comment(8, bot, "verdict"), comment(9, architect, "/reject-plan no")];
  const standings = { alice: standing(architect, "maintain") };

  expect(judgeFirst({ ...base, comments, standings })).toMatchObject({
    verdict: "failure",
    title: "Earlier decisions could not be read. F-15: rejected by @alice",
  });
});

describe("the record of another pull request with the same head", () => {
  const leftOut = { ...approved, isLeftOut: true as const };
  const besides = (entry: LedgerEntry, state: "open" | "closed"): World => {
    const checkRunOfTwo = checkRun(shas.head, ledgerText({ "5": approved, "6": entry }));
    const others = [{ ...pullRequest, number: 6, state }];
    return { ...base, others, answers: { [`check-run ${shas.head}`]: checkRunOfTwo } };
  };

  test("stays when that one is closed, as one that the verdict says nothing of", () => {
    expect(judge(besides(approved, "closed")).ledger.pullRequests["6"]).toEqual(leftOut);
  });

  test("is one that the verdict speaks of when that one is open again", () => {
    expect(judge(besides(leftOut, "open")).ledger.pullRequests["6"]?.isLeftOut).toBeUndefined();
  });
});

describe("a head on which nothing is gated", () => {
  const quiet: World = { mergeBase: {}, head: { "a.ts": "1" } };

  test("keeps its own record", () => {
    expect(judge({ ...quiet, entry: approved }).ledger.pullRequests["5"]?.words).toEqual(approved.words);
  });

  test("keeps where the record is", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: earlier };

    expect(judge({ ...quiet, hints }).ledger.pullRequests["5"]?.previousHeadSha).toBe(earlier);
  });

  test("keeps the record's place on the last head on which something was gated", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: earlier };
    const middle = { ...emptyEntry, previousHeadSha: "e".repeat(40), lastForcePush: "push" };
    const kept = (entry: LedgerEntry) => {
      const answers = { [`check-run ${earlier}`]: checkRun(earlier, ledgerText({ "5": entry })) };
      return judge({ ...quiet, hints, answers }).ledger.pullRequests["5"];
    };

    expect(kept(middle)).toEqual(middle);
    expect(kept(emptyEntry)).toEqual({ ...emptyEntry, previousHeadSha: earlier });
  });

  test("takes what was decided along", () => {
    const hints: Hints = { headSha: shas.head, previousHeadSha: earlier };
    const answers = { [`check-run ${earlier}`]: checkRun(earlier, ledgerText({ "5": approved })) };

    expect(judge({ ...quiet, hints, answers }).ledger.pullRequests["5"]).toMatchObject({
      words: approved.words,
      previousHeadSha: null,
    });
  });

  test("names the pull request when it was opened with it", () => {
    expect(
      judge({ ...quiet, hints: { headSha: shas.head, isOpened: true } }).ledger.pullRequests,
    ).toHaveProperty("5");
  });

  test("hears nothing where our comment tells of a record that nobody finds", () => {
    const bot = { id: 98, login: "plan-gate[bot]", type: "Bot" } as const;
    const comments = [comment(8, bot, "verdict"), comment(9, architect, "/reject-plan no")];
    const { pullRequests, ledger } = judge({ ...quiet, comments });

    expect(pullRequests.flatMap(({ commands }) => commands)).toEqual([]);
    expect(ledger.pullRequests).toEqual({ "5": ungatheredEntry });
  });

  test.each<[string, string, string]>([
    ["reviews, where they approve", "methods: [comment, review]", "reviews"],
    ["CODEOWNERS, where owners decide", "codeowners: true", "file .github/CODEOWNERS"],
  ])("is read with %s", (_, setting, need) => {
    const config = `approval:\n  users: [architect]\n  ${setting}\n`;
    const { rounds } = read({ ...quiet, entry: approved, config });
    const asked = rounds.flat().map((each) => (each.type === "file" ? `file ${each.path}` : each.type));

    expect(asked).toContain(need);
  });

  test.each<[string, NonNullable<World["comments"]>, readonly string[]]>([
    ["leaves earlier heads green while their approval stands", [], []],
    ["shuts them once it is rejected", [comment(9, architect, "/reject-plan no rollback")], [earlier]],
  ])("%s", (_, comments, expected) => {
    const greenHeads = [{ headSha: earlier, texts: [digest] }];
    const entry = {
      ...approved,
      greenHeads,
      shown: [{ subject: folder, digest, at: "2026-03-01T10:00:00Z", after: null }],
    };
    const answers = { [`check-run ${earlier}`]: runOfEarlier };
    const { pullRequests } = judge({ ...quiet, entry, comments, answers, standings });

    expect(pullRequests[0]?.shutHeads.map(({ checkRun: run }) => run.headSha)).toEqual(expected);
  });

  test("looks for a record by the way back where no comment could tell of it", () => {
    const world = { ...quiet, config: "comment: false\napproval:\n  users: [architect]\n" };
    const answers = { [`check-run ${earlier}`]: runOfEarlier, "force-pushes 5": forcePushed(earlier) };

    expect(judge({ ...world, answers }).ledger.pullRequests["5"]?.words).toEqual(approved.words);
  });

  test("does not hide a record that nobody found", () => {
    const { pullRequests } = judge(quiet).ledger;
    const answers = { [`check-run ${earlier}`]: runOfEarlier, "force-pushes 5": forcePushed(earlier) };

    expect(pullRequests).toEqual({ "5": ungatheredEntry });
    expect(judgeFirst({ ...base, entry: ungatheredEntry, answers }).verdict).toBe("success");
  });
});

describe("people in the commits of the pull request", () => {
  const parent = "f".repeat(40);
  const mine = commit(shas.head, [parent], architect);
  const entry = approved;

  test("cannot approve the gated text they committed", () => {
    const world = { ...base, entry, commits: [commit(parent, [shas.mergeBase]), mine] };
    const [feature] = judgeFirst(world).features;

    expect(feature?.verdict).toBe("action_required");
  });

  test("can approve where their commit left gated text alone", () => {
    const tree = { [`named-entries ${parent}`]: read(base).snapshot.facts.trees[shas.head] };
    const world = { ...base, entry, commits: [commit(parent, [shas.mergeBase]), mine], answers: tree };

    expect(judgeFirst(world).verdict).toBe("success");
  });

  test.each([
    ["their commit", shas.head],
    ["its parent", parent],
  ])("cannot where the tree of %s is too large to be read", (_, sha) => {
    const same = read(base).snapshot.facts.trees[shas.head];
    const answers = { [`named-entries ${parent}`]: same, [`named-entries ${sha}`]: null };
    const world = { ...base, entry, commits: [commit(parent, [shas.mergeBase]), mine], answers };

    expect(judgeFirst(world).verdict).toBe("action_required");
  });

  test("are not looked at with `committers: allow`", () => {
    const config = "approval:\n  committers: allow\n";

    expect(judgeFirst({ ...base, entry, commits: [mine], config }).verdict).toBe("success");
  });

  test("whom GitHub cannot name are shown to the reviewer", () => {
    const unknown = { ...commit(shas.head, [shas.mergeBase]), author: identity(null) };
    const [feature] = judgeFirst({ ...base, commits: [unknown] }).features;

    expect(feature?.outcome).toMatchObject({
      judged: { subject: { unknownCommitters: [expect.stringContaining("unknown")] } },
    });
  });

  test("are too many past 250 commits: nobody is eligible", () => {
    const comparison = {
      baseSha: shas.mergeBase,
      mergeBaseSha: shas.mergeBase,
      files: Object.keys(head).map((path) => ({ path, previousPath: null, status: "added", blobId: null })),
      commits: [mine],
      totalCommits: 251,
    };
    const world = { ...base, entry, answers: { [`comparison main...${shas.head}`]: comparison } };

    expect(judgeFirst(world).verdict).toBe("action_required");
  });
});

describe("lists that GitHub has more of than we read", () => {
  test.each([
    ["comments", "More than 3000 comments; go on in a new pull request"],
    ["reviews", "More than 3000 reviews; go on in a new pull request"],
  ])("fail the check: %s", (list, title) => {
    const config = "approval:\n  methods: [comment, review]\n";
    const answers = { [`${list} 5`]: { state: "too-many", limit: 3000 } };

    expect(judgeFirst({ ...base, config, answers }).title).toBe(title);
  });

  test.each(["comments", "reviews"])("fail the check where they are too long: %s", (list) => {
    const config = "approval:\n  methods: [comment, review]\n";
    const answers = { [`${list} 5`]: { state: "too-long", limitCharacters: 8_000_000 } };

    expect(judgeFirst({ ...base, config, answers }).title).toBe(
      `More than 8000000 characters in ${list} with commands; go on in a new pull request`,
    );
  });
});

describe("a pull request that cannot be decided", () => {
  test("without a common ancestor fails", () => {
    const answers = { [`comparison main...${shas.head}`]: null };

    expect(judgeFirst({ ...base, answers }).title).toBe(
      "GitHub cannot compare it with its base; update the branch",
    );
  });

  test("that is merged gets no comment where the config wants none", () => {
    const pull = { state: "closed", isMerged: true } as const;

    expect(judgeFirst({ ...base, pull, entry: approved }).comment).toBe(true);
    expect(judgeFirst({ ...base, pull, entry: approved, config: "comment: false\n" }).comment).toBe(false);
    expect(judgeFirst({ ...base, pull, entry: approved, config: "comment: maybe\n" }).comment).toBe(true);
  });

  test("that is being closed is looked at first for what shares its head", () => {
    const hints = { headSha: shas.head, baseRef: "main", wasGated: true, isClosing: true };
    const typesOf = (more: Hints) =>
      read({ ...base, pull: { state: "closed" }, hints: { ...hints, ...more } }).rounds.map((needs) =>
        needs.map(({ type }) => type),
      );

    expect(typesOf({})[0]).toEqual(["check-run", "pulls-of-head", "pull"]);
    expect(typesOf({ isFork: true })[0]).toEqual(["check-run", "pull"]);
  });

  test("that is closed is not green, and what is said there is kept", () => {
    const comments = [comment(9, architect, "/reject-plan no")];
    const standings = { alice: standing(architect, "maintain") };
    const pull = { state: "closed" } as const;
    const decision = judge({ ...base, pull, entry: approved, comments, standings });

    expect(judge({ ...base, pull, entry: approved })).toMatchObject({
      isClosed: true,
      verdict: "action_required",
      title: "Closed; it is judged again when it is opened",
    });
    expect(decision.ledger.pullRequests["5"]?.words.map(({ type }) => type)).toContain("reject");
  });

  test("that is closed and has no plan is left as it was", () => {
    const quiet: World = { mergeBase: {}, head: { "a.ts": "1" }, pull: { state: "closed" } };

    expect(judge(quiet)).toMatchObject({ isClosed: true, verdict: "success", title: "No plans changed" });
  });

  test("that is closed has no part in the verdict on others that share its head", () => {
    const others = [{ ...pullRequest, number: 6 }];
    const checkRunOfTwo = checkRun(shas.head, ledgerText({ "5": approved, "6": approved }));
    const answers = { [`check-run ${shas.head}`]: checkRunOfTwo };
    const decision = judge({ ...base, pull: { state: "closed" }, others, answers });

    expect(decision.pullRequests.map(({ number }) => number)).toEqual([6]);
    expect(decision.isClosed).toBe(false);
    expect(decision.ledger.pullRequests["5"]).toMatchObject({ words: approved.words, isLeftOut: true });
  });

  test("that is merged keeps its record for the comment", () => {
    const decided = judgeFirst({ ...base, pull: { state: "closed", isMerged: true }, entry: approved });

    expect(decided).toMatchObject({ isMerged: true, record: approved.words });
  });
});

describe("asking for reviews", () => {
  const config = "approval:\n  users: [alice, mona]\n  teams: [architects, other/team, acme/leads]\n";

  test("names the designated users and teams once the plan is ready", () => {
    const decision = judge({ ...base, config });

    expect(decision.pullRequests[0]?.requestReviewers).toEqual({
      users: ["alice"],
      teams: ["architects", "leads"],
    });
    expect(decision.ledger.pullRequests["5"]?.reviewsRequested).toBe(true);
  });

  test("names the groups that must approve", () => {
    const groups = "approval:\n  require: [{ people: [alice], teams: [architects] }, { people: [alice] }]\n";

    expect(judgeFirst({ ...base, config: groups }).requestReviewers).toEqual({
      users: ["alice"],
      teams: ["architects"],
    });
  });

  test("happens once", () => {
    const entry = { ...emptyEntry, reviewsRequested: true };

    expect(judgeFirst({ ...base, config, entry }).requestReviewers).toEqual({ users: [], teams: [] });
  });

  test("waits while the pull request is a draft", () => {
    expect(judgeFirst({ ...base, config, pull: { isDraft: true } }).requestReviewers.users).toEqual([]);
  });

  test("names no team where a person owns the repository, and nobody who was asked", () => {
    const repository = { ...pullRequest.repository, ownerType: "User" as const };
    const pull = { repository, requestedReviewers: ["Alice"], author: null };

    expect(judgeFirst({ ...base, config, pull }).requestReviewers).toEqual({ users: ["mona"], teams: [] });
  });
});

test("an author's approval is refused", () => {
  const world: World = {
    ...base,
    entry: { ...emptyEntry, shown: [{ subject: folder, digest, at: "2026-03-01T10:00:00Z", after: null }] },
    comments: [comment(1, author, "/approve-plan")],
    standings: { mona: standing(author, "admin") },
  };

  expect(judgeFirst(world).commands).toMatchObject([{ state: "refused", reason: "author" }]);
});

describe("a review of an earlier commit", () => {
  const reviewed = "d".repeat(40);
  const review = (commitSha: string | null): Review => ({
    id: 4,
    nodeId: "PRR_4",
    author: architect,
    body: "/approve-plan",
    state: "APPROVED",
    commitSha,
    submittedAt: "2026-03-01T10:00:30Z",
    htmlUrl: "https://github.com/acme/shop/pull/5#pullrequestreview-4",
  });
  const shown = { subject: folder, digest, at: "2026-03-01T10:00:10Z", after: null };
  const world = (tree: unknown, commitSha: string | null = reviewed): World => ({
    ...base,
    config: "approval:\n  methods: [review]\n",
    entry: { ...emptyEntry, shown: [shown] },
    reviews: [review(commitSha)],
    standings: { alice: standing(architect, "maintain") },
    answers: { [`named-entries ${reviewed}`]: tree },
  });

  test.each([
    ["counts where the gated text is the same", treeOf(base.head), "success"],
    [
      "does not where it is another",
      treeOf({ ...base.head, [`${folder}/plan.md`]: "# Other" }),
      "action_required",
    ],
    ["does not where the commit is gone", null, "action_required"],
  ])("%s", (_, tree, verdict) => {
    expect(judgeFirst(world(tree)).verdict).toBe(verdict);
  });

  test("does not where GitHub names no commit", () => {
    expect(judgeFirst(world(null, null)).verdict).toBe("action_required");
  });

  test("is compared by the settings as well, where they are changed", () => {
    const changed = { ...base.head, ".github/plan-gate.yml": "version: 1\n" };
    const both = { ...world(treeOf(base.head)), head: changed };

    expect(judgeFirst(both).commands).toEqual([expect.objectContaining({ reason: "stale" })]);
  });
});
