import { z } from "zod";

/** The little of GitHub's payloads that we read: names and places, never facts. */

const account = z.object({ id: z.number(), login: z.string() });
const installation = z.object({ id: z.number() });
const repository = z.object({
  id: z.number(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string(),
});
const place = z.object({ installation, repository });

/** Where an event happened. */
export type EventPlace = z.infer<typeof place>;

const pullRequest = z.object({
  number: z.number(),
  head: z.object({ sha: z.string(), repo: z.object({ id: z.number() }).nullable() }),
  base: z.object({ ref: z.string(), repo: z.object({ id: z.number() }) }),
});

/** A pull request as the events about one carry it, and as those about commits list it. */
export type PullRequestPayload = z.infer<typeof pullRequest>;

/** `null` for an account that was deleted. */
const person = z.object({ login: z.string() }).nullish();

/** Whom an event is about. */
export type Person = z.infer<typeof person>;

const body = z.string().nullish();
const pullRequests = z.array(pullRequest);
const app = z.object({ id: z.number() });

/** What the events about a commit have in common. */
export interface CommitPayload {
  readonly head_sha: string;
  readonly pull_requests: readonly PullRequestPayload[];
}

const before = z.object({ from: body });

/** `pull_request` */
export const pullRequestEvent = place.extend({
  action: z.string(),
  pull_request: pullRequest.extend({ title: z.string().default(""), body }),
  before: z.string().optional(),
  changes: z
    .object({ base: z.object({}).optional(), title: before.optional(), body: before.optional() })
    .optional(),
});

/** A pull request that was opened, pushed to, edited or closed. */
export type PullRequestEvent = z.infer<typeof pullRequestEvent>;

/** `issue_comment` */
export const issueCommentEvent = place.extend({
  action: z.string(),
  issue: z.object({ number: z.number(), pull_request: z.object({}).optional() }),
  comment: z.object({
    id: z.number(),
    body,
    updated_at: z.string(),
    performed_via_github_app: app.nullish(),
    author_association: z.string().optional(),
    user: account.nullish(),
  }),
  changes: z.object({ body: z.object({ from: z.string() }).optional() }).optional(),
  sender: account.nullish(),
});

/** `pull_request_review` */
export const reviewEvent = place.extend({
  action: z.string(),
  pull_request: pullRequest,
  review: z.object({ id: z.number(), body, author_association: z.string().optional() }),
  changes: z.object({ body: z.object({ from: z.string() }).optional() }).optional(),
});

/** `pull_request_review_comment` */
export const lineCommentEvent = place.extend({
  action: z.string(),
  pull_request: pullRequest,
  comment: z.object({ id: z.number(), body, author_association: z.string().optional() }),
});

/** `check_run` */
export const checkRunEvent = place.extend({
  action: z.string(),
  check_run: z.object({ id: z.number(), head_sha: z.string(), app, pull_requests: pullRequests }),
  requested_action: z.object({ identifier: z.string() }).nullish(),
  sender: account,
});

/** `check_suite` */
export const checkSuiteEvent = place.extend({
  action: z.string(),
  check_suite: z.object({ head_sha: z.string(), app, pull_requests: pullRequests }),
});

/** `workflow_run` */
export const workflowRunEvent = place.extend({
  action: z.string(),
  workflow_run: z.object({
    id: z.number(),
    event: z.string(),
    head_sha: z.string(),
    pull_requests: pullRequests,
  }),
});

/** `merge_group` */
export const mergeGroupEvent = place.extend({
  action: z.string(),
  merge_group: z.object({ head_ref: z.string(), head_sha: z.string(), base_sha: z.string() }),
});

const paths = z.array(z.string());

/** `push` */
export const pushEvent = place.extend({
  ref: z.string(),
  after: z.string(),
  created: z.boolean(),
  deleted: z.boolean(),
  forced: z.boolean(),
  commits: z.array(z.object({ added: paths, removed: paths, modified: paths })),
});

/** A push to a branch or tag. */
export type PushPayload = z.infer<typeof pushEvent>;

/** `member` */
export const memberEvent = place.extend({
  action: z.string(),
  member: person,
  changes: z.object({ permission: z.object({ to: z.string().nullish() }).optional() }).optional(),
});

/** Somebody's permission in a repository was changed or taken. */
export type MemberEvent = z.infer<typeof memberEvent>;

/** `membership`, of a team */
export const membershipEvent = z.object({ action: z.string(), installation, member: person });

/** `organization` */
export const organizationEvent = z.object({
  action: z.string(),
  installation,
  membership: z.object({ user: person }).optional(),
});

/** `installation` and `installation_repositories` */
export const installationEvent = z.object({ action: z.string(), installation });

/** What the events about an installation have in common. */
export type InstallationPayload = z.infer<typeof installationEvent>;

/** Every event we act on comes through an installation. */
export const anyEvent = z.object({ installation });
