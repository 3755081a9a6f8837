import type { WriteStream } from "node:tty";

const widthOfFiles = 160;

/** Width and colors of the terminal that is written to. `NO_COLOR` and pipes mean none: https://no-color.org */
export function describeTerminal(stream: Pick<WriteStream, "isTTY" | "columns">): {
  readonly hasColors: boolean;
  readonly width: number;
} {
  const noColor = process.env["NO_COLOR"];
  const hasColors = stream.isTTY && (noColor === undefined || noColor === "");
  return { hasColors, width: stream.isTTY ? stream.columns : widthOfFiles };
}
