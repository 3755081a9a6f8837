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
    ["cafe\u0301", cafe.subject],
    ["CAFÉ", cafe.subject],
    ["specs/cafe\u0301", cafe.subject],
    [f15.digest.slice(0, 12).toUpperCase(), f15.subject],
    [`F-15 ${f15.digest}`, f15.subject],
    [spaced.digest.slice(0, 14), spaced.subject],
    ["config", "config"],
  ])("%s", (name, subject) => {
    expect(named(`/reject-plan ${name} no rollback`)).toEqual([subject]);
    expect(named(`/approve-plan ${name}`)).toEqual([subject]);
    expect(named(`/revoke-plan ${name}`)).toEqual([subject]);
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
      expect(named(`/reject-plan ${reason}`)).toHaveLength(4);
    },
  );

  test("where there is one text only, its own name in a sentence does no harm", () => {
    expect(named("/reject-plan F-15's rollback is missing", { subjects: [f15, config] })).toEqual([
      f15.subject,
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
    expect(named(`/reject-plan ${name} no`, { subjects: all })).toEqual([subject.subject]);
  });
});
