import { expect, test } from "vitest";
import { headline, isSatisfied, placeOf, saying, whyOf } from "../../../src/render/report/check-report.ts";
import { everything, feature, finding, missing } from "../checked-feature.ts";

const failingSpec = finding({
  ruleId: "spec-exists",
  title: "Specification exists",
  group: "prerequisite",
  status: "fail",
  message: "There is no `spec.md` beside the plan.",
});

test.each([
  [feature(finding({})), "nothing is missing but the approval"],
  [feature(finding({}), missing), "1 of 2 rows has no evidence"],
  [feature(missing, missing, failingSpec), "2 of 2 rows have no evidence"],
  [feature(finding({}), failingSpec), "There is no `spec.md` beside the plan."],
  [feature(finding({}), failingSpec, failingSpec), "2 checks fail"],
])("%# is told in a phrase", (checked, phrase) => {
  expect(headline(checked)).toBe(phrase);
});

test("warnings, waivers and what does not apply keep no gate shut", () => {
  const rows = everything.findings.filter(
    ({ status, severity }) => status !== "fail" || severity === "warning",
  );

  expect(isSatisfied(feature(...rows))).toBe(true);
  expect(isSatisfied(everything)).toBe(false);
});

test("a missing row is placed where it is to be written, what should go where it stands", () => {
  const plan = everything.planPath;
  const hidden = everything.findings.find(({ ruleId }) => ruleId === "no-hidden-text") ?? missing;

  expect(placeOf(missing, plan)).toEqual({ path: plan, startLine: 120, endLine: 120 });
  expect(placeOf({ ...missing, fix: null }, plan)).toEqual({ path: plan, startLine: 88, endLine: 88 });
  expect(placeOf({ ...missing, fix: null, nearMisses: [] }, plan)).toEqual({
    path: plan,
    startLine: 1,
    endLine: 1,
  });
  expect(placeOf(hidden, plan)).toMatchObject({ path: plan, startLine: 7, endLine: 9 });
});

test("a message does not repeat the title beside it", () => {
  expect(saying(missing)).toBe("no evidence found.");
  expect(saying(failingSpec)).toBe("There is no `spec.md` beside the plan.");
});

test("only rules of the registry say why they matter", () => {
  expect(whyOf(missing)).toContain("risks");
  expect(whyOf(finding({ ruleId: "rollout" }))).toBeNull();
});
