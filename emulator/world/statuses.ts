import { commitOf } from "../git/object-store.ts";
import { statusShape } from "../shapes/check.ts";
import { commitShape } from "../shapes/commit.ts";
import { fullName } from "../shapes/repository.ts";
import type { CommitStatus } from "./check-state.ts";
import type { Account } from "./people-state.ts";
import { emitIn } from "./repositories.ts";
import { type Repository, type State, takeId } from "./state.ts";

/** Puts a commit status, the older kind of check that anyone with write access can post. */
export function addStatus(
  state: State,
  repository: Repository,
  input: Pick<CommitStatus, "sha" | "context" | "state"> & { description?: string; creator: Account },
): CommitStatus {
  const status: CommitStatus = {
    id: takeId(state),
    sha: input.sha,
    context: input.context,
    state: input.state,
    description: input.description ?? null,
    creatorId: input.creator.id,
    createdAt: state.clock.stamp(),
  };
  repository.statuses.push(status);
  const payload = {
    ...statusShape(state, repository, status),
    sha: status.sha,
    name: fullName(state, repository),
    commit: commitShape(state, repository, commitOf(repository.store, status.sha)),
    branches: [],
  };
  emitIn(state, repository, { name: "status", sender: input.creator, payload });
  return status;
}
