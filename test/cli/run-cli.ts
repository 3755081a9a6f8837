import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const loader = import.meta.resolve("tsx");

/** How a command ended. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `plan-gate` from its sources, in a folder. */
export function runCli(folder: string, ...args: readonly string[]): Promise<Ended> {
  return runCliWith({}, folder, ...args);
}

/** The same with variables in the environment; without a token where they name none. */
export function runCliWith(
  variables: Readonly<Record<string, string>>,
  folder: string,
  ...args: readonly string[]
): Promise<Ended> {
  const none = { APP_ID: "", GITHUB_ACTIONS: "", GITHUB_TOKEN: "", GH_TOKEN: "", GHE_HOST: "" };
  const env = { ...process.env, ...none, ...variables };
  return new Promise((resolve) => {
    const options = { cwd: folder, env, encoding: "utf8" } as const;
    execFile(process.execPath, ["--import", loader, main, ...args], options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : Number(error.code);
      resolve({ exitCode, stdout, stderr });
    });
  });
}

/** A folder with these files, gone after the test. It is a repository's root: it has a `.git`. */
export async function makeRepository(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "plan-gate-test-")));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ ".git/HEAD": "ref: refs/heads/main\n", ...files })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}
