import { mergeBaseOf } from "../git/history.ts";
import { unprocessable } from "../http/problem.ts";
import { simpleUser } from "../shapes/account.ts";
import { teamShape } from "../shapes/team.ts";
import type { Account, Team } from "./people-state.ts";
import { emitPullRequest } from "./pull-request-events.ts";
import { refreshBase } from "./pull-request-moves.ts";
import type { PullRequest } from "./pull-request-state.ts";
import { type Repository, type State, takeId } from "./state.ts";

/** A pull request to open. */
interface PullRequestInput {
  readonly author: Account;
  readonly head: { readonly repository: Repository; readonly branch: string };
  /** Branch name. */
  readonly base: string;
  readonly title: string;
  readonly body?: string | null;
  readonly isDraft?: boolean;
}

/** Opens a pull request. */
export function openPullRequest(state: State, repository: Repository, input: PullRequestInput): PullRequest {
  const { head, base, author } = input;
  const headSha = head.repository.refs.get(`refs/heads/${head.branch}`);
  const baseSha = repository.refs.get(`refs/heads/${base}`);
  if (headSha === undefined) throw unprocessable("head does not exist");
  if (baseSha === undefined) throw unprocessable("base does not exist");
  if (mergeBaseOf(repository.store, baseSha, headSha) === headSha) {
    throw unprocessable(`No commits between ${base} and ${head.branch}`);
  }
  refuseSecond(repository, input);
  const at = state.clock.stamp();
  const pull: PullRequest = {
    id: takeId(state),
    number: repository.nextNumber++,
    authorId: author.id,
    title: input.title,
    body: input.body ?? null,
    state: "open",
    isDraft: input.isDraft ?? false,
    base: { repositoryId: repository.id, ownerId: repository.ownerId, ref: base, sha: baseSha },
    head: {
      repositoryId: head.repository.id,
      ownerId: head.repository.ownerId,
      ref: head.branch,
      sha: headSha,
    },
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    mergedAt: null,
    mergedById: null,
    mergeCommitSha: null,
    requestedUserIds: new Set(),
    requestedTeamIds: new Set(),
    reviews: new Map(),
    lineComments: new Map(),
    forcePushes: [],
  };
  repository.pullRequests.set(pull.number, pull);
  repository.refs.set(`refs/pull/${pull.number}/head`, headSha);
  emitPullRequest(state, repository, pull, { action: "opened", sender: author });
  return pull;
}

/** Closes a pull request without merging it. */
export function closePullRequest(
  state: State,
  repository: Repository,
  pull: PullRequest,
  sender: Account,
): void {
  if (pull.state === "closed") return;
  pull.state = "closed";
  pull.closedAt = touch(state, pull);
  emitPullRequest(state, repository, pull, { action: "closed", sender });
}

/** Opens a closed pull request again, at its branch's tip if that was built on its head. */
export function reopenPullRequest(
  state: State,
  repository: Repository,
  pull: PullRequest,
  sender: Account,
): void {
  if (pull.state === "open") return;
  const from = pull.head.repositoryId === null ? undefined : state.repositories.get(pull.head.repositoryId);
  const tip = from?.refs.get(`refs/heads/${pull.head.ref}`);
  if (pull.mergedAt !== null || tip === undefined) throw unprocessable("state cannot be changed.");
  if (mergeBaseOf(repository.store, pull.head.sha, tip) !== pull.head.sha) {
    throw unprocessable(
      `state cannot be changed. The ${pull.head.ref} branch was force-pushed or recreated.`,
    );
  }
  pull.state = "open";
  pull.closedAt = null;
  pull.head = { ...pull.head, sha: tip };
  refreshBase(repository, pull);
  touch(state, pull);
  emitPullRequest(state, repository, pull, { action: "reopened", sender });
}

/** Changes title, body or base of a pull request. */
export function editPullRequest(
  state: State,
  repository: Repository,
  change: { pull: PullRequest; sender: Account; title?: string; body?: string | null; base?: string },
): void {
  const { pull, sender, title, body, base } = change;
  const changes: Record<string, unknown> = {};
  if (title !== undefined && title !== pull.title) changes["title"] = { from: pull.title };
  if (body !== undefined && body !== pull.body) changes["body"] = { from: pull.body };
  if (base !== undefined && base !== pull.base.ref) {
    changes["base"] = { ref: { from: pull.base.ref }, sha: { from: pull.base.sha } };
    const sha = repository.refs.get(`refs/heads/${base}`);
    if (sha === undefined) throw unprocessable(`base '${base}' was not found`);
    pull.base = { ...pull.base, ref: base, sha };
  }
  pull.title = title ?? pull.title;
  if (body !== undefined) pull.body = body;
  if (Object.keys(changes).length === 0) return;
  touch(state, pull);
  emitPullRequest(state, repository, pull, { action: "edited", sender, extra: { changes } });
}

/** Makes a pull request a draft, or ready. */
export function setDraft(
  state: State,
  repository: Repository,
  change: { pull: PullRequest; isDraft: boolean; sender: Account },
): void {
  const { pull, isDraft, sender } = change;
  if (pull.isDraft === isDraft) return;
  pull.isDraft = isDraft;
  touch(state, pull);
  emitPullRequest(state, repository, pull, {
    action: isDraft ? "converted_to_draft" : "ready_for_review",
    sender,
  });
}

/** Asks people and teams for a review; those asked already are not asked again. */
export function requestReviewers(
  state: State,
  repository: Repository,
  request: { pull: PullRequest; users: readonly Account[]; teams: readonly Team[]; sender: Account },
): void {
  const { pull, users, teams, sender } = request;
  if (users.some(({ id }) => id === pull.authorId)) {
    throw unprocessable("Review cannot be requested from pull request author.");
  }
  for (const user of users.filter(({ id }) => !pull.requestedUserIds.has(id))) {
    pull.requestedUserIds.add(user.id);
    const extra = { requested_reviewer: simpleUser(state, user) };
    emitPullRequest(state, repository, pull, { action: "review_requested", sender, extra });
  }
  for (const team of teams.filter(({ id }) => !pull.requestedTeamIds.has(id))) {
    pull.requestedTeamIds.add(team.id);
    const extra = { requested_team: teamShape(state, team) };
    emitPullRequest(state, repository, pull, { action: "review_requested", sender, extra });
  }
  touch(state, pull);
}

function refuseSecond(repository: Repository, { head, base }: PullRequestInput): void {
  const second = [...repository.pullRequests.values()].find(
    (pull) =>
      pull.state === "open" &&
      pull.base.ref === base &&
      pull.head.ref === head.branch &&
      pull.head.repositoryId === head.repository.id,
  );
  if (second !== undefined) throw unprocessable(`A pull request already exists for ${head.branch}.`);
}

function touch(state: State, pull: PullRequest): string {
  pull.updatedAt = state.clock.stamp();
  return pull.updatedAt;
}
