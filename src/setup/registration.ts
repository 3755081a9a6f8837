import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";

/** An App that was just registered, with its secrets: GitHub says them once. */
export interface RegisteredApp {
  readonly id: number;
  /** The App's page, from where it is installed. */
  readonly htmlUrl: string;
  /** PEM. */
  readonly pem: string;
  readonly webhookSecret: string;
}

/** GitHub did not turn the code into an App: what it said, then what to do. */
export class RegistrationFailure extends Error {
  override readonly name = "RegistrationFailure";
}

const conversionSchema = z.object({
  id: z.number(),
  html_url: z.url({ protocol: /^https?$/ }),
  pem: z.string().startsWith("-----BEGIN"),
  // What cannot be put into quotes is none that GitHub makes.
  webhook_secret: z.string().regex(/^[\w.~+/=-]+$/),
});
const timeoutMs = 15_000;

/**
 * Exchanges the code that GitHub sent somebody back with. A code is good once and for an hour:
 * https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export async function convertCode(apiUrl: string, code: string): Promise<RegisteredApp> {
  const response = await fetch(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`, {
    method: "POST",
    headers: { accept: "application/vnd.github+json", "user-agent": "plan-gate" },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => null);
  if (response === null) {
    throw new RegistrationFailure(
      `GitHub at ${new URL(apiUrl).host} could not be reached. Check the network, and begin again: the App may be there already.`,
    );
  }
  if (!response.ok) {
    throw new RegistrationFailure(
      `GitHub did not take the code (${response.status}). It is good once, and for an hour: begin again.`,
    );
  }
  const app = conversionSchema.safeParse(await response.json().catch(() => null));
  if (!app.success) {
    throw new RegistrationFailure(
      "GitHub registered the App and did not say all of its secrets. Generate a key and a webhook secret in its settings, and set them by hand.",
    );
  }
  const { id, html_url: htmlUrl, pem, webhook_secret: webhookSecret } = app.data;
  return { id, htmlUrl, pem, webhookSecret };
}

/** The App is there, and its secrets are lost: why, and how to go on. */
export function keptNowhere(
  { id, htmlUrl }: RegisteredApp,
  path: string,
  error: unknown,
): RegistrationFailure {
  const code = error instanceof Error ? ` (${String(Reflect.get(error, "code"))})` : "";
  return new RegistrationFailure(
    `App ${id} is registered, but \`${path}\` cannot be written${code}. Generate a key and a webhook secret in its settings, ${htmlUrl}, and set the variables by hand.`,
  );
}

/** What people decide about their App. */
interface AppWishes {
  /** Of the App; unique over all of GitHub. */
  readonly name: string;
  /** Where GitHub reaches the server: scheme, host and perhaps a path, without a slash at the end. */
  readonly address: string;
  /** Whose App it will be; `null`: the person's own. */
  readonly organization: string | null;
}

/** Wishes as they come from a form or a command line, or what is wrong with them, in sentences. */
type WishesReading =
  | { readonly state: "read"; readonly wishes: AppWishes }
  | { readonly state: "problems"; readonly problems: readonly string[] };

const loginForm = /^[a-z\d](?:[a-z\d-]{0,37}[a-z\d])?$/i;
const manifestSchema = z.looseObject({
  url: z.string(),
  hook_attributes: z.looseObject({ url: z.string() }),
});

/** Reads what somebody typed. */
export function readWishes(typed: Readonly<Partial<Record<keyof AppWishes, string>>>): WishesReading {
  const name = typed.name?.trim() ?? "";
  const address = typed.address?.trim().replace(/\/+$/, "") ?? "";
  const organization = typed.organization?.trim() ?? "";
  const problems = [
    ...(name === "" || name.length > 34 ? ["The App's name has 1 to 34 characters. Choose another."] : []),
    ...(isAddress(address)
      ? []
      : [
          "The server's address is not of the form `https://plan-gate.acme.com`. Give the one that GitHub reaches.",
        ]),
    ...(organization === "" || loginForm.test(organization)
      ? []
      : ["The organization is not named as in its address on GitHub, such as `acme`."]),
  ];
  if (problems.length > 0) return { state: "problems", problems };
  return {
    state: "read",
    wishes: { name, address, organization: organization === "" ? null : organization },
  };
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return (protocol === "https:" || protocol === "http:") && username + password + search + hash === "";
}

/** `app.yml` as GitHub's form takes it, JSON; GitHub sends people back to `redirectUrl` with a code. */
export async function createManifest(wishes: AppWishes, redirectUrl: string): Promise<string> {
  const text = await readFile(new URL("../../app.yml", import.meta.url), "utf8");
  const manifest = manifestSchema.parse(parse(text));
  return JSON.stringify({
    ...manifest,
    name: wishes.name,
    url: wishes.address,
    hook_attributes: { ...manifest.hook_attributes, url: `${wishes.address}/api/github/webhooks` },
    redirect_url: redirectUrl,
  });
}

/** The page of GitHub that takes the manifest, by POST. */
export function formAddress(webUrl: string, { organization }: AppWishes): string {
  return organization === null
    ? `${webUrl}/settings/apps/new`
    : `${webUrl}/organizations/${organization}/settings/apps/new`;
}
