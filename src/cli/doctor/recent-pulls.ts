import { z } from "zod";
import type { Remote } from "../remote/remote.ts";

/** A pull request, as far as a list tells. */
export interface RecentPull {
  readonly number: number;
  readonly isOpen: boolean;
  readonly headSha: string;
}

const count = 10;
const shape = z.array(
  z
    .object({ number: z.number(), state: z.string(), head: z.object({ sha: z.string() }) })
    .transform(({ number, state, head }): RecentPull => ({
      number,
      isOpen: state === "open",
      headSha: head.sha,
    })),
);

/** The pull requests that were last at work, newest first. */
export async function listRecentPulls({ session }: Remote): Promise<readonly RecentPull[]> {
  const answer = await session.send({
    route: "GET /repos/{owner}/{repo}/pulls",
    parameters: { state: "all", sort: "updated", direction: "desc", per_page: count },
    schema: shape,
  });
  return answer.value;
}
