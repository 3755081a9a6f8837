import { expect, test } from "vitest";
import { emptyEntry } from "../../src/approval/record/ledger.ts";
import { absentTexts } from "../../src/gate/absent-texts.ts";

const digest = "d".repeat(64);
const shownOf = (subject: string, text = digest) => ({ subject, digest: text, at: null, after: null });
const recorded = (...subjects: readonly string[]) => ({
  ...emptyEntry,
  shown: subjects.map((name) => shownOf(name)),
});

test.each([
  ["a feature", ".specify/specs/f-2-x", "F-2", ".specify/specs/f-2-x/plan.md"],
  ["its specification", ".specify/specs/f-2-x/spec.md", "F-2", ".specify/specs/f-2-x/spec.md"],
  ["a folder that bears another name", "config/", "config", "config/plan.md"],
  ["the settings", "config", "config", ".github/plan-gate.yml"],
  ["a plan by itself", "plans/login.md", "login", "plans/login.md"],
  ["a plan that is called otherwise", "design/2-x", "2", "design/2-x/design.md"],
])("%s that is not here has the names it had there", (_, subject, id, codeownersPath) => {
  const globs = [{ glob: "plans/*.md" }, { glob: "design/*", plan: "design.md", spec: "requirements.md" }];

  expect(absentTexts(recorded(subject), [], globs)).toMatchObject([
    { subject, id, codeownersPath, digest, isAbsent: true },
  ]);
});

test("a text is as it was shown last", () => {
  const entry = { ...emptyEntry, shown: [shownOf("a"), shownOf("a", "e".repeat(64))] };

  expect(absentTexts(entry, [], [])).toMatchObject([{ digest: "e".repeat(64) }]);
});

test("what is here, the stack and the code are none", () => {
  expect(absentTexts(recorded("a", "smoke", "implementation"), ["a"], [])).toEqual([]);
});
