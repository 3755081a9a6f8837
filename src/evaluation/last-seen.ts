import { LRUCache } from "lru-cache";
import type { Decision } from "../gate/decision.ts";
import { type EvaluationKey, formatKey, type Hints } from "../pull-request/key.ts";

/** Where a pull request was seen last: hints that save a round trip, and never facts. */
export interface LastSeen {
  /** The webhook's own hints come first; a remembered head only where it names none. */
  complete(key: EvaluationKey, hints: Hints): Hints;
  remember(key: EvaluationKey, hints: Hints, decision: Decision): void;
}

const maxKeys = 10_000;

/** Remembers the pull requests seen last by this process. */
export function createLastSeen(): LastSeen {
  const seen = new LRUCache<string, Hints>({ max: maxKeys });
  return {
    complete: (key, hints) => ({ ...seen.get(formatKey(key)), ...hints }),
    remember: (key, hints, decision) => {
      const [first] = decision.pullRequests;
      if (first === undefined || decision.isClosed) return;
      const { defaultBranch, isFork } = hints;
      seen.set(formatKey(key), {
        headSha: decision.headSha,
        baseRef: first.baseRef,
        wasGated: first.features.length > 0 || first.config !== null,
        ...(defaultBranch === undefined ? {} : { defaultBranch }),
        ...(isFork === undefined ? {} : { isFork }),
      });
    },
  };
}
