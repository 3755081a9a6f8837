import { createTwoFilesPatch } from "diff";
import type { Word } from "../approval/approval.ts";
import type { GatedFile } from "../approval/digest.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import type { TextChanges } from "./decision.ts";

/** Lines of diff that are shown. */
const maxDiffLines = 200;
/** A diff that needs more edits than this is not worth reading line by line. */
const maxEditLength = 1000;

/** What changed in gated text since an approval that no longer holds. */
export function textChanges(
  voided: Word | undefined,
  files: readonly GatedFile[],
  facts: Facts,
): TextChanges | null {
  if (voided === undefined) return null;
  const paths = new Set([...voided.files, ...files].map(({ path }) => path));
  const lines = [...paths].sort().flatMap((path) => fileDiff(path, voided.files, files, facts));
  return {
    sinceDigest: voided.digest,
    sinceLogin: voided.login,
    diff: lines.slice(0, maxDiffLines).join("\n"),
    isCut: lines.length > maxDiffLines,
  };
}

function fileDiff(
  path: string,
  before: readonly GatedFile[],
  after: readonly GatedFile[],
  facts: Facts,
): readonly string[] {
  const old = before.find((file) => file.path === path);
  const current = after.find((file) => file.path === path);
  if (isSameFile(old, current)) return [];
  const [from, to] = [textOf(old, facts), textOf(current, facts)];
  if (from === null || to === null) return [`Binary or unread: ${path}`];
  if (from === to) return [`Mode of ${path}: ${old?.mode ?? "none"} → ${current?.mode ?? "none"}`];
  const patch = createTwoFilesPatch(path, path, from, to, undefined, undefined, {
    context: 3,
    maxEditLength,
  });
  if (patch === undefined) return [`${path} was rewritten; compare the two versions in full.`];
  return patch.split("\n").slice(1);
}

/** The same bytes under the same mode, or neither is there. */
export function isSameFile(one: GatedFile | undefined, other: GatedFile | undefined): boolean {
  return one?.blobId === other?.blobId && one?.mode === other?.mode;
}

/** The text of a file that is there; empty for one that is not, or no more; `null` where it has no text. */
export function textOf(file: GatedFile | undefined, facts: Facts): string | null {
  if (file === undefined || file.mode === "000000") return "";
  const blob = facts.blobs[file.blobId];
  return blob?.state === "text" ? blob.text : null;
}
