import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Octokit } from "@octokit/core";
import { parse } from "yaml";
import { z } from "zod";
import { absentAsNull, GitHubError } from "../../github/client/github-error.ts";
import { createOctokits } from "../../github/client/octokits.ts";
import { readPrivateKey } from "../../github/client/private-key.ts";
import { openRemote } from "../remote/remote.ts";
import { fine, finding, type DoctorFinding, type Patient } from "./finding.ts";

const manifestShape = z.object({
  default_events: z.array(z.string()),
  default_permissions: z.record(z.string(), z.enum(["read", "write"])),
});
type Manifest = z.infer<typeof manifestShape>;

const installationShape = z.object({
  app_id: z.number(),
  permissions: z.record(z.string(), z.string().optional()),
  events: z.array(z.string()),
  suspended_at: z.string().nullish(),
});
type InstallationSeen = z.infer<typeof installationShape>;
const installationsShape = z.object({ installations: z.array(installationShape) });

/** The App's own key where the environment has it. */
export interface AppKey {
  readonly appId: number;
  readonly privateKey: string;
}

const acceptIt =
  "Compare the App's settings with `app.yml`, save, and accept the change in the installation.";

/** Has the installation what the App needs: permissions and events? */
export async function lookAtInstallation(
  patient: Patient,
  key: AppKey | null,
  apiUrl: string,
): Promise<readonly DoctorFinding[]> {
  const installation = key === null ? await readAsOwner(patient) : await readAsApp(patient, key, apiUrl);
  if (typeof installation === "string") return [unseen[installation]];
  if (installation === null) {
    const fix = "Install it: the App's settings → Install App.";
    return [
      finding("installation", "problem", { message: "The App is not installed on this repository.", fix }),
    ];
  }
  if ((installation.suspended_at ?? null) !== null) {
    const fix = "Lift the suspension in the settings of the installation.";
    return [finding("installation", "problem", { message: "The App's installation is suspended.", fix })];
  }
  return compare(installation, await readManifest());
}

const unseen = {
  hidden: finding("installation", "unknown", {
    message: "This token may not see the installation's permissions and events.",
    fix: "Set `APP_ID` and `PRIVATE_KEY` as for the server, or use a token of an owner of the organization.",
  }),
  "wrong-key": finding("installation", "problem", {
    message: "GitHub does not accept the App's key in `PRIVATE_KEY`.",
    fix: "Check that key and id belong together, and the clock.",
  }),
};

/** The key of the App, from the server's own variables; `null` without it. */
export function readAppKey(
  appId: number | null,
  variables: Readonly<Partial<Record<string, string>>>,
): AppKey | null {
  if (appId === null) return null;
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const key = readPrivateKey(set, (path) => readFileSync(path, "utf8"));
  return key.state === "read" ? { appId, privateKey: key.pem } : null;
}

function compare(installation: InstallationSeen, manifest: Manifest): readonly DoctorFinding[] {
  const permissions = Object.entries(manifest.default_permissions)
    .filter(([name, access]) => !isGranted(installation.permissions[name], access))
    .map(([name, access]) => `\`${name}: ${access}\``);
  const events = manifest.default_events
    .filter((event) => !installation.events.includes(event))
    .map((event) => `\`${event}\``);
  const lacking = [
    ...(permissions.length === 0 ? [] : [`The installation lacks ${permissions.join(", ")}.`]),
    ...(events.length === 0 ? [] : [`The App is not sent ${events.join(", ")}.`]),
  ];
  if (lacking.length > 0)
    return lacking.map((text) => finding("installation", "problem", { message: text, fix: acceptIt }));
  return [fine("installation", "The installation has every permission and event the App needs.")];
}

function isGranted(granted: string | undefined, wanted: "read" | "write"): boolean {
  return granted !== undefined && (wanted === "read" || granted !== "read");
}

async function readManifest(): Promise<Manifest> {
  return manifestShape.parse(parse(await readFile(new URL("../../../app.yml", import.meta.url), "utf8")));
}

async function readAsApp(
  { remote }: Patient,
  { appId, privateKey }: AppKey,
  apiUrl: string,
): Promise<InstallationSeen | null | "wrong-key"> {
  const quiet = () => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const octokit: Octokit = await createOctokits({
    appId,
    privateKey,
    apiUrl,
    log,
    isThrottled: false,
    timeoutMs: 10_000,
  }).appReader();
  const { session } = openRemote(octokit, remote.name);
  try {
    const answer = await absentAsNull(
      session.send({ route: "GET /repos/{owner}/{repo}/installation", schema: installationShape }),
    );
    return answer?.value ?? null;
  } catch (error) {
    if (error instanceof GitHubError && error.code === "unauthorized") return "wrong-key";
    throw error;
  }
}

/** Owners of an organization may list what is installed on it. */
async function readAsOwner({
  remote,
  repository,
  app,
}: Patient): Promise<InstallationSeen | null | "hidden"> {
  if (app === null || repository.ownerType !== "Organization") return "hidden";
  const call = {
    route: "GET /orgs/{org}/installations",
    parameters: { org: repository.owner, per_page: 100 },
    schema: installationsShape,
  };
  const answer = await remote.session.send(call).catch((error: unknown) => {
    if (error instanceof GitHubError) return null;
    throw error;
  });
  if (answer === null) return "hidden";
  return answer.value.installations.find(({ app_id }) => app_id === app.id) ?? null;
}
