import type { Finding, Passage, Severity } from "./finding.ts";
import { fold } from "./reading/fold.ts";
import { isForeign } from "./reading/language.ts";
import { type Document, keyLevel, lastLine, type Reading, type Section } from "./reading/plan.ts";
import type { EvidenceRule } from "./rule.ts";
import { evidenceRules } from "./rules/index.ts";
import { blockPassage, sectionPassage } from "./signals/evidence.ts";
import { readExhibits, type Exhibit } from "./signals/exhibit.ts";
import { findNotApplicable, saying } from "./signals/not-applicable.ts";
import {
  describeFacts,
  describeMissing,
  enough,
  gatherFacts,
  sumPoints,
  type Fact,
} from "./signals/score.ts";
import { kindOf, type PlanKind } from "./signals/plan-kind.ts";
import { findPassages } from "./signals/passages.ts";
import { documents, topicSections } from "./signals/topic-blocks.ts";
import { passageWeights, weights } from "./signals/weights.ts";

const structureOnly =
  "Judged by structure only: no words of this language known; name its headings under `headings:` in the settings.";
/** How many passages a finding shows. */
const shown = 3;

/** Judges the rows of the two tables, each block read once for all of them. */
export function judgeRows(
  reading: Reading,
  severityOf: (rule: EvidenceRule) => Severity,
): readonly Finding[] {
  const exhibits = documents(reading).flatMap(readExhibits).filter(isOwn);
  const rows = evidenceRules.map((rule) => ({
    rule,
    finding: judgeRow({ rule, reading, severity: severityOf(rule) }, exhibits),
  }));
  const counted = weighExcuses(rows, reading, exhibits);
  const isFailing = counted.some(({ status }) => status === "fail");
  return isFailing && isForeign(reading.plan) ? tellForeign(counted) : counted;
}

interface Judged {
  readonly rule: EvidenceRule;
  readonly finding: Finding;
}

/** What the plan is for decides how many rows it may excuse. */
function weighExcuses(
  rows: readonly Judged[],
  reading: Reading,
  exhibits: readonly Exhibit[],
): readonly Finding[] {
  const excused = rows.filter(({ finding }) => finding.status === "not-applicable").length;
  if (excused === 0) return rows.map(({ finding }) => finding);
  const kind = kindOf(exhibits);
  const isBelieved = excused <= kind.mostExcused;
  return rows.map(({ rule, finding }) => {
    if (finding.status !== "not-applicable") return finding;
    const row = { rule, reading, severity: finding.severity };
    return isBelieved ? count(finding, excused, kind) : disbelieve(row, finding, { excused, kind });
  });
}

/** What the rules say of themselves, folded. */
const ruleText = evidenceRules.map(({ docs }) => fold(`${docs.wants} ${docs.instruction}`)).join("\n");
/** Shorter sentences are as good as anybody's. */
const shortestCopy = 40;

/** A passage that copies a rule's own text says nothing about the plan. */
function isOwn({ said }: Exhibit): boolean {
  return !said.some(({ folded }) => {
    const sentence = folded.replace(/[.\s]+$/u, "");
    return sentence.length >= shortestCopy && ruleText.includes(sentence);
  });
}

function count(finding: Finding, excused: number, { name, mostExcused }: PlanKind): Finding {
  const rows = excused === 1 ? "1 row is" : `${String(excused)} rows are`;
  const message = `${finding.title}: not applicable, the plan says why; ${rows} excused, of a plan for ${name} at most ${String(mostExcused)} can be.`;
  return { ...finding, message };
}

/** The first row that fails says why many may. */
function tellForeign(findings: readonly Finding[]): readonly Finding[] {
  const failing = findings.findIndex(({ status }) => status === "fail");
  return findings.map((finding, at) =>
    at === failing ? { ...finding, message: `${finding.message} ${structureOnly}` } : finding,
  );
}

interface Row {
  readonly rule: EvidenceRule;
  readonly reading: Reading;
  readonly severity: Severity;
}

type Base = Pick<Finding, "ruleId" | "title" | "group" | "severity" | "reason">;

function baseOf({ rule, severity }: Row): Base {
  return { ruleId: rule.id, title: rule.title, group: rule.group, severity, reason: null };
}

