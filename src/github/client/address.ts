/** Where a GitHub is. */
export interface GitHubAddress {
  /** Such as `github.com`; with its port where it has one of its own. */
  readonly host: string;
  /** Its pages for people, without a slash at the end. */
  readonly webUrl: string;
  /** Base of the REST API, without a slash at the end. */
  readonly apiUrl: string;
}

/** The problems are sentences: what is wrong, then what to do. */
export type GitHubAddressReading =
  | { readonly state: "read"; readonly address: GitHubAddress }
  | { readonly state: "problem"; readonly problem: string };

const hostForm = /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/iu;
const publicHosts: readonly string[] = ["github.com", "www.github.com", "api.github.com"];
const residencyForm = /^(?:api\.)?([a-z0-9-]+\.ghe\.com)$/u;

/**
 * Reads `GHE_HOST` and `GHE_PROTOCOL`; without them it is github.com. GitHub Enterprise Cloud with data residency,
 * `acme.ghe.com`, has its API at `api.acme.ghe.com`, every other host below `/api/v3`:
 * https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/network-details-for-ghecom
 */
export function readGitHubAddress(
  variables: Readonly<Partial<Record<string, string>>>,
): GitHubAddressReading {
  const host = (variables["GHE_HOST"] ?? "").toLowerCase();
  const protocol = variables["GHE_PROTOCOL"] ?? "";
  if (protocol !== "" && protocol !== "https" && protocol !== "http") {
    return problem("`GHE_PROTOCOL` is neither `https` nor `http`. Correct it.");
  }
  if (host === "" || publicHosts.includes(host)) return read("github.com", "https://api.github.com");
  if (!hostForm.test(host)) {
    return problem(
      "`GHE_HOST` is not a host name. Give it without protocol and path, as in `github.acme.com`.",
    );
  }
  const [, residency] = residencyForm.exec(host) ?? [];
  if (residency !== undefined) return read(residency, `https://api.${residency}`);
  const webUrl = `${protocol || "https"}://${host}`;
  return { state: "read", address: { host, webUrl, apiUrl: `${webUrl}/api/v3` } };
}

function read(host: string, apiUrl: string): GitHubAddressReading {
  return { state: "read", address: { host, webUrl: `https://${host}`, apiUrl } };
}

function problem(text: string): GitHubAddressReading {
  return { state: "problem", problem: text };
}
