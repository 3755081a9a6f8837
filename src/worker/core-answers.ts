import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { computeEffects } from "../effects/compute-effects.ts";
import type { Effect } from "../effects/effect.ts";
import { askNext } from "../gate/ask-next.ts";
import { decide } from "../gate/decide.ts";
import type { Decision } from "../gate/decision.ts";
import type { Judge } from "../gate/judge-plan.ts";
import type { Need } from "../pull-request/need.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { parseComment } from "../slash-commands/parse-comment.ts";
import { shortenComment } from "../slash-commands/shorten-comment.ts";
import { describeCrash } from "./worker-error.ts";
import { readForeignText, type ForeignText } from "./foreign-texts.ts";
import type { WorkerAnswer } from "./worker-pool.ts";
import { checkPlan, type Judgement } from "../plan/check-plan.ts";

/** A question to the pure core. */
export type CoreRequest =
  | { readonly type: "ask-next" | "decide"; readonly snapshot: PullRequestSnapshot }
  /** What commands can be in these comments? */
  | { readonly type: "shorten"; readonly bodies: readonly string[] }
  /** Does the reading of this text come to an end? */
  | { readonly type: "probe"; readonly text: ForeignText };

/** Its answer. */
export type CoreAnswer =
  | { readonly type: "needs"; readonly needs: readonly Need[] }
  /** Others have their turn; what was judged so far is remembered: ask again. */
  | { readonly type: "unfinished" }
  | { readonly type: "shortened"; readonly bodies: readonly string[] }
  | { readonly type: "probed" }
  | { readonly type: "decided"; readonly decision: Decision | null; readonly effects: readonly Effect[] };

/** Answers a question to the core, here and now. */
export function answerCore(request: CoreRequest, judge: Judge): CoreAnswer {
  switch (request.type) {
    case "ask-next":
      return { type: "needs", needs: askNext(request.snapshot, judge) };
    case "decide": {
      const decision = decide(request.snapshot, judge);
      return {
        type: "decided",
        decision,
        effects: decision === null ? [] : computeEffects(request.snapshot, decision),
      };
    }
    case "shorten":
      return { type: "shortened", bodies: request.bodies.map(shortenToCommands) };
    case "probe":
      readForeignText(request.text);
      return { type: "probed" };
  }
}

/** Of a comment whose commands all stand in code, nothing is left. */
function shortenToCommands(body: string): string {
  const short = shortenComment(body);
  return parseComment(short).state === "none" ? "" : short;
}

/** The same, with an error as an answer that quotes nothing. */
export function answerSafely(request: CoreRequest, judge: Judge): WorkerAnswer<CoreAnswer> {
  try {
    return { state: "done", value: answerCore(request, judge) };
  } catch (error) {
    if (error instanceof TurnOver) return { state: "done", value: { type: "unfinished" } };
    return { state: "failed", why: describeCrash(error) };
  }
}

const maxPlans = 500;
const maxBytes = 8 * 1024 * 1024;

/** The request has taken long enough: others wait. */
class TurnOver extends Error {
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
