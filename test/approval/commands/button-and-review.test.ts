import { describe, expect, test } from "vitest";
import { buttonIdentifier } from "../../../src/approval/commands/decide-press.ts";
import { decideWords } from "../../../src/approval/decide-words.ts";
import type { Press } from "../../../src/pull-request/key.ts";
import {
  account,
  at,
  checkRun,
  comment,
  decide,
  f15,
  facts,
  feature,
  headSha,
  idOf,
  lapsesOf,
  refusalOf,
  review,
  shownAt,
  standing,
} from "../world.ts";

const later = feature("F-15", "v2");
const short = f15.digest.slice(0, 12);
const f1 = feature("F-1");

function press(login: string, changes: Partial<Press> = {}): Press {
  return {
    deliveryId: `guid-${login}`,
    checkRunId: 70,
    identifier: buttonIdentifier(f15.subject, f15.digest, []),
    senderId: idOf(login),
    senderLogin: login,
    ...changes,
  };
}

const shown = { "70": checkRun(shownAt(0, [f15])) };

describe("the button", () => {
  test("approves the text that this very check run showed", () => {
    const { standing: state, entry, outcomes } = decide({ presses: [press("alice")], checkRunsById: shown });

    expect(state).toBe("approved by alice");
    expect(outcomes).toMatchObject([{ state: "accepted", method: "button", sourceId: "guid-alice" }]);
    expect(entry.presses).toEqual(["guid-alice"]);
    expect(entry.words).toMatchObject([
      { method: "button", nodeId: null, at: at(600), url: "https://github.test/octo/hello/runs/70" },
    ]);
  });

  test("needs no earlier second: who presses has seen it", () => {
    const run = checkRun({
      ...shownAt(0, []),
      shown: [{ subject: f15.subject, digest: f15.digest, at: null, after: null }],
    });

    expect(
      decide({ entry: shownAt(600, [f15]), presses: [press("alice")], checkRunsById: { "70": run } })
        .standing,
    ).toBe("approved by alice");
  });

  test("two people press, and both count", () => {
    const presses = [press("alice"), press("bob")];

    expect(decide({ presses, checkRunsById: shown, config: { minimum: 2 } }).standing).toBe(
      "approved by alice, bob",
    );
  });

  test("one person who presses and comments is one", () => {
    const decision = decide({
      presses: [press("alice")],
      checkRunsById: shown,
      comments: [comment("alice", "/approve-plan")],
      config: { minimum: 2 },
    });

    expect(decision.entry.words).toHaveLength(2);
    expect(decision.standing).toBe("waiting for 1");
  });

  test("a redelivery is not counted again", () => {
    const { entry } = decide({ presses: [press("alice")], checkRunsById: shown });
    const revoked = decide({ entry, comments: [comment("alice", "/revoke-plan")] }).entry;
    const again = decide({ entry: revoked, presses: [press("alice")], checkRunsById: shown });

    expect(again.outcomes).toEqual([]);
    expect(again.standing).toBe("waiting for 1");
  });

  test.each([
    ["another button", press("alice", { identifier: "recheck" }), shown],
    ["another digest", press("alice", { identifier: "000000000000:e3b0c44" }), shown],
    ["a check run of somebody else", press("alice"), { "70": null }],
    ["a check run without a record", press("alice"), { "70": checkRun(shownAt(0, [f15]), { text: null }) }],
    ["a check run of another repository", press("alice"), { "70": checkRun(shownAt(0, [f15]), {}, 2) }],
    [
      "a text it showed no longer",
      press("alice"),
      { "70": checkRun(shownAt(10, [later], shownAt(0, [f15]))) },
    ],
  ])("%s: left alone", (_, one, checkRunsById) => {
    const decision = decide({ presses: [one], checkRunsById });

    expect(decision.outcomes).toEqual([]);
    expect(decision.standing).toBe("waiting for 1");
  });

  test("a check run of another pull request: left alone", () => {
    const input = facts({ presses: [press("alice")], checkRunsById: shown });

    expect(decideWords({ ...input, pullRequest: { ...input.pullRequest, number: 8 } }).outcomes).toEqual([]);
  });

  test("on a stale check run: refused", () => {
    const decision = decide({ subjects: [later], presses: [press("alice")], checkRunsById: shown });

    expect(refusalOf(decision)).toContain(
      `stale: You approved an earlier text of \`${f15.subject}\`, \`${short}\``,
    );
    expect(decision.entry.presses).toEqual(["guid-alice"]);
  });

  test("for a text that is no longer gated: refused", () => {
    expect(refusalOf(decide({ subjects: [f1], presses: [press("alice")], checkRunsById: shown }))).toBe(
      "nothing-to-approve: The plan whose button you pressed is no longer changed here, so there is nothing to approve.",
    );
  });

  test("by the author: refused", () => {
    const decision = decide({ presses: [press("otto")], checkRunsById: shown, people: { otto: "admin" } });

    expect(refusalOf(decision)).toContain("author: ");
    expect(decision.outcomes).toMatchObject([{ shouldReply: true, login: "otto", personId: idOf("otto") }]);
  });

  test("by a bot, and by nobody: refused", () => {
    const standings = [standing("helper", "admin", { account: account("helper", idOf("helper"), "Bot") })];
    const input = facts({
      presses: [press("ghost")],
      checkRunsById: shown,
      accounts: { [idOf("ghost")]: null },
    });

    expect(refusalOf(decide({ presses: [press("helper")], checkRunsById: shown, standings }))).toBe(
      "bot: A bot does not decide on plans. A person has to press the button.",
    );
    expect(
      refusalOf(decideWords({ ...input, facts: { ...input.facts, standings: { ghost: null } } })),
    ).toContain("not-designated: ");
  });

  test("turned off: refused", () => {
    const decision = decide({
      presses: [press("alice")],
      checkRunsById: shown,
      config: { methods: ["comment", "review"] },
    });

    expect(refusalOf(decision)).toBe(
      "method-off: The button is turned off here. Approve by comment or review instead, as `approval.methods` says.",
    );
  });

  test("while rows fail: refused", () => {
    const subjects = [{ ...f15, failingRuleIds: ["testing"] }];

    expect(refusalOf(decide({ subjects, presses: [press("alice")], checkRunsById: shown }))).toContain(
      "not-ready: ",
    );
  });

  test("beside a rejection that nobody decided yet, the rejection wins", () => {
    const decision = decide({
      presses: [press("alice")],
      checkRunsById: shown,
      comments: [comment("alice", "/reject-plan no")],
    });

    expect(decision.standing).toBe("rejected by alice");
  });

  test("shown after a rejection, it is the latest word", () => {
    const { entry } = decide({ comments: [comment("alice", "/reject-plan no")] });
    const identifier = buttonIdentifier(f15.subject, f15.digest, entry.words);

    const decision = decide({ entry, presses: [press("alice", { identifier })], checkRunsById: shown });

    expect(decision.standing).toBe("approved by alice");
  });

  test.each([
    ["/reject-plan no", "rejected by alice"],
    ["/revoke-plan", "waiting for 1"],
  ])(
    "shown before %s, and heard of after it: refused, since nobody knows which came first",
    (body, state) => {
      const { entry } = decide({ comments: [comment("alice", body)] });

      const decision = decide({ entry, presses: [press("alice")], checkRunsById: shown });

      expect(decision.standing).toBe(state);
      expect(refusalOf(decision)).toBe(
        `stale: You rejected \`${f15.subject}\` or took a word on it back, and the button you pressed was older than that. Press the button that the check shows now.`,
      );
    },
  );

  test("shown before somebody else's rejection, it still counts for the other one", () => {
    const { entry } = decide({ comments: [comment("alice", "/reject-plan no")] });

    const decision = decide({ entry, presses: [press("bob")], checkRunsById: shown });

    expect(decision.outcomes).toMatchObject([{ state: "accepted" }]);
    expect(decision.standing).toBe("rejected by alice");
  });

  test("of two equal texts, the ready one is approved", () => {
    const twin = { ...f15, subject: "web/.specify/f-15", failingRuleIds: ["testing"] };
    const run = { "70": checkRun(shownAt(0, [twin, f15])) };

    expect(decide({ subjects: [twin, f15], presses: [press("alice")], checkRunsById: run }).standing).toBe(
      "approved by alice",
    );
  });

  test("somebody renamed since is still the same person, and nobody else is", () => {
    const { entry } = decide({ presses: [press("alice")], checkRunsById: shown });
    const input = facts({ entry, people: { alicia: "maintain" } });
    const renamed = account("alicia", idOf("alice"));
    const state = (standings: typeof input.facts.standings, now = renamed) =>
      decideWords({ ...input, facts: { ...input.facts, standings, accounts: { [idOf("alice")]: now } } })
        .bySubject[f15.subject]?.approval.state;

    expect(state({ alice: null, alicia: { ...standing("alicia", "maintain"), account: renamed } })).toBe(
      "approved",
    );
    expect(state({ alice: null, alicia: standing("alicia", "maintain") })).toBe("waiting");
    expect(state({ alice: null, alicia: null })).toBe("waiting");
    expect(state({ alice: null }, account("alice"))).toBe("waiting");
    expect(state({ alice: null })).toBe("waiting");
  });

  test("waits for the facts it needs", () => {
    expect(decide({ presses: [press("alice")] }).entry.presses).toEqual([]);
  });
});

