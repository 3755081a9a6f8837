import { readFileSync } from "node:fs";
import {
  checkPlan,
  defaultPlanSettings,
  type Judgement,
  type PlanFile,
  type PlanSettings,
} from "../../src/plan/check-plan.ts";
import type { Finding } from "../../src/plan/finding.ts";
import { evidenceRules } from "../../src/plan/rules/index.ts";

/** The rows of the two tables. */
export const rowIds = evidenceRules.map(({ id }) => id);

/** All that a plan without a specification is judged by, in the order of its findings. */
export const judgedIds: readonly string[] = [...rowIds, "no-placeholders", "no-hidden-text"];

/** What is said of a plan without any evidence. */
export const nothingFound = `${rowIds.length} of ${rowIds.length} rows have no evidence`;

/** What is said of a plan that lacks evidence. */
export const lacksEvidence = new RegExp(`[1-9]\\d* of ${rowIds.length} rows ha(?:s|ve) no evidence`);

export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/plans/${name}.md`, import.meta.url), "utf8");
}

/** Judges a text as `plan.md`; a refused text throws. */
export function judge(
  text: string,
  options: { siblings?: readonly PlanFile[]; settings?: Partial<PlanSettings> } = {},
): Extract<Judgement, { state: "judged" }> {
  const settings = { ...defaultPlanSettings, ...options.settings };
  const judgement = checkPlan(
    { plan: { path: "plan.md", text }, siblings: options.siblings ?? [] },
    settings,
  );
  if (judgement.state === "refused") throw new Error(judgement.reason);
  return judgement;
}

export function findingOf(text: string, ruleId: string, options: Parameters<typeof judge>[1] = {}): Finding {
  const finding = judge(text, options).findings.find((candidate) => candidate.ruleId === ruleId);
  if (finding === undefined) throw new Error(`no finding of ${ruleId}`);
  return finding;
}

/** The rows that a text does not satisfy. */
export function failing(text: string): readonly string[] {
  return judge(text)
    .findings.filter((finding) => finding.status === "fail" && finding.group !== "hygiene")
    .map((finding) => finding.ruleId);
}
