import { best, closest, enough, sumPoints } from "./signals/evidence.ts";
import type { Finding, Passage, Severity } from "./finding.ts";
import { checkHouseSection } from "./house-section.ts";
import { saying } from "./signals/not-applicable.ts";
import { isLfsPointer } from "./reading/lfs-pointer.ts";
import { findExceededBound } from "./reading/parse-bounds.ts";
import { isMarkdown, parsePlan, topicIndex } from "./reading/parse-plan.ts";
import type { Reading } from "./reading/plan.ts";
import { quoteForReviewer, type ReviewerSection } from "./reviewer-sections.ts";
import type { EvidenceRule, Rule } from "./rule.ts";
import { evidenceRules } from "./rules/index.ts";
import { findHiddenText, noHiddenText } from "./rules/no-hidden-text.ts";
import { findPlaceholders, noPlaceholders } from "./rules/no-placeholders.ts";
import type { PlanSettings } from "./settings.ts";
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
}

/** `refused`: the text is past a bound, and was not parsed. */
export type Judgement =
  | {
      readonly state: "judged";
      readonly findings: readonly Finding[];
      readonly reviewerSections: readonly ReviewerSection[];
    }
  | { readonly state: "refused"; readonly reason: string; readonly line: number | null };

/** How many passages a finding shows. */
const shown = 3;

/**
 * Judges a plan: the six sections, the three principles, placeholders and hidden text, then the sections of the
 * config. The same text and settings always give the same judgement.
 */
export function checkPlan(input: PlanInput, settings: PlanSettings): Judgement {
  if (input.plan.text.trim() === "") {
    return { state: "refused", reason: `\`${input.plan.path}\` is empty. Write the plan.`, line: null };
  }
  for (const file of [input.plan, ...input.siblings.filter((sibling) => isMarkdown(sibling.path))]) {
    if (isLfsPointer(file.text)) return { state: "refused", reason: inLfs(file.path), line: 1 };
    const exceeded = findExceededBound(file.text);
    if (exceeded !== null)
      return { state: "refused", reason: `\`${file.path}\`: ${exceeded.reason}`, line: exceeded.line };
  }
  const reading = read(input, settings);
  const rows = evidenceRules.map((rule) => judge(rule, reading, severityOf(rule, settings)));
  const findings = [
    ...rows,
    checkPlaceholders(reading, severityOf(noPlaceholders, settings)),
    checkHiddenText(reading, severityOf(noHiddenText, settings)),
    ...settings.sections.map((section) => checkHouseSection(section, reading)),
  ];
  return { state: "judged", findings, reviewerSections: quoteForReviewer(reading, rows) };
}

function inLfs(path: string): string {
  return `\`${path}\` is a pointer to Git LFS, so its text is not in the repository. Take Markdown out of \`.gitattributes\` and commit the text itself.`;
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

function severityOf(rule: Rule, settings: PlanSettings): Severity {
  return settings.severities[rule.id] ?? rule.defaultSeverity;
}

function judge(rule: EvidenceRule, reading: Reading, severity: Severity): Finding {
  const base = { ruleId: rule.id, title: rule.title, group: rule.group, severity, reason: null };
  if (severity === "off") return off(base);
  const candidates = rule.collect(reading);
  if (sumPoints(candidates) >= enough) {
    const evidence = best(candidates, shown);
    return { ...base, status: "pass", evidence, message: `${rule.title}: found.`, nearMisses: [], fix: null };
  }
  const excuse = rule.excuse(reading);
  if (excuse !== null) {
    const { block, reason } = excuse;
    const evidence = [
      {
        path: block.path,
        startLine: block.startLine,
        endLine: block.endLine,
        excerpt: saying(block).slice(0, 120),
      },
    ];
    const message = `${rule.title}: not applicable, the plan says why.`;
    return { ...base, status: "not-applicable", evidence, message, reason, nearMisses: [], fix: null };
  }
  return fail(rule, base, closest(candidates, shown), reading);
}

type Base = Pick<Finding, "ruleId" | "title" | "group" | "severity" | "reason">;

function off(base: Base): Finding {
  return { ...base, status: "off", evidence: [], message: "This rule is off.", nearMisses: [], fix: null };
}

function fail(rule: Rule, base: Base, nearMisses: readonly Passage[], reading: Reading): Finding {
  const near = nearMisses.find((passage) => passage.path === reading.plan.path);
  const line = near?.endLine ?? Math.max(1, reading.plan.lines.length);
  const found = nearMisses.length === 0 ? "no evidence found" : "not enough evidence";
  const fix = { line, instruction: rule.docs.instruction, example: rule.docs.good };
  return { ...base, status: "fail", evidence: [], message: `${rule.title}: ${found}.`, nearMisses, fix };
}

function checkPlaceholders(reading: Reading, severity: Severity): Finding {
  const { id: ruleId, title, group, docs } = noPlaceholders;
  const base = { ruleId, title, group, severity, reason: null };
  if (severity === "off") return off(base);
  const found = findPlaceholders(reading).map((candidate) => candidate.passage);
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

function checkHiddenText(reading: Reading, severity: Severity): Finding {
  const { id: ruleId, title, group, docs } = noHiddenText;
  const base = { ruleId, title, group, severity, reason: null };
  if (severity === "off") return off(base);
  const found = findHiddenText(reading);
  const [first] = found;
  if (first === undefined)
    return {
      ...base,
      status: "pass",
      evidence: [],
      message: "Nothing is hidden.",
      nearMisses: [],
      fix: null,
    };
  const message = `${String(found.length)} ${found.length === 1 ? "place hides" : "places hide"} text from the reader of the page.`;
  const fix = { line: first.startLine, instruction: docs.instruction, example: docs.good };
  return { ...base, status: "fail", evidence: [], message, nearMisses: found, fix };
}
