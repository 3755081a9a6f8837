import { z } from "zod";
import { created, ok, param, type Route, senderOf } from "../http/call.ts";
import { readBody } from "../http/body.ts";
import { inRepository, requireRole } from "../http/in-repository.ts";
import { page } from "../http/pagination.ts";
import { statusShape } from "../shapes/check.ts";
import { apiUrl, minimalRepository } from "../shapes/repository.ts";
import type { CommitStatus } from "../world/check-state.ts";
import type { Repository } from "../world/state.ts";
import { addStatus } from "../world/statuses.ts";
import { requireRevision } from "./revision.ts";

const statusSchema = z.object({
  state: z.enum(["error", "failure", "pending", "success"]),
  context: z.string().default("default"),
  description: z.string().optional(),
});

/** Commit statuses, the older kind of check. */
export const statusRoutes: readonly Route[] = [
  inRepository("POST /statuses/{sha}", ["statuses:write"], (call, repository) => {
    requireRole(call, repository, "write");
    const { state, context, description } = readBody(call, statusSchema);
    const sha = requireRevision(repository, param(call, "sha"));
    const words = description === undefined ? {} : { description };
    const status = addStatus(call.state, repository, {
      sha,
      context,
      state,
      creator: senderOf(call),
      ...words,
    });
    return created(statusShape(call.state, repository, status));
  }),
  inRepository("GET /commits/{+ref}/statuses", ["statuses:read"], (call, repository) => {
    const sha = requireRevision(repository, param(call, "ref"));
    const newestFirst = repository.statuses.filter((status) => status.sha === sha).reverse();
    return page(call, newestFirst, (status) => statusShape(call.state, repository, status));
  }),
  inRepository("GET /commits/{+ref}/status", ["statuses:read"], (call, repository) => {
    const sha = requireRevision(repository, param(call, "ref"));
    const latest = latestStatuses(repository, sha);
    return ok({
      state: combined(latest),
      statuses: latest.map((status) => statusShape(call.state, repository, status)),
      sha,
      total_count: latest.length,
      repository: minimalRepository(call.state, repository),
      commit_url: `${apiUrl(call.state, repository)}/commits/${sha}`,
      url: `${apiUrl(call.state, repository)}/commits/${sha}/status`,
    });
  }),
];

function latestStatuses(repository: Repository, sha: string): CommitStatus[] {
  const found = repository.statuses.filter((status) => status.sha === sha);
  return [...new Map(found.map((status) => [status.context, status])).values()];
}

function combined(statuses: readonly CommitStatus[]): "failure" | "pending" | "success" {
  if (statuses.some(({ state }) => state === "failure" || state === "error")) return "failure";
  const isGreen = statuses.length > 0 && statuses.every(({ state }) => state === "success");
  return isGreen ? "success" : "pending";
}
