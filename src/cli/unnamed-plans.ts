import { configPath } from "../config/config-path.ts";
import { candidateFolders, type FeatureGlob } from "../feature/feature-folder.ts";
import { foldPath } from "../pull-request/fold-path.ts";

/** As spec-kit puts plans, in any package. */
const specKitPlan = /(?:^|\/)specs\/[^/]+\/plan\.md$/;

/** What to say of plans that nobody looks at, beside those that are; paths are from the root. `null`: there are none. */
export function unnamedPlans(paths: readonly string[], features: readonly FeatureGlob[]): string | null {
  const unnamed = paths.filter(
    (path) => specKitPlan.test(foldPath(path)) && candidateFolders(path, features).length === 0,
  );
  const [first] = unnamed.toSorted();
  const glob = first === undefined ? null : globFor(first);
  if (first === undefined || glob === null) return null;
  const many = unnamed.length === 1 ? "One plan is" : `${unnamed.length} plans are`;
  return `${many} not judged, such as \`${first}\`: no setting names the folder. ${lineToAdd(features, glob)}`;
}

/** The line of the config that names one more folder. */
export function lineToAdd(features: readonly FeatureGlob[], glob: string): string {
  return `Add to \`${configPath}\`:\nfeatures: ${JSON.stringify([...features, glob])}`;
}

/** The setting that makes the folder of a plan a feature: `specs/*` for `specs/001-x/plan.md`; `null` where none does. */
export function globFor(path: string): string | null {
  const folders = path.split("/").slice(0, -1);
  if (foldPath(path.split("/").at(-1) ?? "") !== "plan.md") return null;
  const glob = folders.length > 1 ? [...folders.slice(0, -1), "*"].join("/") : folders.join("/");
  const isNamed = glob !== "" && candidateFolders(path, [glob]).includes(folders.join("/"));
  return isNamed ? glob : null;
}
