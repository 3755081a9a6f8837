import { Octokit } from "@octokit/core";
import { UsageError } from "../exit-codes.ts";

/** Where GitHub is, and who asks. The token is never shown. */
export interface Connection {
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
export function connect(variables: Variables): Connection {
  const token = filled(variables["GITHUB_TOKEN"]) ?? filled(variables["GH_TOKEN"]);
  if (token === null) throw new UsageError(noToken);
  const { apiUrl, host } = readHost(variables);
  const octokit = new Octokit({ auth: token, baseUrl: apiUrl, userAgent: "plan-gate-cli", log: silent });
  return { octokit, apiUrl, host };
}

function readHost(variables: Variables): { readonly apiUrl: string; readonly host: string } {
  const host = filled(variables["GHE_HOST"]);
  if (host === null) return { apiUrl: "https://api.github.com", host: "github.com" };
  const protocol = filled(variables["GHE_PROTOCOL"]) ?? "https";
  if (protocol !== "https" && protocol !== "http") {
    throw new UsageError(`\`GHE_PROTOCOL\` is \`${protocol}\`, expected \`https\` or \`http\`.`);
  }
  const url = `${protocol}://${host}`;
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(url)) {
    throw new UsageError(
      "`GHE_HOST` is not a host name. Give it without protocol and path, as in `github.acme.com`.",
    );
  }
  return { apiUrl: `${url}/api/v3`, host };
}

/** An empty variable counts as not set. */
function filled(value: string | undefined): string | null {
  return value === undefined || value === "" ? null : value;
}
