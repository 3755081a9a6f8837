import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "../../src/cli/run.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const loader = import.meta.resolve("tsx");

/** How a command ended. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Variables = Readonly<Record<string, string>>;

/** None of what the developer's own environment says; no token, no App. */
const nobody: Variables = { APP_ID: "", GITHUB_ACTIONS: "", GITHUB_TOKEN: "", GH_TOKEN: "", GHE_HOST: "" };

/** Runs `plan-gate` in a folder, as it runs from its sources. */
export function runCli(folder: string, ...args: readonly string[]): Promise<Ended> {
  return runCliWith({}, folder, ...args);
}

/** Folder, environment and output are the process's: one command at a time. */
let last: Promise<unknown> = Promise.resolve();

/** The same with variables in the environment; without a token where they name none. */
export function runCliWith(variables: Variables, folder: string, ...args: readonly string[]): Promise<Ended> {
  const ended = last.then(() => runHere(variables, folder, args));
  last = ended.catch(() => undefined);
  return ended;
}

async function runHere(variables: Variables, folder: string, args: readonly string[]): Promise<Ended> {
  const before = { folder: process.cwd(), env: { ...process.env }, exitCode: process.exitCode };
  const stdout = record(process.stdout);
  const stderr = record(process.stderr);
  process.chdir(folder);
  Object.assign(process.env, nobody, variables);
  process.exitCode = 0;
  try {
    await runCommandLine(args);
    return { exitCode: process.exitCode, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    stdout.stop();
    stderr.stop();
    process.chdir(before.folder);
    for (const name of Object.keys(process.env)) {
      if (!(name in before.env)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, before.env);
    process.exitCode = before.exitCode;
  }
}

/** Keeps what is written to a stream instead of showing it. */
function record(stream: NodeJS.WriteStream): { readonly text: () => string; readonly stop: () => void } {
  const write = stream.write.bind(stream);
  let text = "";
  stream.write = (chunk: Uint8Array | string) => {
    text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    return true;
  };
  return {
    text: () => text,
    stop: () => {
      stream.write = write;
    },
  };
}

/** The same with a text on standard input. */
export async function runCliOn(text: string, folder: string, ...args: readonly string[]): Promise<Ended> {
  const own = Object.getOwnPropertyDescriptor(process, "stdin");
  const ended = last.then(async () => {
    Object.defineProperty(process, "stdin", {
      value: Readable.from([Buffer.from(text)]),
      configurable: true,
    });
    try {
      return await runHere({}, folder, args);
    } finally {
      if (own !== undefined) Object.defineProperty(process, "stdin", own);
    }
  });
  last = ended.catch(() => undefined);
  return ended;
}

/** Runs `plan-gate` as a process of its own, for what only a process can show. */
export function spawnCli(folder: string, ...args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, ...nobody };
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
  const root = temporaryFolder();
  for (const [path, text] of Object.entries({ ".git/HEAD": "ref: refs/heads/main\n", ...files })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}
