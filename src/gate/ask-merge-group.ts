import { defaultConfig } from "../config/config.ts";
import { configPath } from "../config/config-path.ts";
import type { MergeGroupKey } from "../pull-request/key.ts";
import type { Need } from "../pull-request/need.ts";
import type { PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { settingsPlaces } from "./config-change.ts";
import { misspellingNeeds, readGateConfig } from "./gate-config.ts";
import { groupBases, groupNumbers } from "./merge-group.ts";
import { touchedFolders } from "./feature-change.ts";

/** What must be read to judge a merge group: its text, and the records of its pull requests. */
export function askMergeGroup({ facts }: PullRequestSnapshot, key: MergeGroupKey): readonly Need[] {
  const { headSha } = key;
  const needs: Need[] = [{ type: "repository" }, { type: "check-run", headSha }];
  if (key.baseSha !== null) needs.push({ type: "comparison", base: key.baseSha, head: headSha });
  const { repository } = facts;
  if (repository === null) return needs;
  needs.push({ type: "file", ref: repository.defaultBranch, path: configPath });
  needs.push(...misspellingNeeds(facts, repository));
  const bases = groupBases(key, repository);
  for (const base of bases) needs.push({ type: "comparison", base, head: headSha });
  const comparisons = bases.flatMap((base) => facts.comparisons[`${base}...${headSha}`] ?? []);
  const gateConfig = readGateConfig(facts, repository);
  if (gateConfig === undefined || comparisons.length < bases.length) return needs;
  const { features } = gateConfig.state === "valid" ? gateConfig.config : defaultConfig;
  const touched = comparisons.flatMap((comparison) => touchedFolders(comparison, features));
  const folders = [...new Set(touched), ...settingsPlaces];
  for (const comparison of comparisons) {
    for (const commitSha of [headSha, comparison.mergeBaseSha, comparison.baseSha])
      needs.push({ type: "tree", commitSha, folders });
    for (const number of groupNumbers(key, comparison)) {
      needs.push({ type: "pull", number });
      const pull = facts.pulls[String(number)];
      if (pull) needs.push({ type: "check-run", headSha: pull.headSha });
    }
  }
  return needs;
}
