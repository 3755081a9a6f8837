import { Octokit } from "@octokit/core";
import nock from "nock";
import type { Effect } from "../../src/effects/effect.ts";
import { createGitHub, type GitHub, type GitHubOptions } from "../../src/github/github.ts";
import { GitHubError } from "../../src/github/client/github-error.ts";
import type { RequestSeen } from "../../src/github/client/guarded-fetch.ts";
import type { PullRequestKey } from "../../src/pull-request/key.ts";
import type { Need } from "../../src/pull-request/need.ts";
import type { Facts, PullRequestSnapshot } from "../../src/pull-request/snapshot.ts";

export const app = { id: 7, slug: "plan-gate" };
export const key: PullRequestKey = {
  type: "pull-request",
  installationId: 1,
  owner: "octo",
  repo: "hello",
  number: 12,
};
export const repository = "/repos/octo/hello";
export const headSha = "a".repeat(40);
export const baseSha = "b".repeat(40);
export const date = "Mon, 05 Jan 2026 09:00:00 GMT";

/** The adapter with everything it said to its observers. */
interface Started {
  readonly github: GitHub;
  readonly requests: RequestSeen[];
  /** Fields of what it logged, in order. */
  readonly notes: object[];
  readonly warnings: object[];
}

export function start(options: Partial<GitHubOptions> = {}): Started {
  const requests: RequestSeen[] = [];
  const notes: object[] = [];
  const warnings: object[] = [];
  const octokit = async (): Promise<Octokit> => Promise.resolve(new Octokit({ auth: "secret" }));
  const github = createGitHub({
    reader: octokit,
    writer: octokit,
    appReader: octokit,
    app,
    log: { debug: (fields) => notes.push(fields), warn: (fields) => warnings.push(fields) },
    observer: { onRequest: (seen) => requests.push(seen) },
    ...options,
  });
  return { github, requests, notes, warnings };
}

/** `api.github.com`, which answers with a `Date`. */
export function gitHubAnswers(): nock.Scope {
  return nock("https://api.github.com").defaultReplyHeaders({ date });
}

/** The facts after one round of needs. */
export async function readFacts(needs: readonly Need[], github: GitHub = start().github): Promise<Facts> {
  return (await readAll(needs, github)).facts;
}

export async function readAll(
  needs: readonly Need[],
  github: GitHub = start().github,
): Promise<PullRequestSnapshot> {
  return github.read(key, {}, async () => Promise.resolve(needs));
}

/** Writes, and gives what was logged about it. */
export async function apply(
  effects: readonly Effect[],
  { github, notes }: Started = start(),
): Promise<unknown> {
  await github.apply(key, effects);
  return notes.at(-1);
}

/** What a promise fails with, which must be a `GitHubError`. */
export async function failureOf(promise: Promise<unknown>): Promise<GitHubError> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof GitHubError) return outcome;
  throw new Error("It did not fail with a GitHubError.", { cause: outcome });
}
