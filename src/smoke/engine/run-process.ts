import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";

/** How a child process ended. `aborted`: the caller's signal; `not-started`: no such program, or no right to run it. */
export type ProcessEnd =
  | { readonly state: "exited"; readonly exitCode: number }
  | { readonly state: "killed"; readonly signalName: string }
  | { readonly state: "timed-out" }
  | { readonly state: "aborted" }
  | { readonly state: "not-started"; readonly reason: string };

/** What a child process left. Output past the bound is dropped, the process runs on. */
export interface ProcessResult {
  readonly end: ProcessEnd;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** Where and how long a child process runs. */
export interface ProcessOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly directory: string;
  /** Written to the child's standard input, which is then closed. */
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Bound of each of stdout and stderr, in bytes. Default 8 MiB. */
  readonly maxOutputBytes?: number;
  readonly onStdout?: (chunk: Buffer) => void;
}

const killAfterMs = 2_000;
const defaultMaxOutputBytes = 8 * 1024 * 1024;

/**
 * Runs a program with an argument array, never a shell.
 * The child leads a process group of its own: Ctrl-C in the terminal reaches us, not it, and we end the whole group.
 */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<ProcessResult> {
  const startedAt = performance.now();
  const child = spawn(command, [...args], {
    cwd: options.directory,
    env: options.env,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const stdout = collect(options.maxOutputBytes ?? defaultMaxOutputBytes);
  const stderr = collect(options.maxOutputBytes ?? defaultMaxOutputBytes);
  child.stdout.on("data", options.onStdout ?? stdout.add);
  child.stderr.on("data", stderr.add);
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.stdin ?? "");
  const end = await waitForEnd(child, options);
  return { end, stdout: stdout.text(), stderr: stderr.text(), durationMs: performance.now() - startedAt };
}

async function waitForEnd(child: ChildProcess, options: ProcessOptions): Promise<ProcessEnd> {
  let cause: "timed-out" | "aborted" | null = null;
  const stop = (why: "timed-out" | "aborted") => {
    if (cause !== null) return;
    cause = why;
    endGroup(child);
  };
  const onAbort = () => {
    stop("aborted");
  };
  const timer =
    options.timeoutMs === undefined ? null : setTimeout(stop, Math.max(1, options.timeoutMs), "timed-out");
  options.signal?.addEventListener("abort", onAbort, { once: true });
  if (options.signal?.aborted === true) onAbort();
  const end = await new Promise<ProcessEnd>((resolve) => {
    child.once("error", (error) => {
      resolve({ state: "not-started", reason: error.message });
    });
    child.once("close", (exitCode, signalName) => {
      if (cause !== null) resolve({ state: cause });
      else if (exitCode !== null) resolve({ state: "exited", exitCode });
      else resolve({ state: "killed", signalName: signalName ?? "unknown" });
    });
  });
  if (timer !== null) clearTimeout(timer);
  options.signal?.removeEventListener("abort", onAbort);
  return end;
}

function endGroup(child: ChildProcess): void {
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(signalGroup, killAfterMs, child, "SIGKILL");
  child.once("close", () => {
    clearTimeout(timer);
  });
}

function signalGroup(child: ChildProcess, signalName: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signalName);
  } catch {
    child.kill(signalName);
  }
}

function collect(maxBytes: number): { readonly add: (chunk: Buffer) => void; readonly text: () => string } {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return {
    add: (chunk) => {
      if (bytes >= maxBytes) return;
      const kept = chunk.subarray(0, maxBytes - bytes);
      chunks.push(kept);
      bytes += kept.length;
    },
    text: () => Buffer.concat(chunks).toString("utf8"),
  };
}

/** Whether the process ran to its end with exit code 0. */
export function succeeded(result: ProcessResult): boolean {
  return result.end.state === "exited" && result.end.exitCode === 0;
}

/** The last line of standard error that says something, without control characters; else how the process ended. */
export function lastErrorLine(result: ProcessResult): string {
  const lines = plainText(result.stderr)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return lines.at(-1) ?? describeEnd(result.end);
}

/** How a process ended, for a sentence that begins with its name. */
export function describeEnd(end: ProcessEnd): string {
  switch (end.state) {
    case "exited":
      return `exited with code ${end.exitCode}`;
    case "killed":
      return `was ended by ${end.signalName}`;
    case "timed-out":
      return "took too long";
    case "aborted":
      return "was interrupted";
    case "not-started":
      return `did not start: ${end.reason}`;
  }
}

/** What a program printed, as text: without ANSI escapes, controls and lone surrogates; line ends are `\n`. */
export function plainText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\n\u0007\u001b]*(?:\u0007|\u001b\\)?/g, "")
    .replaceAll(/(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/gu, "");
}

/** The last 50 lines that say something. */
export function lastLines(text: string): readonly string[] {
  return plainText(text)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-50)
    .map((line) => line.slice(0, 2_000));
}
