import { fullName } from "../shapes/repository.ts";
import { covers } from "../world/installations.ts";
import { may } from "../world/permissions.ts";
import type { PullRequest } from "../world/pull-request-state.ts";
import { repositoryByFormerName, repositoryByName } from "../world/repositories.ts";
import type { Repository, Role } from "../world/state.ts";
import { type Answer, type Call, numberParam, param, type Route } from "./call.ts";
import { notFound, Problem } from "./problem.ts";

/** A route below `/repos/{owner}/{repo}`; the repository is one the caller may see. */
export function inRepository(
  id: string,
  needs: readonly string[],
  handle: (call: Call, repository: Repository) => Answer,
): Route {
  const [method = "", rest = ""] = id.split(" ");
  return {
    id: `${method} /repos/{owner}/{repo}${rest}`,
    needs,
    handle: (call) => {
      const repository = findRepository(call);
      return "status" in repository ? repository : handle(call, repository);
    },
  };
}

/** A route below `/repos/{owner}/{repo}/pulls/{number}`. */
export function inPullRequest(
  id: string,
  needs: readonly string[],
  handle: (call: Call, repository: Repository, pull: PullRequest) => Answer,
): Route {
  const [method = "", rest = ""] = id.split(" ");
  return inRepository(`${method} /pulls/{number}${rest}`, needs, (call, repository) => {
    const pull = repository.pullRequests.get(numberParam(call, "number"));
    if (pull === undefined) throw notFound();
    return handle(call, repository, pull);
  });
}

/** Refuses a person who has less than that role; Apps are held to their permissions instead. */
export function requireRole({ actor, state }: Call, repository: Repository, role: Role): void {
  if (actor.type === "person" && !may(state, repository, actor.account, role)) {
    throw new Problem(403, "Must have admin rights to Repository.");
  }
}

/** Whether the caller may see a repository. */
export function canSee({ actor, state }: Call, repository: Repository): boolean {
  switch (actor.type) {
    case "person":
      return may(state, repository, actor.account, "read");
    case "installation":
      return covers(actor.installation, repository) || !repository.isPrivate;
    case "app":
    case "anonymous":
      return !repository.isPrivate;
  }
}

function findRepository(call: Call): Repository | Answer {
  const name = `${param(call, "owner")}/${param(call, "repo")}`;
  const repository = repositoryByName(call.state, name);
  if (repository !== null) {
    if (!canSee(call, repository)) throw notFound();
    if (repository.isArchived && call.method !== "GET") {
      throw new Problem(403, "Repository was archived so is read-only.");
    }
    return repository;
  }
  const moved = repositoryByFormerName(call.state, name);
  if (moved === null || !canSee(call, moved)) throw notFound();
  const rest = call.path.split("/").slice(4).join("/");
  const query = call.query.size === 0 ? "" : `?${call.query.toString()}`;
  const url = `${call.state.origin}/api/v3/repositories/${moved.id}${rest === "" ? "" : `/${rest}`}${query}`;
  const documentation_url =
    "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects";
  return {
    status: call.method === "GET" ? 301 : 307,
    body: { message: "Moved Permanently", url, documentation_url },
    headers: { location: url },
  };
}

/** Replaces `/repositories/{id}` at the start of a path by the repository's name now. */
export function resolveRepositoryId(call: Pick<Call, "state">, path: string): string {
  const [, id = "", rest = ""] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  const repository = call.state.repositories.get(Number(id));
  return repository === undefined ? path : `/repos/${fullName(call.state, repository)}${rest}`;
}
