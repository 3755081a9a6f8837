import { z } from "zod";
import { configPath } from "../../config/config-path.ts";
import { defaultConfig } from "../../config/config.ts";
import { readGateConfig } from "../../gate/gate-config.ts";
import { namedEntriesNeed } from "../../gate/gated-names.ts";
import { absentAsNull } from "../../github/client/github-error.ts";
import { UsageError } from "../exit-codes.ts";
import type { Repository } from "../../pull-request/snapshot.ts";
import type { AppName } from "../remote/names.ts";
import { findRepositoryApp } from "../remote/find-app.ts";
import type { Remote } from "../remote/remote.ts";
import { readPlanRecords, type RecordedPlan } from "./plan-records.ts";

/** Which plans to look at. */
export interface BranchQuestion {
  readonly branch: string;
  readonly feature: string | null;
  readonly appId: number | null;
}

/** The tip of a branch. Throws a `UsageError` where there is none. */
export async function readTip({ session }: Remote, branch: string): Promise<string> {
  const found = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/branches/{branch}",
      parameters: { branch },
      schema: branchShape,
    }),
  );
  if (found === null) throw new UsageError(`There is no branch \`${branch}\`.`);
  return found.value.commit.sha;
}

/** Does GitHub have the commit? One of a clone may not be pushed yet. */
export async function isKnownCommit({ session }: Remote, commitSha: string): Promise<boolean> {
  const found = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
      parameters: { commit_sha: commitSha },
      schema: z.object({ sha: z.string() }),
    }),
  );
  return found !== null;
}

const branchShape = z.object({ commit: z.object({ sha: z.string() }) });

/** The record of every plan that stands on a branch. Throws a `UsageError` where there is no such branch. */
export async function readBranchApprovals(
  remote: Remote,
  { branch, feature, appId }: BranchQuestion,
): Promise<{ readonly commitSha: string; readonly plans: readonly RecordedPlan[] }> {
  const app = await findRepositoryApp(remote, appId);
  const commitSha = await readTip(remote, branch);
  const { repository } = await remote.read(app, [{ type: "repository" }]);
  const gateConfig = repository === null ? undefined : await readConfig(remote, app, repository);
  if (gateConfig?.state === "invalid")
    throw new UsageError(`\`${gateConfig.path}\` on the default branch has errors.`);
  const { features: globs, spec } = gateConfig?.config ?? defaultConfig;
  const { namedEntries } = await remote.read(app, [namedEntriesNeed(commitSha, globs)]);
  const entries = namedEntries[commitSha];
  if (!entries) throw new UsageError(tooLarge);
  return {
    commitSha,
    plans: await readPlanRecords(remote, app, {
      tipSha: commitSha,
      entries,
      globs,
      spec,
      texts: {},
      feature,
    }),
  };
}

async function readConfig(remote: Remote, app: AppName, repository: Repository) {
  const facts = await remote.read(app, [{ type: "file", ref: repository.defaultBranch, path: configPath }]);
  return readGateConfig(facts, repository);
}

const tooLarge =
  "GitHub does not list all files of the branch: it is too large. Use `plan-gate verify` in a clone.";
