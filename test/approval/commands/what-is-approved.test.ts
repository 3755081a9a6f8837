import { describe, expect, test } from "vitest";
import { emptyEntry, recordShown } from "../../../src/approval/record/ledger.ts";
import { at, comment, config, decide, f15, feature, refusalOf, shownAt } from "../world.ts";

const f1 = feature("F-1");
const later = feature("F-15", "v2");
const short = f15.digest.slice(0, 12);
const byAlice = [comment("alice", "/approve-plan")];

describe("a command approves the text that was shown in an earlier second", () => {
  test("and is recorded with who, when, how and what", () => {
    const { entry, outcomes } = decide({ comments: byAlice });

    expect(outcomes).toEqual([{ state: "accepted", method: "comment", sourceId: "100", words: entry.words }]);
    expect(entry.words).toEqual([
      {
        type: "approve",
        subject: f15.subject,
        digest: f15.digest,
        personId: byAlice[0]?.author?.id,
        login: "alice",
        method: "comment",
        sourceId: "100",
        nodeId: "IC_100",
        url: "https://github.test/octo/hello/pull/7#issuecomment-100",
        at: at(60),
        ruleId: null,
        reason: null,
        files: f15.files,
      },
    ]);
    expect(entry.commentIds).toEqual([100]);
  });

  test.each([
    ["never shown", recordShown(decide({}).entry, [], null)],
    ["shown at a time nobody knows yet", recordShown({ ...decide({}).entry, shown: [] }, [f15], null)],
    ["shown in the same second", shownAt(60, [f15])],
    ["shown later", shownAt(61, [f15])],
  ])("%s: refused", (_, entry) => {
    const shown = entry.shown.filter((text) => text.at !== at(0));

    expect(refusalOf(decide({ comments: byAlice, entry: { ...entry, shown } }))).toBe(
      `stale: The check had not yet shown \`${f15.subject}\` as ready when you wrote this. Review it there and approve again.`,
    );
  });

  test("the text that was shown before a push is not approved after it", () => {
    const entry = shownAt(0, [f15]);

    expect(refusalOf(decide({ comments: byAlice, subjects: [later], entry }))).toBe(
      `stale: You approved an earlier text of \`${f15.subject}\`, \`${short}\`; it is \`${later.digest.slice(0, 12)}\` now. Review what changed since and approve again.`,
    );
  });

  test("a text that was shown, replaced and shown again counts from then", () => {
    const back = shownAt(100, [f15], shownAt(50, [later], shownAt(0, [f15])));

    expect(refusalOf(decide({ comments: byAlice, entry: back }))).toContain(
      "stale: You approved an earlier text",
    );
    expect(
      decide({ comments: [comment("alice", "/approve-plan", { createdAt: at(101) })], entry: back }).standing,
    ).toBe("approved by alice");
  });

  test("a text with failing rows cannot be approved", () => {
    const failing = { ...f15, failingRuleIds: ["data-models"] };

    expect(refusalOf(decide({ comments: byAlice, subjects: [failing] }))).toBe(
      `not-ready: \`${f15.subject}\` is not ready: \`data-models\` fails. Approve it when the check shows it as ready.`,
    );
    expect(
      refusalOf(
        decide({ comments: byAlice, subjects: [{ ...f15, failingRuleIds: ["a", "b", "c", "d", "e", "f"] }] }),
      ),
    ).toContain("`a`, `b`, `c`, `d`, `e` and 1 more fail.");
  });

  test("nothing gated, nothing to approve", () => {
    expect(refusalOf(decide({ comments: byAlice, subjects: [] }))).toBe(
      "nothing-to-approve: No plan is changed here, so there is nothing to approve.",
    );
    expect(refusalOf(decide({ comments: [comment("alice", "/reject-plan no")], subjects: [] }))).toBe(
      "nothing-to-approve: No plan is changed here, so there is nothing to reject.",
    );
    expect(refusalOf(decide({ comments: [comment("alice", "/approve-plan F-1")], subjects: [] }))).toBe(
      "unknown-feature: `F-1` names no text that is gated here: no plan is changed.",
    );
    expect(refusalOf(decide({ comments: [comment("alice", "/revoke-plan")], subjects: [] }))).toBe(
      "nothing-to-revoke: No plan is changed here, so there is nothing to take back.",
    );
  });
});

