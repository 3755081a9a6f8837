import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, vi } from "vitest";
import { findEngine } from "../../../src/smoke/engine/engine.ts";
import { runProcess, succeeded } from "../../../src/smoke/engine/run-process.ts";
import { smokeReportSchema } from "../../../src/smoke/report/smoke-report.ts";
import type { SmokeReport } from "../../../src/smoke/report/smoke-report.ts";

/** Image of all test services: busybox alone, with its applets. */
export const busybox = "plan-gate-test/busybox:1.35";

const root = process.cwd();
const cliPath = join(root, "src/cli/main.ts");
const tsx = join(root, "node_modules/tsx/dist/esm/index.mjs");

const lookup = await findEngine({ env: process.env, directory: root, needsServer: true });

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Runs tests where Docker answers. Elsewhere they are skipped with a message, except in CI, where they must run. */
export const describeWithDocker: (name: string, body: () => void) => void =
  lookup.state === "missing" && process.env["CI"] !== "true" ? skipWith(lookup.message) : describe;

function skipWith(reason: string): (name: string, body: () => void) => void {
  return (name, body) => {
    describe.skip(`${name} (skipped: ${reason})`, body);
  };
}

/** Runs a Docker command and returns what it printed. */
export async function docker(...args: readonly string[]): Promise<string> {
  const result = await runProcess("docker", args, { env: process.env, directory: root });
  if (!succeeded(result)) throw new Error(`docker ${args.join(" ")}: ${result.stderr}`);
  return result.stdout.trim();
}

/** Builds the busybox image where the Engine does not have it yet. */
export async function ensureBusybox(): Promise<void> {
  const found = await runProcess("docker", ["image", "inspect", busybox], {
    env: process.env,
    directory: root,
  });
  if (succeeded(found)) return;
  await buildImage(
    busybox,
    ["/bin/busybox"],
    ["COPY bin/busybox /bin/busybox", `RUN ["/bin/busybox", "--install", "-s", "/bin"]`],
  );
}

/** Builds an image from scratch out of files of this machine, each copied to its own path in the build context. */
export async function buildImage(
  tag: string,
  files: readonly string[],
  dockerfile: readonly string[],
): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), "plan-gate-image-"));
  for (const file of files) {
    const source = await realpath(file);
    await mkdir(join(context, dirname(file)), { recursive: true });
    await copyFile(source, join(context, file));
  }
  await writeFile(join(context, "Dockerfile"), ["FROM scratch", ...dockerfile, ""].join("\n"));
  await docker("build", "--quiet", "--tag", tag, context);
  await rm(context, { recursive: true });
}

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A folder with these files, below the system's temporary one; gone after the tests of the file. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "plan-gate-smoke-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** A run of `plan-gate smoke` that has ended. */
export interface EndedRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What is in `report/smoke.json`; null where there is none. */
  readonly report: SmokeReport | null;
}

/** A run of `plan-gate smoke` that goes on. */
export interface StartedRun {
  readonly child: ChildProcess;
  readonly ended: Promise<EndedRun>;
  /** Resolves when the run has printed that text. */
  readonly said: (text: string) => Promise<void>;
}

/** Starts `plan-gate smoke` in a folder, with a report. */
export function startSmoke(
  folder: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): StartedRun {
  const child = spawn(process.execPath, ["--import", tsx, cliPath, "smoke", "--report", "report", ...args], {
    cwd: folder,
    env: { ...process.env, GITHUB_ACTIONS: "", GITHUB_STEP_SUMMARY: "", ...env },
  });
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (printed.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed.stderr += chunk.toString()));
  const closed = once(child, "close");
  return {
    child,
    ended: closed.then(async () => ({
      ...printed,
      exitCode: child.exitCode,
      report: await readReport(folder),
    })),
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (`${printed.stdout}${printed.stderr}`.includes(text)) resolve();
        };
        look();
        child.stdout.on("data", look);
        child.stderr.on("data", look);
        child.once("close", () => {
          reject(new Error(`ended without saying "${text}": ${printed.stderr}`));
        });
      }),
  };
}

/** Runs `plan-gate smoke` in a folder to its end. */
export function smoke(
  folder: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<EndedRun> {
  return startSmoke(folder, args, env).ended;
}

async function readReport(folder: string): Promise<SmokeReport | null> {
  const text = await readFile(join(folder, "report/smoke.json"), "utf8").catch(() => null);
  return text === null ? null : smokeReportSchema.parse(JSON.parse(text));
}

/** Everything that runs of these folders left in the Engine, by name. */
export async function remainsOf(...projects: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    projects.flatMap((project) => {
      const filter = ["--filter", `label=com.docker.compose.project=${project}`];
      return [
        docker("ps", "--all", ...filter, "--format", "{{.Names}}"),
        docker("network", "ls", ...filter, "--format", "{{.Name}}"),
        docker("volume", "ls", ...filter, "--format", "{{.Name}}"),
        docker("image", "ls", "--filter", `reference=${project}-*`, "--format", "{{.Repository}}"),
      ];
    }),
  );
  return found.flatMap((text) => text.split("\n")).filter((line) => line !== "");
}

/** Names of the projects that processes started by this test process own now. */
export async function projectsOf(folder: string): Promise<readonly string[]> {
  const format = `{{.Label "com.docker.compose.project"}}`;
  const filter = `label=com.docker.compose.project.working_dir=${folder}`;
  return [
    ...new Set((await docker("ps", "--all", "--filter", filter, "--format", format)).split("\n")),
  ].filter((project) => project !== "");
}

/** A web service of busybox that answers `hello` on 8080 and is healthy soon. More lines go below the service. */
export function webService(name: string, lines: readonly string[] = []): string {
  return [
    `  ${name}:`,
    `    image: ${busybox}`,
    `    command: [sh, -c, "mkdir -p /data; test -f /data/index.html || echo hello > /data/index.html; exec httpd -f -p 8080 -h /data"]`,
    `    stop_signal: SIGKILL`,
    `    healthcheck:`,
    `      test: [CMD, wget, -q, -O, "-", "http://127.0.0.1:8080/"]`,
    `      interval: 200ms`,
    `      timeout: 2s`,
    `      retries: 10`,
    ...lines.map((line) => `    ${line}`),
    "",
  ].join("\n");
}
