import { execFile } from "node:child_process";

/** An object of Git's store. */
export interface GitObject {
  /** Hex digits. */
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const maxBytes = 64 * 1024 * 1024;

/**
 * Reads objects by names such as `origin/main:.github`, all with one process, as starting one is what takes time; `null` for a
 * name that there is not. Throws where Git cannot be asked.
 */
export function readObjects(root: string, names: readonly string[]): Promise<readonly (GitObject | null)[]> {
  return new Promise((resolve, reject) => {
    const args = ["-C", root, "--no-optional-locks", "cat-file", "--batch"];
    const child = execFile("git", args, { encoding: "buffer", maxBuffer: maxBytes }, (error, stdout) => {
      if (error === null) resolve(objectsIn(stdout, names.length));
      else reject(new Error(`Git cannot read this clone: ${error.message.split("\n", 1).join("")}`));
    });
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(`${names.join("\n")}\n`);
  });
}

/** Entries of a tree object: `<mode> <name> NUL <id as bytes>`, again and again. */
export function entriesOf({
  id,
  bytes,
}: GitObject): readonly { readonly mode: string; readonly name: string }[] {
  const entries: { readonly mode: string; readonly name: string }[] = [];
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    if (space === -1 || end === -1) break;
    entries.push({
      mode: bytes.toString("latin1", at, space),
      name: bytes.toString("utf8", space + 1, end),
    });
    at = end + 1 + id.length / 2;
  }
  return entries;
}

/** `<id> <type> <size> LF <bytes> LF` for each object that is there, one line for each that is not. */
function objectsIn(answer: Buffer, count: number): readonly (GitObject | null)[] {
  let at = 0;
  return Array.from({ length: count }, () => {
    const end = answer.indexOf(0x0a, at);
    const [, id, type, size] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(answer.toString("utf8", at, end)) ?? [];
    at = end + 1;
    if (id === undefined || type === undefined) return null;
    const bytes = answer.subarray(at, at + Number(size));
    at += bytes.length + 1;
    return { id, type, bytes };
  });
}
