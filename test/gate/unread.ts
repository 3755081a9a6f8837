import { defaultConfig } from "../../src/config/config.ts";
import { namedEntriesNeed } from "../../src/gate/gated-names.ts";
import { answerKey, type Need } from "../../src/pull-request/need.ts";
import type { Facts } from "../../src/pull-request/snapshot.ts";

/** The group of `Facts` that each kind of need fills. */
export const groups: Readonly<Record<Need["type"], keyof Facts>> = {
  repository: "repository",
  pull: "pulls",
  "pulls-of-head": "pullsOfHead",
  comparison: "comparisons",
  "base-changes": "baseChanges",
  "test-merge": "testMerges",
  tree: "trees",
  "named-entries": "namedEntries",
  blob: "blobs",
  file: "files",
  "check-run": "checkRuns",
  "check-run-by-id": "checkRunsById",
  comments: "comments",
  reviews: "reviews",
  "line-comment": "lineComments",
  edit: "edits",
  standing: "standings",
  account: "accounts",
  membership: "memberships",
  roster: "rosters",
  enforcement: "enforcement",
  "force-pushes": "forcePushes",
  "path-history": "pathHistories",
  "merged-pulls": "mergedPulls",
  "workflow-runs": "workflowRuns",
};

/** The same facts; tells of each that is looked up and was not read, as the need that would have read it. */
export function watched(facts: Facts, tell: (unread: Need) => void): Facts {
  return new Proxy(facts, {
    get: (target, name): unknown => {
      const group: unknown = Reflect.get(target, name);
      const lookUp = (key: string) => {
        tell(needFor(String(name), key));
      };
      if (typeof group === "object" && group !== null && name !== "repository")
        return watchedGroup(group, lookUp);
      if (group === null) lookUp("repository");
      return group;
    },
  });
}

/** What is enumerated was read; only what is looked up by its key can be missing. */
function watchedGroup(group: object, lookUp: (key: string) => void): object {
  const look = (key: string | symbol): void => {
    if (typeof key === "string" && !Object.hasOwn(group, key)) lookUp(key);
  };
  return new Proxy(group, {
    get: (target, key): unknown => {
      look(key);
      return Reflect.get(target, key);
    },
    getOwnPropertyDescriptor: (target, key) => {
      look(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
}

function needFor(group: string, key: string): Need {
  const need = allNeeds(key).find(({ type }) => groups[type] === group);
  if (need === undefined || answerKey(need) !== key)
    throw new Error(`No need is answered in ${group} under ${key}`);
  return need;
}

/** One of each kind, for the fact of this key; of trees and runs all there is. */
function allNeeds(key: string): readonly Need[] {
  const [base = "", head = ""] = key.split("...");
  const [start = "", ...rest] = key.split(":");
  const end = rest.join(":");
  const [number, headSha, commitSha] = [Number(key), key, key];
  return [
    { type: "repository" },
    { type: "pull", number },
    { type: "pulls-of-head", headSha },
    { type: "comparison", base, head },
    { type: "base-changes", base, head },
    { type: "test-merge", number, baseSha: "", headSha: "" },
    { type: "tree", commitSha, folders: [""] },
    namedEntriesNeed(commitSha, defaultConfig.features),
    { type: "blob", blobId: key },
    { type: "file", ref: start, path: end },
    { type: "check-run", headSha },
    { type: "check-run-by-id", id: number },
    { type: "comments", number },
    { type: "reviews", number },
    { type: "line-comment", id: number },
    { type: "edit", nodeId: key },
    { type: "standing", login: key },
    { type: "account", id: number },
    { type: "membership", team: start, login: end },
    { type: "roster", of: key },
    { type: "enforcement", branch: key },
    { type: "force-pushes", number },
    { type: "path-history", ref: start, path: end },
    { type: "merged-pulls", commitSha },
    { type: "workflow-runs", headSha, path: "" },
  ];
}