describe("where only the button counts", () => {
  const button = { methods: ["button"] } as const;
  const config = { methods: [...button.methods] };

  test("comments neither approve nor waive", () => {
    const failing = feature("F-15", "v1", { failingRuleIds: ["testing"], waivableRuleIds: ["testing"] });

    expect(refusalOf(decide({ comments: [comment("alice", "/approve-plan")], config }))).toBe(
      "method-off: Approving by comment is turned off here. Approve by button instead, as `approval.methods` says.",
    );
    expect(
      refusalOf(
        decide({ subjects: [failing], comments: [comment("alice", "/waive-plan testing no")], config }),
      ),
    ).toBe(
      "method-off: A waiver is a comment, and `approval.methods` leaves comments out here. Make the row pass: the check says what it misses.",
    );
  });

  test("a comment rejects, and takes an approval back, but no rejection", () => {
    const approved = decide({ presses: [press("alice")], checkRunsById: shown, config }).entry;
    const reject = comment("alice", "/reject-plan no");
    const rejected = decide({ entry: approved, comments: [reject], config });
    const revoke = comment("alice", "/revoke-plan", { id: 101 });

    expect(decide({ entry: approved, comments: [comment("alice", "/revoke-plan")], config }).standing).toBe(
      "waiting for 1",
    );
    expect(rejected.standing).toBe("rejected by alice");
    expect(refusalOf(decide({ entry: rejected.entry, comments: [reject, revoke], config }))).toBe(
      "method-off: A rejection is not taken back by a comment here: `approval.methods` leaves comments out. Approve the text in one of the ways it names.",
    );
  });
});

