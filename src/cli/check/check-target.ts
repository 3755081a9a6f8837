import { join } from "node:path";
import { planSettings } from "../../config/config.ts";
import { digestOf } from "../../approval/digest.ts";
import { collisions } from "../../pull-request/fold-path.ts";
import { planTextProblem } from "../../gate/plan-problems.ts";
import { planText } from "../../feature/gated-path.ts";
import { phaseOf } from "../../feature/feature.ts";
import type { PlanFile } from "../../plan/check-plan.ts";
import { type Finding, type RuleGroup, ruleIds } from "../../plan/finding.ts";
import { checkSpec } from "../../plan/rules/spec-exists.ts";
import type { FeatureStanding, CheckedFeature } from "../../render/report/check-report.ts";
import type { Display } from "../repository.ts";
import type { Target } from "../find-plans.ts";
import { type Judging, openJudging } from "../judge.ts";
import { readFeature, readOne, type FeatureOnDisk, type FileOnDisk } from "../read-feature.ts";
import { planProblem, problem, structureProblem } from "../structure-problem.ts";
import { openProgress } from "../console.ts";
import { UsageError } from "../exit-codes.ts";
import { chooseWord } from "../words.ts";

const order: readonly RuleGroup[] = ["section", "principle", "prerequisite", "hygiene", "house"];

/** Reads and judges one target. */
export async function checkTarget(
  target: Target,
  judge: Judging["judge"],
  display: Display,
): Promise<FeatureStanding> {
  const files = await readTarget(target);
  const name = (path: string) => display(join(target.folder, path), target.root);
  const has = { hasSpec: files.spec !== null, hasPlan: files.plan !== null, hasTasks: files.tasks !== null };
  const phase = phaseOf(has, textOf(files.tasks));
  const path = target.loneFile === null ? display(target.folder, target.root) : name(target.loneFile);
  const standing = { id: target.id, path, phase };
  const { form, loneFile } = target;
  const planName = loneFile ?? form?.plan ?? "plan.md";
  const planPath = name(files.plan?.path ?? planName);
  const feature = { ...standing, planPath, digest: files.digest };
  const clash = collisions(target.paths)[0]?.map(name) ?? null;
  const broken = structureProblem(files, clash, { path: planPath, name: planName });
  if (broken !== null) return { ...standing, checked: { ...feature, findings: [broken] } };
  const specAlone = specByItself(target, files);
  if (specAlone !== null) {
    const specPath = name(specAlone.path);
    const findings = await judgeSpec(target, { path: specPath, text: textOf(specAlone) ?? "" }, judge);
    return { ...standing, checked: { ...standing, planPath: specPath, digest: files.specDigest, findings } };
  }
  const text = textOf(files.plan);
  if (files.plan === null || text === null) return { ...standing, checked: null };
  const findings = await judgeFiles({ target, files, plan: { path: planPath, text }, name, judge });
  return { ...standing, checked: { ...feature, findings } };
}

interface TargetQuestion {
  readonly target: Target;
  readonly files: FeatureOnDisk;
  readonly plan: PlanFile;
  readonly name: (path: string) => string;
  readonly judge: Judging["judge"];
}

async function judgeFiles({ target, files, plan, name, judge }: TargetQuestion): Promise<readonly Finding[]> {
  const spec = target.config.spec === "exists" ? null : files.spec;
  const gated = [files.plan, spec, ...files.siblings].flatMap((file) =>
    file?.content.state === "text" ? file.content : [],
  );
  const tooMuch = planTextProblem(gated);
  if (tooMuch !== null) return [planProblem(`${tooMuch}.`, plan.path, null)];
  const siblings = files.siblings.flatMap((file) => {
    const text = textOf(file);
    return text === null ? [] : [{ path: name(file.path), text }];
  });
  const settings = planSettings(target.config);
  const specText = textOf(spec);
  const shown = spec === null || specText === null ? {} : { spec: { path: name(spec.path), text: specText } };
  const judgement = await judge({ input: { plan, siblings, ...shown }, settings });
  if (judgement.state === "refused") return [planProblem(judgement.reason, plan.path, judgement.line)];
  const rows = [...judgement.findings, ...specFinding(target, files, name)];
  return order.flatMap((group) => rows.filter((row) => row.group === group));
}

