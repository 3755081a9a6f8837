import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { WordsDecision } from "../../src/approval/decide-words.ts";
import type { Word } from "../../src/approval/approval.ts";
import { digestOf } from "../../src/approval/digest.ts";
import { emptyEntry } from "../../src/approval/record/ledger.ts";
import { decide } from "../../src/gate/decide.ts";
import { decideSubject } from "../../src/gate/decide-subject.ts";
import { decideSmoke, smokeObstacle, readSmoke } from "../../src/gate/smoke.ts";
import { defaultConfig } from "../../src/config/config.ts";
import { textChanges } from "../../src/gate/word-changes.ts";
import { noFacts } from "../../src/pull-request/need.ts";
import type { Blob } from "../../src/pull-request/content.ts";
import type { PullRequestSnapshot } from "../../src/pull-request/snapshot.ts";
import {
  approveWord,
  architect,
  checkRun,
  comment,
  commit,
  type Files,
  idOf,
  identity,
  judge,
  judgeFirst,
  key,
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
const spec = { [`${folder}/spec.md`]: "# Spec\n\nWhat it is for.\n" };
const head: Files = { ...spec, [`${folder}/plan.md`]: plan };
const base: World = { mergeBase: {}, head };

function unreadSnapshot(facts: Partial<PullRequestSnapshot["facts"]>): PullRequestSnapshot {
  return {
    key,
    hints: {},
    readAt: "2026-03-01T10:00:00Z",
    app: { id: 99, slug: "plan-gate" },
    facts: { ...noFacts, ...facts },
  };
}

describe("what was not read never opens the gate:", () => {
  test("no pull request, no decision", () => {
    expect(decide(unreadSnapshot({ pulls: { "5": null } }))).toBeNull();
    expect(decide(unreadSnapshot({}))).toBeNull();
  });

  test("no settings and no comparison", () => {
    const decision = decide(unreadSnapshot({ pulls: { "5": pullRequest } }));

    expect(decision).toMatchObject({ verdict: "failure", title: "GitHub did not say enough to decide" });
  });

  test("no trees", () => {
    const { snapshot } = read(base);
    const decision = decide({ ...snapshot, facts: { ...snapshot.facts, trees: {} } });

    expect(decision).toMatchObject({ verdict: "failure", title: "GitHub did not say which files there are" });
  });

  test("no trees of a merge group, and no comparison", () => {
    const group = {
      type: "merge-group",
      installationId: 1,
      owner: "acme",
      repo: "shop",
      headRef: "r",
      headSha: shas.head,
      baseSha: shas.base,
    } as const;
    const { snapshot } = read({ ...base, key: group });

    expect(decide({ ...snapshot, facts: { ...snapshot.facts, trees: {} } })?.verdict).toBe("failure");
    expect(decide({ ...snapshot, facts: { ...snapshot.facts, repository: null } })?.verdict).toBe("failure");
  });

  test("no text of the plan", () => {
    const { snapshot } = read(base);
    const [decided] = decide({ ...snapshot, facts: { ...snapshot.facts, blobs: {} } })?.pullRequests ?? [];

    expect(decided?.features[0]?.outcome).toMatchObject({ message: "`plan.md` was not read." });
  });

  test("no lists, and no enforcement", () => {
    const { snapshot } = read(base);
    const facts = {
      ...snapshot.facts,
      comments: {},
      reviews: {},
      checkRuns: {},
      enforcement: {},
      forcePushes: {},
    };
    const [decided] = decide({ ...snapshot, facts })?.pullRequests ?? [];

    expect(decided).toMatchObject({ verdict: "action_required", enforcement: { state: "unknown" } });
  });

  test("a subject that nobody decided waits", () => {
    const subject = {
      subject: folder,
      id: "F-15",
      codeownersPath: "x",
      digest: digestOf([]),
      files: [],
      failingRuleIds: [],
      waivableRuleIds: [],
      follows: null,
    };
    const words: WordsDecision = {
      entry: emptyEntry,
      outcomes: [],
      bySubject: {},
      unknownCommitters: [],
      namingProblems: [],
      designated: [],
    };
    const gated = {
      head: [],
      features: [],
      specs: [],
      config: null,
      smoke: null,
      implementation: null,
      subjects: [subject],
    };

    expect(decideSubject(subject, { gated, words, facts: noFacts })).toMatchObject({
      title: "waiting for approval",
      verdict: "action_required",
      decision: { isReady: false, approval: { state: "waiting" } },
    });
  });
});

describe("a plan that stands on the base and changes", () => {
  const changedPlans = (count: number): World => {
    const paths = Array.from({ length: count }, (_, index) => `.specify/f-${index + 1}-x/plan.md`);
    const filesWith = (text: string) => Object.fromEntries(paths.map((path) => [path, text]));
    return { mergeBase: filesWith(plan), head: filesWith(`${plan}\nMore.\n`) };
  };
  const wordChangesIn = (world: World) =>
    judgeFirst(world).features.map(({ outcome }) =>
      outcome.type === "changed" ? outcome.judged.wordChanges : null,
    );

  test("is compared with the base word by word", () => {
    expect(wordChangesIn(changedPlans(1))).toMatchObject([
      [{ since: { type: "base", branch: "main" }, places: [{ path: "plan.md" }], more: 0 }],
    ]);
  });

  test("is not compared where more than ten plans change", () => {
    expect(wordChangesIn(changedPlans(11))).toEqual(Array.from({ length: 11 }, () => []));
  });
});

describe("an approval that no longer holds", () => {
  const before = "# Plan\n\nold\n";
  const file = { path: "plan.md", mode: "100644", blobId: idOf(before) };
  const voided = { ...approveWord(folder, "1".repeat(64)), files: [file] };
  const standings = { alice: standing(architect, "maintain") };

  test("is shown with what changed since", () => {
    const answers = { [`blob ${idOf(before)}`]: { state: "text", text: before, bytes: before.length } };
    const world = { ...base, standings, answers, entry: { ...emptyEntry, words: [voided] } };
    const [feature] = judgeFirst(world).features;

    expect(feature?.outcome).toMatchObject({
      judged: { subject: { changes: { sinceLogin: "alice", diff: expect.stringContaining("-old") } } },
    });
  });

  test.each<
    [string, readonly Word["files"][number][], readonly Word["files"][number][], Record<string, Blob>, string]
  >([
    ["a mode", [file], [{ ...file, mode: "100755" }], {}, "Mode of plan.md: 100644 → 100755"],
    [
      "a file that is no text",
      [file],
      [{ ...file, blobId: "b" }],
      { b: { state: "not-utf8", bytes: 1 } },
      "Binary or unread: plan.md",
    ],
    ["a file that was not read", [file], [{ ...file, blobId: "c" }], {}, "Binary or unread: plan.md"],
    ["a file that is gone", [file], [], {}, "-old"],
    ["a file that is new", [], [file], {}, "+old"],
    ["nothing", [file], [file], {}, ""],
  ])("names %s that changed", (_name, old, now, blobs, expected) => {
    const known = { [idOf(before)]: { state: "text", text: before, bytes: 1 } as const, ...blobs };
    const changes = textChanges({ ...voided, files: old }, now, { ...noFacts, blobs: known });

    expect(changes?.diff).toContain(expected);
  });

  test("names a mode that came or went with equal bytes", () => {
    const empty = { [idOf("")]: { state: "text", text: "", bytes: 0 } as const };
    const none = { path: "contracts/a.md", mode: "100644", blobId: idOf("") };
    const facts = { ...noFacts, blobs: empty };

    expect(textChanges({ ...voided, files: [] }, [none], facts)?.diff).toBe(
      "Mode of contracts/a.md: none → 100644",
    );
    expect(textChanges({ ...voided, files: [none] }, [], facts)?.diff).toBe(
      "Mode of contracts/a.md: 100644 → none",
    );
  });

  test("is shown with at most 200 lines", () => {
    const long = Array.from({ length: 400 }, (_, n) => `line ${n}`).join("\n");
    const blobs = { x: { state: "text", text: long, bytes: long.length } as const };
    const changes = textChanges({ ...voided, files: [] }, [{ ...file, blobId: "x" }], { ...noFacts, blobs });

    expect(changes).toMatchObject({ isCut: true });
    expect(changes?.diff.split("\n")).toHaveLength(200);
  });

  test("of a text rewritten beyond reading is said to be so", () => {
    const lines = (word: string) => Array.from({ length: 3000 }, (_, n) => `${word} ${n}`).join("\n");
    const blobs = {
      x: { state: "text", text: lines("one"), bytes: 1 } as const,
      y: { state: "text", text: lines("two"), bytes: 1 } as const,
    };
    const changes = textChanges(
      { ...voided, files: [{ ...file, blobId: "x" }] },
      [{ ...file, blobId: "y" }],
      { ...noFacts, blobs },
    );

    expect(changes?.diff).toBe("plan.md was rewritten; compare the two versions in full.");
  });
});

describe("a smoke run", () => {
  const reading = {
    state: "failed",
    isRequired: true,
    isHeld: true,
    run: null,
    message: "m",
    files: [],
  } as const;
  const waiver = { ...approveWord("smoke", "1".repeat(64)), type: "waive" as const, ruleId: "smoke" };
  const said: WordsDecision = {
    entry: emptyEntry,
    outcomes: [],
    bySubject: {
      smoke: { approval: { state: "approved", approvals: [] }, waivers: [waiver], isReady: true },
    },
    unknownCommitters: [],
    namingProblems: [],
    designated: [],
  };

  test("is waived without a word where none was recorded", () => {
    expect(decideSmoke(reading, said)).toMatchObject({ state: "waived", message: "" });
  });

  test("that is not required needs no waiver", () => {
    expect(decideSmoke({ ...reading, isRequired: false, isHeld: false }, said)).toMatchObject({
      state: "failed",
    });
  });

  test("that was not looked up is missing, and a file without blob is named all the same", () => {
    const files = [{ path: "compose.yaml", previousPath: null, status: "removed", blobId: null }] as const;
    const comparison = { baseSha: "b", mergeBaseSha: "m", files, commits: [], totalCommits: 0 };
    const config = { ...defaultConfig, smoke: { workflow: "w.yml", required: "always", rules: {} } } as const;

    const compared = [{ branch: "main", comparison }];

    expect(readSmoke({ config, compared, isGated: false, headSha: "h" }, noFacts)).toMatchObject({
      state: "missing",
      files: [{ path: "compose.yaml", blobId: "" }],
    });
  });
});

describe("a waiver", () => {
  test("lets a failing row go, and is shown with its reason", () => {
    const config = "sections:\n  - {id: rollout, title: Rollout plan, headings: [Zugabe]}\n";
    const digest = digestOf([{ path: "plan.md", mode: "100644", blobId: idOf(plan) }]);
    const waiver = {
      ...approveWord(folder, digest),
      type: "waive" as const,
      ruleId: "rollout",
      reason: "internal only",
    };
    const world = {
      ...base,
      config,
      standings: { alice: standing(architect, "maintain") },
      entry: { ...emptyEntry, words: [waiver] },
    };
    const [feature] = judgeFirst(world).features;

    expect(feature?.verdict).toBe("action_required");
    expect(feature?.outcome).toMatchObject({
      judged: {
        findings: expect.arrayContaining([
          expect.objectContaining({ status: "waived", reason: "internal only" }),
        ]),
      },
    });
  });

  test("of the smoke run stands beside a changed plan", () => {
    const config = "smoke: {workflow: .github/workflows/s.yml, required: always}\n";
    const digest = digestOf([{ path: "plan.md", mode: "100644", blobId: idOf(plan) }]);
    const { files } = read(base).snapshot.facts.comparisons[`main...${shas.head}`] ?? { files: [] };
    const changed = files.map(({ path, status, blobId }) => ({ path, mode: status, blobId: blobId ?? "" }));
    const waiver = {
      ...approveWord("smoke", digestOf(changed)),
      type: "waive" as const,
      ruleId: "smoke",
      reason: "no runner",
    };
    const world = {
      ...base,
      config,
      standings: { alice: standing(architect, "maintain") },
      entry: { ...emptyEntry, words: [waiver, approveWord(folder, digest)] },
    };

    expect(judgeFirst(world)).toMatchObject({
      verdict: "success",
      smoke: { state: "waived", message: "no runner" },
    });
  });
});

describe("titles", () => {
  test("name both people where two must approve", () => {
    const digest = digestOf([{ path: "plan.md", mode: "100644", blobId: idOf(plan) }]);
    const carol = { id: 3, login: "carol", type: "User" as const };
    const two = [approveWord(folder, digest), approveWord(folder, digest, carol)];
    const standings = { alice: standing(architect, "maintain"), carol: standing(carol, "maintain") };
    const config = "approval: {minimum: 2, permission: maintain}\n";
    const world = { ...base, config, standings };

    expect(judgeFirst({ ...world, entry: { ...emptyEntry, words: two } }).title).toContain(
      "Approved by @alice and @carol",
    );
    expect(judgeFirst({ ...world, entry: { ...emptyEntry, words: two.slice(0, 1) } }).title).toContain(
      "(1 of 2)",
    );
  });

  test("say that nobody but the author could approve", () => {
    const answers = { "roster permission:maintain": ["mona"] };

    expect(judgeFirst({ ...base, answers }).title).toContain("nobody but the author could approve");
  });

  test("name the group in which nobody could approve, though others may", () => {
    const config = "approval: {users: [alice], require: [{people: [mona]}, {teams: [ghosts]}]}\n";
    const answers = { "roster permission:write": ["mona", "alice"], "roster team:acme/ghosts": null };

    expect(judgeFirst({ ...base, config, answers }).title).toContain(
      "too few of @mona and of @acme/ghosts could approve; the summary says how to go on",
    );
  });

  test("name who took part in the text where nobody else could approve, and by which commit", () => {
    const carol = { id: 3, login: "carol", type: "User" as const };
    const answers = { "roster permission:maintain": ["alice", "carol"] };
    const one = commit(shas.head, [shas.mergeBase], architect);
    const together = { ...one, coAuthors: [identity(carol)] };

    expect(judgeFirst({ ...base, answers, commits: [together] }).title).toContain(
      "@alice and @carol took part in the text by commit `aaaaaaaaaaaa`, and too few others may approve",
    );
    const other = commit("d".repeat(40), [shas.mergeBase], carol);
    const apart = { ...answers, [`named-entries ${other.sha}`]: treeOf(head) };
    expect(judgeFirst({ ...base, answers: apart, commits: [one, other] }).title).toContain(
      "@alice and @carol took part in the text, and too few others may approve",
    );
  });

  test("say how many approvals are needed where too few people could give them", () => {
    const answers = { "roster permission:maintain": ["mona", "alice"] };
    const config = "approval: {minimum: 2, permission: maintain}\n";

    expect(judgeFirst({ ...base, answers, config }).title).toContain(
      "2 approvals are needed, 0 given, and too few people may approve",
    );
  });

  test("name several approved features by their people alone", () => {
    const other = ".specify/f-2-x";
    const files = {
      ...head,
      [`${other}/spec.md`]: "# Spec\n\nMore of what it is for.\n",
      [`${other}/plan.md`]: `${plan}\n`,
    };
    const words = [
      approveWord(folder, digestOf([{ path: "plan.md", mode: "100644", blobId: idOf(plan) }])),
      approveWord(other, digestOf([{ path: "plan.md", mode: "100644", blobId: idOf(`${plan}\n`) }])),
    ];
    const world = {
      ...base,
      head: files,
      standings: { alice: standing(architect, "maintain") },
      entry: { ...emptyEntry, words },
    };

    expect(judgeFirst(world).title).toBe("Approved by @alice");
  });

  test("count quiet features", () => {
    const files = { ".specify/f-1-a/spec.md": "a", ".specify/f-2-b/spec.md": "b" };

    expect(judgeFirst({ mergeBase: {}, head: files }).title).toBe("No plans changed in 2 features");
  });

  test("use the path where two features share an id", () => {
    const twin = ".specify/f-15-other";
    const files = { ...head, [`${twin}/spec.md`]: "# Spec\n\nMore text here.\n", [`${twin}/plan.md`]: plan };
    const names = judgeFirst({ ...base, head: files }).features.map(({ outcome }) =>
      outcome.type === "changed" ? outcome.judged.subject.commandName : "",
    );

    expect(names.sort()).toEqual([twin, folder].sort());
  });
});

describe("odd files", () => {
  test("a specification that is a symlink is none", () => {
    const files = { ...head, [`${folder}/spec.md`]: "symlink:elsewhere" };

    expect(judgeFirst({ ...base, head: files }).title).toBe('F-15: "Specification exists" fails');
  });

  test("a sibling without text changes the digest and is not judged", () => {
    const files = { ...head, [`${folder}/contracts/logo.png`]: "png" };
    const answers = { [`blob ${idOf("png")}`]: { state: "not-utf8", bytes: 3 } };

    expect(judgeFirst({ ...base, head: files, answers }).verdict).toBe("action_required");
  });

  test("a row that was a warning before stays one", () => {
    const config = "rules: {data-models: warning}\n";
    const thin = { ...spec, [`${folder}/plan.md`]: "# Plan\n\n## Data model\n\nTBD\n" };
    const next = { ...spec, [`${folder}/plan.md`]: "# Plan\n\n## Data model\n\nTBD, later\n" };

    expect(judgeFirst({ mergeBase: thin, head: next, config }).verdict).toBe("action_required");
  });

  test("a command of somebody whose account is gone counts for nobody", () => {
    const ghost = { ...comment(4, architect, "/approve-plan"), author: null };

    expect(judgeFirst({ ...base, comments: [ghost] }).verdict).toBe("action_required");
  });

  test("a tree of the base that was not read stops the decision", () => {
    const { snapshot } = read({ ...base, base: { "a.md": "1" } });
    const trees = { [shas.head]: snapshot.facts.trees[shas.head] ?? [] };

    expect(decide({ ...snapshot, facts: { ...snapshot.facts, trees } })?.verdict).toBe("failure");
  });

  test("a smoke run that nobody requires holds nothing", () => {
    expect(smokeObstacle({ state: "failed", isRequired: false, run: null, message: "" })).toBeNull();
  });
});

test.each([
  [null, "too odd"],
  [3, "too odd (line 3)"],
])("a plan that the parser refuses says why, and the line where it is known: %s", (line, message) => {
  const { snapshot } = read(base);
  const decision = decide(snapshot, () => ({ state: "refused", reason: "too odd", line }));

  expect(decision?.pullRequests[0]?.features[0]?.outcome).toMatchObject({ type: "failed", message });
});

test("a smoke run that passed holds nothing", () => {
  expect(smokeObstacle({ state: "passed", isRequired: true, run: null, message: "" })).toBeNull();
});

test("a sibling that was read is judged with the plan", () => {
  const files = { ...head, [`${folder}/data-model.md`]: "# Data model\n\nNothing else.\n" };

  expect(judgeFirst({ ...base, head: files }).verdict).toBe("action_required");
});

describe("reading", () => {
  test("ends where there is no such pull request", () => {
    const { snapshot } = read({ ...base, answers: { "pull 5": null } });

    expect(decide(snapshot)).toBeNull();
  });

  test("does not look up twice what GitHub lists", () => {
    const twin = { ...pullRequest, number: 6 };
    const text = ledgerText({ "5": emptyEntry, "6": emptyEntry });
    const world = {
      ...base,
      others: [twin],
      answers: { [`check-run ${shas.head}`]: checkRun(shas.head, text) },
    };

    expect(read(world).rounds.flat()).not.toContainEqual({ type: "pull", number: 6 });
  });

  test("passes over what the record names and GitHub no longer has", () => {
    const text = ledgerText({ "5": emptyEntry, "6": emptyEntry });
    const answers = { [`check-run ${shas.head}`]: checkRun(shas.head, text), "pull 6": null };

    expect(judge({ ...base, answers }).pullRequests.map(({ number }) => number)).toEqual([5]);
  });

  test("asks for the pull request first where nothing is known", () => {
    expect(read(base).rounds[0]).toEqual([{ type: "pull", number: 5 }]);
  });

  test("asks for all at once where the hints say where to look", () => {
    const hints = {
      headSha: shas.head,
      baseRef: "main",
      defaultBranch: "main",
      wasGated: true,
      isOpened: true,
    };
    const types = (round: number) => read({ ...base, hints }).rounds[round]?.map(({ type }) => type);

    expect(types(0)).toEqual(["check-run", "pulls-of-head", "comparison", "file", "comments"]);
    expect(read({ ...base, hints }).rounds.length).toBeLessThanOrEqual(3);
  });

  test("looks again for a check run that GitHub did not list at once, where the head has another pull request", () => {
    const hints = { headSha: shas.head, baseRef: "main", defaultBranch: "main", isOpened: true };
    const again = { type: "check-run", headSha: shas.head, look: "again" } as const;
    const asked = (world: World) => read({ ...world, hints }).rounds.flat();

    expect(asked({ ...base, others: [{ ...pullRequest, number: 6 }] })).toContainEqual(again);
    expect(asked(base)).not.toContainEqual(again);
  });

  test("asks for no text of a file that was not there when it was approved", () => {
    const word = {
      ...approveWord(folder, "f".repeat(64)),
      files: [{ path: "x", mode: "000000", blobId: "" }],
    };

    const { rounds } = read({ ...base, entry: { ...emptyEntry, words: [word] } });

    expect(rounds.flat()).not.toContainEqual({ type: "blob", blobId: "" });
  });

  test("asks at once for force-pushes where no push tells which head was before", () => {
    const hints = { headSha: shas.head, wasGated: true };

    expect(read({ ...base, hints }).rounds[0]).toContainEqual({ type: "force-pushes", number: 5 });
  });

  test("asks for a fork's pull request by number", () => {
    const hints = { headSha: shas.head, isFork: true };

    expect(read({ ...base, hints, pull: { headRepositoryId: 8 } }).rounds[0]).toContainEqual({
      type: "pull",
      number: 5,
    });
  });

  test("falls back to the number where the head does not list the pull request", () => {
    const hints = { headSha: shas.head };
    const answers = { [`pulls-of-head ${shas.head}`]: [] };

    expect(judgeFirst({ ...base, hints, answers }).number).toBe(5);
  });

  test("looks up what the record on the head names, and judges it", () => {
    const twin = { ...pullRequest, number: 6, headRepositoryId: 8 };
    const text = ledgerText({ "5": emptyEntry, "6": emptyEntry, "7": emptyEntry });
    const world: World = {
      ...base,
      pull: { headRepositoryId: 8 },
      others: [twin],
      answers: { [`check-run ${shas.head}`]: checkRun(shas.head, text) },
    };

    expect(judge(world).pullRequests.map(({ number }) => number)).toEqual([5, 6]);
  });

  test("compares with the default branch as well where the base is another", () => {
    const compared = read({ ...base, pull: { baseRef: "release" } }).rounds.flat();

    expect(compared).toContainEqual({ type: "comparison", base: "main", head: shas.head });
    expect(compared).toContainEqual({ type: "comparison", base: "release", head: shas.head });
  });

  test("takes the record of a check run that is no ledger for none", () => {
    const answers = { [`check-run ${shas.head}`]: checkRun(shas.head, "no ledger here") };

    expect(judgeFirst({ ...base, answers }).verdict).toBe("action_required");
  });

  test("reads the text of presses' senders like everybody's", () => {
    const press = {
      deliveryId: "d",
      checkRunId: 11,
      identifier: "000000000000:e3b0c44",
      senderId: architect.id,
      senderLogin: architect.login,
    };
    const mine = commit(shas.head, [shas.mergeBase], architect);
    const needs = read({ ...base, commits: [mine], hints: { presses: [press] } }).rounds.flat();

    expect(needs).toContainEqual({ type: "check-run-by-id", id: 11 });
  });

  test("follows both names of a renamed file", () => {
    const from = ".specify/f-1-old/plan.md";
    const comparison = {
      baseSha: shas.mergeBase,
      mergeBaseSha: shas.mergeBase,
      files: [{ path: "notes.md", previousPath: from, status: "renamed", blobId: idOf("x") }],
      commits: [],
      totalCommits: 0,
    };
    const world = {
      mergeBase: { [from]: "x", ".specify/f-1-old/spec.md": "s" },
      head: { "notes.md": "x", ".specify/f-1-old/spec.md": "s" },
      answers: { [`comparison main...${shas.head}`]: comparison },
    };

    expect(judgeFirst(world).title).toBe("F-1: the plan is removed");
  });

  test("does not trip over settings that neither side has", () => {
    const comparison = {
      baseSha: shas.mergeBase,
      mergeBaseSha: shas.mergeBase,
      files: [{ path: ".github/plan-gate.yml", previousPath: null, status: "removed", blobId: null }],
      commits: [],
      totalCommits: 0,
    };
    const answers = { [`comparison main...${shas.head}`]: comparison };

    expect(judgeFirst({ mergeBase: {}, head: {}, answers }).verdict).toBe("action_required");
  });
});