describe("the digest narrows a command", () => {
  test.each([short, f15.digest, short.toUpperCase(), `F-15 ${short}`, `${f15.subject} ${f15.digest}`])(
    "%s",
    (words) => {
      expect(decide({ comments: [comment("alice", `/approve-plan ${words}`)] }).standing).toBe(
        "approved by alice",
      );
    },
  );

  test("a bare one picks the text among several", () => {
    const subjects = [f1, f15];
    const decision = decide({ subjects, comments: [comment("alice", `/approve-plan ${short}`)] });

    expect(decision.standing).toBe("approved by alice");
    expect(decision.bySubject[f1.subject]?.approval.state).toBe("waiting");
  });

  test("of another text: refused", () => {
    expect(refusalOf(decide({ comments: [comment("alice", "/approve-plan 000000000000")] }))).toBe(
      `digest-mismatch: \`000000000000\` is not the digest of \`${f15.subject}\`, which is \`${short}\`. Copy the command from the check.`,
    );
  });

  test.each([short, `F-15 ${short}`, f15.digest.slice(0, 20)])(
    "one that another text has had here as well approves neither: %s",
    (words) => {
      const twin = { ...f15, digest: `${f15.digest.slice(0, 20)}${"0".repeat(44)}` };
      const entry = shownAt(10, [f15], shownAt(0, [twin]));

      expect(refusalOf(decide({ entry, comments: [comment("alice", `/approve-plan ${words}`)] }))).toBe(
        `digest-mismatch: \`${words.replace("F-15 ", "")}\` begins the digests of two texts that the check has shown. Read the text of \`${f15.subject}\` that is here now, and write all of its digest: \`${f15.digest}\`.`,
      );
      const whole = comment("alice", `/approve-plan F-15 ${f15.digest}`);
      expect(decide({ entry, comments: [whole] }).standing).toBe("approved by alice");
    },
  );

  test("of an earlier text: stale", () => {
    const entry = shownAt(10, [later], shownAt(0, [f15]));

    expect(
      refusalOf(decide({ subjects: [later], entry, comments: [comment("alice", `/approve-plan ${short}`)] })),
    ).toContain("stale: You approved an earlier text");
  });

  test("the right one before it was shown: stale", () => {
    expect(
      refusalOf(
        decide({ comments: [comment("alice", `/approve-plan ${short}`)], entry: shownAt(60, [f15]) }),
      ),
    ).toContain("stale: The check had not yet shown");
  });

  test.each([
    ["too short", "3f2a91c", "3f2a91c"],
    ["two of them", `${short} 000000000000`, "000000000000"],
    ["with more words", `${short} please`, "please"],
    ["no digest", "now", "now"],
  ])("%s: refused", (_, words, shown) => {
    expect(refusalOf(decide({ comments: [comment("alice", `/approve-plan ${words}`)] }))).toBe(
      `unknown-feature: \`${shown}\` names no text that is gated here. Name one of \`F-15\`, or copy the command from the check.`,
    );
  });
});

describe("names are exact", () => {
  const subjects = [f1, f15, config];

  test.each([
    ["F-1", f1.subject],
    ["f-1", f1.subject],
    [f1.subject, f1.subject],
    ["F-15", f15.subject],
    ["config", "config"],
  ])("%s names %s and nothing else", (name, subject) => {
    const { entry } = decide({ subjects, comments: [comment("alice", `/approve-plan ${name}`)] });

    expect(entry.words.map((word) => word.subject)).toEqual([subject]);
  });

  test.each(["F-", "F-150", "F-01", f1.subject.toUpperCase(), "."])("%s names nothing", (name) => {
    expect(refusalOf(decide({ subjects, comments: [comment("alice", `/approve-plan ${name}`)] }))).toContain(
      "unknown-feature: ",
    );
  });

  test("several names in one command", () => {
    const { entry } = decide({
      subjects,
      comments: [comment("alice", "/approve-plan F-15 F-1 F-15 config")],
    });

    expect(entry.words.map((word) => word.subject)).toEqual([f15.subject, f1.subject, "config"]);
  });

  test("where one of the named texts may not be approved, none is", () => {
    const failing = { ...f1, failingRuleIds: ["testing"] };
    const decision = decide({
      subjects: [failing, f15],
      comments: [comment("alice", "/approve-plan F-15 F-1")],
    });

    expect(decision.standing).toBe("waiting for 1");
    expect(refusalOf(decision)).toContain("not-ready: ");
  });

  test("an id that two features share has to be replaced by the path", () => {
    const twin = feature("F-15", "v1", { subject: "apps/web/.specify/f-15" });
    const both = [f15, twin];

    expect(refusalOf(decide({ subjects: both, comments: [comment("alice", "/approve-plan F-15")] }))).toBe(
      `ambiguous-feature: \`F-15\` names several texts here. Name one by its path: \`${f15.subject}\`, \`${twin.subject}\`.`,
    );
    for (const name of ["/reject-plan F-15 no", "/revoke-plan F-15", "/waive-plan testing F-15 no"])
      expect(refusalOf(decide({ subjects: both, comments: [comment("alice", name)] }))).toContain(
        "ambiguous-feature: ",
      );
    expect(
      decide({ subjects: both, comments: [comment("alice", `/approve-plan ${f15.subject}`)] }).standing,
    ).toBe("approved by alice");
  });

  test("a name with blanks is no word: its digest alone names the text", () => {
    const spaced = feature("my feature", "v1", { subject: "specs/my feature" });
    const approve = (words: string) =>
      decide(
        { subjects: [spaced, f15], comments: [comment("alice", `/approve-plan ${words}`)] },
        spaced.subject,
      );

    expect(refusalOf(approve("my feature"))).toContain("unknown-feature: `my` names no text");
    expect(refusalOf(approve("specs/my feature"))).toContain("unknown-feature: `specs/my` names no text");
    expect(approve(spaced.digest.slice(0, 12)).standing).toBe("approved by alice");
  });

  test("a feature named like the digest of another does not take its approval", () => {
    const digest = f15.digest.slice(0, 12);
    const evil = feature(digest, "v1", { subject: `.specify/specs/${digest}` });
    const spaced = feature(`F-15 ${digest}`, "v1", { subject: `.specify/specs/F-15 ${digest}` });
    const comments = [comment("alice", `/approve-plan F-15 ${digest}`)];

    const { bySubject } = decide({ subjects: [f15, evil, spaced], comments });

    expect(Object.values(bySubject).map(({ approval }) => approval.state)).toEqual([
      "approved",
      "waiting",
      "waiting",
    ]);
  });

  test("a path goes before an id, so the settings answer to their name beside a feature named so", () => {
    const twin = feature("config", "v1", { subject: ".specify/specs/config" });
    const comments = [comment("alice", "/approve-plan config")];

    const { bySubject } = decide({ subjects: [twin, config], comments });

    expect(bySubject["config"]?.approval.state).toBe("approved");
    expect(bySubject[twin.subject]?.approval.state).toBe("waiting");
  });
});