/** Before there is a plan, a specification with a gate of its own is judged by itself. */
function specByItself({ config }: Target, { plan, spec }: FeatureOnDisk): FileOnDisk | null {
  return config.spec === "approved" && plan === null ? spec : null;
}

async function judgeSpec(
  { config }: Target,
  spec: PlanFile,
  judge: Judging["judge"],
): Promise<readonly Finding[]> {
  const settings = planSettings(config);
  const judgement = await judge({ input: { plan: spec, siblings: [], kind: "spec" }, settings });
  if (judgement.state === "judged") return judgement.findings;
  return [
    problem({
      ruleId: "spec-readable",
      title: "Specification can be read",
      message: judgement.reason,
      path: spec.path,
      line: judgement.line,
    }),
  ];
}

/** Whether the specification was there before is for the App to know: on disk there is no base. */
function specFinding(
  target: Target,
  { spec }: FeatureOnDisk,
  name: (path: string) => string,
): readonly Finding[] {
  if (spec === null && !target.isFeature) return [];
  const severity = target.config.rules["spec-exists"] ?? "error";
  const text = textOf(spec);
  if (spec === null) return [checkSpec(null, severity, target.form?.spec)];
  const finding = checkSpec({ path: name(spec.path), text: text ?? "", onBase: null }, severity);
  return [finding.status === "pass" ? { ...finding, message: "The specification is here." } : finding];
}

async function readTarget(target: Target): Promise<FeatureOnDisk> {
  const { folder, paths, loneFile, form, given, config } = target;
  if (loneFile === null) return readFeature(folder, paths, { spec: planText(config.spec), form, given });
  const plan = await readOne(folder, loneFile, given);
  return { plan, spec: null, tasks: null, siblings: [], digest: digestOf([plan]), specDigest: null };
}

function textOf(file: FileOnDisk | null): string | null {
  return file?.content.state === "text" ? file.content.text : null;
}

/** Judges all targets, a few at a time; in the order of the targets. */
export async function checkAll(
  targets: readonly Target[],
  display: Display,
  isQuiet: boolean,
): Promise<readonly FeatureStanding[]> {
  const { judge, lanes, close } = openJudging(targets.length);
  const progress = openProgress("Judging plans", targets.length, isQuiet);
  const results = new Map<Target, FeatureStanding>();
  const queue = targets.values();
  const work = async () => {
    for (const target of queue) {
      results.set(target, await checkTarget(target, judge, display));
      progress.step();
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, work));
  } finally {
    progress.end();
    await close();
  }
  return targets.flatMap((target) => results.get(target) ?? []);
}

/**
 * The features with those rows only, and with what kept a plan from being judged at all: none of its rows was looked
 * at. Throws a `UsageError` for a row that there is not.
 */
export function keepRules(
  features: readonly CheckedFeature[],
  typed: readonly string[],
): readonly CheckedFeature[] {
  if (typed.length === 0) return features;
  const isHouse = ({ group }: Finding) => group === "house";
  const house = features.flatMap(({ findings }) => findings.filter(isHouse).map(({ ruleId }) => ruleId));
  const known: readonly string[] = [...ruleIds, ...house];
  const asked = new Set(features.length === 0 ? typed : typed.map((word) => chooseWord("rule", word, known)));
  const isAsked = (finding: Finding) => asked.has(finding.ruleId) || !known.includes(finding.ruleId);
  return features.map((feature) => ({
    ...feature,
    isPartial: true,
    findings: feature.findings.filter(isAsked),
  }));
}

/** How many warnings there are in all. */
export function countWarnings(features: readonly CheckedFeature[]): number {
  return features.reduce(
    (sum, { findings }) =>
      sum + findings.filter(({ status, severity }) => status === "fail" && severity === "warning").length,
    0,
  );
}

/** Reads the number of warnings that may be. */
export function readMaxWarnings(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError(`\`--max-warnings\` is \`${text}\`, expected a whole number such as 0.`);
}
