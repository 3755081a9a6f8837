import { describe, expect, test } from "vitest";
import { commandName } from "../../../src/approval/commands/targets.ts";
import { comment, config, decide, feature, f15, refusalOf, type Given } from "../world.ts";

const f1 = feature("F-1");
const cafe = feature("café", "v1", { subject: "specs/café" });
const spaced = feature("my first thing", "v1", { subject: ".specify/specs/my first thing" });
const subjects = [f1, f15, cafe, spaced, config];

/** The texts that a command of alice's names, or why it is refused. */
function named(command: string, changes: Given = {}): readonly string[] | string {
  const decision = decide({ subjects, comments: [comment("alice", command)], ...changes });
  const { words } = decision.entry;
  return words.length > 0 ? words.map(({ subject }) => subject) : String(refusalOf(decision));
}

describe("what is meant by a name is what it says:", () => {
  test.each([
    [`${f1.subject}/`, f1.subject],
    [`${f1.subject}/plan.md`, f1.subject],
    [`${f1.subject}/PLAN.md`, f1.subject],
    [`./${f1.subject}`, f1.subject],
    [`/${f1.subject}/`, f1.subject],
    ["F-1,", f1.subject],
    ["F-1:", f1.subject],
    [`${f1.subject},`, f1.subject],
    ["specs/cafe\u0301", cafe.subject],
    [f15.digest.slice(0, 12).toUpperCase(), f15.subject],
    [`F-15 ${f15.digest}`, f15.subject],
    [spaced.digest.slice(0, 14), spaced.subject],
    [`config ${config.digest.slice(0, 12)}`, "config"],
  ])("%s", (name, subject) => {
    expect(named(`/reject-plan ${name} no rollback`)).toEqual([subject]);
    expect(named(`/approve-plan ${name}`)).toEqual([subject]);
    expect(named(`/revoke-plan ${name}`)).toEqual([subject]);
  });

  test.each([
    ["cafe\u0301", cafe],
    ["CAFÉ", cafe],
    ["config", config],
  ])("%s, where nothing else can be meant", (name, { subject, digest }) => {
    expect(named(`/approve-plan ${name}`)).toEqual([subject]);
    expect(named(`/revoke-plan ${name}`)).toEqual([subject]);
    expect(named(`/reject-plan ${name} ${digest.slice(0, 12)} no rollback`)).toEqual([subject]);
  });

  test("a reason goes on after it", () => {
    const { entry } = decide({
      subjects,
      comments: [comment("alice", `/reject-plan F-15: ${f15.digest.slice(0, 12)} I/O is missing`)],
    });

    expect(entry.words).toMatchObject([{ subject: f15.subject, reason: "I/O is missing" }]);
  });

  test("several names with a comma between", () => {
    expect(named("/approve-plan F-1, F-15")).toEqual([f1.subject, f15.subject]);
  });
});

