import type { ObjectCaches } from "./object-caches.ts";
import type { Session } from "./session.ts";

/** What every answer is read with. */
export interface ReadContext {
  readonly session: Session;
  readonly caches: ObjectCaches;
  readonly app: { readonly id: number; readonly slug: string };
}

/** Name of a thing in the caches: ids of two repositories never meet. */
export function cacheKey({ owner, repo }: Session, id: string): string {
  return `${owner}/${repo}`.toLowerCase() + ` ${id}`;
}

/** Is it a full commit id, which can never come to mean another commit? */
export function isCommitSha(ref: string): boolean {
  return /^[0-9a-f]{40}$/.test(ref);
}

/** A branch by its full name, since a tag may have the same short one; a commit id stays. */
export function fullRef(branchOrSha: string): string {
  return isCommitSha(branchOrSha) ? branchOrSha : `refs/heads/${branchOrSha}`;
}
