import type { GatedFile } from "../approval/digest.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { type ComparedText, isRegular, isSameText, isSpec } from "./compared-text.ts";
import type { FeatureFailure } from "./decision.ts";

/** A specification as a text of its own; without a file where there is none. */
export type SpecText = ComparedText;

/** What a pull request does to a specification that has a gate of its own, before anything is judged. */
export type SpecChange =
  /** `mergeBases`: what it was before, on each branch it is compared with that lacks the new text. */
  | {
      readonly type: "changed";
      /** The one file of the text. */
      readonly head: GatedFile;
      readonly text: SpecText;
      readonly mergeBases: readonly SpecText[];
    }
  | { readonly type: "removed"; readonly text: SpecText }
  | { readonly type: "failed"; readonly reason: FeatureFailure; readonly path: string };

/** A specification on all sides. */
export interface SpecSides {
  /** Where it is, or should be. */
  readonly path: string;
  readonly head: SpecText;
  readonly mergeBase: SpecText;
  readonly base: SpecText;
  /** Nothing of the feature is left at the head. */
  readonly isFeatureGone: boolean;
}

/** `null` where the text is as on the base, or as it was before: ticking a box is no change. */
export function specChange(sides: SpecSides, blobs: Facts["blobs"]): SpecChange | null {
  const { path, head, mergeBase, base, isFeatureGone } = sides;
  const isSame = (one: SpecText, other: SpecText) => isSameText(one, other, blobs);
  if (isSame(head, mergeBase) || isSame(head, base)) return null;
  const failed = (reason: FeatureFailure): SpecChange => ({ type: "failed", reason, path });
  if (!isSame(base, mergeBase)) return failed("spec-changed-on-base-too");
  const [file, ...others] = head.gated;
  if (file === undefined) {
    const text = { ...mergeBase, gated: mergeBase.gated.map(asRemoved) };
    return isFeatureGone ? { type: "removed", text } : failed("spec-removed");
  }
  if (others.length > 0 || !isSpec(file, head.specName) || !isRegular(file)) return failed("spec-unreadable");
  return { type: "changed", head: file, text: head, mergeBases: [mergeBase] };
}

/** Of another mode, so that who approved a text has not approved that it goes. */
export function asRemoved(file: GatedFile): GatedFile {
  return { ...file, mode: "000000" };
}

const rank = { removed: 0, changed: 1, failed: 2 } as const;

/** The stricter of what one head does to a specification on two branches; of equals, all that either asks. */
export function stricterSpec(one: SpecChange | null, other: SpecChange | null): SpecChange | null {
  if (one === null || other === null) return one ?? other;
  if (one.type === "changed" && other.type === "changed")
    return { ...one, mergeBases: [...one.mergeBases, ...other.mergeBases] };
  if (one.type === "removed" && other.type === "removed") {
    const gone = [...one.text.gated, ...other.text.gated];
    const files = new Map(gone.map((file) => [`${file.path}\0${file.blobId}`, file]));
    return { ...one, text: { ...one.text, gated: [...files.values()] } };
  }
  return rank[other.type] > rank[one.type] ? other : one;
}