function judgeRow(row: Row, exhibits: readonly Exhibit[]): Finding {
  const { rule, reading, severity } = row;
  const base = baseOf(row);
  if (severity === "off")
    return { ...base, status: "off", evidence: [], message: "This rule is off.", nearMisses: [], fix: null };
  const facts = gatherFacts(rule.find, exhibits);
  const points = weights[rule.id];
  const passages = findPassages(rule, { points, traits: passageWeights, most: shown }, facts);
  if (sumPoints(rule.kinds, points, facts) >= enough) {
    const message = `${rule.title}: found ${describeFacts(rule.kinds, points, facts)}.`;
    return { ...base, status: "pass", evidence: passages, message, nearMisses: [], fix: null };
  }
  const excuse = findNotApplicable(reading.plan, rule.excuse);
  if (excuse === null) return fail(row, facts, passages);
  const { block, reason } = excuse;
  const evidence = [{ ...blockPassage(block), excerpt: saying(block).replace(/\s+/gu, " ").slice(0, 120) }];
  const message = `${rule.title}: not applicable, the plan says why.`;
  return { ...base, status: "not-applicable", evidence, message, reason, nearMisses: [], fix: null };
}

function fail(row: Row, facts: readonly Fact[], passages: readonly Passage[]): Finding {
  const { rule, reading } = row;
  const points = weights[rule.id];
  const found = describeFacts(rule.kinds, points, facts);
  const missing = describeMissing(rule.kinds, points, facts);
  const verdict =
    found === ""
      ? `no evidence found; ${missing} would be enough`
      : `found ${found}; ${missing} would be enough`;
  const message = `${rule.title}: ${verdict}.${checklistNote(reading.plan, facts)}${fenceNote(reading.plan)}`;
  const empty = documents(reading).flatMap((document) =>
    topicSections(document, rule.topics[0]).map(sectionPassage),
  );
  const promised = empty.filter((passage) => !passages.some((other) => isWithin(other, passage)));
  const nearMisses = [...passages, ...promised].slice(0, shown);
  return {
    ...baseOf(row),
    status: "fail",
    evidence: [],
    message,
    nearMisses,
    fix: fixOf(rule, reading.plan),
  };
}

function isWithin(inner: Passage, outer: Passage): boolean {
  return inner.path === outer.path && outer.startLine <= inner.startLine && inner.endLine <= outer.endLine;
}

/** The end of the plan's own section on the matter, with what belongs below its heading; or of the plan, with a heading. */
function fixOf({ docs, topics }: EvidenceRule, plan: Document): Finding["fix"] {
  const section = topicSections(plan, topics[0]).find(canHold);
  const end = section?.endLine ?? lastLine(plan);
  const fence = openFence(plan) ?? Infinity;
  const { instruction, good } = docs;
  const line = end < fence ? end : Math.max(1, fence - 1);
  if (section === undefined) return { line, instruction, example: good };
  return { line, endsSection: true, instruction, example: good.replace(/^#+ .*\n+/u, "") };
}

/** Whether what is written below it counts; an item of a list is no place to write in. */
function canHold({ level, about }: Section): boolean {
  return level <= keyLevel && !about.has("open-questions") && !about.has("out-of-scope");
}

/** Line of a fence that nothing closes, behind which all is code; `null` where there is none. */
function openFence({ blocks, lines }: Document): number | null {
  const last = blocks.at(-1);
  if (last?.kind !== "code") return null;
  const [first = "", ...rest] = lines.slice(last.startLine - 1, last.endLine);
  const [fence] = /^(?:```|~~~)/u.exec(first.trim()) ?? [];
  if (fence === undefined) return null;
  return rest.at(-1)?.trim().startsWith(fence) === true ? null : last.startLine;
}

function fenceNote(plan: Document): string {
  const line = openFence(plan);
  return line === null
    ? ""
    : ` The code fence at line ${String(line)} is never closed: what stands behind it is code.`;
}

function checklistNote({ checklists }: Document, facts: readonly Fact[]): string {
  const [line] = checklists;
  if (line === undefined || facts.length > 0) return "";
  return ` The table at line ${String(line)} is a checklist: what it points to counts, a tick does not.`;
}

/** A plan that excuses more rows than one of its kind can do without excuses none of them. */
function disbelieve(
  row: Row,
  finding: Finding,
  { excused, kind }: { readonly excused: number; readonly kind: PlanKind },
): Finding {
  const { name, mostExcused } = kind;
  const message = `${row.rule.title}: ${String(excused)} rows are said not to apply, of a plan for ${name} at most ${String(mostExcused)} can be believed.`;
  return {
    ...finding,
    status: "fail",
    evidence: [],
    reason: null,
    message,
    nearMisses: finding.evidence,
    fix: fixOf(row.rule, row.reading.plan),
  };
}
