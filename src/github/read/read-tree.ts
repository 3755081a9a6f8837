import type { TreeEntry } from "../../pull-request/content.ts";
import { GitHubError } from "../client/github-error.ts";
import type { Session } from "../client/session.ts";
import { type RawTreeEntry, treeShape } from "./tree-shape.ts";
import type { Wanted } from "./wanted-folders.ts";

/** A file, symlink or submodule with its size. */
export interface SizedEntry extends TreeEntry {
  /** `null` for submodules. */
  readonly bytes: number | null;
}

/** What was read of a tree: no directories, sorted by path. */
export interface WholeTree {
  readonly entries: readonly SizedEntry[];
}

/** Most requests for one tree; past it the repository is too large for the gate. */
const maxRequests = 1_000;

/**
 * The wanted entries at a commit, or of a tree. One request; where GitHub cuts its answer (past 100,000 entries or
 * 7 MB), level by level and only where wanted entries can be.
 */
export async function readTree(
  session: Session,
  sha: string,
  wanted: Wanted,
): Promise<readonly SizedEntry[]> {
  const whole = await askTree(session, sha, "recursive");
  const entries = whole.truncated ? await walk(session, sha, wanted) : whole.tree.flatMap(toEntry);
  return entries
    .filter(({ path }) => wanted.holds(path))
    .sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}

async function walk(session: Session, sha: string, wanted: Wanted): Promise<readonly SizedEntry[]> {
  const found: SizedEntry[] = [];
  let requests = 0;
  let folders: readonly { readonly path: string; readonly sha: string }[] = [{ path: "", sha }];
  while (folders.length > 0) {
    requests += folders.length;
    if (requests > maxRequests) throw tooLarge(session, sha);
    const levels = await Promise.all(
      folders.map(async (folder) => {
        const { tree, truncated } = await askTree(session, folder.sha, "flat");
        if (truncated) throw tooLarge(session, sha);
        return tree.map((entry) => ({
          ...entry,
          path: folder.path === "" ? entry.path : `${folder.path}/${entry.path}`,
        }));
      }),
    );
    const entries = levels.flat();
    found.push(...entries.flatMap(toEntry));
    folders = entries.filter(({ type, path }) => type === "tree" && wanted.leadsThrough(path));
  }
  return found;
}

async function askTree(session: Session, sha: string, depth: "recursive" | "flat") {
  const { value } = await session.send({
    route: "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
    parameters: depth === "recursive" ? { tree_sha: sha, recursive: "1" } : { tree_sha: sha },
    schema: treeShape,
  });
  return value;
}

function toEntry({ path, mode, type, sha, size }: RawTreeEntry): readonly SizedEntry[] {
  return type === "tree" ? [] : [{ path, mode, blobId: sha, bytes: size ?? null }];
}

function tooLarge({ owner, repo }: Session, sha: string): GitHubError {
  return new GitHubError(`The tree of ${owner}/${repo} at ${sha} is too large to be read whole.`, {
    code: "too-large",
    hint: "Split the folder that holds more than 100,000 files, or the features over fewer folders.",
    retryable: false,
  });
}
