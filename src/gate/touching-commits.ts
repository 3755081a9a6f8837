import { foldPath } from "../feature/fold-path.ts";
import type { Need } from "../pull-request/need.ts";
import type { Commit, Comparison, Tree } from "../pull-request/content.ts";
import type { Facts } from "../pull-request/snapshot.ts";

/** More commits than this are not looked through: nobody is eligible. */
export const maxCommits = 250;

/** Which paths make a commit count: gated text, or the gate's own settings. */
export type IsGated = (path: string) => boolean;

/** Trees that must be read to know which of the suspect commits touch gated text. */
export function commitNeeds(commits: readonly Commit[], folders: readonly string[]): readonly Need[] {
  const shas = new Set(commits.flatMap((commit) => [commit.sha, ...commit.parentShas]));
  return [...shas].map((commitSha) => ({ type: "tree", commitSha, folders }));
}

/**
 * Commits whose people matter: somebody who speaks up is among them, or GitHub cannot name one of them.
 * The others cannot change who is eligible, so their trees need no reading.
 */
export function suspectCommits(comparison: Comparison, speakers: ReadonlySet<number>): readonly Commit[] {
  return comparison.commits.filter((commit) =>
    [commit.author, commit.committer, ...commit.coAuthors].some(
      ({ account }) => account === null || speakers.has(account.id),
    ),
  );
}

/** The suspects that touch gated text; a merge commit only where it differs from every parent. `null`: too many. */
export function touchingCommits(
  comparison: Comparison,
  suspects: readonly Commit[],
  facts: Facts,
  isGated: IsGated,
): readonly Commit[] | null {
  if (comparison.totalCommits > maxCommits || comparison.commits.length < comparison.totalCommits)
    return null;
  return suspects.filter((commit) => {
    const own = gatedText(facts.trees[commit.sha], isGated);
    return own === null || commit.parentShas.every((sha) => gatedText(facts.trees[sha], isGated) !== own);
  });
}

/** One line for all gated text of a tree; `null` for a tree that was not read: its commit counts. */
function gatedText(tree: Tree | undefined, isGated: IsGated): string | null {
  if (tree === undefined) return null;
  return tree
    .filter((entry) => isGated(foldPath(entry.path)))
    .map((entry) => `${entry.path}\0${entry.mode}\0${entry.blobId}`)
    .join("\n");
}
