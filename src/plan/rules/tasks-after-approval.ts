import type { Finding, Severity } from "../finding.ts";
import type { Rule } from "../rule.ts";

/** The task breakdown waits for the approval of the plan. */
export const tasksAfterApproval: Rule = {
  id: "tasks-after-approval",
  title: "Tasks after approval",
  group: "hygiene",
  defaultSeverity: "warning",
  docs: {
    wants: "`tasks.md` is added after the plan was approved.",
    why: "Tasks derived from a plan that nobody approved make the approval a formality.",
    notes: [
      "It is a warning: a plan and its tasks may stand in one pull request, but the reviewer should know.",
    ],
    instruction: "Take `tasks.md` out of this pull request, or have the plan approved first.",
    good: `The plan was merged; this pull request adds \`tasks.md\`.
`,
    bad: null,
  },
};

/** Whether a pull request adds tasks for a plan that is not yet approved. */
export function checkTasksAfterApproval(
  input: { readonly tasksPath: string | null; readonly planApproved: boolean },
  severity: Severity,
): Finding {
  const { id: ruleId, title, group, docs } = tasksAfterApproval;
  const base = { ruleId, title, group, severity, evidence: [], reason: null, nearMisses: [] };
  if (severity === "off") return { ...base, status: "off", message: "This rule is off.", fix: null };
  if (input.tasksPath === null || input.planApproved) {
    const message =
      input.tasksPath === null ? "No tasks are added here." : "The plan was approved before its tasks.";
    return { ...base, status: "pass", message, fix: null };
  }
  const passage = { path: input.tasksPath, startLine: 1, endLine: 1, excerpt: "" };
  const fix = { line: 1, instruction: docs.instruction, example: docs.good };
  return {
    ...base,
    status: "fail",
    nearMisses: [passage],
    message: "Step 3 began before the gate opened.",
    fix,
  };
}
