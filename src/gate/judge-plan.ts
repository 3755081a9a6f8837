import type { GatedFile } from "../approval/digest.ts";
import { type Config, planSettings } from "../config/config.ts";
import { candidatePlaces, type FeatureGlob } from "../feature/feature-folder.ts";
import type { Feature } from "../feature/feature.ts";
import { fileNamesOf, pathInFeature, planPathOf } from "../feature/file-names.ts";
import { isGatedIn, type SpecGate } from "../feature/gated-path.ts";
import {
  checkPlan,
  type Judgement,
  type PlanFile,
  type PlanInput,
  type PlanSettings,
} from "../plan/check-plan.ts";
import type { Finding } from "../plan/finding.ts";
import { maxPlanBytes, oversize } from "../plan/reading/parse-bounds.ts";
import { checkSpec } from "../plan/rules/spec-exists.ts";
import type { Blob, Comparison, Tree } from "../pull-request/content.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import type { Need } from "../pull-request/need.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import { quote } from "../slash-commands/quote.ts";
import { isRegular, isSpec } from "./compared-text.ts";
import type { FeatureFiles, PlannedFiles } from "./feature-change.ts";
import type { SpecChange, SpecText } from "./spec-change.ts";
import type { GatedChanges } from "./view.ts";

/** Judges a plan's text; replaced by one that remembers where the same text is judged again and again. */
export type Judge = (input: PlanInput, settings: PlanSettings) => Judgement;

/** A plan judged with everything that is known before people speak. */
export type PlanReading =
  | { readonly state: "judged"; readonly findings: readonly Finding[]; readonly judgement: JudgedAnswer }
  | { readonly state: "unreadable"; readonly message: string };

type JudgedAnswer = Extract<Judgement, { readonly state: "judged" }>;

/** The texts that were read, by their blobs' ids. */
export type Texts = Pick<Facts, "blobs">;

/** What is judged, and against what. */
export interface PlanQuestion {
  readonly feature: Feature;
  readonly head: PlannedFiles;
  /** What it was before, on each branch it is compared with. */
  readonly mergeBases: readonly FeatureFiles[];
  /** Branch on which the specification stands already; `null` when it is new here. */
  readonly specOnBase: string | null;
  /** `tasks.md` stood on the base already. */
  readonly tasksOnBase: boolean;
  readonly config: Config;
}

/** Texts that must be read to judge: the gated text at head and at the merge base, the specification, the tasks. */
export function planNeeds(question: Pick<PlanQuestion, "head" | "mergeBases">): readonly Need[] {
  const { head, mergeBases } = question;
  const before = mergeBases.flatMap(({ gated }) => gated);
  const entries = [...head.gated, ...before, head.spec, head.tasks];
  return entries.filter(isRegular).map((entry) => ({ type: "blob", blobId: entry.blobId }));
}

/** All rows of the plan but those that depend on its approval. */
export function judgePlan(question: PlanQuestion, facts: Texts, judge: Judge = checkPlan): PlanReading {
  const { feature, head, mergeBases, config } = question;
  const input = planInput(feature, head, facts);
  if (typeof input === "string") return { state: "unreadable", message: input };
  const before = mergeBases.map((files) => planInput(feature, files, facts));
  return judgeInput(input, { before, more: specFindings(question, facts), config, judge });
}

/** A specification that has a gate of its own, and against what it is judged. */
export interface SpecQuestion {
  readonly feature: Feature;
  readonly head: GatedFile;
  /** With the one file of the head. */
  readonly text: SpecText;
  readonly mergeBases: readonly SpecText[];
  readonly config: Config;
}

/** The rows of a specification by itself. */
export function judgeSpecAlone(question: SpecQuestion, facts: Texts, judge: Judge = checkPlan): PlanReading {
  const { feature, text, mergeBases, config } = question;
  const input = specInput(feature, text, facts);
  if (typeof input === "string") return { state: "unreadable", message: input };
  const before = mergeBases.map((old) => specInput(feature, old, facts));
  return judgeInput(input, { before, more: [], config, judge });
}

interface JudgingContext {
  /** The text on each base; why not where there is none. */
  readonly before: readonly (PlanInput | string)[];
  /** Rows that the text alone does not tell. */
  readonly more: readonly Finding[];
  readonly config: Config;
  readonly judge: Judge;
}

function judgeInput(input: PlanInput, { before, more, config, judge }: JudgingContext): PlanReading {
  const settings = planSettings(config);
  const judgement = judge(input, settings);
  if (judgement.state === "refused") {
    const where = judgement.line === null ? "" : ` (line ${judgement.line})`;
    return { state: "unreadable", message: `${judgement.reason}${where}` };
  }
  const rows = [...judgement.findings, ...more];
  const judgeBefore = config.legacy === "warn" ? before : [];
  const old = judgeBefore.map((text) => failedBefore(text, settings, judge));
  const isOld = ({ ruleId }: Finding) => old.length > 0 && old.every((failed) => failed.has(ruleId));
  const findings = rows.map((row) => (isOld(row) ? softened(row) : row));
  return { state: "judged", findings, judgement };
}

function specInput(feature: Feature, { gated, specName }: SpecText, facts: Texts): PlanInput | string {
  const { folder } = fileNamesOf(feature);
  const file = gated.filter(isRegular).find((one) => isSpec(one, specName));
  if (file === undefined || specName === null) return "There is no specification.";
  const text = readText(specName, facts.blobs[file.blobId]);
  if (typeof text !== "string") return text.why;
  return { plan: { path: `${folder}/${file.path}`, text }, siblings: [], kind: "spec" };
}

