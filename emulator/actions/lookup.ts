import type { Account, App, Team } from "../world/people-state.ts";
import { accountByLogin } from "../world/people.ts";
import type { PullRequest } from "../world/pull-request-state.ts";
import { repositoryByName } from "../world/repositories.ts";
import type { Repository, State } from "../world/state.ts";

/** The account of a login; throws where a test names nobody. */
export function accountNamed(state: State, login: string): Account {
  return accountByLogin(state, login) ?? absent(`account \`${login}\``);
}

/** The repository `owner/name`. */
export function repositoryNamed(state: State, name: string): Repository {
  return repositoryByName(state, name) ?? absent(`repository \`${name}\``);
}

/** A pull request by number. */
export function pullRequestNumbered(repository: Repository, number: number): PullRequest {
  return repository.pullRequests.get(number) ?? absent(`pull request #${number}`);
}

/** A team by `org` and slug. */
export function teamNamed(state: State, organization: string, slug: string): Team {
  const { id } = accountNamed(state, organization);
  const found = [...state.teams.values()].find((team) => team.organizationId === id && team.slug === slug);
  return found ?? absent(`team \`${organization}/${slug}\``);
}

/** An App by slug. */
export function appNamed(state: State, slug: string): App {
  return [...state.apps.values()].find((app) => app.slug === slug) ?? absent(`App \`${slug}\``);
}

/** What is in a map, or an error that names what was looked for. */
export function inMap<Value>(map: ReadonlyMap<number, Value>, id: number, what: string): Value {
  return map.get(id) ?? absent(`${what} ${id}`);
}

function absent(what: string): never {
  throw new Error(`The emulator's world has no ${what}.`);
}
