import { formatPatch, structuredPatch } from "diff";
import type { FileChange } from "./file-changes.ts";
import type { Entry, ObjectStore } from "./object-store.ts";

/** What a comparison says about a file's lines. */
interface FilePatch {
  /** Hunks without file headers; absent for binary, huge and merely renamed files. */
  readonly patch: string | null;
  readonly additions: number;
  readonly deletions: number;
}

const maxPatchBytes = 200_000;
const cache = new Map<string, FilePatch>();

/** The lines a change adds and removes. */
export function patchOf(store: ObjectStore, change: FileChange): FilePatch {
  const key = `${change.before?.sha ?? ""}:${change.after?.sha ?? ""}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const patch = computePatch(contentOf(store, change.before), contentOf(store, change.after));
  if (cache.size > 5_000) cache.clear();
  cache.set(key, patch);
  return patch;
}

function computePatch(before: Buffer, after: Buffer): FilePatch {
  const isText = !before.includes(0) && !after.includes(0);
  if (!isText || before.equals(after) || before.length + after.length > maxPatchBytes) {
    return { patch: null, additions: 0, deletions: 0 };
  }
  const structured = structuredPatch("a", "b", before.toString(), after.toString(), "", "");
  const lines = structured.hunks.flatMap((hunk) => hunk.lines);
  const formatted = formatPatch(structured);
  return {
    patch: formatted.slice(formatted.indexOf("@@")).replace(/\n$/, ""),
    additions: lines.filter((line) => line.startsWith("+")).length,
    deletions: lines.filter((line) => line.startsWith("-")).length,
  };
}

function contentOf(store: ObjectStore, entry: Entry | null): Buffer {
  if (entry?.mode === "160000") return Buffer.from(`Subproject commit ${entry.sha}\n`);
  return store.blobs.get(entry?.sha ?? "") ?? Buffer.alloc(0);
}
