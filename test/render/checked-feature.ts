import type { Finding } from "../../src/plan/finding.ts";
import type { CheckedFeature } from "../../src/render/report/check-report.ts";

const planPath = ".specify/specs/f-15-stack/plan.md";

/** A row that passes, changed where a test needs it. */
export function finding(changes: Partial<Finding>): Finding {
  return {
    ruleId: "data-models",
    title: "Data models",
    group: "section",
    severity: "error",
    status: "pass",
    evidence: [{ path: planPath, startLine: 40, endLine: 71, excerpt: "Volume structure" }],
    message: "Data models: found.",
    reason: null,
    nearMisses: [],
    fix: null,
    ...changes,
  };
}

/** A row without evidence. */
export const missing = finding({
  ruleId: "failure-modes",
  title: "Failure modes",
  status: "fail",
  evidence: [],
  message: "Failure modes: no evidence found.",
  nearMisses: [{ path: planPath, startLine: 88, endLine: 88, excerpt: "Risks: none" }],
  fix: { line: 120, instruction: "Add a table.", example: "## Failure modes\n" },
});

/** A feature with these rows. */
export function feature(...findings: readonly Finding[]): CheckedFeature {
  return {
    id: "F-15",
    path: ".specify/specs/f-15-stack",
    planPath,
    phase: "plan",
    digest: "3f2a91c04b7e".padEnd(64, "0"),
    findings,
  };
}

/** One row of every status and group, and text that would like to be more than text. */
export const everything = feature(
  finding({}),
  finding({
    ruleId: "interfaces",
    title: "API/Interface design",
    evidence: [
      { path: ".specify/specs/f-15-stack/contracts/api.yaml", startLine: 3, endLine: 3, excerpt: "openapi" },
    ],
  }),
  finding({
    ruleId: "testing",
    title: "Testing strategy",
    status: "not-applicable",
    reason: "nothing to run",
  }),
  finding({ ruleId: "dependencies", title: "Dependencies", status: "waived", reason: "known to @alice" }),
  finding({ ruleId: "error-handling", title: "Error handling strategy", status: "off", evidence: [] }),
  missing,
  finding({
    ruleId: "no-hidden-text",
    title: "Nothing hidden from the reviewer",
    group: "hygiene",
    severity: "warning",
    status: "fail",
    evidence: [],
    message: "1 place hides text.",
    nearMisses: [{ path: planPath, startLine: 7, endLine: 9, excerpt: "<!-- \u001b[31m, 100%: hidden -->" }],
  }),
  finding({
    ruleId: "no-placeholders",
    title: "No placeholders left",
    group: "hygiene",
    evidence: [],
    message: "No placeholders left.",
  }),
  finding({
    ruleId: "rollout",
    title: "Rollout | plan",
    group: "house",
    status: "fail",
    evidence: [],
    message: "No section.",
  }),
);
