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
  try {
    const { data } = await octokit.request("GET /app", {
      request: { signal: AbortSignal.timeout(timeoutMs) },
    });
    return answer.parse(data);
  } catch (error) {
    throw describeFailure(error, "GET /app", "the App");
  }
}
