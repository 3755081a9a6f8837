import { isAbsolute, relative } from "node:path";
import { withSlashes } from "./repository.ts";

/** How a file on disk is named for the reader. */
export type Display = (absolutePath: string, root: string) => string;

/** From where one stands, as one would type it; absolute for what lies in another repository, or on another disk. */
export const fromHere: Display = (path, root) => {
  const here = process.cwd();
  const shown = relative(here, path);
  const isElsewhere = shown.startsWith("..") && relative(root, here).startsWith("..");
  return withSlashes(isElsewhere || isAbsolute(shown) ? path : shown || ".");
};

/** From the root of the repository. */
export const fromRoot: Display = (path, root) => withSlashes(relative(root, path)) || ".";
