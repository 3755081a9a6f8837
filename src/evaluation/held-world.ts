import type { Courtesies } from "./courtesies.ts";
import { type CheckRunEffect, isCheckRunEffect } from "../effects/effect.ts";
import { type EvaluationKey, type Hints, formatKey } from "../pull-request/key.ts";
import type { PullRequestSnapshot, OwnCheckRun } from "../pull-request/snapshot.ts";
import { headOutdated, type HeldHead, type Locks } from "../queue/queue.ts";
import type { HoldingWorld, World } from "../reconcile.ts";
import { GitHubError } from "../github/client/github-error.ts";

/** GitHub for one evaluation, which holds the head it reads until released, and waits for no courtesy. */
export interface HeldWorld extends HoldingWorld {
  /** Holds a head that was not read to the end, to write on it. */
  readonly hold: (key: EvaluationKey, headSha: string) => Promise<void>;
  readonly release: () => Promise<void>;
}

/** A head that somebody else had at every look is left to the next try. */
const maxReads = 3;

/**
 * Two evaluations never work on one head at once, and the one that read earlier never writes later:
 * a head that only turned out while reading is read again if somebody else had it meanwhile. Where the
 * hold was lost, nothing is written, or the try is repeated: its reading then sees what the other wrote.
 */
export function holdHeads(
  world: World,
  { locks, courtesies }: { readonly locks: Locks; readonly courtesies: Courtesies },
): HeldWorld {
  const grip = openGrip(locks);
  const written = followWritten(locks);
  let readAtMs = 0;
  return {
    read: async (key, hints, ask) => {
      const read = async (): Promise<PullRequestSnapshot> => {
        readAtMs = performance.now();
        const snapshot = await world.read(key, hints, ask);
        await written.reach(key, snapshot.facts.checkRuns, readAtMs);
        return snapshot;
      };
      return readQuietly({ key, expected: expectedHead(key, hints) }, read, grip);
    },
    apply: async (key, effects) => {
      const checkRun = effects.filter(isCheckRunEffect);
      const others = effects.filter((effect) => !isCheckRunEffect(effect));
      if (checkRun.length > 0) {
        await grip.check();
        await written.during(key, checkRun, () => world.apply(key, checkRun).then(grip.check));
      }
      if (others.length > 0) courtesies.write(key, others, readAtMs);
    },
    findCheckRun: async (key, headSha) => {
      const sinceMs = performance.now();
      const found = await world.findCheckRun(key, headSha);
      await written.reach(key, { [headSha]: found }, sinceMs);
      return found;
    },
    holds: grip.has,
    hold: async (key, headSha) => {
      await grip.hold(key, headSha);
    },
    release: grip.release,
  };
}

/** Reads until nobody else had the head meanwhile, and holds it. */
async function readQuietly(
  { key, expected }: { readonly key: EvaluationKey; readonly expected: string | null },
  read: () => Promise<PullRequestSnapshot>,
  grip: Grip,
): Promise<PullRequestSnapshot> {
  if (expected !== null) await grip.hold(key, expected);
  for (let reads = 1; ; reads += 1) {
    const startedMs = performance.now();
    const snapshot = await read();
    const head = headOf(snapshot);
    if (head === null) return snapshot;
    const quietMs = await grip.hold(key, head);
    if (quietMs > performance.now() - startedMs) return snapshot;
    if (reads >= maxReads) throw headOutdated(`Others evaluate ${head} at every look.`);
  }
}

interface Grip {
  /** Milliseconds for which nobody else had the head; infinite where it is held already. */
  readonly hold: (key: EvaluationKey, headSha: string) => Promise<number>;
  /** Throws where no head is held, or somebody else may have had it. */
  readonly check: () => Promise<void>;
  readonly has: (key: EvaluationKey, headSha: string) => boolean;
  readonly release: () => Promise<void>;
}

/** Holds one head at a time, so that no two evaluations wait for each other. */
function openGrip(locks: Locks): Grip {
  let held: { readonly name: string; readonly lock: HeldHead } | null = null;
  const release = async (): Promise<void> => {
    const last = held;
    held = null;
    await last?.lock.release();
  };
  const hold = async (key: EvaluationKey, headSha: string): Promise<number> => {
    const name = headNameOf(key, headSha);
    if (held?.name === name) return Infinity;
    await release();
    const lock = await locks.holdHead(name);
    held = { name, lock };
    return lock.quietMs;
  };
  const check = async (): Promise<void> => {
    if ((await held?.lock.isStillMine()) !== true) throw headOutdated("The hold on the head was lost.");
  };
  return { hold, check, has: (key, headSha) => held?.name === headNameOf(key, headSha), release };
}

function expectedHead(key: EvaluationKey, hints: Hints): string | null {
  switch (key.type) {
    case "pull-request":
      return hints.headSha ?? null;
    case "merge-group":
      return key.headSha;
  }
}

/** The head that an evaluation is about, as far as it was read; `null` where nothing names it yet. */
export function headOf({ key, hints, facts }: PullRequestSnapshot): string | null {
  if (key.type === "merge-group") return key.headSha;
  const direct = facts.pulls[String(key.number)];
  if (direct !== undefined) return direct?.headSha ?? null;
  const listed = facts.pullsOfHead[hints.headSha ?? ""] ?? [];
  return listed.find((pull) => pull.number === key.number)?.headSha ?? null;
}

/** What evaluations, of other replicas too, wrote on heads: GitHub's lists may not show it yet. */
interface WrittenRuns {
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
function followWritten(locks: Locks): WrittenRuns {
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

/** Names a head over all pull requests that share it. */
export function headNameOf({ owner, repo }: EvaluationKey, headSha: string): string {
  return `${owner}/${repo}@${headSha}`.toLowerCase();
}
