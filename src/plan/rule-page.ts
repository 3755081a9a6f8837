import { checkPlan, type PlanInput } from "./check-plan.ts";
import type { Finding } from "./finding.ts";
import type { Rule } from "./rule.ts";
import { checkSpec, specExists } from "./rules/spec-exists.ts";
import { specRules } from "./spec-rules/spec-rules.ts";
import { defaultPlanSettings } from "./settings.ts";

/** The page `docs/rules/<id>.md`, whose examples the tests run; Markdown. */
export function renderRulePage(rule: Rule): string {
  const { docs, id, title, group, defaultSeverity } = rule;
  return [
    `# ${title}`,
    `\`${id}\` · ${group} · ${defaultSeverity} by default`,
    "## What it wants",
    docs.wants,
    "## Why",
    docs.why,
    "## What counts",
    docs.notes.map((note) => `- ${note}`).join("\n"),
    "## What to do",
    docs.instruction,
    ...examples(rule),
    "## Configure it",
    "In `.github/plan-gate.yml`:",
    fence("yaml", `rules:\n  ${id}: warning # error, warning or off\n`),
  ]
    .join("\n\n")
    .concat("\n");
}

/** What a rule says, if anything, about a text that is a whole plan, or a whole specification where it is about that. */
export function runExample(rule: Rule, text: string): readonly Finding[] {
  if (rule.id === specExists.id)
    return [checkSpec({ path: "spec.md", text, onBase: null }, rule.defaultSeverity)];
  const judgement = checkPlan(exampleOf(rule, text), defaultPlanSettings);
  return judgement.state === "judged"
    ? judgement.findings.filter((finding) => finding.ruleId === rule.id)
    : [];
}

function exampleOf({ id }: Rule, text: string): PlanInput {
  const plan = { path: "plan.md", text };
  const isOfSpec = specRules.some((rule) => rule.id === id);
  return isOfSpec
    ? { plan: { ...plan, text: "# Plan\n" }, siblings: [], spec: { path: "spec.md", text } }
    : { plan, siblings: [] };
}

function examples(rule: Rule): readonly string[] {
  const { good, bad } = rule.docs;
  if (bad === null) return [];
  return [
    "## Examples",
    "This satisfies it:",
    fence("md good", good),
    "This does not:",
    fence("md bad", bad),
    "and the check says:",
    ...runExample(rule, bad).map((finding) => fence("text findings", `${finding.message}\n`)),
  ];
}

/** A fence longer than any within the text. */
function fence(info: string, text: string): string {
  const marks = text.includes("```") ? "````" : "```";
  return `${marks}${info}\n${text}${marks}`;
}
