import { z } from "zod";
import { featureTrailers } from "../../pull-request/feature-names.ts";
import type { PullRequest } from "../../pull-request/snapshot.ts";
import { optionalAccountShape } from "./account-shape.ts";
import { repositoryShape } from "./repository-shape.ts";

/** A pull request, the same alone and in lists. */
export const pullRequestShape = z
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
