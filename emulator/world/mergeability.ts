import { isAncestor, mergeBaseOf } from "../git/history.ts";
import { commitOf } from "../git/object-store.ts";
import { mergeTrees, type TreeMerge } from "../git/merge-trees.ts";
import type { PullRequest } from "./pull-request-state.ts";
import { missingChecks, rulesOn } from "./required-checks.ts";
import type { Repository, State } from "./state.ts";

/** Whether GitHub could merge a pull request now, and what it calls that. */
interface Mergeability {
  readonly isMergeable: boolean | null;
  readonly mergeableState: "clean" | "dirty" | "blocked" | "behind" | "draft" | "unknown";
}

const cache = new Map<string, boolean>();

/** How a pull request stands against its base's tip. */
export function mergeability(state: State, repository: Repository, pull: PullRequest): Mergeability {
  const tip = repository.refs.get(`refs/heads/${pull.base.ref}`);
  if (pull.state === "closed" || tip === undefined) return { isMergeable: null, mergeableState: "unknown" };
  if (hasConflicts(repository, tip, pull.head.sha)) return { isMergeable: false, mergeableState: "dirty" };
  if (pull.isDraft) return { isMergeable: true, mergeableState: "draft" };
  const rules = rulesOn(state, repository, pull.base.ref, null);
  if (missingChecks(repository, pull.head.sha, rules.checks).length > 0) {
    return { isMergeable: true, mergeableState: "blocked" };
  }
  const isBehind = rules.isStrict && !isAncestor(repository.store, tip, pull.head.sha);
  return { isMergeable: true, mergeableState: isBehind ? "behind" : "clean" };
}

/** Merges a head into a base without moving anything. */
export function mergeCommits(repository: Repository, base: string, head: string): TreeMerge {
  const { store } = repository;
  const ancestor = mergeBaseOf(store, base, head);
  const ancestorTree = ancestor === null ? null : commitOf(store, ancestor).tree;
  return mergeTrees(store, ancestorTree, commitOf(store, base).tree, commitOf(store, head).tree);
}

function hasConflicts(repository: Repository, base: string, head: string): boolean {
  const key = `${base}:${head}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const found = mergeCommits(repository, base, head).conflicts.length > 0;
  if (cache.size > 5_000) cache.clear();
  cache.set(key, found);
  return found;
}
