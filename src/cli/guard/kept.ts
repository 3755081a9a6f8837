import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Clone } from "./clone.ts";

/**
 * What the guard has worked out of a commit or a file of the base, kept in Git's folder, so that it is not worked out before
 * every edit. It is named by hashes that Git gives; whoever writes there could as well move the base.
 */
export interface Keeping {
  /** Absolute. */
  readonly file: string;
  /** Of what, and worked out by which version of this program. */
  readonly key: string;
}

/** In the bundle, all that reads a config is one file: a version of the program is told by it. */
const readerInBundle = new URL("./config.mjs", import.meta.url);

/** Where something is kept, one at a time under each name; `null` where no file tells the version, so that nothing is. */
export async function keepingIn(
  { gitFolder }: Pick<Clone, "gitFolder">,
  name: string,
  { of, reader = readerInBundle }: { readonly of: string; readonly reader?: URL | undefined },
): Promise<Keeping | null> {
  const version = await stat(reader).catch(() => null);
  if (version === null) return null;
  return {
    file: join(gitFolder, "plan-gate", `${name}.json`),
    key: `${version.size} ${version.mtimeMs} ${of}`,
  };
}

/** What is kept under this key; `null` where nothing is. Not known to be whole. */
export async function readKept(keeping: Keeping | null): Promise<unknown> {
  if (keeping === null) return null;
  try {
    const kept: unknown = JSON.parse(await readFile(keeping.file, "utf8"));
    return fieldOf(kept, "key") === keeping.key ? fieldOf(kept, "value") : null;
  } catch {
    return null;
  }
}

/** Keeps it, in the place of what was kept. A folder that cannot be written costs time, and nothing else. */
export async function keep(keeping: Keeping | null, value: unknown): Promise<void> {
  if (keeping === null) return;
  const { file, key } = keeping;
  const unfinished = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(unfinished, JSON.stringify({ key, value }));
    await rename(unfinished, file);
  } catch {
    return;
  }
}

/** A field of what was read; `undefined` where there is none. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Is it a list of nothing else? */
export function isListOf<Item>(
  value: unknown,
  isItem: (item: unknown) => item is Item,
): value is readonly Item[] {
  return Array.isArray(value) && value.every(isItem);
}

/** Is it a text? */
export function isText(value: unknown): value is string {
  return typeof value === "string";
}
