import { candidatePlaces, type FeatureGlob } from "../feature/feature-folder.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import { fileNamesOf, pathInFeature, planPathOf } from "../feature/file-names.ts";
import { isGatedIn, type SpecGate } from "../feature/gated-path.ts";
import type { Need } from "../pull-request/need.ts";
import type { Comparison, Tree } from "../pull-request/content.ts";
import { isRegular, isSpec } from "./compared-text.ts";
import { planNeeds } from "./judge-plan.ts";
import type { SpecChange } from "./spec-change.ts";
import type { GatedChanges } from "./view.ts";

const maxFirst = 20;
/** Of more specifications nobody asks which boxes are ticked. */
const maxSpecs = 500;

/**
 * Texts that will be judged, told from the comparison alone and read beside the trees, which saves a round:
 * the changed gated text, and the specification beside it. None of them where there are many: then the trees tell first
 * whether they are too many, or too much.
 */
export function firstTextNeeds(
  comparison: Comparison,
  headSha: string,
  globs: readonly FeatureGlob[],
): readonly Need[] {
  const needs: Need[] = [];
  const changed = new Set(comparison.files.map((file) => foldPath(file.path)));
  for (const { path, blobId, status } of comparison.files) {
    const inner = candidatePlaces(path, globs).at(-1);
    if (inner === undefined || status === "removed" || blobId === null) continue;
    if (!isGatedIn(path, inner, "with-plan")) continue;
    needs.push({ type: "blob", blobId });
    const { folder, spec } = fileNamesOf(inner);
    const isPlan = foldPath(path) === foldPath(planPathOf(inner));
    if (isPlan && spec !== null && !changed.has(foldPath(`${folder}/${spec}`)))
      needs.push({ type: "file", ref: headSha, path: `${folder}/${spec}` });
  }
  return needs.length > maxFirst ? [] : needs;
}

/** Texts that will be judged, told from the trees. */
export function textNeeds({ features, specs }: GatedChanges): readonly Need[] {
  const ofPlans = features.flatMap(({ change }) => (change.type === "changed" ? planNeeds(change) : []));
  return [...ofPlans, ...specs.flatMap(({ change }) => specChangeNeeds(change))];
}

/** The text of a specification that is judged by itself, now and before. */
export function specChangeNeeds(change: SpecChange): readonly Need[] {
  const texts =
    change.type === "changed" ? [change.head, ...change.mergeBases.flatMap(({ gated }) => gated)] : [];
  return texts.filter(isRegular).map(({ blobId }) => ({ type: "blob", blobId }));
}

/** Gated specifications on all sides: which of their boxes are ticked makes no other text of them. */
export function specNeeds(
  trees: readonly (Tree | null | undefined)[],
  { globs, spec }: { readonly globs: readonly FeatureGlob[]; readonly spec: SpecGate },
): readonly Need[] {
  if (spec === "exists") return [];
  const isSpecPath = (path: string) =>
    candidatePlaces(path, globs).some((place) => {
      const inside = pathInFeature(path, place);
      return inside !== null && isSpec({ path: inside }, fileNamesOf(place).spec);
    });
  const entries = trees.flatMap((tree) => tree ?? []).filter(({ path }) => isSpecPath(path));
  const blobIds = new Set(entries.filter(isRegular).map(({ blobId }) => blobId));
  return blobIds.size > maxSpecs ? [] : [...blobIds].map((blobId) => ({ type: "blob", blobId }));
}
