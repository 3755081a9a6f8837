import { LRUCache } from "lru-cache";

/**
 * How many evaluations of one repository people who cannot write to it may cause in an hour; the sweep does the rest.
 */
const maxAnHour = 60;
const hourMs = 3_600_000;
const maxRepositories = 10_000;

/** What GitHub says of people who can write; whoever hides a membership is a stranger, and only waits for the sweep. */
const insiders: ReadonlySet<string> = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/** Is the author of a comment, by GitHub's word in its webhook, nobody who can write? */
export function isStranger(authorAssociation: string | undefined): boolean {
  return authorAssociation !== undefined && !insiders.has(authorAssociation);
}

/** Counts what strangers cause, by repository. */
export interface StrangerBudget {
  /** May one more be evaluated at once? `nowMs` is since 1970. */
  readonly take: (repository: string, nowMs: number) => boolean;
}

/** A budget that fills again as time goes by. */
export function createStrangerBudget(): StrangerBudget {
  const left = new LRUCache<string, { readonly count: number; readonly atMs: number }>({
    max: maxRepositories,
  });
  return {
    take: (repository, nowMs) => {
      const name = repository.toLowerCase();
      const known = left.get(name) ?? { count: maxAnHour, atMs: nowMs };
      const regained = ((nowMs - known.atMs) / hourMs) * maxAnHour;
      const count = Math.min(maxAnHour, known.count + regained);
      if (count < 1) return false;
      left.set(name, { count: count - 1, atMs: nowMs });
      return true;
    },
  };
}