describe("what is not understood never makes a command one about all texts:", () => {
  const hint = "A reason does not begin with a path or an id: put another word before it.";

  test.each([
    "specs/other",
    ".specify",
    ".specify/specs/f-15",
    ".specify/specs/my first thing",
    "F-99",
    "f-99-other",
    "F-99:",
    "001-login",
    "I/O",
    "a\\b",
    "f-1-x",
    "F-1's rollback",
    "F-15.",
    "my first thing",
    "config/",
    ".github/plan-gate.yml",
  ])("%s", (words) => {
    const refusal = `unknown-feature: \`${words.split(" ")[0] ?? ""}\` names no text that is gated here.`;

    expect(named(`/reject-plan ${words} no rollback`)).toContain(refusal);
    expect(named(`/reject-plan ${words} no rollback`)).toContain(hint);
    expect(named(`/revoke-plan ${words}`)).toContain(refusal);
    expect(named(`/approve-plan ${words}`)).toContain(refusal);
  });

  test("a digest that is not that of a text here", () => {
    const none = "is the digest of no text that is here now";
    const f1Digest = f1.digest.slice(0, 12);

    expect(named("/reject-plan 000000000000 no")).toBe(
      `digest-mismatch: \`000000000000\` ${none}. Read what the check shows, and copy the command from there.`,
    );
    expect(named(`/reject-plan F-15 ${f1Digest} no`)).toContain(`${none} under that name.`);
    expect(named(`/reject-plan F-15 F-1 ${f1Digest} no`)).toContain(`${none} under that name.`);
    expect(named("/revoke-plan 000000000000")).toContain(none);
  });

  test("a name after a digest that a command cannot use", () => {
    expect(named(`/revoke-plan ${f15.digest} F-1`)).toContain("unknown-feature: `F-1` names no text");
  });

  test("in a waiver", () => {
    const failing = feature("F-15", "v1", { failingRuleIds: ["testing"], waivableRuleIds: ["testing"] });
    const waive = (words: string) => named(`/waive-plan testing ${words}`, { subjects: [failing, f1] });

    expect(waive("specs/other it is prose")).toContain("unknown-feature: `specs/other` names no text");
    expect(waive(`${failing.digest.slice(0, 12)} it is prose`)).toEqual([failing.subject]);
    expect(waive("it is prose")).toEqual([failing.subject]);
  });

  test.each(["404 pages are missing", "2 of 3 rows", "F- is no id", "no F-99", "Café-Betrieb fehlt"])(
    "while a sentence is a reason: %s",
    (reason) => {
      expect(named(`/reject-plan ${reason}`)).toHaveLength(subjects.length);
    },
  );

  test("where there is one text only, its own name in a sentence does no harm", () => {
    expect(named("/reject-plan F-15's rollback is missing", { subjects: [f15, config] })).toEqual([
      f15.subject,
      "config",
    ]);
  });
});

test("of equal texts a digest names the one that has no other name", () => {
  const equal = { ...spaced, digest: f15.digest };
  const digest = f15.digest.slice(0, 12);

  expect(named(`/reject-plan ${digest} no`, { subjects: [f15, equal] })).toEqual([equal.subject]);
  expect(named(`/reject-plan F-15 ${digest} no`, { subjects: [f15, equal] })).toEqual([f15.subject]);
  expect(named(`/reject-plan ${digest} no`, { subjects: [f15, { ...f1, digest: f15.digest }] })).toEqual([
    f15.subject,
    f1.subject,
  ]);
});

describe("the name that is offered can be typed:", () => {
  const twin = feature("F-15", "v2", { subject: "apps/web/.specify/f-15" });
  const blank = feature("a b", "v1", { subject: "specs/a b" });
  const hidden = feature("a\u200bb", "v1", { subject: "specs/a\u200bb" });

  test.each([
    ["the id", f1, "F-1"],
    ["else the path", twin, twin.subject],
    ["else the digest", blank, blank.digest.slice(0, 12)],
    ["nothing that cannot be seen", hidden, hidden.digest.slice(0, 12)],
    ["the settings", config, "config"],
  ])("%s", (_, subject, name) => {
    const all = [f1, f15, twin, blank, hidden, config];

    expect(commandName(subject, all)).toBe(name);
    expect(named(`/approve-plan ${name}`, { subjects: all })).toEqual([subject.subject]);
  });
});

describe("a rejection never means less than it could:", () => {
  const the = feature("the", "v1", {
    subject: ".specify/specs/the",
    codeownersPath: ".specify/specs/the/plan.md",
  });
  const note = feature("Note", "v1", { subject: ".specify/specs/Note" });
  const other = feature("the", "v2", { subject: "apps/.specify/the" });
  const all = [f1, the, note, config];
  const everything = all.map(({ subject }) => subject);
  const said = (command: string, given: Given = {}) =>
    decide({ subjects: all, comments: [comment("alice", command)], ...given }).entry.words;

  test.each([
    "The rollback plan is missing",
    "the",
    "Note: no rollback",
    "note, the rollback is missing",
    "Note the missing rollback",
    "config of the collector is not shown",
    "F-1 the rollback is missing",
    "no rollback",
  ])("%s", (reason) => {
    expect(said(`/reject-plan ${reason}`)).toMatchObject(everything.map((subject) => ({ subject, reason })));
  });

  test("not either where the name is that of several", () => {
    expect(named("/reject-plan The rollback is missing", { subjects: [...all, other] })).toHaveLength(5);
  });

  test.each([
    ["its path", ".specify/specs/the"],
    ["its path, with a mark behind", ".specify/specs/the:"],
    ["its digest", the.digest.slice(0, 12)],
    ["its digest behind its name", `the ${the.digest.slice(0, 12)}`],
  ])("one text is named by %s", (_, name) => {
    expect(said(`/reject-plan ${name} no rollback`)).toMatchObject([
      { subject: the.subject, reason: "no rollback" },
    ]);
  });

  test("the name of the only text is none of the reason's words", () => {
    expect(said("/reject-plan config too lax", { subjects: [config] })).toMatchObject([
      { reason: "too lax" },
    ]);
  });

  test("a bare one is about all on which its author may decide", () => {
    const given = {
      subjects: [f1, config],
      config: { users: [], teams: [], permission: null, codeowners: true },
      codeowners: "* @bob\n/.github/ @alice @bob\n",
    };

    expect(named("/reject-plan nobody shall approve their own plans", given)).toEqual(["config"]);
  });
});

