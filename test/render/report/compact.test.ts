import { expect, test } from "vitest";
import { formatCompact, formatCompactFaults } from "../../../src/render/report/compact.ts";
import { everything, feature, finding, missing } from "../checked-feature.ts";

test("what fails is a line that editors and problem matchers read", () => {
  expect(formatCompact([everything])).toMatchInlineSnapshot(`
    ".specify/specs/f-15-stack/plan.md:120:1: error failure-modes: F-15: Failure modes: no evidence found. Add a table.
    .specify/specs/f-15-stack/plan.md:7:1: warning no-hidden-text: F-15: Nothing hidden from the reviewer: 1 place hides text.
    .specify/specs/f-15-stack/plan.md:1:1: error rollout: F-15: Rollout | plan: No section.
    "
  `);
});

test("what is fine is not told, and no name makes a line of its own", () => {
  const named = { ...feature(missing), id: "a\nb", planPath: "x\ny/plan.md" };

  expect(formatCompact([feature(finding({}))])).toBe("");
  expect(formatCompact([named]).split("\n")).toHaveLength(2);
});

test("what is wrong in a config is a line too", () => {
  const fault = { path: ".github/plan-gate.yml", line: 2, column: 3, message: "`aproval` is not a setting." };

  expect(formatCompactFaults([fault])).toBe(
    ".github/plan-gate.yml:2:3: error config: `aproval` is not a setting.\n",
  );
});
