import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Judge } from "../gate/judge-plan.ts";
import { checkPlan, type Judgement } from "../plan/check-plan.ts";

const maxPlans = 500;
const maxBytes = 8 * 1024 * 1024;

/** The request has taken long enough: others wait. */
export class TurnOver extends Error {
  override readonly name = "TurnOver";
}

/**
 * Judges each text once under each settings, and remembers the newest judgements. Throws `TurnOver` before it would
 * judge another one where `isOver` says so.
 */
export function createJudge(judge: Judge = checkPlan, isOver: () => boolean = () => false): Judge {
  const judgements = new LRUCache<string, Judgement>({ max: maxPlans, maxSize: maxBytes });
  return (input, settings) => {
    const question = JSON.stringify([input, settings]);
    const key = createHash("sha256").update(question).digest("base64");
    const known = judgements.get(key);
    if (known !== undefined) return known;
    if (isOver()) throw new TurnOver("Others wait.");
    const judgement = judge(input, settings);
    judgements.set(key, judgement, { size: JSON.stringify(judgement).length * 2 });
    return judgement;
  };
}