describe("a review, where reviews count", () => {
  const config = { methods: ["comment" as const, "review" as const] };

  test("approves by the command in its body, bound to its commit", () => {
    const { standing: state, entry, outcomes } = decide({ reviews: [review("alice")], config });

    expect(state).toBe("approved by alice");
    expect(outcomes).toMatchObject([{ state: "accepted", method: "review", sourceId: "900" }]);
    expect(entry).toMatchObject({ reviewIds: [900], lastCommentId: 0, commentIds: [] });
  });

  test("is not read where reviews do not count", () => {
    expect(decide({ reviews: [review("alice")] }).outcomes).toEqual([]);
  });

  test.each([
    ["without the command", { body: "Looks good" }],
    ["dismissed before we saw it", { state: "DISMISSED" }],
    ["not submitted", { state: "PENDING", submittedAt: null }],
    ["without a time", { submittedAt: null }],
    ["of a deleted account", { author: null }],
  ] as const)("%s: left alone", (_, changes) => {
    expect(decide({ reviews: [review("alice", changes)], config }).outcomes).toEqual([]);
  });

  test.each([
    ["that only comments", { state: "COMMENTED" }],
    ["that asks for changes", { state: "CHANGES_REQUESTED" }],
    ["with another command", { body: "/reject-plan no" }],
  ] as const)("%s: refused", (_, changes) => {
    expect(refusalOf(decide({ reviews: [review("alice", changes)], config }))).toBe(
      "malformed: In a review only `/approve-plan` and `/approve-spec` count, and only where the review approves. Write other commands as a comment.",
    );
  });

  test.each([
    ["another commit", "b".repeat(40)],
    ["no commit", null],
  ])("of %s: refused", (_, commitSha) => {
    expect(refusalOf(decide({ reviews: [review("alice", { commitSha })], config }))).toBe(
      "stale: This review is about an earlier commit, with another text than is here now. Review the changes since and approve again.",
    );
  });

  test("edited: refused", () => {
    expect(refusalOf(decide({ reviews: [review("alice")], edited: [900], config }))).toContain("edited: ");
  });

  test("before the text was shown: refused", () => {
    expect(refusalOf(decide({ reviews: [review("alice", { submittedAt: at(0) })], config }))).toContain(
      "stale: ",
    );
  });

  test.each([
    ["dismissed", { reviews: [review("alice", { state: "DISMISSED" })] }, "its review was dismissed"],
    ["edited", { reviews: [review("alice")], edited: [900] }, "its review was edited"],
    ["gone", { reviews: [] }, "its review was deleted"],
  ] as const)("%s later: no longer counts", (_, changes, why) => {
    const { entry } = decide({ reviews: [review("alice")], config });
    const decision = decide({ entry, config, ...changes });

    expect(decision.standing).toBe("waiting for 1");
    expect(lapsesOf(decision)).toEqual([why]);
  });

  test("a dismissed review does not come back", () => {
    const { entry } = decide({ reviews: [review("alice")], config });
    const dismissed = decide({ entry, config, reviews: [review("alice", { state: "DISMISSED" })] });

    expect(decide({ entry: dismissed.entry, config, reviews: [] }).standing).toBe("waiting for 1");
  });

  test("stands over a push that leaves the text alone", () => {
    const { entry } = decide({ reviews: [review("alice")], config });

    expect(decide({ entry, reviews: [review("alice")], config, sameTextShas: [] }).standing).toBe(
      "approved by alice",
    );
  });

  test("is about the text at its commit, where the head went on without changing it", () => {
    const reviews = [review("alice", { commitSha: "b".repeat(40) })];

    expect(decide({ reviews, config, sameTextShas: [headSha, "b".repeat(40)] }).standing).toBe(
      "approved by alice",
    );
  });

  test("begun early and submitted late is still decided", () => {
    const { entry } = decide({ reviews: [review("bob", { id: 950 })], config });
    const late = decide({
      entry,
      reviews: [review("bob", { id: 950 }), review("alice", { submittedAt: at(100) })],
      config,
    });

    expect(late.standing).toBe("approved by bob, alice");
  });

  test("is decided between comments by its time", () => {
    const reviews = [review("alice", { submittedAt: at(65) })];
    const early = comment("alice", "/reject-plan no", { createdAt: at(61) });
    const late = comment("alice", "/reject-plan no", { id: 101, createdAt: at(70) });

    expect(decide({ reviews, comments: [early], config }).standing).toBe("approved by alice");
    expect(decide({ reviews, comments: [early, late], config }).standing).toBe("rejected by alice");
    expect(decide({ reviews, comments: [{ ...late, id: 99 }, early], config }).standing).toBe(
      "rejected by alice",
    );
  });
});
