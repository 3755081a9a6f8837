import type { Octokit } from "@octokit/core";
import { z } from "zod";
import { describeFailure } from "./describe-failure.ts";
import { unexpectedAnswer } from "./github-error.ts";

/** Who we are on GitHub. */
export interface AppIdentity {
  readonly id: number;
  /** Our bot is `<slug>[bot]`. */
  readonly slug: string;
  /** The App's page for people, where GitHub says it. */
  readonly htmlUrl?: string | undefined;
}

const answer = z
  .object({
    id: z.number(),
    slug: z.string(),
    html_url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .catch(undefined),
  })
  .transform(({ id, slug, html_url: htmlUrl }) => ({ id, slug, htmlUrl }));

/** GitHub has to answer within this, in milliseconds. */
const timeoutMs = 5_000;

/** Asks GitHub who we are. Throws a `GitHubError` where it does not answer, or does not know our key. */
export async function readAppIdentity(octokit: Octokit): Promise<AppIdentity> {
  try {
    const { data } = await octokit.request("GET /app", {
      request: { signal: AbortSignal.timeout(timeoutMs) },
    });
    const parsed = answer.safeParse(data);
    if (parsed.success) return parsed.data;
    throw unexpectedAnswer("GitHub's answer to GET /app of the App has not the form it documents.", {
      cause: parsed.error,
    });
  } catch (error) {
    throw describeFailure(error, "GET /app", "the App");
  }
}
