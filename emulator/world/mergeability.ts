import { isAncestor, mergeBasesOf } from "../git/history.ts";
import { commitOf, type ObjectStore, writeCommit } from "../git/object-store.ts";
import { mergeTrees, type TreeMerge } from "../git/merge-trees.ts";
import type { PullRequest } from "./pull-request-state.ts";
import { missingChecks, rulesOn } from "./required-checks.ts";
import type { Repository, State } from "./state.ts";

/** Whether GitHub could merge a pull request now, and what it calls that. */
interface Mergeability {
  readonly isMergeable: boolean | null;
  readonly mergeableState: "clean" | "dirty" | "blocked" | "behind" | "draft" | "unknown";
}

/** Test merges by the two commits they join; `null` where those conflict. */
const known = new WeakMap<ObjectStore, Map<string, string | null>>();

/** How a pull request stands against its base's tip. While test merges are held back GitHub does not know yet. */
export function mergeability(state: State, repository: Repository, pull: PullRequest): Mergeability {
  const tip = repository.refs.get(`refs/heads/${pull.base.ref}`);
  if (pull.state === "closed" || tip === undefined || repository.holdsTestMerges) {
    return { isMergeable: null, mergeableState: "unknown" };
  }
  pull.mergeCommitSha = testMerge(repository, tip, pull.head.sha);
  if (pull.mergeCommitSha === null) return { isMergeable: false, mergeableState: "dirty" };
  if (pull.isDraft) return { isMergeable: true, mergeableState: "draft" };
  const rules = rulesOn(state, repository, pull.base.ref, null);
  if (missingChecks(repository, pull.head.sha, rules.checks).length > 0) {
    return { isMergeable: true, mergeableState: "blocked" };
  }
  const isBehind = rules.isStrict && !isAncestor(repository.store, tip, pull.head.sha);
  return { isMergeable: true, mergeableState: isBehind ? "behind" : "clean" };
}

/** Merges a head into a base without moving anything. */
export function mergeCommits({ store }: Repository, base: string, head: string): TreeMerge {
  const [ours, theirs] = [base, head].map((sha) => commitOf(store, sha).tree);
  return mergeTrees(store, ancestorTree(store, base, head), ours ?? "", theirs ?? "");
}

/** The tree both were made from: several merge bases are merged with one another first, as Git does. */
function ancestorTree(store: ObjectStore, one: string, other: string): string | null {
  const [first, ...others] = mergeBasesOf(store, one, other);
  if (first === undefined) return null;
  return others.reduce(
    (tree, sha) => mergeTrees(store, ancestorTree(store, first, sha), tree, commitOf(store, sha).tree).tree,
    commitOf(store, first).tree,
  );
}

/** The commit GitHub makes to see whether a head can be merged into a base; `null` where it cannot. */
function testMerge(repository: Repository, base: string, head: string): string | null {
  const { store } = repository;
  const merges = known.get(store) ?? new Map<string, string | null>();
  known.set(store, merges);
  const key = `${base}:${head}`;
  const done = merges.get(key);
  if (done !== undefined) return done;
  const { tree, conflicts } = mergeCommits(repository, base, head);
  const { date } = commitOf(store, head).committer;
  const gitHub = { name: "GitHub", email: "noreply@github.com", date };
  const people = { author: gitHub, committer: gitHub };
  const message = `Merge ${head} into ${base}`;
  const isClean = conflicts.length === 0;
  const made = isClean ? writeCommit(store, { tree, parents: [base, head], message, ...people }).sha : null;
  merges.set(key, made);
  return made;
}
