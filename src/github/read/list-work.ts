import { z } from "zod";
import { absentAsNull, GitHubError } from "../client/github-error.ts";
import { readList } from "../client/pages.ts";
import type { Session } from "../client/session.ts";
import { isOwnComment } from "../../pull-request/own-comment.ts";
import { commentShape } from "./answer-conversation.ts";
import type { ReadContext } from "./read-context.ts";
import type { Listing } from "../../pull-request/snapshot.ts";

/** An installation of the App that is not suspended. */
export interface Installation {
  readonly id: number;
  /** Login of the user or organization. */
  readonly owner: string;
}

/** A repository an installation gives access to; archived and disabled ones are left out. */
export interface InstalledRepository {
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
}

/** An open pull request, as far as a list tells. */
export interface OpenPullRequest {
  readonly number: number;
  readonly headSha: string;
  readonly baseRef: string;
  /** Of the repository it is opened in. */
  readonly repositoryId: number;
  readonly defaultBranch: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** A comment that may hold a command. */
export interface RecentComment {
  /** Of the pull request or issue. */
  readonly number: number;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** A merge group that waits for its checks. */
export interface OpenMergeGroup {
  readonly headRef: string;
  readonly headSha: string;
}

/** More than any list has. */
const limit = 100_000;
const mergeQueuePrefix = "heads/gh-readonly-queue/";

const installationsShape = z.array(
  z.object({
    id: z.number(),
    account: z.object({ login: z.string().optional(), slug: z.string().optional() }).nullable(),
    suspended_at: z.string().nullish(),
  }),
);
const repositoriesShape = z.object({
  repositories: z.array(
    z.object({
      name: z.string(),
      owner: z.object({ login: z.string() }),
      default_branch: z.string(),
      archived: z.boolean().optional(),
      disabled: z.boolean().optional(),
    }),
  ),
});
const pullsShape = z.array(
  z.object({
    number: z.number(),
    head: z.object({ sha: z.string() }),
    base: z.object({ ref: z.string(), repo: z.object({ id: z.number(), default_branch: z.string() }) }),
    updated_at: z.string(),
  }),
);
const recentCommentsShape = z.array(
  z.intersection(
    commentShape.transform((comment) => ({ comment })),
    z
      .object({ issue_url: z.string() })
      .transform(({ issue_url }) => ({ number: Number(issue_url.slice(issue_url.lastIndexOf("/") + 1)) })),
  ),
);
/** In an hour and a little; more are no reason to read on. */
const maxRecentComments = 1_000;
const refsShape = z.array(z.object({ ref: z.string(), object: z.object({ sha: z.string() }) }));

/** Asked as the App itself. */
export async function listInstallations(session: Session): Promise<readonly Installation[]> {
  const list = await readList(session, {
    route: "GET /app/installations",
    schema: installationsShape,
    itemsOf: (page) => page,
    limit,
  });
  return whole(list)
    .filter(({ suspended_at }) => typeof suspended_at !== "string")
    .map(({ id, account }) => ({ id, owner: account?.login ?? account?.slug ?? "" }));
}

/** Asked as the installation. */
export async function listRepositories(session: Session): Promise<readonly InstalledRepository[]> {
  const list = await readList(session, {
    route: "GET /installation/repositories",
    schema: repositoriesShape,
    itemsOf: ({ repositories }) => repositories,
    limit,
  });
  return whole(list)
    .filter(({ archived, disabled }) => archived !== true && disabled !== true)
    .map(({ name, owner, default_branch }) => ({
      owner: owner.login,
      repo: name,
      defaultBranch: default_branch,
    }));
}

/** Open pull requests, those changed last first; of one base branch where one is given. */
export async function listOpenPullRequests(
  session: Session,
  base?: string,
): Promise<readonly OpenPullRequest[]> {
  const list = await readList(session, {
    route: "GET /repos/{owner}/{repo}/pulls",
    parameters: {
      state: "open",
      sort: "updated",
      direction: "desc",
      ...(base === undefined ? {} : { base }),
    },
    schema: pullsShape,
    itemsOf: (page) => page,
    limit,
  });
  return whole(list).map(({ number, head, base: { ref, repo }, updated_at }) => ({
    number,
    headSha: head.sha,
    baseRef: ref,
    repositoryId: repo.id,
    defaultBranch: repo.default_branch,
    updatedAt: updated_at,
  }));
}

/**
 * Others' comments of a repository that changed since a moment and may hold a command; `null` where there are too many
 * to be read. A comment need not move its pull request's own time.
 */
export async function listRecentComments(
  { session, app, shortenComments }: Pick<ReadContext, "session" | "app" | "shortenComments">,
  since: string,
): Promise<readonly RecentComment[] | null> {
  const list = await readList(session, {
    route: "GET /repos/{owner}/{repo}/issues/comments",
    parameters: { since, sort: "updated", direction: "desc" },
    schema: recentCommentsShape,
    itemsOf: (page) => page,
    limit: maxRecentComments,
  });
  if (list.state !== "complete") return null;
  const bodies = await shortenComments(list.items.map(({ comment }) => comment.body));
  return list.items.flatMap(({ comment, number }, index) => {
    const isSpoken = !isOwnComment(comment, app) && bodies[index]?.trim() !== "";
    return isSpoken ? [{ number, updatedAt: comment.updatedAt }] : [];
  });
}

/**
 * What looks like a group in the merge queue, by its branch: `gh-readonly-queue/main/pr-7-<SHA>`. GitHub keeps nobody
 * who can write from making such a branch, so nothing in its name is taken for true.
 */
export async function listMergeGroups(session: Session): Promise<readonly OpenMergeGroup[]> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/git/matching-refs/{ref}",
      parameters: { ref: mergeQueuePrefix },
      schema: refsShape,
    }),
  );
  return (answer?.value ?? []).flatMap(({ ref, object }) => {
    return /-[0-9a-f]{40}$/.test(ref) ? [{ headRef: ref, headSha: object.sha }] : [];
  });
}

function whole<Item>(list: Listing<Item>): readonly Item[] {
  if (list.state === "complete") return list.items;
  throw new GitHubError(`GitHub lists more than ${limit} items.`, {
    code: "too-large",
    hint: "Plan Gate is not made for an installation of this size.",
    retryable: false,
  });
}
