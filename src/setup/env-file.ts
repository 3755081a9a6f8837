import { constants } from "node:fs";
import { access, chmod, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { RegisteredApp } from "./registration.ts";

/** Variables to be kept; no value has a quote or a line end that is not written as `\n`. */
export type Settings = Readonly<Record<string, string>>;

/** What became of a file of settings. */
export interface KeptSettings {
  /** The file that has them now. */
  readonly path: string;
  /** What the file asked for sets otherwise already, and was left as it is; then `path` is another file. */
  readonly conflicts: readonly string[];
}

/** The settings that a registered App comes to, with those of the GitHub that it is on. */
export function settingsOf(
  app: RegisteredApp,
  variables: Readonly<Partial<Record<string, string>>>,
): Settings {
  const { GHE_HOST = "", GHE_PROTOCOL = "" } = variables;
  return {
    APP_ID: String(app.id),
    PRIVATE_KEY: app.pem.trim().replaceAll(/\r?\n/g, "\\n"),
    WEBHOOK_SECRET: app.webhookSecret,
    ...(GHE_HOST !== "" && { GHE_HOST }),
    ...(GHE_HOST !== "" && GHE_PROTOCOL !== "" && { GHE_PROTOCOL }),
  };
}

/** Could the file be written? */
export async function canKeep(path: string): Promise<boolean> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  return access(isThere ? path : dirname(path), constants.W_OK).then(
    () => true,
    () => false,
  );
}

/**
 * Puts settings into a file like `.env`, which only its owner can read afterwards. Lines that are there stay, and empty
 * settings are filled. Where one is set otherwise, the file is left as it is, and all go into another beside it.
 */
export async function keepSettings(path: string, settings: Settings): Promise<KeptSettings> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && Reflect.get(error, "code") === "ENOENT") return "";
    throw error;
  });
  const conflicts = Object.entries(settings)
    .filter(([name, value]) => !["", value, written(value)].includes(setIn(text, name) ?? ""))
    .map(([name]) => name);
  const target = conflicts.length === 0 ? path : `${path}.plan-gate`;
  await replaceFile(target, fillIn(conflicts.length === 0 ? text : "", settings));
  return { path: target, conflicts };
}

function lineOf(name: string): RegExp {
  return new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=(.*)$`, "m");
}

/** What stands behind the name, quotes and all; `null` where the name is not there. */
function setIn(text: string, name: string): string | null {
  return lineOf(name).exec(text)?.[1]?.trim() ?? null;
}

function fillIn(text: string, settings: Settings): string {
  let filled = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  for (const [name, value] of Object.entries(settings)) {
    const line = `${name}=${written(value)}`;
    if (setIn(filled, name) === null) filled += `${line}\n`;
    else filled = filled.replace(lineOf(name), () => line);
  }
  return filled;
}

function written(value: string): string {
  return /^[\w.:/-]*$/.test(value) ? value : `"${value}"`;
}

/** Nobody sees half a file, and nobody but the owner sees any of it. */
async function replaceFile(path: string, text: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await chmod(unfinished, 0o600);
  await rename(unfinished, path);
}
