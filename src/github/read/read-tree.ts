import { z } from "zod";
import type { TreeEntry } from "../../pull-request/content.ts";
import { GitHubError } from "../client/github-error.ts";
import type { Session } from "../client/session.ts";
import { foldPath, shortNameReader } from "../../pull-request/fold-path.ts";

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

/** What lies in two trees, without what is the same in both: as little as GitHub lets us read. Sorted by path. */
export async function readDifference(
  session: Session,
  before: string,
  after: string,
): Promise<readonly [readonly TreeEntry[], readonly TreeEntry[]]> {
  const [old, now] = await Promise.all([before, after].map((sha) => askTree(session, sha, "recursive")));
  const sorted = (entries: readonly SizedEntry[]) =>
    entries.toSorted((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
  if (old?.truncated === false && now?.truncated === false)
    return [sorted(old.tree.flatMap(toEntry)), sorted(now.tree.flatMap(toEntry))];
  const [gone, come] = await walkDifference(session, before, after);
  return [sorted(gone), sorted(come)];
}

/** Two folders of one path; `null` where there is none. */
interface FolderPair {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Level by level, and only into folders that differ. */
async function walkDifference(session: Session, before: string, after: string) {
  const found: [SizedEntry[], SizedEntry[]] = [[], []];
  let requests = 0;
  let folders: readonly FolderPair[] = [{ path: "", before, after }];
  while (folders.length > 0) {
    requests += folders.length * 2;
    if (requests > maxRequests) throw tooLarge(session, after);
    const levels = await Promise.all(
      folders.map((folder) =>
        Promise.all([readLevel(session, folder, folder.before), readLevel(session, folder, folder.after)]),
      ),
    );
    const next: FolderPair[] = [];
    for (const [old, now] of levels) {
      for (const path of new Set([...old.keys(), ...now.keys()])) {
        const pair = [old.get(path), now.get(path)] as const;
        if (pair[0]?.sha === pair[1]?.sha && pair[0]?.mode === pair[1]?.mode) continue;
        const [from, to] = pair.map((entry) => (entry?.type === "tree" ? entry.sha : null));
        if (typeof from === "string" || typeof to === "string")
          next.push({ path, before: from ?? null, after: to ?? null });
        for (const [side, entry] of pair.entries()) if (entry) found[side]?.push(...toEntry(entry));
      }
    }
    folders = next;
  }
  return found;
}

async function readLevel(
  session: Session,
  { path }: FolderPair,
  sha: string | null,
): Promise<ReadonlyMap<string, RawTreeEntry>> {
  if (sha === null) return new Map();
  const { tree, truncated } = await askTree(session, sha, "flat");
  if (truncated) throw tooLarge(session, sha);
  const entries = tree.map((entry) => ({
    ...entry,
    path: path === "" ? entry.path : `${path}/${entry.path}`,
  }));
  return new Map(entries.map((entry) => [entry.path, entry]));
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

const entryShape = z.object({
  path: z.string(),
  mode: z.string(),
  type: z.enum(["blob", "tree", "commit"]),
  sha: z.string(),
  size: z.number().optional(),
});

/** One Git tree, or all below it. */
const treeShape = z.object({ tree: z.array(entryShape), truncated: z.boolean() });

/** A line of a Git tree; `path` counts from that tree, `size` is in bytes and only blobs have it. */
type RawTreeEntry = z.infer<typeof entryShape>;

/** Which paths of a tree are wanted. */
export interface Wanted {
  readonly holds: (path: string) => boolean;
  /** Must one look into this folder to find them all? */
  readonly leadsThrough: (folder: string) => boolean;
}

/** What lies in one of the folders, or is one of them; compared folded. `""` is the root: everything. */
export function createWantedFolders(folders: readonly string[]): Wanted {
  const wanted = folders.map(foldPath);
  const holds = (path: string): boolean => {
    const folded = foldPath(path);
    return wanted.some((folder) => folder === "" || folded === folder || folded.startsWith(`${folder}/`));
  };
  return {
    holds,
    leadsThrough: (folder) => {
      const folded = foldPath(folder);
      return holds(folder) || wanted.some((other) => other.startsWith(`${folded}/`));
    },
  };
}

/**
 * What has one of the names, given folded, or lies in a folder that has; `*.md` stands for all names that end so.
 * One must look everywhere.
 */
export function createWantedNames(names: readonly string[]): Wanted {
  const wanted = new Set(names);
  const endings = names.filter((name) => name.startsWith("*")).map((name) => name.slice(1));
  const longNameOf = shortNameReader(names);
  const isWanted = (name: string) =>
    wanted.has(longNameOf(name)) || endings.some((ending) => name.endsWith(ending));
  return {
    holds: (path) => path.split("/").some((segment) => isWanted(foldPath(segment))),
    leadsThrough: () => true,
  };
}
