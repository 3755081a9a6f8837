import { z } from "zod";
import { absentAsNull } from "../client/github-error.ts";
import type { ObjectCaches } from "../client/object-caches.ts";
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

/**
 * How branches are named to this GitHub. Their full name, since a tag may have the same short one; servers that know
 * no full names are found out by the branch's commit, which is never ambiguous.
 */
interface RefNames {
  /** The name to ask by; a commit id stays. */
  readonly of: (branchOrSha: string) => string;
  /** An answer came for a full name. */
  readonly prove: () => void;
  /**
   * Nothing came for a full name: the branch's commit to ask by instead; `null` where full names are known to work,
   * or there is no such branch.
   */
  readonly fallback: (session: Session, branchOrSha: string) => Promise<string | null>;
  /** The commit had what the full name had not. */
  readonly useShort: () => void;
}

/** Is it a full commit id, which can never come to mean another commit? */
export function isCommitSha(ref: string): boolean {
  return /^[0-9a-f]{40}$/.test(ref);
}

const branchShape = z.object({ commit: z.object({ sha: z.string() }) });

/** One for each server that is talked to. */
export function createRefNames(): RefNames {
  let state: "untried" | "full" | "short" = "untried";
  return {
    of: (ref) => (isCommitSha(ref) || state === "short" ? ref : `refs/heads/${ref}`),
    prove: () => {
      state = "full";
    },
    fallback: async (session, ref) => {
      if (state !== "untried" || isCommitSha(ref)) return null;
      const branch = await absentAsNull(
        session.send({
          route: "GET /repos/{owner}/{repo}/branches/{branch}",
          parameters: { branch: ref },
          schema: branchShape,
        }),
      );
      return branch?.value.commit.sha ?? null;
    },
    useShort: () => {
      if (state === "untried") state = "short";
    },
  };
}
