import { Octokit } from "@octokit/core";
import pLimit from "p-limit";
import { readGitHubAddress } from "../../github/client/address.ts";
import { createKnownAnswers } from "../../github/client/conditional-fetch.ts";
import { GitHubError } from "../../github/client/github-error.ts";
import { createHoldoffs } from "../../github/client/holdoffs.ts";
import { honorProxies } from "../../github/client/proxy.ts";
import { openSession, type Session } from "../../github/client/session.ts";
import { createGitHub, type GitHub } from "../../github/github.ts";
import type { PullRequestKey } from "../../pull-request/key.ts";
import { type Need, unanswered } from "../../pull-request/need.ts";
import type { Facts } from "../../pull-request/snapshot.ts";
import { UsageError } from "../exit-codes.ts";
import type { AppName, SlugName } from "./names.ts";

/** A repository on GitHub, as one token sees it. */
export interface Remote {
  readonly name: SlugName;
  /** For what the gate itself never asks. */
  readonly session: Session;
  /** The gate's own reader, as this App. Nothing here writes. */
  readonly as: (app: AppName) => GitHub;
  /** Answers to these questions, asked as this App. */
  readonly read: (app: AppName, needs: readonly Need[]) => Promise<Facts>;
}

const timeoutMs = 15_000;
const slots = 20;
const quiet = { debug: () => undefined, warn: () => undefined };
/** No App has this id. */
export const nobody: AppName = { id: 0, slug: "plan-gate" };

/** Looks at a repository through a client. */
export function openRemote(octokit: Octokit, name: SlugName): Remote {
  const client = () => Promise.resolve(octokit);
  const session = openSession({
    octokit: client,
    installationId: 0,
    ...name,
    timeoutMs,
    inSlot: pLimit(slots),
    holdoffs: createHoldoffs(),
    known: createKnownAnswers(),
    onRequest: () => undefined,
  });
  const as = (app: AppName) =>
    createGitHub({ reader: client, writer: client, appReader: client, app, log: quiet, timeoutMs });
  return {
    name,
    session,
    as,
    read: async (app, needs) => {
      const ask = (snapshot: { readonly facts: Facts }) => Promise.resolve(unanswered(snapshot.facts, needs));
      return (await as(app).read(keyOf(name, 0), {}, ask)).facts;
    },
  };
}

/** The key of a pull request, for the gate's reader. */
export function keyOf({ owner, repo }: SlugName, number: number): PullRequestKey {
  return { type: "pull-request", installationId: 0, owner, repo, number };
}

/** Says what a refusal of GitHub means to somebody with a token; other failures stay ours. */
export async function explainRefusals<Value>(name: SlugName, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const repository = `${name.owner}/${name.repo}`;
    if (error.code === "unauthorized") {
      throw new UsageError("GitHub did not accept the token. Check `GITHUB_TOKEN` and `GHE_HOST`.");
    }
    if (error.code === "not-found") {
      throw new UsageError(`There is no \`${repository}\`, or the token may not see it.`);
    }
    if (error.code === "forbidden") {
      throw new UsageError(`${error.message} Use a token that may read \`${repository}\`.`);
    }
    throw error;
  }
}

/** `null` where the token may not look, or where GitHub shows nothing to it. */
export async function hiddenAsNull<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitHubError && (error.code === "forbidden" || error.code === "not-found"))
      return null;
    throw error;
  }
}

/** Where GitHub is, and who asks. The token is never shown. */
interface RemoteConnection {
  readonly octokit: Octokit;
  /** Base of the REST API, without a slash at the end. */
  readonly apiUrl: string;
  /** Such as `github.com`. */
  readonly host: string;
}

type Variables = Readonly<Partial<Record<string, string>>>;

const noToken =
  "There is no token. Set `GITHUB_TOKEN` or `GH_TOKEN`, for instance to what `gh auth token` prints.";
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Speaks to GitHub with the token of the environment, in its owner's name. Throws a `UsageError` without one. */
export async function connect(variables: Variables): Promise<RemoteConnection> {
  const token = filled(variables["GITHUB_TOKEN"]) ?? filled(variables["GH_TOKEN"]);
  if (token === null) throw new UsageError(noToken);
  const reading = readGitHubAddress(variables);
  if (reading.state === "problem") throw new UsageError(reading.problem);
  const problem = await honorProxies(variables);
  if (problem !== null) throw new UsageError(problem);
  const { apiUrl, host } = reading.address;
  const octokit = new Octokit({ auth: token, baseUrl: apiUrl, userAgent: "plan-gate-cli", log: silent });
  return { octokit, apiUrl, host };
}

/** An empty variable counts as not set. */
function filled(value: string | undefined): string | null {
  return value === undefined || value === "" ? null : value;
}
