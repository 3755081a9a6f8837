import { simpleUser } from "../shapes/account.ts";
import { fullRepository } from "../shapes/repository.ts";
import { installationsOn } from "../world/installations.ts";
import type { Installation } from "../world/people-state.ts";
import type { State, WorldEvent } from "../world/state.ts";

/** Installations that hear of an event. */
export function listeners(state: State, event: WorldEvent): Installation[] {
  const onAccount = [...state.installations.values()].filter(
    ({ accountId }) => accountId === (event.organization ?? event.sender).id,
  );
  const candidates = event.repository === null ? onAccount : installationsOn(state, event.repository);
  return candidates.filter(({ appId, events, suspendedAt }) => {
    const isSubscribed =
      events === null || events.includes(event.name) || event.name.startsWith("installation");
    return isSubscribed && suspendedAt === null && (event.onlyAppId === null || event.onlyAppId === appId);
  });
}

/** The JSON of an event for an installation. */
export function payloadFor(state: State, event: WorldEvent, installation: Installation): string {
  const { action, payload, repository, organization, sender } = event;
  return JSON.stringify({
    ...(action === null ? {} : { action }),
    ...(repository === null ? {} : { repository: fullRepository(state, repository) }),
    ...(organization === null ? {} : { organization: simpleUser(state, organization) }),
    sender: simpleUser(state, sender),
    installation: { id: installation.id, node_id: `I_${installation.id}` },
    ...payload,
  });
}
