import { LRUCache } from "lru-cache";
import { formatKey, type EvaluationKey } from "./pull-request/key.ts";

/** What the last evaluation of a pull request found; saves requests and decides nothing. */
export interface Recent {
  readonly headSha: string;
  /** GitHub's time of the newest fact it rests on: ISO 8601, UTC, whole seconds. */
  readonly readAt: string;
  /** False where no plan is changed. */
  readonly isGated: boolean;
  /** Does it show the smoke row? */
  readonly hasSmoke: boolean;
}

/** The newest findings of this process, by key. */
export interface RecentFindings {
  readonly find: (key: EvaluationKey) => Recent | null;
  readonly keep: (key: EvaluationKey, recent: Recent) => void;
}

const maxKeys = 20_000;

/** Remembers what was found last, for a bounded number of pull requests. */
export function createRecentFindings(): RecentFindings {
  const findings = new LRUCache<string, Recent>({ max: maxKeys });
  return {
    find: (key) => findings.get(formatKey(key)) ?? null,
    keep: (key, recent) => {
      findings.set(formatKey(key), recent);
    },
  };
}
