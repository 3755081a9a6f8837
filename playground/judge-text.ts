import { checkPlan, defaultPlanSettings, type Judgement } from "../src/plan/check-plan.ts";

/** Judges a plan that lies nowhere: by itself, with the settings that hold without a config. */
export function judgeText(text: string): Judgement {
  return checkPlan({ plan: { path: "plan.md", text }, siblings: [] }, defaultPlanSettings);
}
