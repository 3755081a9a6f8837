import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { configPath } from "../../config/config-path.ts";
import { type Config, defaultConfig } from "../../config/config.ts";
import { parseConfig } from "../../config/parse-config.ts";
import { prerequisiteRuleId } from "../../approval/approval.ts";
import { planText } from "../../feature/gated-path.ts";
import { type Feature, phaseOf } from "../../feature/feature.ts";
import { fileNamesOf, planPathOf } from "../../feature/file-names.ts";
import { textDigest } from "../../gate/compared-text.ts";
import { failureOf, type FeaturePart, partName } from "../../gate/decide-part.ts";
import {
  type ChangedFeature,
  type ComparedTrees,
  type FeatureChange,
  featureChanges,
  filesOf,
  type Gating,
  specTextIn,
  touchedFolders,
} from "../../gate/feature-change.ts";
import {
  judgePlan,
  judgeSpecAlone,
  planNeeds,
  specChangeNeeds,
  specNeeds,
  type Texts,
} from "../../gate/judge-plan.ts";
import { sizeProblem } from "../../gate/plan-problems.ts";
import type { Finding, Passage } from "../../plan/finding.ts";
import type { Need } from "../../pull-request/need.ts";
import type { ChangedFile, TreeEntry } from "../../pull-request/content.ts";
import type { FeatureStanding } from "../../render/report/check-report.ts";
import { UsageError } from "../exit-codes.ts";
import { inPathOrder, type Display, runGit, withSlashes, findRoot } from "../repository.ts";
import { problem } from "../structure-problem.ts";
import { type BaseCommit, fittingBase, namedBase } from "./find-base.ts";
import { readTexts, readTrees, readChangedFiles } from "./read-changes.ts";
import { loadConfig } from "../load-config.ts";
import { unnamedPlans } from "../known-layouts.ts";

/** What is asked about the changes of a clone. */
export interface ChangesQuestion {
  /** Root of the clone, absolute. */
  readonly root: string;
  readonly base: BaseCommit;
  readonly changed: readonly ChangedFile[];
  readonly config: Config;
  /** Only features in or around these places, absolute; empty for all. */
  readonly within: readonly string[];
  readonly display: Display;
}

/** Judges the features that differ from the base, as the gate judges a pull request before anybody speaks. */
async function checkChanges(question: ChangesQuestion): Promise<readonly FeatureStanding[]> {
  const { root, base, changed, config } = question;
  const folders = touchedFolders({ files: changed }, config.features);
  if (folders.length === 0) return [];
  const trees = await readTrees(root, base, { folders, changed });
  const specs = await readTexts(root, specsIn(trees, config), changed);
  const gating: Gating = { globs: config.features, spec: config.spec, blobs: specs };
  const changes = [...featureChanges({ files: changed }, trees, gating).values()];
  const texts = { blobs: { ...specs, ...(await readTexts(root, entriesOf(changes, trees), changed)) } };
  const specChanges = changes.flatMap(({ spec }) => (spec === null ? [] : [{ change: spec }]));
  const tooMuch = sizeProblem({ specs: specChanges, features: changes, head: trees.head }, texts);
  if (tooMuch !== null) throw new UsageError(`${tooMuch}.`);
  return changes
    .toSorted((a, b) => inPathOrder(a.feature.path, b.feature.path))
    .flatMap((one) => {
      const context = { ...question, trees, texts };
      return [...specStanding(one, context), ...[standingOf(one, context) ?? []].flat()];
    });
}

/** The config that judges: as the gate reads it, from the base and not from the change. */
async function configOnBase(root: string, { sha, name }: BaseCommit, here: Config): Promise<Config> {
  if (name === "nothing") return here;
  const text = await runGit(root, ["show", `${sha}:${configPath}`]);
  if (text === null) return defaultConfig;
  const parsed = parseConfig(text);
  return parsed.state === "valid" ? parsed.config : here;
}

