import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { PlanText } from "../lint/lint-rule.ts";

const maxPlanBytes = 256 * 1024;
const maxPlans = 200;
const maxDepth = 4;

/** Reads the plans below the nearest `.specify` folder at or above a directory. Empty where there is none. Paths are shown relative to `shownFrom`. */
export async function findPlans(directory: string, shownFrom: string): Promise<readonly PlanText[]> {
  for (let folder = directory; ; folder = dirname(folder)) {
    const paths = await planPaths(join(folder, ".specify"), 0);
    if (paths.length > 0) {
      const plans = await Promise.all(paths.slice(0, maxPlans).map((path) => readPlan(path, shownFrom)));
      return plans.filter((plan) => plan !== null);
    }
    if (dirname(folder) === folder) return [];
  }
}

/** Reads one plan. Null where it is not a file of at most 256 KiB. */
export async function readPlan(path: string, shownFrom: string): Promise<PlanText | null> {
  try {
    const facts = await stat(path);
    if (!facts.isFile() || facts.size > maxPlanBytes) return null;
    return { path: relative(shownFrom, path), text: await readFile(path, "utf8") };
  } catch {
    return null;
  }
}

async function planPaths(folder: string, depth: number): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const own = entries
      .filter((entry) => entry.isFile() && entry.name.toLowerCase() === "plan.md")
      .map((entry) => join(folder, entry.name));
    if (depth >= maxDepth) return own;
    const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== "templates");
    const below = await Promise.all(folders.map((entry) => planPaths(join(folder, entry.name), depth + 1)));
    return [...own, ...below.flat()].sort();
  } catch {
    return [];
  }
}
