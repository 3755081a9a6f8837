import { Octokit } from "@octokit/core";
import { readGitHubAddress } from "../../github/client/address.ts";
import { honorProxies } from "../../github/client/proxy.ts";
import { UsageError } from "../exit-codes.ts";

/** Where GitHub is, and who asks. The token is never shown. */
export interface RemoteConnection {
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
