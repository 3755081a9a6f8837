import type { WriteStream } from "node:tty";
import { visibleText } from "../render/text/visible-text.ts";

type Stream = Pick<WriteStream, "isTTY" | "columns">;

/** Width of a terminal that does not tell its own. */
const usualWidth = 80;

/** Colors of a terminal, and the columns to wrap to; `null` where it is a pipe. */
export function describeTerminal(stream: Stream): {
  readonly hasColors: boolean;
  readonly width: number | null;
} {
  return {
    hasColors: hasColors(stream, process.env),
    width: stream.isTTY ? stream.columns || usualWidth : null,
  };
}

/**
 * `FORCE_COLOR` asks for colors wherever one writes to, and `FORCE_COLOR=0` for none, as Node takes it; else
 * `NO_COLOR`, a pipe and a dumb terminal have none: https://no-color.org
 */
export function hasColors({ isTTY }: Pick<Stream, "isTTY">, env: NodeJS.ProcessEnv): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTTY && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}

/** Ends quietly where nobody reads on, as `plan-gate explain | head -1` does. */
export function endOnBrokenPipe(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

/** Says on standard error what is worth knowing and changes nothing. */
export function tell(notes: readonly string[]): void {
  for (const note of notes) process.stderr.write(`plan-gate: ${visibleText(note)}\n`);
}

/** Tells people at a terminal that work is going on. */
interface Progress {
  readonly step: () => void;
  readonly end: () => void;
}

const quietMs = 1000;
const everyMs = 250;

/** Counts steps on stderr once a second has passed; says nothing where `isQuiet`. */
export function openProgress(label: string, total: number, isQuiet: boolean): Progress {
  const startedAt = Date.now();
  let done = 0;
  let shownAt: number | null = null;
  const isTerminal = process.stderr.isTTY;
  const show = (now: number) => {
    if (!isTerminal && shownAt !== null) return;
    shownAt = now;
    process.stderr.write(`${isTerminal ? "\r" : ""}${label}: ${done} of ${total}${isTerminal ? "" : " …\n"}`);
  };
  return {
    step: () => {
      done += 1;
      const now = Date.now();
      if (!isQuiet && now - startedAt >= quietMs && now - (shownAt ?? 0) >= everyMs) show(now);
    },
    end: () => {
      if (isTerminal && shownAt !== null) process.stderr.write("\r\u001b[2K");
    },
  };
}
