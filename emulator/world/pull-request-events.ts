import { pullRequestShape } from "../shapes/pull-request.ts";
import type { Account } from "./people-state.ts";
import type { PullRequest } from "./pull-request-state.ts";
import { emitIn } from "./repositories.ts";
import type { Repository, State } from "./state.ts";

/** Emits `pull_request`. As on GitHub, the payload does not know yet whether it could be merged. */
export function emitPullRequest(
  state: State,
  repository: Repository,
  pull: PullRequest,
  event: { action: string; sender: Account; extra?: Record<string, unknown> },
): void {
  const shape = { ...pullRequestShape(state, repository, pull), mergeable: null, mergeable_state: "unknown" };
  emitIn(state, repository, {
    name: "pull_request",
    action: event.action,
    sender: event.sender,
    payload: { number: pull.number, pull_request: shape, ...event.extra },
  });
}
