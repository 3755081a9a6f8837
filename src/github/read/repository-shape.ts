import { z } from "zod";
import type { Repository } from "../../pull-request/snapshot.ts";

/** A repository in GitHub's answers. */
export const repositoryShape = z
  .object({
    id: z.number(),
    name: z.string(),
    owner: z.object({ login: z.string(), type: z.string() }),
    default_branch: z.string(),
    html_url: z.string(),
  })
  .transform((repository): Repository => ({
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    ownerType: repository.owner.type === "Organization" ? "Organization" : "User",
    defaultBranch: repository.default_branch,
    htmlUrl: repository.html_url,
  }));
