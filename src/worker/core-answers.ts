import { computeEffects } from "../effects/compute-effects.ts";
import type { Effect } from "../effects/effect.ts";
import { askNext } from "../gate/ask-next.ts";
import { decide } from "../gate/decide.ts";
import type { Decision } from "../gate/decision.ts";
import type { Judge } from "../gate/judge-plan.ts";
import type { Need } from "../pull-request/need.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { describeCrash } from "./crash.ts";
import { readForeignText, type ForeignText } from "./foreign-texts.ts";
import type { Answer } from "./worker-pool.ts";

/** A question to the pure core. */
export type CoreRequest =
  | { readonly type: "ask-next" | "decide"; readonly snapshot: PullRequestSnapshot }
  /** Does the reading of this text come to an end? */
  | { readonly type: "probe"; readonly text: ForeignText };

/** Its answer. */
export type CoreAnswer =
  | { readonly type: "needs"; readonly needs: readonly Need[] }
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
    case "probe":
      readForeignText(request.text);
      return { type: "probed" };
  }
}

/** The same, with an error as an answer that quotes nothing. */
export function answerSafely(request: CoreRequest, judge: Judge): Answer<CoreAnswer> {
  try {
    return { state: "done", value: answerCore(request, judge) };
  } catch (error) {
    return { state: "failed", why: describeCrash(error) };
  }
}
