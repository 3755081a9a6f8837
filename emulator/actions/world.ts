import type { State } from "../world/state.ts";
import { checkActions } from "./check-actions.ts";
import { codeActions } from "./code-actions.ts";
import { conversationActions } from "./conversation-actions.ts";
import { peopleActions } from "./people-actions.ts";
import { repositoryActions } from "./repository-actions.ts";

/** Everything that people, other Apps and Git clients can do to the emulated GitHub; names are strings. */
export type World = ReturnType<typeof createWorld>;

/** Actions on a state; `appId` is the App under test. */
export function createWorld(state: State, appId: number) {
  return {
    /** All that is known, for assertions that have no shorter way. */
    state,
    ...peopleActions(state),
    ...repositoryActions(state, appId),
    ...codeActions(state),
    ...conversationActions(state),
    ...checkActions(state),
  };
}
