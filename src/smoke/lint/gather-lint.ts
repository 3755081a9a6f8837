import { stat, readFile, readdir } from "node:fs/promises";
import { basename, dirname, resolve, join, relative } from "node:path";
import type { ImageFacts } from "../stages/prepare-images.ts";
import type { PreparedRun } from "../prepare-run.ts";
import {
  smokeLintRuleIds,
  type LintFacts,
  type LintFinding,
  type LintRule,
  type PlanText,
  type SmokeLintRuleId,
  type SmokeLintSeverities,
} from "./lint-rule.ts";
import { planImages, planPorts } from "./plan-rules.ts";
import { healthchecks, namedVolumes, noPrivileged, pinnedImages, uniquePorts } from "./stack-rules.ts";
import { type ModelService, parseImageReference } from "../compose/model.ts";

/** What the lint says, and the plan it compared with. */
export interface LintResult {
  readonly findings: readonly LintFinding[];
  readonly plan: string | null;
  readonly notes: readonly string[];
}

/** Collects the facts the lint rests on and runs it. */
export async function gatherLint(
  run: PreparedRun,
  images: ReadonlyMap<string, ImageFacts>,
): Promise<LintResult> {
  const { services, oneshot } = run.stack;
  const plan = await findPlan(run);
  const boundFiles = await findBoundFiles(run);
  const facts = { services, sources: run.sources, oneshot, images, boundFiles, plan };
  return {
    findings: lintStack(facts, run.request.severities),
    plan: plan?.path ?? null,
    notes:
      plan === null && run.request.plan !== null
        ? [`The plan ${run.request.plan} could not be read: the stack was not compared with it.`]
        : [],
  };
}

async function findPlan(run: PreparedRun): Promise<PlanText | null> {
  const { directory, plan } = run.request;
  if (plan !== null) return readPlan(resolve(directory, plan), directory);
  const folder = dirname(run.files[0] ?? directory);
  const plans = await findPlans(folder, directory);
  return choosePlan(
    plans,
    run.stack.services,
    run.files.map((path) => basename(path)),
  );
}

/** Bind mounts whose source is there and is not a folder. */
async function findBoundFiles(run: PreparedRun): Promise<ReadonlySet<string>> {
  const sources = run.stack.services.flatMap((service) =>
    service.mounts.flatMap((mount) => (mount.type === "bind" && mount.source !== null ? [mount.source] : [])),
  );
  const checked = await Promise.all(
    [...new Set(sources)].map(async (source) => {
      const facts = await stat(source).catch(() => null);
      return facts !== null && !facts.isDirectory() ? [source] : [];
    }),
  );
  return new Set(checked.flat());
}

const rules: Readonly<Record<SmokeLintRuleId, LintRule>> = {
  "pinned-images": pinnedImages,
  healthchecks,
  "unique-ports": uniquePorts,
  "named-volumes": namedVolumes,
  "no-privileged": noPrivileged,
  "plan-images": planImages,
  "plan-ports": planPorts,
};

/** Runs every rule that is not switched off. */
export function lintStack(facts: LintFacts, severities: SmokeLintSeverities): readonly LintFinding[] {
  return smokeLintRuleIds.flatMap((id) => {
    const rule = rules[id];
    const severity = severities[id] ?? rule.defaultSeverity;
    if (severity === "off") return [];
    return rule.check(facts).map((complaint) => ({ ...complaint, rule: id, severity }));
  });
}

const maxPlanBytes = 256 * 1024;
const maxPlans = 200;
const maxDepth = 4;

/**
 * Reads the plans below the nearest `.specify` folder at or above a directory. Empty where there is none. Paths are
 * shown relative to `shownFrom`.
 */
async function findPlans(directory: string, shownFrom: string): Promise<readonly PlanText[]> {
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
async function readPlan(path: string, shownFrom: string): Promise<PlanText | null> {
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
function choosePlan(
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
