import { LRUCache } from "lru-cache";
import type { BaseWatch } from "../gate/carried-edits.ts";
import type { Decision } from "../gate/decision.ts";
import type { RepositoryName } from "../github/github.ts";
import { type EvaluationKey, formatKey, type Hints } from "../pull-request/key.ts";
import type { Judged } from "./judged.ts";

/** What the last evaluation of a pull request found; saves requests and decides nothing. */
export interface Recent extends Judged {
  readonly headSha: string;
  /** The open pull requests with this head that were judged together. */
  readonly numbers: readonly number[];
  /** False where no plan is changed. */
  readonly isGated: boolean;
  /** Does it show the smoke row? */
  readonly hasSmoke: boolean;
  /** Would the end of a workflow's run change what it shows? */
  readonly awaitsSmoke: boolean;
  /**
   * Which pushes to the base may yet change the verdict, besides those that touch gated text; `null` where that is
   * not known.
   */
  readonly baseWatch: BaseWatch | null;
  /** When an evaluation was made or asked for, in milliseconds since 1970. */
  readonly refreshedAtMs: number;
}

/** The newest findings of this process. */
export interface RecentFindings {
  readonly find: (key: EvaluationKey) => Recent | null;
  /** The same, as long as it may be relied on without looking at GitHub. */
  readonly findFresh: (key: EvaluationKey) => Recent | null;
  readonly keep: (key: EvaluationKey, recent: Recent) => void;
  /** An evaluation failed: whatever is known of the pull request may be outdated until one succeeds. */
  readonly distrust: (key: EvaluationKey) => void;
  readonly isDistrusted: (key: EvaluationKey) => boolean;
  /** Is it known that no push which touches no gated text can change a verdict in the repository? */
  readonly isQuiet: (at: RepositoryName) => boolean;
  /** Whatever was known of that may be outdated. */
  readonly disturb: (at: RepositoryName) => void;
  /** What to call once all open pull requests were looked at and found quiet; it does nothing if that is outdated. */
  readonly beginQuiet: (at: RepositoryName) => () => void;
  /** Can any pull request of the repository show the smoke row? True where that is not known. */
  readonly mayShowSmoke: (at: RepositoryName) => boolean;
  readonly keepSmoke: (at: RepositoryName, mayShow: boolean) => void;
  /** The repository's settings may have changed. */
  readonly forgetSmoke: (at: RepositoryName) => void;
}

const maxKeys = 20_000;
const maxRepositories = 20_000;

/**
 * Remembers what was found last, for a bounded number of pull requests. Other replicas judge what this one does
 * not hear of: where there are any, nothing is fresh for longer than `freshMs`.
 */
export function createRecentFindings(freshMs = Infinity): RecentFindings {
  const findings = new LRUCache<string, { readonly recent: Recent; readonly keptAtMs: number }>({
    max: maxKeys,
  });
  const distrusted = new LRUCache<string, true>({ max: maxKeys });
  const smoke = new LRUCache<string, { readonly mayShow: boolean; readonly keptAtMs: number }>({
    max: maxRepositories,
  });
  const isFresh = (keptAtMs: number): boolean => performance.now() - keptAtMs < freshMs;
  const quiet = createQuiet(isFresh);
  return {
    ...quiet,
    find: (key) => findings.get(formatKey(key))?.recent ?? null,
    findFresh: (key) => {
      const found = findings.get(formatKey(key));
      return found !== undefined && isFresh(found.keptAtMs) ? found.recent : null;
    },
    keep: (key, recent) => {
      if (recent.baseWatch !== "nothing") quiet.disturb(key);
      distrusted.delete(formatKey(key));
      findings.set(formatKey(key), { recent, keptAtMs: performance.now() });
    },
    distrust: (key) => {
      quiet.disturb(key);
      findings.delete(formatKey(key));
      distrusted.set(formatKey(key), true);
    },
    isDistrusted: (key) => distrusted.has(formatKey(key)),
    mayShowSmoke: (at) => {
      const found = smoke.get(nameOf(at));
      return found === undefined || found.mayShow || !isFresh(found.keptAtMs);
    },
    keepSmoke: (at, mayShow) => {
      smoke.set(nameOf(at), { mayShow, keptAtMs: performance.now() });
    },
    forgetSmoke: (at) => {
      smoke.delete(nameOf(at));
    },
  };
}

/** Which repositories are quiet. */
function createQuiet(
  isFresh: (keptAtMs: number) => boolean,
): Pick<RecentFindings, "isQuiet" | "disturb" | "beginQuiet"> {
  const known = new LRUCache<string, { readonly keptAtMs: number | null }>({ max: maxRepositories });
  return {
    disturb: (at) => {
      known.set(nameOf(at), { keptAtMs: null });
    },
    isQuiet: (at) => {
      const keptAtMs = known.get(nameOf(at))?.keptAtMs ?? null;
      return keptAtMs !== null && isFresh(keptAtMs);
    },
    beginQuiet: (at) => {
      const before = known.get(nameOf(at));
      return () => {
        if (known.get(nameOf(at)) === before) known.set(nameOf(at), { keptAtMs: performance.now() });
      };
    },
  };
}

function nameOf({ owner, repo }: RepositoryName): string {
  return `${owner}/${repo}`.toLowerCase();
}

/** Where a pull request was seen last: hints that save a round trip, and never facts. */
export interface LastSeen {
  /** The webhook's own hints come first; a remembered head only where it names none. */
  complete(key: EvaluationKey, hints: Hints): Hints;
  remember(key: EvaluationKey, hints: Hints, decision: Decision): void;
}

const maxSeenKeys = 10_000;

/** Remembers the pull requests seen last by this process. */
export function createLastSeen(): LastSeen {
  const seen = new LRUCache<string, Hints>({ max: maxSeenKeys });
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
