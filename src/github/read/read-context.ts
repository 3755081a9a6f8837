import type { ObjectCaches } from "../client/object-caches.ts";
import type { RefNames } from "./ref-names.ts";
import type { Session } from "../client/session.ts";

/** Bodies of one page without what can hold no command, in the same order. */
export type ShortenComments = (bodies: readonly string[]) => Promise<readonly string[]>;

/** What every answer is read with. */
export interface ReadContext {
  readonly session: Session;
  readonly caches: ObjectCaches;
  readonly refs: RefNames;
  readonly app: { readonly id: number; readonly slug: string };
  /** How long is waited for GitHub to try a merge, before each further look. */
  readonly testMergeWaitsMs: readonly number[];
  readonly shortenComments: ShortenComments;
}

/** Name of a thing in the caches: ids of two repositories never meet. */
export function cacheKey({ owner, repo }: Session, id: string): string {
  return `${owner}/${repo}`.toLowerCase() + ` ${id}`;
}
