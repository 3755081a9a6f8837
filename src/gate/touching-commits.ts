import { isWebFlow } from "../approval/people/committers.ts";
import type { FeatureGlob } from "../feature/feature-folder.ts";
import type { Need } from "../pull-request/need.ts";
import type { Commit, CommitIdentity, Comparison } from "../pull-request/content.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { gatedEntries, type GatedText } from "./gated-text.ts";
import { namedEntriesNeed } from "./gated-names.ts";

/** More commits than this are not looked through: nobody is eligible. */
export const maxCommits = 250;

/** The commits that are looked through, and how many there are. */
export type Since = Pick<Comparison, "commits" | "totalCommits">;

/** What must be read to know which of the suspect commits touch gated text. */
export function commitNeeds(commits: readonly Commit[], globs: readonly FeatureGlob[]): readonly Need[] {
  const shas = new Set(commits.flatMap((commit) => [commit.sha, ...commit.parentShas]));
  return [...shas].map((sha) => namedEntriesNeed(sha, globs));
}

/** Whose commits are looked at. */
export interface Suspected {
  /** Account ids of those who speak up. */
  readonly ids: ReadonlySet<number>;
  /** Logins, in lower case, of those who could approve. */
  readonly logins: ReadonlySet<string>;
  /** E-mail addresses, in lower case, of whoever is nobody in a trailer. */
  readonly agents: ReadonlySet<string>;
}

/**
 * Commits whose people matter: one of them speaks up or could approve, or GitHub cannot name one.
 * The others cannot change who is eligible, so their trees need no reading.
 */
export function suspectCommits(comparison: Since, { ids, logins, agents }: Suspected): readonly Commit[] {
  const isSuspect = ({ account }: CommitIdentity): boolean =>
    account === null || ids.has(account.id) || logins.has(account.login.toLowerCase());
  return comparison.commits.filter(({ author, committer, coAuthors }) => {
    const writers = [author, ...coAuthors.filter(({ email }) => !agents.has(email.toLowerCase()))];
    return writers.some(isWebFlow) || [...writers, committer].some(isSuspect);
  });
}

/**
 * The suspects that touch gated text, of whatever feature and under whatever path; a merge commit only where it
 * differs from every parent. A commit whose tree cannot be read counts. `null`: too many commits.
 */
export function touchingCommits(
  comparison: Since,
  suspects: readonly Commit[],
  { namedEntries, gated }: Pick<Facts, "namedEntries"> & { readonly gated: GatedText },
): readonly Commit[] | null {
  if (comparison.totalCommits > maxCommits || comparison.commits.length < comparison.totalCommits)
    return null;
  return suspects.filter((commit) => touchedPaths(commit, namedEntries, gated)?.length !== 0);
}

/** Gated text in which a commit differs from every parent; `null` where a tree cannot be read. */
export function touchedPaths(
  commit: Commit,
  namedEntries: Facts["namedEntries"],
  gated: GatedText,
): readonly string[] | null {
  const own = gatedEntries(namedEntries[commit.sha], gated);
  const parents = commit.parentShas.map((sha) => gatedEntries(namedEntries[sha], gated));
  const read = parents.filter((parent) => parent !== null);
  if (own === null || read.length < parents.length) return null;
  const paths = new Set([own, ...read].flatMap((entries) => [...entries.keys()]));
  return [...paths].filter((path) => read.every((parent) => parent.get(path) !== own.get(path)));
}
