import { foldPath } from "./fold-path.ts";

/** Names of gated files, and of the folder that is gated with all it holds; directly in a feature's folder. */
export const gatedNames: ReadonlySet<string> = new Set([
  "plan.md",
  "data-model.md",
  "research.md",
  "quickstart.md",
  "contracts",
]);

/**
 * Is a file part of what people approve? `relativePath` is from the feature's folder.
 * A folder or link in the place of one of the files counts as well: it has to be seen to be refused.
 */
export function isGatedPath(relativePath: string): boolean {
  const slash = relativePath.indexOf("/");
  return gatedNames.has(foldPath(slash === -1 ? relativePath : relativePath.slice(0, slash)));
}