/** The plan with its siblings, or why it cannot be judged. */
function planInput(feature: Feature, files: FeatureFiles, facts: Texts): PlanInput | string {
  const { folder, plan: planName } = fileNamesOf(feature);
  const { specName } = files;
  if (files.plan === null) return `There is no ${quote(planName)}.`;
  const text = readText(planName, facts.blobs[files.plan.blobId]);
  if (typeof text !== "string") return text.why;
  if (text.trim() === "") return `${quote(planName)} is empty.`;
  const plan = { path: files.plan.path, text };
  const siblings: PlanFile[] = [];
  for (const file of files.gated) {
    const path = `${folder}/${file.path}`;
    const sibling = readText(file.path, facts.blobs[file.blobId]);
    if (path !== plan.path && !isSpec(file, specName) && typeof sibling === "string")
      siblings.push({ path, text: sibling });
  }
  const gatedSpec = files.gated.find((file) => isSpec(file, specName));
  if (gatedSpec === undefined) return { plan, siblings };
  const specText = readText(gatedSpec.path, facts.blobs[gatedSpec.blobId]);
  if (typeof specText !== "string") return specText.why;
  return { plan, siblings, spec: { path: `${folder}/${gatedSpec.path}`, text: specText } };
}

function readText(name: string, blob: Blob | undefined): string | { readonly why: string } {
  const quoted = quote(name);
  if (blob === undefined || blob.state === "unread") return { why: `${quoted} was not read.` };
  const tooLarge = { why: `${quoted} ${oversize}` };
  switch (blob.state) {
    case "text":
      return blob.bytes > maxPlanBytes ? tooLarge : blob.text;
    case "not-utf8":
      return { why: `${quoted} is not UTF-8 text. Save it as UTF-8.` };
    case "too-large":
      return tooLarge;
  }
}

/** None of a plan that is a single file. */
function specFindings({ head, specOnBase, config }: PlanQuestion, facts: Texts): readonly Finding[] {
  const { spec, specName } = head;
  if (specName === null) return [];
  const severity = config.rules["spec-exists"] ?? "error";
  const text = isRegular(spec) ? readText(specName, facts.blobs[spec.blobId]) : null;
  if (spec === null || typeof text !== "string") return [checkSpec(null, severity, specName)];
  return [checkSpec({ path: spec.path, text, onBase: specOnBase }, severity)];
}

/** Rows that failed already in the text on a base. */
function failedBefore(input: PlanInput | string, settings: PlanSettings, judge: Judge): ReadonlySet<string> {
  if (typeof input === "string") return new Set();
  const judgement = judge(input, settings);
  if (judgement.state === "refused") return new Set();
  return new Set(judgement.findings.filter((row) => row.status === "fail").map((row) => row.ruleId));
}

function softened(row: Finding): Finding {
  if (row.status !== "fail" || row.severity !== "error") return row;
  return { ...row, severity: "warning", message: `${row.message} It was so before this pull request.` };
}

const maxFirst = 20;
/** Of more specifications nobody asks which boxes are ticked. */
const maxSpecs = 500;

/**
 * Texts that will be judged, told from the comparison alone and read beside the trees, which saves a round:
 * the changed gated text, and the specification beside it. None of them where there are many: then the trees tell first
 * whether they are too many, or too much.
 */
export function firstTextNeeds(
  comparison: Comparison,
  headSha: string,
  globs: readonly FeatureGlob[],
): readonly Need[] {
  const needs: Need[] = [];
  const changed = new Set(comparison.files.map((file) => foldPath(file.path)));
  for (const { path, blobId, status } of comparison.files) {
    const inner = candidatePlaces(path, globs).at(-1);
    if (inner === undefined || status === "removed" || blobId === null) continue;
    if (!isGatedIn(path, inner, "with-plan")) continue;
    needs.push({ type: "blob", blobId });
    const { folder, spec } = fileNamesOf(inner);
    const isPlan = foldPath(path) === foldPath(planPathOf(inner));
    if (isPlan && spec !== null && !changed.has(foldPath(`${folder}/${spec}`)))
      needs.push({ type: "file", ref: headSha, path: `${folder}/${spec}` });
  }
  return needs.length > maxFirst ? [] : needs;
}

/** Texts that will be judged, told from the trees. */
export function textNeeds({ features, specs }: GatedChanges): readonly Need[] {
  const ofPlans = features.flatMap(({ change }) => (change.type === "changed" ? planNeeds(change) : []));
  return [...ofPlans, ...specs.flatMap(({ change }) => specChangeNeeds(change))];
}

/** The text of a specification that is judged by itself, now and before. */
export function specChangeNeeds(change: SpecChange): readonly Need[] {
  const texts =
    change.type === "changed" ? [change.head, ...change.mergeBases.flatMap(({ gated }) => gated)] : [];
  return texts.filter(isRegular).map(({ blobId }) => ({ type: "blob", blobId }));
}

/** Gated specifications on all sides: which of their boxes are ticked makes no other text of them. */
export function specNeeds(
  trees: readonly (Tree | null | undefined)[],
  { globs, spec }: { readonly globs: readonly FeatureGlob[]; readonly spec: SpecGate },
): readonly Need[] {
  if (spec === "exists") return [];
  const isSpecPath = (path: string) =>
    candidatePlaces(path, globs).some((place) => {
      const inside = pathInFeature(path, place);
      return inside !== null && isSpec({ path: inside }, fileNamesOf(place).spec);
    });
  const entries = trees.flatMap((tree) => tree ?? []).filter(({ path }) => isSpecPath(path));
  const blobIds = new Set(entries.filter(isRegular).map(({ blobId }) => blobId));
  return blobIds.size > maxSpecs ? [] : [...blobIds].map((blobId) => ({ type: "blob", blobId }));
}
