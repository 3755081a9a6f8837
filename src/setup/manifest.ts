import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";

/** What people decide about their App. */
export interface AppWishes {
  /** Of the App; unique over all of GitHub. */
  readonly name: string;
  /** Where GitHub reaches the server: scheme, host and perhaps a path, without a slash at the end. */
  readonly address: string;
  /** Whose App it will be; `null`: the person's own. */
  readonly organization: string | null;
}

/** Wishes as they come from a form or a command line, or what is wrong with them, in sentences. */
export type WishesReading =
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
