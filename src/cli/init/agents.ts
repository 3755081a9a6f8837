import { mkdir, readFile, realpath, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readVersion } from "../../version.ts";
import { hookSettingsPath, putHook, takeHook } from "./hook-settings.ts";
import type { RepositoryFacts } from "./repository-facts.ts";
import { specKitExtension, specKitFolder, specKitTraces } from "./spec-kit-extension.ts";
import { evidenceRules } from "../../plan/rules/index.ts";

type AgentFacts = Pick<RepositoryFacts, "root" | "slug" | "host">;

const installed = "node_modules/.bin/plan-gate";

/** Writes what agents read, and the hooks that hold them back. Again and again it comes to the same. */
export async function writeAgents({ root, slug, host }: AgentFacts): Promise<void> {
  const repository = slug ?? "OWNER/REPO";
  const pullRequest = `${repository}#N`;
  const section = agentsSection(pullRequest);
  for (const path of await agentFiles(root)) {
    await rewrite(root, path, (text) => putSection(text ?? "", section));
  }
  const command = await guardCommandIn(root);
  await rewrite(root, hookSettingsPath, (text) => putHook(text, command));
  if (!(await anyOf(root, specKitTraces))) return;
  const repositoryUrl = `https://${host}/${repository}`;
  const extension = specKitExtension({ version: await readVersion(), pullRequest, repositoryUrl });
  for (const [name, text] of Object.entries(extension)) {
    await rewrite(root, `${specKitFolder}/${name}`, () => text);
  }
  process.stdout.write(`Install the extension with \`specify extension add --dev ${specKitFolder}\`.\n`);
}

/** Takes out all that `writeAgents` wrote, and leaves the rest. */
export async function removeAgents({ root }: AgentFacts): Promise<void> {
  const withoutSection = (text: string | null) => (text === null ? null : emptyAsNull(takeSection(text)));
  for (const path of ["AGENTS.md", "CLAUDE.md"]) await rewrite(root, path, withoutSection);
  await rewrite(root, hookSettingsPath, (text) => (text === null ? null : takeHook(text)));
  for (const name of Object.keys(specKitExtension({ version: "", pullRequest: "", repositoryUrl: "" }))) {
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

/** What agents are told, in Markdown. `pullRequest` is how one is named, such as `acme/shop#N`. */
function agentsSection(pullRequest: string): string {
  return `## Plans are approved before code is written

The order of steps: specification, plan, approval by a person, tasks, code.
Nobody goes on to tasks or code before a person has approved the exact text of the plan; an agent never approves, and never writes a command such as \`/approve-plan\` or \`/approve-spec\`.
Where the config says \`spec: approved\`, a person approves the specification first, and then the plan.

1. \`plan-gate new F-16 "short name"\` starts \`spec.md\` and \`plan.md\`; in SpecFlow's or spec-kit's folders their own commands do.
2. \`plan-gate check --format json\` says which row of the plan lacks evidence, and what to write at which line. Go on until it ends with 0.
3. Open a pull request with the plan alone, and run \`plan-gate wait ${pullRequest}\`. It ends with 0 once the plan is approved, with 1 and the reason where it was rejected or fails, with 4 when the time is over. Only 0 means that tasks and code may follow.
4. Name the feature where code implements it: a branch such as \`f-16-short-name\`, or a line \`Feature: F-16\` in a commit's message.

A row is satisfied by evidence in the plan, never by a tick; a row that does not apply says why. \`plan-gate explain --all --format markdown\` tells all of every row.

| row | what it wants |
| --- | --- |
${evidenceRules.map(({ title, docs }) => `| ${title} | ${docs.wants.replaceAll("|", "\\|")} |`).join("\n")}
`;
}

const begin = "<!-- plan-gate: begin, written by `plan-gate init --agents` -->";
const end = "<!-- plan-gate: end -->";

/** The text with our section in it: in the place of the one that is there, else at the end. */
function putSection(text: string, section: string): string {
  const marked = `${begin}\n${section.trim()}\n${end}\n`;
  const place = placeOf(text);
  if (place !== null) return `${text.slice(0, place.start)}${marked}${text.slice(place.end)}`;
  const before = text.trimEnd();
  return before === "" ? marked : `${before}\n\n${marked}`;
}

/** The text without our section; as it is where there is none. */
function takeSection(text: string): string {
  const place = placeOf(text);
  if (place === null) return text;
  const before = text.slice(0, place.start).trimEnd();
  const after = text.slice(place.end).trimStart();
  if (before === "") return after;
  return after === "" ? `${before}\n` : `${before}\n\n${after}`;
}

/** From the first mark to behind the last; `null` where one of them is not there. */
function placeOf(text: string): { readonly start: number; readonly end: number } | null {
  const start = text.indexOf(begin);
  const last = text.indexOf(end, start);
  if (start === -1 || last === -1) return null;
  const behind = last + end.length;
  return { start, end: text.startsWith("\n", behind) ? behind + 1 : behind };
}
