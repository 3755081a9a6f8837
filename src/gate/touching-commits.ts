import { isWebFlow } from "../approval/people/committers.ts";
import { candidateFolders } from "../feature/feature-folder.ts";
import { isGatedPath } from "../feature/gated-path.ts";
import type { Need } from "../pull-request/need.ts";
import type { Commit, Comparison, Tree } from "../pull-request/content.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { isSettingsPath } from "./config-change.ts";
import { namedEntriesNeed } from "./named-entries.ts";

/** More commits than this are not looked through: nobody is eligible. */
export const maxCommits = 250;

/** What makes a commit count. */
export interface GatedText {
  /** Of the config: where features may lie. */
  readonly globs: readonly string[];
  /** CODEOWNERS is a part of the gate's settings. */
  readonly ownersDesignate: boolean;
}

/** What must be read to know which of the suspect commits touch gated text. */
export function commitNeeds(commits: readonly Commit[]): readonly Need[] {
  const shas = new Set(commits.flatMap((commit) => [commit.sha, ...commit.parentShas]));
  return [...shas].map(namedEntriesNeed);
}

/**
 * Commits whose people matter: somebody who speaks up is among them, or GitHub cannot name one of them.
 * The others cannot change who is eligible, so their trees need no reading.
 */
export function suspectCommits(comparison: Comparison, speakers: ReadonlySet<number>): readonly Commit[] {
  return comparison.commits.filter(({ author, committer, coAuthors }) => {
    const writers = [author, ...coAuthors];
    return (
      writers.some(isWebFlow) ||
      [...writers, committer].some(({ account }) => account === null || speakers.has(account.id))
    );
  });
}

/**
 * The suspects that touch gated text, of whatever feature and under whatever path; a merge commit only where it
 * differs from every parent. A commit whose tree cannot be read counts. `null`: too many commits.
 */
export function touchingCommits(
  comparison: Comparison,
  suspects: readonly Commit[],
  { namedEntries }: Facts,
  gated: GatedText,
): readonly Commit[] | null {
  if (comparison.totalCommits > maxCommits || comparison.commits.length < comparison.totalCommits)
    return null;
  return suspects.filter((commit) => {
    const own = gatedEntries(namedEntries[commit.sha], gated);
    const parents = commit.parentShas.map((sha) => gatedEntries(namedEntries[sha], gated));
    const read = parents.filter((parent) => parent !== null);
    if (own === null || read.length < parents.length) return true;
    const paths = new Set([own, ...read].flatMap((entries) => [...entries.keys()]));
    return [...paths].some((path) => read.every((parent) => parent.get(path) !== own.get(path)));
  });
}

/** Mode and blob of all gated text of a tree, by path; `null` for a tree that was not read. */
function gatedEntries(tree: Tree | null | undefined, gated: GatedText): ReadonlyMap<string, string> | null {
  if (!tree) return null;
  const entries = tree.filter(({ path }) => isGated(path, gated));
  return new Map(entries.map(({ path, mode, blobId }) => [path, `${mode} ${blobId}`]));
}

function isGated(path: string, { globs, ownersDesignate }: GatedText): boolean {
  if (isSettingsPath(path, ownersDesignate)) return true;
  return candidateFolders(path, globs).some((folder) => isGatedPath(path.slice(folder.length + 1)));
}
