import { isCheckRunEffect, type Courtesies } from "./courtesies.ts";
import type { EvaluationKey, Hints } from "../pull-request/key.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { headOutdated, type HeldHead, type Locks } from "../queue/queue.ts";
import type { HoldingWorld, World } from "../reconcile.ts";
import { headNameOf } from "./head-name.ts";
import { followWritten } from "./written-runs.ts";

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
