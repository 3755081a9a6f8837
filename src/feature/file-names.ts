import { foldPath, relativePath } from "../pull-request/fold-path.ts";
import type { FeaturePlace } from "./feature.ts";

/** How the files of a feature are called. */
export interface FileNames {
  /** The folder that the paths of its files begin at. */
  readonly folder: string;
  readonly plan: string;
  /** `null`: a single file has none. */
  readonly spec: string | null;
}

/** The names in a feature's folder; of a single file its own. */
export function fileNamesOf({ path, form }: FeaturePlace): FileNames {
  switch (form?.type) {
    case undefined:
      return { folder: path, plan: "plan.md", spec: "spec.md" };
    case "named":
      return { folder: path, plan: form.plan, spec: form.spec };
    case "file": {
      const slash = path.lastIndexOf("/");
      return { folder: path.slice(0, slash), plan: path.slice(slash + 1), spec: null };
    }
  }
}

/** The name of its folder, or of the single file without `.md`. */
export function shortNameOf({ path, form }: FeaturePlace): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return form?.type === "file" ? name.slice(0, -".md".length) : name;
}

/** Where its plan is, or should be. */
export function planPathOf(place: FeaturePlace): string {
  const { folder, plan } = fileNamesOf(place);
  return `${folder}/${plan}`;
}

/** Where its specification is, or should be. */
export function specPathOf(place: FeaturePlace): string {
  const { folder, spec } = fileNamesOf(place);
  return `${folder}/${spec ?? "spec.md"}`;
}

/**
 * A path as seen from the folder of the feature that it belongs to, spelled as it is; `null` where it is none of its
 * files. What lies in a folder in the place of a single file belongs to it as well: it has to be seen to be refused.
 */
export function pathInFeature(path: string, { path: own, form }: FeaturePlace): string | null {
  const inside = relativePath(path, own);
  if (form?.type !== "file") return inside;
  if (inside === null && foldPath(path) !== foldPath(own)) return null;
  return path
    .split("/")
    .slice(own.split("/").length - 1)
    .join("/");
}
