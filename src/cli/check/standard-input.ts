import { resolve } from "node:path";
import { UsageError } from "../exit-codes.ts";

/** A text that is not, or not yet, on the disk as it is to be judged. */
export interface GivenText {
  /** The file that it would be, absolute. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** Enough to see that a text is too large. */
const maxBytes = 1024 * 1024;

/** The text on standard input; `null` where `-` was not asked for. */
export async function readGiven(
  cwd: string,
  paths: readonly string[],
  filename: string | undefined,
): Promise<GivenText | null> {
  if (!paths.includes("-")) {
    if (filename === undefined) return null;
    throw new UsageError("--stdin-filename names what comes on standard input. Add `-`.");
  }
  if (paths.length > 1)
    throw new UsageError("What comes on standard input is judged by itself. Leave out the paths.");
  return { path: resolve(cwd, filename ?? "standard-input.md"), bytes: await readAll() };
}

async function readAll(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const input: AsyncIterable<Uint8Array> = process.stdin;
  for await (const chunk of input) {
    const read = Buffer.from(chunk);
    chunks.push(read);
    bytes += read.length;
    if (bytes > maxBytes) break;
  }
  return Buffer.concat(chunks);
}