/** Those of which only the boxes may differ. */
function specsIn({ head, mergeBase, base }: ComparedTrees, config: Config): readonly TreeEntry[] {
  const needs = specNeeds([head, mergeBase, base], { globs: config.features, spec: config.spec });
  const wanted = new Set(needs.flatMap(blobIdOfNeed));
  return [...head, ...mergeBase, ...base].filter(({ blobId }) => wanted.has(blobId));
}

function entriesOf(
  changes: readonly ChangedFeature[],
  { head, mergeBase }: ComparedTrees,
): readonly TreeEntry[] {
  const needed = new Set(
    changes
      .flatMap(({ change, spec }) => [
        ...(change.type === "changed" ? planNeeds(change) : []),
        ...(spec === null ? [] : specChangeNeeds(spec)),
      ])
      .flatMap(blobIdOfNeed),
  );
  const tasks = changes.flatMap(({ feature }) => filesOf(head, feature, "exists").tasks?.blobId ?? []);
  const wanted = new Set([...needed, ...tasks]);
  return [...head, ...mergeBase].filter(({ blobId }) => wanted.has(blobId));
}

function blobIdOfNeed(need: Need): readonly string[] {
  return need.type === "blob" ? [need.blobId] : [];
}

interface ChangesContext extends ChangesQuestion {
  readonly trees: ComparedTrees;
  readonly texts: Texts;
}

/** `null` for what asks nothing of an author, and for what lies elsewhere. */
function standingOf(
  { feature, change, spec }: ChangedFeature,
  context: ChangesContext,
): FeatureStanding | null {
  if (!isWithin(feature.path, context)) return null;
  const part = { feature, part: "plan" } as const;
  switch (change.type) {
    case "unchanged":
    case "spec-only":
    case "renamed":
    case "removed":
      return null;
    case "failed": {
      const { title, message } = failureOf(change.reason, feature);
      const finding = problem({ ruleId: change.reason, title, message, path: change.path });
      return standing(part, { planPath: planPathOf(feature), findings: [finding] }, context);
    }
    case "changed":
      const { planPath, findings } = judged(feature, change, context);
      const rows = spec === null ? findings : findings.map(ofOwnGate);
      return standing(part, { planPath, findings: rows }, context);
  }
}

/** A specification that is changed, and has a gate of its own. */
function specStanding(
  { feature, spec }: ChangedFeature,
  context: ChangesContext,
): readonly FeatureStanding[] {
  if (spec === null || spec.type === "removed" || !isWithin(feature.path, context)) return [];
  const part = { feature, part: "spec" } as const;
  if (spec.type === "failed") {
    const { title, message } = failureOf(spec.reason, feature);
    const finding = problem({ ruleId: spec.reason, title, message, path: spec.path });
    return [standing(part, { planPath: spec.path, findings: [finding] }, context)];
  }
  const planPath = `${fileNamesOf(feature).folder}/${spec.head.path}`;
  const { config, texts } = context;
  const reading = judgeSpecAlone({ feature, ...spec, config }, texts);
  const findings =
    reading.state === "judged"
      ? reading.findings
      : [
          problem({
            ruleId: "spec-readable",
            title: "Specification can be read",
            message: reading.message,
            path: planPath,
          }),
        ];
  return [standing(part, { planPath, findings }, context)];
}

/** Who approves it is not known here. */
function ofOwnGate(row: Finding): Finding {
  if (row.ruleId !== prerequisiteRuleId || row.status !== "pass") return row;
  return { ...row, message: "The specification is changed here, and is approved before the plan." };
}

interface ChangedPlan {
  /** From the root. */
  readonly planPath: string;
  readonly findings: readonly Finding[];
}

