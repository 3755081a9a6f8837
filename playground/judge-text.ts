import { checkPlan, defaultPlanSettings, type Judgement } from "../src/plan/check-plan.ts";
import { checkSpec } from "../src/plan/rules/spec-exists.ts";

/** Of the text in the editor, from the feature's folder. */
export const planPath = "plan.md";

/** A text beside the plan; its path is from the feature's folder. */
export interface FileBeside {
  readonly path: string;
  readonly text: string;
}

/** What lies in the folder that was opened. */
export interface Beside {
  readonly spec: FileBeside | null;
  /** Sorted by path. */
  readonly siblings: readonly FileBeside[];
}

/** Judges a plan that lies nowhere, or in a folder, with the settings that hold without a config. */
export function judgeText(text: string, beside: Beside | null = null): Judgement {
  const plan = { path: planPath, text };
  const judgement = checkPlan({ plan, siblings: beside?.siblings ?? [] }, defaultPlanSettings);
  if (beside === null || judgement.state === "refused") return judgement;
  const spec = beside.spec === null ? null : { ...beside.spec, onBase: null };
  return { ...judgement, findings: [...judgement.findings, checkSpec(spec, "error")] };
}
