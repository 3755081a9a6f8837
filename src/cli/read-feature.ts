import { sha1 } from "@noble/hashes/legacy.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { lstat, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { digestOf, type GatedFile } from "../approval/digest.ts";
import { isSpec, specId } from "../gate/compared-text.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import type { FeatureForm } from "../feature/feature.ts";
import { isGatedPath, type SpecGate } from "../feature/gated-path.ts";
import { readBytes } from "../github/read/decode-blob.ts";
import type { Blob } from "../pull-request/content.ts";

/** Why a file is no text that can be judged. */
export type Unreadable = "symlink" | "directory" | "not-utf8" | "empty" | "too-large";

/** A file of a feature, as Git would keep it. */
export interface FileOnDisk {
  /** From the feature's folder, with `/`. */
  readonly path: string;
  readonly mode: string;
  readonly blobId: string;
  readonly content:
    Extract<Blob, { readonly state: "text" }> | { readonly state: "unreadable"; readonly why: Unreadable };
}

/** The files of a feature that matter to the gate. */
export interface FeatureOnDisk {
  readonly plan: FileOnDisk | null;
  readonly spec: FileOnDisk | null;
  readonly tasks: FileOnDisk | null;
  /** Gated text other than the plan, sorted by path. */
  readonly siblings: readonly FileOnDisk[];
  /** Over the gated text, as the App computes it; `null` where there is none. */
  readonly digest: string | null;
  /** Over the specification alone; `null` where there is none. */
  readonly specDigest: string | null;
}

/** A text that stands for one of the files, as an editor has it that has not saved. */
export interface GivenFile {
  /** From the feature's folder, with `/`. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** How the files of a feature that is a folder are called; absent: as usual. */
export type FolderForm = Extract<FeatureForm, { readonly type: "named" }>;

interface FeatureReads {
  readonly spec: SpecGate;
  readonly form?: FolderForm | undefined;
  readonly given?: readonly GivenFile[];
}

/** Reads the files of a feature that is a folder. `paths` are from there; what is gone meanwhile is left out. */
export async function readFeature(
  folder: string,
  paths: readonly string[],
  { spec, form, given = [] }: FeatureReads,
): Promise<FeatureOnDisk> {
  const { plan: planName = "plan.md", spec: specName = "spec.md" } = form ?? {};
  const wanted = paths.filter(
    (path) => isGatedPath(path, "with-plan", form) || foldPath(path) === "tasks.md",
  );
  const files = (await Promise.all(wanted.map((path) => readEntry(folder, path, given)))).filter(
    (file) => file !== null,
  );
  const named = (name: string) =>
    files.find((file) => foldPath(file.path).split("/")[0] === foldPath(name)) ?? null;
  const plan = named(planName);
  const gated = files.filter((file) => isGatedPath(file.path, spec, form));
  return {
    plan,
    spec: named(specName),
    tasks: named("tasks.md"),
    siblings: gated
      .filter((file) => file !== plan && !isSpec(file, specName))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    digest: digestOfAll(gated, specName),
    specDigest: digestOfAll(
      files.filter((file) => isSpec(file, specName)),
      specName,
    ),
  };
}

function digestOfAll(files: readonly FileOnDisk[], specName: string): string | null {
  return files.length === 0 ? null : digestOf(files.map((file) => asCompared(file, specName)));
}

/** As the App names it, whichever of a specification's boxes are ticked. */
function asCompared(file: FileOnDisk, specName: string): GatedFile {
  const { path, mode, blobId, content } = file;
  const isRead = isSpec(file, specName) && content.state === "text";
  return { path, mode, blobId: isRead ? specId(content.text) : blobId };
}

async function readEntry(
  folder: string,
  path: string,
  given: readonly GivenFile[],
): Promise<FileOnDisk | null> {
  try {
    return await readOne(folder, path, given);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Reads one file as Git would keep it, were it saved with the text that is given. Throws where it cannot be read. */
export async function readOne(
  folder: string,
  path: string,
  given: readonly GivenFile[] = [],
): Promise<FileOnDisk> {
  const bytesGiven = given.find((file) => file.path === path)?.bytes;
  const stats = await lstat(join(folder, path)).catch((error: unknown) => {
    if (bytesGiven === undefined) throw error;
    return null;
  });
  if (stats?.isSymbolicLink() === true) {
    const blobId = blobIdOf(Buffer.from(await readlink(join(folder, path))));
    return { path, mode: "120000", blobId, content: { state: "unreadable", why: "symlink" } };
  }
  if (stats?.isDirectory() === true) {
    return { path, mode: "040000", blobId: "", content: { state: "unreadable", why: "directory" } };
  }
  const bytes = bytesGiven ?? (await readFile(join(folder, path)));
  const mode = ((stats?.mode ?? 0) & 0o100) === 0 ? "100644" : "100755";
  return { path, mode, blobId: blobIdOf(bytes), content: contentOf(bytes, path) };
}

/** A folder where a file belongs, such as `plan.md/notes.md`. */
const folderInPlace = /^[^/]*\.md\//;

function contentOf(bytes: Buffer, path: string): FileOnDisk["content"] {
  if (folderInPlace.test(foldPath(path))) return { state: "unreadable", why: "directory" };
  const blob = readBytes(bytes);
  if (blob.state !== "text") return { state: "unreadable", why: blob.state };
  return blob.text.trim() === "" ? { state: "unreadable", why: "empty" } : blob;
}

/** As `git hash-object` names it. Without `node:crypto`, which takes the guard longer to load than a plan to hash. */
export function blobIdOf(bytes: Buffer): string {
  const header = Buffer.from(`blob ${bytes.length}\0`);
  return bytesToHex(sha1(Buffer.concat([header, bytes])));
}
