import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Judge } from "../gate/judge-plan.ts";
import { checkPlan, type Judgement } from "../plan/check-plan.ts";

const maxPlans = 500;
const maxBytes = 8 * 1024 * 1024;

/** Judges each text once under each settings, and remembers the newest judgements. */
export function createJudge(judge: Judge = checkPlan): Judge {
  const judgements = new LRUCache<string, Judgement>({ max: maxPlans, maxSize: maxBytes });
  return (input, settings) => {
    const question = JSON.stringify([input, settings]);
    const key = createHash("sha256").update(question).digest("base64");
    const known = judgements.get(key);
    if (known !== undefined) return known;
    const judgement = judge(input, settings);
    judgements.set(key, judgement, { size: JSON.stringify(judgement).length * 2 });
    return judgement;
  };
}