function judged(
  feature: Feature,
  { head, mergeBases }: Extract<FeatureChange, { readonly type: "changed" }>,
  { trees, base, config, texts }: ChangesContext,
): ChangedPlan {
  const onBase = filesOf(trees.base, feature, "exists");
  const reading = judgePlan(
    {
      feature,
      head,
      mergeBases,
      specOnBase: onBase.spec === null ? null : base.name,
      tasksOnBase: onBase.tasks !== null,
      config,
    },
    texts,
  );
  const planPath = head.plan.path;
  switch (reading.state) {
    case "unreadable":
      return {
        planPath,
        findings: [
          problem({
            ruleId: "plan-readable",
            title: "Plan can be read",
            message: reading.message,
            path: planPath,
          }),
        ],
      };
    case "judged":
      return { planPath, findings: reading.findings };
  }
}

function standing(
  { feature, part }: Pick<FeaturePart, "feature" | "part">,
  { planPath, findings }: ChangedPlan,
  context: ChangesContext,
): FeatureStanding {
  const { root, display, trees, texts } = context;
  const name = (path: string) => display(join(root, path), root);
  const files = filesOf(trees.head, feature, planText(context.config.spec));
  const { spec, plan, tasks } = files;
  const text = part === "spec" ? specTextIn(trees.head, feature) : files;
  const has = { hasSpec: spec !== null, hasPlan: plan !== null, hasTasks: tasks !== null };
  const said = tasks === null ? undefined : texts.blobs[tasks.blobId];
  const phase = phaseOf(has, said?.state === "text" ? said.text : null);
  const shown = { id: partName({ feature, part }), path: name(feature.path), phase };
  const move = (passage: Passage): Passage => ({ ...passage, path: name(passage.path) });
  const moved = findings.map((finding) => ({
    ...finding,
    evidence: finding.evidence.map(move),
    nearMisses: finding.nearMisses.map(move),
  }));
  const digest = text.gated.length === 0 ? null : textDigest(text, texts.blobs);
  return { ...shown, checked: { ...shown, planPath: name(planPath), digest, findings: moved } };
}

function isWithin(folder: string, { root, within }: ChangesQuestion): boolean {
  if (within.length === 0) return true;
  return within.some((place) => {
    const path = withSlashes(relative(root, place));
    return path === "" || `${folder}/`.startsWith(`${path}/`) || path.startsWith(`${folder}/`);
  });
}

/** What is to be compared with what. */
interface AgainstBase {
  readonly cwd: string;
  /** As it was named; `null` for the one that fits. */
  readonly base: string | null;
  /** File named with `--config`, absolute. */
  readonly configFile: string | null;
  /** Absolute; empty for all. */
  readonly within: readonly string[];
  readonly display: Display;
}

/** What differs from a base. */
export interface Differing {
  readonly standings: readonly FeatureStanding[];
  /** What to say where nothing does. */
  readonly empty: string;
  /** What is worth knowing about how it was judged. */
  readonly notes: readonly string[];
}

/** Judges the features that differ from a base. */
export async function checkAgainstBase(question: AgainstBase): Promise<Differing> {
  const { cwd, base: name, configFile, within, display } = question;
  const missing = within.find((place) => !existsSync(place));
  if (missing !== undefined) throw new UsageError(`\`${missing}\` does not exist.`);
  const root = await findRoot(resolve(cwd));
  if ((await runGit(root, ["rev-parse", "--git-dir"])) === null) {
    throw new UsageError(
      "This is no Git repository, so nothing can be compared. Leave out --base and --changed.",
    );
  }
  const base = name === null ? await fittingBase(root, process.env) : await namedBase(root, name);
  const here = await loadConfig(root, configFile);
  const config = configFile === null ? await configOnBase(root, base, here) : here;
  const changed = await readChangedFiles(root, base);
  const standings = await checkChanges({ root, base, changed, config, within, display });
  const paths = changed.map(({ path }) => path);
  const unnamed = unnamedPlans(paths, config.features);
  const settings = `Judged by the settings on ${base.title}, as the gate does; --config judges by others.`;
  return {
    standings,
    empty: `No plan to judge differs from ${base.title}.`,
    notes: [...(isDeepStrictEqual(config, here) ? [] : [settings]), ...(unnamed === null ? [] : [unnamed])],
  };
}
