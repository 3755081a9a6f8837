import { mkdir, readFile, realpath, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readVersion } from "../../version.ts";
import { agentsSection } from "./agents-section.ts";
import { hookSettingsPath, putHook, takeHook } from "./hook-settings.ts";
import { putSection, takeSection } from "./marked-section.ts";
import type { RepositoryFacts } from "./repository-facts.ts";
import { specKitExtension, specKitFolder, specKitTraces } from "./spec-kit-extension.ts";

type Facts = Pick<RepositoryFacts, "root" | "slug">;

const installed = "node_modules/.bin/plan-gate";

/** Writes what agents read, and the hooks that hold them back. Again and again it comes to the same. */
export async function writeAgents({ root, slug }: Facts): Promise<void> {
  const pullRequest = `${slug ?? "OWNER/REPO"}#N`;
  const section = agentsSection(pullRequest);
  for (const path of await agentFiles(root)) {
    await rewrite(root, path, (text) => putSection(text ?? "", section));
  }
  const command = await guardCommandIn(root);
  await rewrite(root, hookSettingsPath, (text) => putHook(text, command));
  if (!(await anyOf(root, specKitTraces))) return;
  for (const [name, text] of Object.entries(specKitExtension(await readVersion(), pullRequest))) {
    await rewrite(root, `${specKitFolder}/${name}`, () => text);
  }
  process.stdout.write(`Install the extension with \`specify extension add --dev ${specKitFolder}\`.\n`);
}

/** Takes out all that `writeAgents` wrote, and leaves the rest. */
export async function removeAgents({ root }: Facts): Promise<void> {
  const withoutSection = (text: string | null) => (text === null ? null : emptyAsNull(takeSection(text)));
  for (const path of ["AGENTS.md", "CLAUDE.md"]) await rewrite(root, path, withoutSection);
  await rewrite(root, hookSettingsPath, (text) => (text === null ? null : takeHook(text)));
  for (const name of Object.keys(specKitExtension("0.0.0", ""))) {
    await rewrite(root, `${specKitFolder}/${name}`, () => null);
  }
  const folders = [`${specKitFolder}/commands`, specKitFolder, ".plan-gate", dirname(hookSettingsPath)];
  for (const folder of folders) await rmdir(join(root, folder)).catch(() => undefined);
}

/** `CLAUDE.md` only where it is there, and is not the other one under a second name. */
async function agentFiles(root: string): Promise<readonly string[]> {
  const [agents, claude] = await Promise.all(
    ["AGENTS.md", "CLAUDE.md"].map((name) => realpath(join(root, name)).catch(() => null)),
  );
  return claude === null || claude === agents ? ["AGENTS.md"] : ["AGENTS.md", "CLAUDE.md"];
}

/** As a shell of the agent finds it: from the project's own packages where it is one of them, else from the path. */
async function guardCommandIn(root: string): Promise<string> {
  return (await anyOf(root, [installed])) ? `"$CLAUDE_PROJECT_DIR"/${installed} guard` : "plan-gate guard";
}

async function anyOf(root: string, paths: readonly string[]): Promise<boolean> {
  const found = await Promise.all(paths.map((path) => stat(join(root, path)).catch(() => null)));
  return found.some((stats) => stats !== null);
}

/** Reads a file, writes what comes of it, and says so; `null` is a file that is not there, or shall not be. */
async function rewrite(
  root: string,
  path: string,
  change: (text: string | null) => string | null,
): Promise<void> {
  const file = join(root, path);
  const before = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  const after = change(before);
  if (after === before) {
    if (after !== null) process.stdout.write(`Kept ${path}\n`);
    return;
  }
  if (after === null) {
    await rm(file);
    process.stdout.write(`Removed ${path}\n`);
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, after);
  process.stdout.write(`Wrote ${path}\n`);
}

function emptyAsNull(text: string): string | null {
  return text === "" ? null : text;
}
