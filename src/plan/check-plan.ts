import type { Finding, Severity } from "./finding.ts";
import { checkHouseSection } from "./house-section.ts";
import { judgeRows } from "./judge-row.ts";
import { findExceededBound, maxPlanBytes, oversize } from "./reading/parse-bounds.ts";
import { describeLfsPointer, isLfsPointer, isMarkdown, parsePlan, topicIndex } from "./reading/parse-plan.ts";
import type { Reading } from "./reading/plan.ts";
import { quoteForReviewer, quoteWhole, type ReviewerSection } from "./reviewer-sections.ts";
import type { Rule } from "./rule.ts";
import { evidenceRules } from "./rules/index.ts";
import { findHiddenText, noHiddenText } from "./rules/no-hidden-text.ts";
import { findPlaceholders, noPlaceholders } from "./rules/no-placeholders.ts";
import type { PlanSettings } from "./settings.ts";
import { specRules } from "./spec-rules/spec-rules.ts";
import { judgeSpec } from "./spec-rules/spec-rule.ts";
import type { Topic } from "./vocabulary/vocabulary.ts";

export type { Quote, ReviewerSection } from "./reviewer-sections.ts";
export { defaultPlanSettings, type HouseSection, type PlanSettings } from "./settings.ts";

/** A file of the gated text. */
export interface PlanFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** What is judged. */
export interface PlanInput {
  readonly plan: PlanFile;
  /** The other gated files of the feature, sorted by path. */
  readonly siblings: readonly PlanFile[];
  /** The specification, where it is approved with the plan: shown and searched for gaps, and no evidence of any row. */
  readonly spec?: PlanFile;
  /** What `plan` is: by itself a specification has rows of its own. */
  readonly kind?: "plan" | "spec";
}

/** `refused`: the text is past a bound, and was not parsed. */
export type Judgement =
  | {
      readonly state: "judged";
      readonly findings: readonly Finding[];
      readonly reviewerSections: readonly ReviewerSection[];
    }
  | { readonly state: "refused"; readonly reason: string; readonly line: number | null };

/**
 * Judges a plan: the six sections, the three principles, placeholders and hidden text, then the sections of the
 * config. The same text and settings always give the same judgement.
 */
export function checkPlan(input: PlanInput, settings: PlanSettings): Judgement {
  const refusal = refusalOf(input);
  if (refusal !== null) return refusal;
  if (input.kind === "spec") return judgeSpecAlone(input.plan, settings);
  const spec = input.spec === undefined ? [] : [input.spec];
  const reading = read(input, settings);
  const specs = spec.map(readSpec);
  const gatedReadings = [reading, ...specs];
  const rows = judgeRows(reading, (rule) => severityOf(rule, settings));
  const findings = [
    ...rows,
    checkPlaceholders(gatedReadings, severityOf(noPlaceholders, settings)),
    checkHiddenText(gatedReadings, severityOf(noHiddenText, settings)),
    ...specs.flatMap((one) => specRows(one, settings)),
    ...settings.sections.map((section) => checkHouseSection(section, reading)),
  ];
  return {
    state: "judged",
    findings,
    reviewerSections: [...spec.map(quoteWhole), ...quoteForReviewer(reading, rows)],
  };
}

/** Past a bound nothing is parsed. */
function refusalOf({
  plan,
  siblings,
  spec,
  kind,
}: PlanInput): Extract<Judgement, { state: "refused" }> | null {
  if (plan.text.trim() === "") {
    const what = kind === "spec" ? "specification" : "plan";
    return { state: "refused", reason: `\`${plan.path}\` is empty. Write the ${what}.`, line: null };
  }
  if (new TextEncoder().encode(plan.text).length > maxPlanBytes)
    return { state: "refused", reason: `\`${plan.path}\` ${oversize}`, line: null };
  const specs = spec === undefined ? [] : [spec];
  const inLfs = [plan, ...siblings, ...specs].find(isTextInLfs);
  if (inLfs !== undefined) return { state: "refused", reason: whyNotInLfs(inLfs.path), line: 1 };
  for (const file of [plan, ...siblings.filter(({ path }) => isMarkdown(path)), ...specs]) {
    const exceeded = findExceededBound(file.text);
    if (exceeded !== null)
      return { state: "refused", reason: `\`${file.path}\`: ${exceeded.reason}`, line: exceeded.line };
  }
  return null;
}

