import type { WriteStream } from "node:tty";

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
 * `FORCE_COLOR` asks for colors wherever one writes to, and `FORCE_COLOR=0` for none, as Node takes it; else `NO_COLOR`,
 * a pipe and a dumb terminal have none: https://no-color.org
 */
export function hasColors({ isTTY }: Pick<Stream, "isTTY">, env: NodeJS.ProcessEnv): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTTY && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}
