import { candidateFolders } from "../feature/feature-folder.ts";
import { foldPath } from "../feature/fold-path.ts";
import { isGatedPath } from "../feature/gated-path.ts";
import type { Need } from "../pull-request/need.ts";
import type { Comparison } from "../pull-request/content.ts";
import { planNeeds } from "./judge-plan.ts";
import type { GatedChanges } from "./view.ts";

const maxFirst = 20;

/**
 * Texts that will be judged, told from the comparison alone and read beside the trees, which saves a round:
 * the changed gated text, and the specification beside it. None of them where there are many: then the trees tell first
 * whether they are too many, or too much.
 */
export function firstTextNeeds(
  comparison: Comparison,
  headSha: string,
  globs: readonly string[],
): readonly Need[] {
  const needs: Need[] = [];
  const changed = new Set(comparison.files.map((file) => foldPath(file.path)));
  for (const { path, blobId, status } of comparison.files) {
    const inner = candidateFolders(path, globs).at(-1);
    if (inner === undefined || status === "removed" || blobId === null) continue;
    const name = foldPath(path.slice(inner.length + 1));
    if (!isGatedPath(name) && name !== "spec.md") continue;
    needs.push({ type: "blob", blobId });
    if (name === "plan.md" && !changed.has(foldPath(`${inner}/spec.md`)))
      needs.push({ type: "file", ref: headSha, path: `${inner}/spec.md` });
  }
  return needs.length > maxFirst ? [] : needs;
}

/** Texts that will be judged, told from the trees. */
export function textNeeds(changes: GatedChanges): readonly Need[] {
  return changes.features.flatMap(({ change }) => (change.type === "changed" ? planNeeds(change) : []));
}