/** A specification that has a gate of its own. */
function judgeSpecAlone(spec: PlanFile, settings: PlanSettings): Judgement {
  const reading = readSpec(spec);
  const findings = [
    ...specRows(reading, settings),
    checkPlaceholders([reading], severityOf(noPlaceholders, settings)),
    checkHiddenText([reading], severityOf(noHiddenText, settings)),
  ];
  return { state: "judged", findings, reviewerSections: [quoteWhole(spec)] };
}

function specRows({ plan }: Reading, settings: PlanSettings): readonly Finding[] {
  return specRules.map((rule) => judgeSpec(rule, plan, severityOf(rule, settings)));
}

/** A picture is no text elsewhere either. */
function isTextInLfs({ path, text }: PlanFile): boolean {
  return isLfsPointer(text) && !/\.(?:png|jpe?g|gif|webp|pdf)$/iu.test(path);
}

function whyNotInLfs(path: string): string {
  const { fact, instruction } = describeLfsPointer(path);
  return `${fact} ${instruction}`;
}

function read(input: PlanInput, settings: PlanSettings): Reading {
  const added: (readonly [Topic, string])[] = [];
  for (const rule of evidenceRules) {
    for (const heading of settings.headings[rule.id] ?? []) added.push([rule.topics[0], heading]);
  }
  const topics = topicIndex(added);
  return {
    plan: parsePlan(input.plan.path, input.plan.text, topics),
    siblings: input.siblings.map((file) => parsePlan(file.path, file.text, topics)),
  };
}

/** By itself, so that nothing it says is evidence for the plan. */
function readSpec({ path, text }: PlanFile): Reading {
  return { plan: parsePlan(path, text, topicIndex([])), siblings: [] };
}

function severityOf(rule: Rule, settings: PlanSettings): Severity {
  return settings.severities[rule.id] ?? rule.defaultSeverity;
}

type Base = Pick<Finding, "ruleId" | "title" | "group" | "severity" | "reason">;

function off(base: Base): Finding {
  return { ...base, status: "off", evidence: [], message: "This rule is off.", nearMisses: [], fix: null };
}

function checkPlaceholders(readings: readonly Reading[], severity: Severity): Finding {
  const { id: ruleId, title, group, docs } = noPlaceholders;
  const base = { ruleId, title, group, severity, reason: null };
  if (severity === "off") return off(base);
  const found = readings.flatMap(findPlaceholders);
  const [first] = found;
  if (first === undefined)
    return {
      ...base,
      status: "pass",
      evidence: [],
      message: "No placeholders left.",
      nearMisses: [],
      fix: null,
    };
  const message = `${String(found.length)} ${found.length === 1 ? "placeholder" : "placeholders"} left.`;
  const fix = { line: first.startLine, instruction: docs.instruction, example: docs.good };
  return { ...base, status: "fail", evidence: [], message, nearMisses: found, fix };
}

function checkHiddenText(readings: readonly Reading[], severity: Severity): Finding {
  const { id: ruleId, title, group, docs } = noHiddenText;
  const base = { ruleId, title, group, severity, reason: null };
  if (severity === "off") return off(base);
  const found = readings.flatMap(findHiddenText);
  const [first] = found;
  if (first === undefined)
    return {
      ...base,
      status: "pass",
      evidence: [],
      message: "Nothing that the rendered page leaves out: no comment, no invisible character.",
      nearMisses: [],
      fix: null,
    };
  const message = `${String(found.length)} ${found.length === 1 ? "place hides" : "places hide"} text from the reader of the page.`;
  const fix = { line: first.startLine, instruction: docs.instruction, example: docs.good };
  return { ...base, status: "fail", evidence: [], message, nearMisses: found, fix };
}
