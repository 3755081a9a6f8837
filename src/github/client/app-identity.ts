import type { Octokit } from "@octokit/core";
import { z } from "zod";
import { describeFailure } from "./describe-failure.ts";

/** Who we are on GitHub. */
export interface AppIdentity {
  readonly id: number;
  /** Our bot is `<slug>[bot]`. */
  readonly slug: string;
}

const answer = z.object({ id: z.number(), slug: z.string() });

/** GitHub has to answer within this, in milliseconds. */
const timeoutMs = 5_000;

/** Asks GitHub who we are. Throws a `GitHubError` where it does not answer, or does not know our key. */
export async function readAppIdentity(octokit: Octokit): Promise<AppIdentity> {
  const request = { signal: AbortSignal.timeout(timeoutMs) };
  const response = await octokit.request("GET /app", { request }).catch((error: unknown) => {
    throw describeFailure(error, "GET /app", "the App");
  });
  return answer.parse(response.data);
}
