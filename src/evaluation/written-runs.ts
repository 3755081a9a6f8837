import { GitHubError } from "../github/client/github-error.ts";
import { formatKey, type EvaluationKey } from "../pull-request/key.ts";
import type { OwnCheckRun } from "../pull-request/snapshot.ts";
import type { Locks } from "../queue/queue.ts";
import type { CheckRunEffect } from "./courtesies.ts";
import { headNameOf } from "./head-name.ts";

/** What evaluations, of other replicas too, wrote on heads: GitHub's lists may not show it yet. */
export interface WrittenRuns {
  /**
   * Throws where a check run is missing, or not as it was written last: nothing may rest on that. What this
   * evaluation wrote itself after `sinceMs`, when reading began, cannot be shown: that reading is to be repeated.
   */
  readonly reach: (
    key: EvaluationKey,
    shown: Readonly<Record<string, OwnCheckRun | null | undefined>>,
    sinceMs: number,
  ) => Promise<void>;
  /** Remembers what `write` writes; while it does, and where it fails, nobody knows what is there. */
  readonly during: (
    key: EvaluationKey,
    effects: readonly CheckRunEffect[],
    write: () => Promise<void>,
  ) => Promise<void>;
}

/** Of runs that share a head only the newest seen counts. */
export function followWritten(locks: Locks): WrittenRuns {
  const newest = new Map<string, number>();
  const wroteAtMs = new Map<string, number>();
  const isNewest = (effect: CheckRunEffect): boolean =>
    effect.type === "create-check-run" || newest.get(effect.content.headSha) === effect.checkRunId;
  return {
    reach: async (key, shown, sinceMs) => {
      for (const [headSha, run] of Object.entries(shown)) {
        if ((wroteAtMs.get(headSha) ?? -Infinity) >= sinceMs) continue;
        const expected = await locks.lastWritten(headNameOf(key, headSha));
        if (expected !== null && expected !== (run?.externalId ?? null)) throw runBehind(key);
        if (run) newest.set(headSha, run.id);
      }
    },
    during: async (key, effects, write) => {
      const marks = effects
        .filter(isNewest)
        .map(({ content }) => [headNameOf(key, content.headSha), content.externalId] as const);
      for (const [head] of marks) await locks.noteWritten(head, null);
      await write();
      for (const { content } of effects) wroteAtMs.set(content.headSha, performance.now());
      for (const [head, mark] of marks) await locks.noteWritten(head, mark);
    },
  };
}

function runBehind(key: EvaluationKey): GitHubError {
  return new GitHubError(`GitHub does not show the newest check run of ${formatKey(key)} yet.`, {
    code: "behind",
    hint: "Nothing to do: it is looked at again within seconds.",
    retryable: true,
    retryAfterMs: 1_000,
  });
}
