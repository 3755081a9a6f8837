import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { TestMerge } from "../../pull-request/content.ts";
import { featureTrailers } from "../../pull-request/feature-names.ts";
import type { PullRequest, Repository } from "../../pull-request/snapshot.ts";
import { absentAsNull, GitHubError } from "../client/github-error.ts";
import { readList } from "../client/pages.ts";
import type { Session } from "../client/session.ts";
import { optionalAccountShape } from "./answer-people.ts";
import type { ReadContext } from "./read-context.ts";

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

/** A repository in GitHub's answers. */
const repositoryShape = z
  .object({
    id: z.number(),
    name: z.string(),
    owner: z.object({ login: z.string(), type: z.string() }),
    default_branch: z.string(),
    html_url: z.string(),
  })
  .transform((repository): Repository => ({
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    ownerType: repository.owner.type === "Organization" ? "Organization" : "User",
    defaultBranch: repository.default_branch,
    htmlUrl: repository.html_url,
  }));

/** A pull request, the same alone and in lists. */
const pullRequestShape = z
  .object({
    number: z.number(),
    node_id: z.string(),
    title: z.string(),
    body: z.string().nullish(),
    state: z.enum(["open", "closed"]),
    merged_at: z.string().nullish(),
    draft: z.boolean().optional(),
    user: optionalAccountShape,
    head: z.object({ sha: z.string(), ref: z.string(), repo: z.object({ id: z.number() }).nullish() }),
    base: z.object({ ref: z.string(), repo: repositoryShape }),
    html_url: z.string(),
    requested_reviewers: z.array(z.object({ login: z.string() })).nullish(),
    requested_teams: z.array(z.object({ slug: z.string() })).nullish(),
  })
  .transform((pull): PullRequest => ({
    number: pull.number,
    nodeId: pull.node_id,
    title: pull.title,
    featureTrailers: featureTrailers(pull.body ?? ""),
    state: pull.state,
    isMerged: typeof pull.merged_at === "string",
    isDraft: pull.draft ?? false,
    author: pull.user,
    headSha: pull.head.sha,
    headRef: pull.head.ref,
    headRepositoryId: pull.head.repo?.id ?? null,
    baseRef: pull.base.ref,
    htmlUrl: pull.html_url,
    repository: pull.base.repo,
    requestedReviewers: (pull.requested_reviewers ?? []).map(({ login }) => login),
    requestedTeams: (pull.requested_teams ?? []).map(({ slug }) => slug),
  }));

/** The repository of the key. */
export async function answerRepository({ session }: ReadContext): Promise<Repository> {
  const { value } = await session.send({ route: "GET /repos/{owner}/{repo}", schema: repositoryShape });
  return value;
}

const pullShape = z.object({ mergeable: z.boolean().nullish(), merge_commit_sha: z.string().nullish() });
const commitShape = z.object({ parents: z.array(z.object({ sha: z.string() })) });

interface WantedMerge {
  readonly number: number;
  readonly baseSha: string;
  readonly headSha: string;
}

/**
 * GitHub's test merge of these two commits. Asking for the pull request makes GitHub try; until it has, the one of
 * an earlier moment is shown, so the commit's own parents count.
 */
export async function answerTestMerge(context: ReadContext, wanted: WantedMerge): Promise<TestMerge> {
  const { session, testMergeWaitsMs } = context;
  for (const waitMs of [...testMergeWaitsMs, null]) {
    const found = await lookUp(session, wanted.number);
    const isWanted =
      found.state === "conflicts" ||
      (found.state === "made" && found.parentShas.join() === [wanted.baseSha, wanted.headSha].join());
    if (isWanted) return found;
    if (waitMs !== null) await wait(waitMs);
  }
  return { state: "unknown" };
}

async function lookUp(session: Session, number: number): Promise<TestMerge> {
  const pull = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
      parameters: { pull_number: number },
      schema: pullShape,
    }),
  );
  if (pull?.value.mergeable === false) return { state: "conflicts" };
  const sha = pull?.value.merge_commit_sha;
  if (typeof sha !== "string") return { state: "unknown" };
  const commit = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
      parameters: { commit_sha: sha },
      schema: commitShape,
    }),
  );
  if (commit === null) return { state: "unknown" };
  return { state: "made", sha, parentShas: commit.value.parents.map((parent) => parent.sha) };
}
