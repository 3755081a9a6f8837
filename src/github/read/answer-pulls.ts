import { z } from "zod";
import type { PullRequest } from "../../pull-request/snapshot.ts";
import { absentAsNull, GitHubError } from "../client/github-error.ts";
import { readList } from "../client/pages.ts";
import type { ReadContext } from "./read-context.ts";
import { pullRequestShape } from "./pull-request-shape.ts";

const maxPulls = 1_000;

/** A pull request by its number; `null` where there is none. */
export async function answerPull({ session }: ReadContext, number: number): Promise<PullRequest | null> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
      parameters: { pull_number: number },
      schema: pullRequestShape,
    }),
  );
  return answer?.value ?? null;
}

/** The open pull requests whose head is this commit: GitHub also lists those that merely contain it. */
export async function answerPullsOfHead(
  context: ReadContext,
  headSha: string,
): Promise<readonly PullRequest[]> {
  const pulls = await pullsOfCommit(context, headSha);
  return pulls.filter((pull) => pull.state === "open" && pull.headSha === headSha);
}

/** Merged pull requests of a commit that are looked at: GitHub names one for a commit that was merged once. */
const maxMerged = 5;

/** The merged pull requests of this repository that a commit came with. */
export async function answerMergedPulls(
  context: ReadContext,
  commitSha: string,
): Promise<readonly PullRequest[]> {
  const { owner, repo } = context.session;
  const name = `${owner}/${repo}`.toLowerCase();
  const merged = (await pullsOfCommit(context, commitSha)).filter(
    ({ isMerged, repository }) => isMerged && `${repository.owner}/${repository.name}`.toLowerCase() === name,
  );
  return merged.slice(0, maxMerged);
}

async function pullsOfCommit({ session }: ReadContext, sha: string): Promise<readonly PullRequest[]> {
  const pulls = await readList(session, {
    route: "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    parameters: { commit_sha: sha },
    schema: z.array(pullRequestShape),
    itemsOf: (page) => page,
    limit: maxPulls,
  });
  if (pulls.state !== "complete") throw tooMany(sha);
  return pulls.items;
}

function tooMany(sha: string): GitHubError {
  return new GitHubError(`More than ${maxPulls} pull requests contain the commit ${sha}.`, {
    code: "too-large",
    hint: "Close pull requests that are stacked upon it.",
    retryable: false,
  });
}