describe("a bare command", () => {
  test("does not approve the settings beside a plan that cannot be approved as it is", () => {
    const given = { subjects: [config], hasUnapprovable: true };
    const bare = decide({ ...given, comments: byAlice }, "config");

    expect(refusalOf(bare)).toBe(
      "not-ready: The plan that is changed here cannot be approved as it is; the check says why. To approve the settings alone, name them: `/approve-plan config`.",
    );
    expect(refusalOf(decide({ ...given, subjects: [], comments: byAlice }))).toBe(
      "not-ready: The plan that is changed here cannot be approved as it is; the check says why.",
    );
    expect(
      decide({ ...given, comments: [comment("alice", "/approve-plan config")] }, "config").standing,
    ).toBe("approved by alice");
  });

  test("is about all features that are ready, and not about the config", () => {
    const failing = feature("F-2", "v1", { failingRuleIds: ["testing"] });
    const subjects = [f1, failing, f15, config];
    const { entry } = decide({ subjects, comments: byAlice });

    expect(entry.words.map((word) => word.subject)).toEqual([f1.subject, f15.subject]);
  });

  test("leaves out what was not shown yet", () => {
    const subjects = [f1, f15];
    const { entry } = decide({ subjects, entry: shownAt(0, [f15]), comments: byAlice });

    expect(entry.words.map((word) => word.subject)).toEqual([f15.subject]);
  });

  test("is about the config where nothing else is gated", () => {
    expect(decide({ subjects: [config], comments: byAlice }, "config").standing).toBe("approved by alice");
  });
});

