import { readFile, readdir, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { parseImageReference } from "../compose/image-reference.ts";
import type { ModelService } from "../compose/model.ts";
import type { PlanText } from "./lint-rule.ts";

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

/**
 * Chooses the plan a stack belongs to: the one that names most of its images and services. Null where none names an
 * image or the compose file, or where two name equally many: a guess would warn about somebody else's plan.
 */
export function choosePlan(
  plans: readonly PlanText[],
  services: readonly ModelService[],
  composeFileNames: readonly string[],
): PlanText | null {
  const scored = plans
    .map((plan) => ({ plan, score: score(plan.text, services, composeFileNames) }))
    .filter(({ score: points }) => points > 0)
    .toSorted((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (first === undefined || first.score === second?.score) return null;
  return first.plan;
}

function score(text: string, services: readonly ModelService[], composeFileNames: readonly string[]): number {
  const repositories = services.flatMap((service) =>
    service.image === null ? [] : [parseImageReference(service.image).repository],
  );
  const images = repositories.filter((repository) => text.includes(repository)).length;
  const files = composeFileNames.filter((name) => text.includes(name)).length;
  if (images + files === 0) return 0;
  return 100 * images + 10 * files + services.filter((service) => text.includes(service.name)).length;
}
