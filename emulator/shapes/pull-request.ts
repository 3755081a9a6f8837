import { changedFiles } from "../git/file-changes.ts";
import { commitsBetween, mergeBaseOf } from "../git/history.ts";
import { commitOf } from "../git/object-store.ts";
import { patchOf } from "../git/patch.ts";
import { mergeability } from "../world/mergeability.ts";
import { accountOf } from "../world/people.ts";
import type { PullRequest, PullRequestEnd } from "../world/pull-request-state.ts";
import type { Repository, State } from "../world/state.ts";
import { simpleUser } from "./account.ts";
import { authorAssociation } from "./comment.ts";
import { apiUrl, htmlUrl, repositoryShape } from "./repository.ts";
import type { Schemas } from "./schemas.ts";
import { teamShape } from "./team.ts";

/** GitHub's schema says that `repo` is always there; its answers have `null` once a fork is deleted. */
type WithDeletableFork<Shape extends { head: { repo: unknown } }> = Omit<Shape, "head"> & {
  head: Omit<Shape["head"], "repo"> & { repo: Shape["head"]["repo"] | null };
};

/** A pull request in lists. */
export function pullRequestSimple(
  state: State,
  repository: Repository,
  pull: PullRequest,
): WithDeletableFork<Schemas["pull-request-simple"]> {
  return { ...pullRequestFields(state, repository, pull), labels: [] };
}

/** A pull request inside a comment's payload, where GitHub calls it an issue. */
export function issueShape(state: State, repository: Repository, pull: PullRequest) {
  const { url, issue_url, ...shared } = pullRequestFields(state, repository, pull);
  const { html_url, diff_url, patch_url, number, title, user, body, author_association } = shared;
  return {
    id: pull.id,
    node_id: shared.node_id,
    url: issue_url,
    html_url,
    repository_url: apiUrl(state, repository),
    number,
    title,
    user,
    body,
    state: pull.state,
    locked: false,
    labels: [],
    assignee: null,
    assignees: [],
    milestone: null,
    draft: pull.isDraft,
    comments: commentCount(repository, pull),
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    author_association,
    pull_request: { url, html_url, diff_url, patch_url, merged_at: pull.mergedAt },
  };
}

function commentCount(repository: Repository, pull: PullRequest): number {
  return [...repository.comments.values()].filter(({ number }) => number === pull.number).length;
}

function pullRequestFields(state: State, repository: Repository, pull: PullRequest) {
  const url = `${apiUrl(state, repository)}/pulls/${pull.number}`;
  const issue = `${apiUrl(state, repository)}/issues/${pull.number}`;
  const html = `${htmlUrl(state, repository)}/pull/${pull.number}`;
  const statuses = `${apiUrl(state, repository)}/statuses/${pull.head.sha}`;
  return {
    url,
    id: pull.id,
    node_id: `PR_${repository.id}_${pull.number}`,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${apiUrl(state, repository)}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: simpleUser(state, accountOf(state, pull.authorId)),
    body: pull.body,
    milestone: null,
    draft: pull.isDraft,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [...pull.requestedUserIds].map((id) => simpleUser(state, accountOf(state, id))),
    requested_teams: requestedTeams(state, pull),
    head: { ...endShape(state, pull.head), repo: headRepository(state, pull.head) },
    base: { ...endShape(state, pull.base), repo: repositoryShape(state, repository) },
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${apiUrl(state, repository)}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: authorAssociation(state, repository, pull.authorId),
    auto_merge: null,
  };
}

/** A pull request by itself, with its size and whether it could be merged. */
export function pullRequestShape(
  state: State,
  repository: Repository,
  pull: PullRequest,
): WithDeletableFork<Schemas["pull-request"]> {
  const { isMergeable, mergeableState } = mergeability(state, repository, pull);
  const shared = pullRequestFields(state, repository, pull);
  const baseSha = mergeBaseOf(repository.store, pull.base.sha, pull.head.sha) ?? pull.base.sha;
  const [before, after] = [baseSha, pull.head.sha].map((sha) => commitOf(repository.store, sha).tree);
  const files = changedFiles(repository.store, before ?? null, after ?? null);
  const patches = files.slice(0, 300).map((file) => patchOf(repository.store, file));
  return {
    ...shared,
    labels: [],
    user: simpleUser(state, accountOf(state, pull.authorId)),
    state: pull.state,
    head: { ...shared.head, user: simpleUser(state, accountOf(state, pull.head.ownerId)) },
    base: { ...shared.base, user: simpleUser(state, accountOf(state, pull.base.ownerId)) },
    merged: pull.mergedAt !== null,
    mergeable: isMergeable,
    rebaseable: isMergeable,
    mergeable_state: mergeableState,
    merged_by: pull.mergedById === null ? null : simpleUser(state, accountOf(state, pull.mergedById)),
    comments: commentCount(repository, pull),
    review_comments: 0,
    maintainer_can_modify: false,
    commits: commitsBetween(repository.store, baseSha, pull.head.sha).length,
    additions: patches.reduce((sum, { additions }) => sum + additions, 0),
    deletions: patches.reduce((sum, { deletions }) => sum + deletions, 0),
    changed_files: files.length,
  };
}

/** The pull request inside check runs; only those whose head is in the repository itself are named there. */
export function pullRequestMinimal(
  state: State,
  repository: Repository,
  pull: PullRequest,
): Schemas["pull-request-minimal"] {
  const end = ({ ref, sha }: PullRequestEnd): Schemas["pull-request-minimal"]["head"] => ({
    ref,
    sha,
    repo: { id: repository.id, url: apiUrl(state, repository), name: repository.name },
  });
  const url = `${apiUrl(state, repository)}/pulls/${pull.number}`;
  return { id: pull.id, number: pull.number, url, head: end(pull.head), base: end(pull.base) };
}

function endShape(state: State, end: PullRequestEnd) {
  const owner = accountOf(state, end.ownerId);
  return { label: `${owner.login}:${end.ref}`, ref: end.ref, sha: end.sha, user: simpleUser(state, owner) };
}

function headRepository(state: State, { repositoryId }: PullRequestEnd): Schemas["repository"] | null {
  const repository = repositoryId === null ? undefined : state.repositories.get(repositoryId);
  return repository === undefined || repository.isDeleted ? null : repositoryShape(state, repository);
}

function requestedTeams(state: State, pull: PullRequest): Schemas["team"][] {
  return [...pull.requestedTeamIds].flatMap((id) => {
    const team = state.teams.get(id);
    return team === undefined ? [] : [teamShape(state, team)];
  });
}
