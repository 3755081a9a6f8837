import type { Effect } from "../effects/effect.ts";
import type { HeldWorld } from "./held-world.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";

/** What a verdict rests on, as far as a later look can tell whether it still holds. */
export interface Judged {
  /** GitHub's time before the first fact was read, or earlier: ISO 8601, UTC, whole seconds. */
  readonly readAt: string;
  /** Commits the head was compared with, by branch. */
  readonly tips: ReadonlyMap<string, string>;
}

/** What a check run keeps of it, for processes that did not write it. */
export interface Mark {
  /** Of the program that judged. */
  readonly version: string;
  readonly readAt: string;
  /** Of the one branch the head was compared with; empty where there were several. */
  readonly tip: string;
  /** Where judging was given up: by a text of the head itself, or by something else. */
  readonly givenUp: GivenUp | null;
}

/** `head`: only another commit can be judged. `elsewhere`: a later look may go better. */
export type GivenUp = "head" | "elsewhere";

/**
 * What the facts of a head rest on. `elapsedMs` is since before the first of them was read: GitHub's newest
 * answer is not older than that.
 */
export function judgedBy({ facts, readAt }: PullRequestSnapshot, headSha: string, elapsedMs: number): Judged {
  const ending = `...${headSha}`;
  const tips = new Map<string, string>();
  for (const [range, comparison] of Object.entries(facts.comparisons)) {
    if (comparison && range.endsWith(ending)) tips.set(range.slice(0, -ending.length), comparison.baseSha);
  }
  return { readAt: wholeSecond(Date.parse(readAt) - elapsedMs), tips };
}

/** The mark in a check run's external id; `null` where there is none. */
export function readMark(externalId: string | null): Mark | null {
  const [, version, seconds = "", tip, end] = (externalId ?? "").split(":");
  if (version === undefined || tip === undefined || !/^\d{1,12}$/u.test(seconds)) return null;
  const givenUp = end === "head" || end === "elsewhere" ? end : null;
  return { version, readAt: wholeSecond(Number(seconds) * 1_000), tip, givenUp };
}

/** The external id of a check run that says that judging was given up; `readAt` is ISO 8601, UTC. */
export function markGivenUp(
  externalId: string,
  { version, readAt, givenUp }: Pick<Mark, "version" | "readAt"> & { readonly givenUp: GivenUp },
): string {
  return [externalId, version, Math.floor(Date.parse(readAt) / 1_000), "", givenUp].join(":");
}

/** The same world, which notes on every verdict it writes what that rests on. */
export function markVerdicts(world: HeldWorld, version: string): HeldWorld {
  const startedMs = performance.now();
  let newest: PullRequestSnapshot | null = null;
  return {
    ...world,
    read: async (key, hints, ask) => {
      newest = await world.read(key, hints, ask);
      return newest;
    },
    apply: (key, effects) => {
      const snapshot = newest;
      if (snapshot === null) return world.apply(key, effects);
      const elapsedMs = performance.now() - startedMs;
      return world.apply(
        key,
        effects.map((effect) => marked(effect, { snapshot, elapsedMs, version })),
      );
    },
  };
}

function marked(
  effect: Effect,
  about: { readonly snapshot: PullRequestSnapshot; readonly elapsedMs: number; readonly version: string },
): Effect {
  const isVerdict = effect.type === "create-check-run" || effect.type === "update-check-run";
  if (!isVerdict || effect.content.status !== "completed") return effect;
  if (effect.type === "update-check-run" && effect.isOfEarlierHead === true) return effect;
  const { headSha, externalId } = effect.content;
  const { readAt, tips } = judgedBy(about.snapshot, headSha, about.elapsedMs);
  const [tip = ""] = tips.size === 1 ? tips.values() : [];
  const parts = [externalId, about.version, Date.parse(readAt) / 1_000, tip];
  return { ...effect, content: { ...effect.content, externalId: parts.join(":") } };
}

function wholeSecond(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}
