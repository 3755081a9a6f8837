import { stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import type { ImageFacts } from "./engine/images.ts";
import { lintStack } from "./lint/lint.ts";
import type { LintFinding, PlanText } from "./lint/lint-rule.ts";
import { choosePlan } from "./plan/choose-plan.ts";
import { findPlans, readPlan } from "./plan/find-plans.ts";
import type { PreparedRun } from "./prepare-run.ts";

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
