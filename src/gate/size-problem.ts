import type { GatedChanges } from "./view.ts";

/** More changed features than this in one pull request are not judged: the check fails. */
const maxFeatures = 50;
/** More files of changed plans than this are not read: GitHub would be asked for each of them. */
const maxFiles = 500;

/** Why a pull request is too large to be judged; `null` when it is not. */
export function sizeProblem({ features }: GatedChanges): string | null {
  if (features.length > maxFeatures)
    return `More than ${maxFeatures} features are changed; split the pull request`;
  const files = features.flatMap(({ change }) => (change.type === "changed" ? change.head.gated : []));
  return files.length > maxFiles
    ? `The changed plans have more than ${maxFiles} files; split the pull request`
    : null;
}