describe("a waiver whose name may be a word of its reason", () => {
  const fails = { failingRuleIds: ["testing"], waivableRuleIds: ["testing"] };
  const [first, the] = [
    feature("F-1", "v1", fails),
    feature("the", "v1", { subject: ".specify/specs/the", ...fails }),
  ];
  const root = feature("a", "v1", { subject: "a", ...fails });
  const waive = (words: string, others = [the]) =>
    named(`/waive-plan testing ${words}`, { subjects: [first, ...others] });

  test("is refused where the row fails in several texts, and names them", () => {
    expect(waive("the report is read-only")).toBe(
      "ambiguous-feature: `testing` fails in several texts. Name one after the row: `.specify/specs/f-1-x`, `.specify/specs/the`.",
    );
    expect(waive("a report is read-only", [root])).toContain(
      `Name one after the row: \`.specify/specs/f-1-x\`, \`${root.digest.slice(0, 12)}\`.`,
    );
  });

  test("is about the text that is named for sure", () => {
    expect(waive("F-1 a report is read-only")).toEqual([first.subject]);
    expect(waive(".specify/specs/the report is read-only")).toEqual([the.subject]);
    expect(waive(`the ${the.digest.slice(0, 12)} report is read-only`)).toEqual([the.subject]);
  });

  test("is about the only text in which the row fails", () => {
    expect(waive("the report is read-only", [])).toEqual([first.subject]);
    expect(named("/waive-plan testing the report", { subjects: [f15, { ...the, ...fails }] })).toEqual([
      the.subject,
    ]);
  });
});

describe("a mark behind a name may be a part of another name", () => {
  const marked = feature("F-1,", "v1", {
    subject: ".specify/specs/F-1,",
    codeownersPath: ".specify/specs/F-1,/plan.md",
  });
  const twin = feature("F-1", "v2", { subject: "F-1", codeownersPath: "F-1/plan.md" });
  const path = feature("F-7", "v1", { subject: ".specify/specs/F-1" });

  test("and then names neither", () => {
    expect(named("/approve-plan F-1, F-15", { subjects: [f1, f15, marked] })).toBe(
      "ambiguous-feature: `F-1,` names several texts here. Name one by its path: `.specify/specs/F-1,/`, `F-1`.",
    );
    expect(named("/approve-plan .specify/specs/F-1, F-15", { subjects: [path, f15, marked] })).toContain(
      "ambiguous-feature",
    );
  });

  test("and such a name is offered with a slash behind it", () => {
    expect(commandName(marked, [marked])).toBe(".specify/specs/F-1,/");
    expect(named("/approve-plan .specify/specs/F-1,/", { subjects: [path, marked] })).toEqual([
      marked.subject,
    ]);
  });

  test("as a folder at the root has the id of another", () => {
    expect(named("/approve-plan F-1", { subjects: [f1, twin] })).toContain(
      "ambiguous-feature: `F-1` names several",
    );
    expect(commandName(twin, [f1, twin])).toBe("F-1/");
    expect(named("/approve-plan F-1/", { subjects: [f1, twin] })).toEqual([twin.subject]);
  });
});
