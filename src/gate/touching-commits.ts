import { isWebFlow } from "../approval/people/committers.ts";
import type { Need } from "../pull-request/need.ts";
import type { Commit, Comparison } from "../pull-request/content.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { gatedEntries, type GatedText } from "./gated-text.ts";
import { namedEntriesNeed } from "./named-entries.ts";

/** More commits than this are not looked through: nobody is eligible. */
export const maxCommits = 250;

/** The commits that are looked through, and how many there are. */
type Since = Pick<Comparison, "commits" | "totalCommits">;

/** What must be read to know which of the suspect commits touch gated text. */
export function commitNeeds(commits: readonly Commit[]): readonly Need[] {
  const shas = new Set(commits.flatMap((commit) => [commit.sha, ...commit.parentShas]));
  return [...shas].map(namedEntriesNeed);
}

/**
 * Commits whose people matter: somebody who speaks up is among them, or GitHub cannot name one of them.
 * The others cannot change who is eligible, so their trees need no reading.
 */
export function suspectCommits(comparison: Since, speakers: ReadonlySet<number>): readonly Commit[] {
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
  comparison: Since,
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