describe("`/waive-plan`", () => {
  const failing = feature("F-15", "v1", {
    failingRuleIds: ["cli-first", "testing"],
    waivableRuleIds: ["cli-first", "testing"],
  });
  const waive = (words: string, id = 100) => comment("alice", `/waive-plan ${words}`, { id });

  test("a row counts as waived for this text, with the reason", () => {
    const decision = decide({
      subjects: [failing],
      comments: [waive("cli-first F-15 no CLI here"), waive("testing it is prose", 101)],
    });

    expect(decision.bySubject[failing.subject]).toMatchObject({
      isReady: true,
      waivers: [
        { ruleId: "cli-first", reason: "no CLI here", digest: failing.digest, files: [] },
        { ruleId: "testing", reason: "it is prose" },
      ],
    });
    expect(decision.standing).toBe("waiting for 1");
  });

  test("not for another text", () => {
    const { entry } = decide({ subjects: [failing], comments: [waive("cli-first no CLI here")] });
    const next = { ...failing, digest: later.digest };

    expect(
      decide({ subjects: [next], entry, comments: [waive("cli-first no CLI here")] }).bySubject[
        failing.subject
      ],
    ).toMatchObject({
      isReady: false,
      waivers: [],
    });
  });

  test("the rest of the rows still has to pass", () => {
    const decision = decide({
      subjects: [failing],
      comments: [waive("cli-first no CLI here"), comment("bob", "/approve-plan", { id: 101 })],
    });

    const [, refused] = decision.outcomes;

    expect(refused?.state === "refused" ? `${refused.reason}: ${refused.message}` : "").toBe(
      `not-ready: \`${failing.subject}\` is not ready: \`testing\` fails. Approve it when the check shows it as ready.`,
    );
  });

  test("of the stack needs the stack to be shown in an earlier second", () => {
    const stack = feature("smoke", "v1", {
      subject: "smoke",
      failingRuleIds: ["smoke"],
      waivableRuleIds: ["smoke"],
    });
    const said = decide({ subjects: [stack], comments: [waive("smoke flaky network")] }, "smoke");
    const unseen = decide({ subjects: [stack], entry: emptyEntry, comments: [waive("smoke no")] }, "smoke");

    expect(said.bySubject["smoke"]?.isReady).toBe(true);
    expect(refusalOf(unseen)).toBe(
      "stale: The check had not yet shown this state of the stack when you wrote this. Look at what changed since and waive it again.",
    );
  });

  test("a row that fails in several texts needs a name, one at most", () => {
    const failing = (id: string) => feature(id, "v1", { waivableRuleIds: ["testing"] });
    const subjects = [failing("F-1"), failing("F-15")];

    expect(refusalOf(decide({ subjects, comments: [waive("testing no")] }))).toBe(
      `ambiguous-feature: \`testing\` fails in several texts. Name one after the row: \`${f1.subject}\`, \`${f15.subject}\`.`,
    );
    expect(decide({ subjects, comments: [waive("testing F-1 no")] }).entry.words).toHaveLength(1);
    expect(refusalOf(decide({ subjects, comments: [waive("testing F-1 F-15 no")] }))).toContain(
      "unknown-feature: `F-15`",
    );
    expect(refusalOf(decide({ subjects: [f15], comments: [waive("testing F-2 no")] }))).toContain(
      "unknown-feature: `F-2`",
    );
  });

  test.each([
    ["", "malformed: A waiver names a row and a reason: `/waive-plan <rule> <reason>`."],
    [
      "testing",
      "reason-missing: A waiver needs a reason. Write it at the end: `/waive-plan <rule> <reason>`.",
    ],
    [
      "testing F-15",
      "reason-missing: A waiver needs a reason. Write it at the end: `/waive-plan <rule> <reason>`.",
    ],
    ["speed no", "unknown-rule: `speed` is not a row that fails here. Name one of `cli-first`, `testing`."],
    [
      "speed F-15 no",
      "unknown-rule: `speed` is not a row that fails here. Name one of `cli-first`, `testing`.",
    ],
  ])("refused: %j", (words, message) => {
    expect(refusalOf(decide({ subjects: [failing], comments: [waive(words)] }))).toBe(message);
  });

  test("nothing fails", () => {
    expect(refusalOf(decide({ comments: [waive("testing no")] }))).toBe(
      "unknown-rule: `testing` is not a row that fails here: no row does.",
    );
  });

  test("only for those who may approve", () => {
    const comments = [comment("otto", "/waive-plan testing F-15 trust me")];

    expect(refusalOf(decide({ subjects: [failing], comments, people: { otto: "admin" } }))).toContain(
      "author: ",
    );
  });

  test("a long reason is cut", () => {
    const { entry } = decide({ subjects: [failing], comments: [waive(`testing ${"x".repeat(600)}`)] });

    expect(entry.words[0]?.reason).toBe(`${"x".repeat(499)}…`);
  });
});

describe("`/recheck-plan`", () => {
  test("for everybody who can write", () => {
    expect(decide({ comments: [comment("otto", "/recheck-plan")] }).outcomes).toEqual([
      { state: "accepted", method: "comment", sourceId: "100", words: [] },
    ]);
  });

  test("and nobody else", () => {
    expect(refusalOf(decide({ comments: [comment("rita", "/recheck-plan")] }))).toBe(
      "not-designated: `/recheck-plan` is for people who can write to this repository. Ask one of them.",
    );
  });
});

describe("distinct people", () => {
  const comments = [comment("alice", "/approve-plan"), comment("alice", "/approve-plan F-15", { id: 101 })];

  test("two approvals of one person are one", () => {
    expect(decide({ comments, config: { minimum: 2 } }).standing).toBe("waiting for 1");
  });

  test("two people are two", () => {
    const both = [...comments, comment("bob", "/approve-plan", { id: 102 })];

    expect(decide({ comments: both, config: { minimum: 2 } }).standing).toBe("approved by alice, bob");
  });
});
