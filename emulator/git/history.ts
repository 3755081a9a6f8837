import { changedFiles } from "./file-changes.ts";
import { type Commit, commitOf, type ObjectStore } from "./object-store.ts";

/** The commit and everything it was built on. */
export function ancestorsOf(store: ObjectStore, sha: string): Set<string> {
  const seen = new Set<string>([sha]);
  const queue = [sha];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const parent of commitOf(store, next).parents) {
      if (!seen.has(parent)) queue.push(parent);
      seen.add(parent);
    }
  }
  return seen;
}

/** Whether `ancestor` is `sha` or was built upon to make it. */
export function isAncestor(store: ObjectStore, ancestor: string, sha: string): boolean {
  return ancestor === sha || ancestorsOf(store, sha).has(ancestor);
}

/** The best common ancestor, the newest where there are several; `null` for unrelated histories. */
export function mergeBaseOf(store: ObjectStore, one: string, other: string): string | null {
  return mergeBasesOf(store, one, other)[0] ?? null;
}

/** All best common ancestors, newest first: several after branches were merged crosswise. */
export function mergeBasesOf(store: ObjectStore, one: string, other: string): readonly string[] {
  const ours = ancestorsOf(store, one);
  if (ours.has(other)) return [other];
  const common = [...ancestorsOf(store, other)].filter((sha) => ours.has(sha));
  const inner = new Set(common.flatMap((sha) => commitOf(store, sha).parents));
  const best = common.filter((sha) => !inner.has(sha));
  return best.sort((left, right) => committedAt(store, right) - committedAt(store, left));
}

/** Commits that changed a file, or anything in a folder, children before parents; of merges those that differ from every parent. */
export function historyOfPath(store: ObjectStore, head: string, path: string): Commit[] {
  const touches = (before: string | null, after: string) =>
    changedFiles(store, before, after).some((change) =>
      [change.path, change.previousPath].some(
        (name) => name === path || name?.startsWith(`${path}/`) === true,
      ),
    );
  return ordered(store, new Set(), head)
    .reverse()
    .filter(({ tree, parents }) =>
      parents.length === 0
        ? touches(null, tree)
        : parents.every((parent) => touches(commitOf(store, parent).tree, tree)),
    );
}

/** Commits that `head` has and `base` has not, parents before children. */
export function commitsBetween(store: ObjectStore, base: string, head: string): Commit[] {
  return ordered(store, ancestorsOf(store, base), head);
}

function ordered(store: ObjectStore, known: Set<string>, head: string): Commit[] {
  const commits: Commit[] = [];
  const stack: { readonly commit: Commit; readonly isReady: boolean }[] = [
    { commit: commitOf(store, head), isReady: false },
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { commit, isReady } = next;
    if (isReady) commits.push(commit);
    if (isReady || known.has(commit.sha)) continue;
    known.add(commit.sha);
    stack.push({ commit, isReady: true });
    for (const parent of commit.parents) stack.push({ commit: commitOf(store, parent), isReady: false });
  }
  return commits;
}

function committedAt(store: ObjectStore, sha: string): number {
  return Date.parse(commitOf(store, sha).committer.date);
}
