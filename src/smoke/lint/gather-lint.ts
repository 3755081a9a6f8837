import { stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import type { ImageFacts } from "../stages/prepare-images.ts";
import type { PreparedRun } from "../prepare-run.ts";
import { choosePlan, findPlans, readPlan } from "./find-plan.ts";
import { smokeLintRuleIds } from "./lint-rule.ts";
import type {
  LintFacts,
  LintFinding,
  LintRule,
  PlanText,
  SmokeLintRuleId,
  SmokeLintSeverities,
} from "./lint-rule.ts";
import { planImages, planPorts } from "./plan-rules.ts";
import { healthchecks, namedVolumes, noPrivileged, pinnedImages, uniquePorts } from "./stack-rules.ts";

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
