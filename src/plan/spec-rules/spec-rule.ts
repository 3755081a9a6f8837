import type { Finding, Passage, Severity, SpecRuleId } from "../finding.ts";
import { fold } from "../reading/fold.ts";
import { type Block, type Document, lastLine } from "../reading/plan.ts";
import type { Rule } from "../rule.ts";
import { blockText } from "../signals/evidence.ts";
import { findTerms, type Hit } from "../vocabulary/term-index.ts";
import { type SpecWord, specWords } from "./spec-words.ts";

/** What a rule sees in a specification. */
export interface SpecSight {
  readonly isEnough: boolean;
  /** The answer in one sentence: a fact. */
  readonly message: string;
  /** What it was seen in, or what keeps it from being enough; best first. */
  readonly passages: readonly Passage[];
}

/** A row for specifications. */
export interface SpecRule extends Rule {
  readonly id: SpecRuleId;
  readonly look: (spec: Document) => SpecSight;
}

/** `FR-1`, `US2`, `1.`: numbers that measure nothing. */
const identifiers = /\p{Lu}{1,5}[-. ]?\d{1,4}(?:\.\d{1,3})*|^\s*\d{1,4}[.):]/gu;
/** How many passages a finding shows. */
const shown = 3;

/** What a rule says about a specification; a failing one always names a place in it. */
export function judgeSpec(rule: SpecRule, spec: Document, severity: Severity): Finding {
  const { id: ruleId, title, group, docs } = rule;
  const base = { ruleId, title, group, severity, reason: null };
  if (severity === "off")
    return { ...base, status: "off", evidence: [], message: "This rule is off.", nearMisses: [], fix: null };
  const { isEnough, message, passages } = rule.look(spec);
  const places = passages.slice(0, shown);
  if (isEnough) return { ...base, status: "pass", evidence: places, message, nearMisses: [], fix: null };
  const nearMisses = places.length > 0 ? places : [beginning(spec)];
  const line = places.length > 0 ? Math.min(...places.map(({ startLine }) => startLine)) : lastLine(spec);
  const fix = {
    path: spec.path,
    line,
    instruction: docs.instruction,
    example: docs.good.replace(/^# .*\n+/u, ""),
  };
  return { ...base, status: "fail", evidence: [], message, nearMisses, fix };
}

function beginning({ path, lines }: Document): Passage {
  return { path, startLine: 1, endLine: 1, excerpt: lines.slice(0, 1).join("").slice(0, 120) };
}

/** The words of a passage that matter in a specification, its key included. */
export function wordsIn(block: Block): readonly Hit<SpecWord>[] {
  return findTerms(specWords, fold(blockText(block)));
}

/** Leaves open how much, and gives no number. */
export function isVague(block: Block): boolean {
  const hasNumber = /\p{N}/u.test(block.text.replace(identifiers, ""));
  return !hasNumber && wordsIn(block).some(({ label }) => label === "vague");
}

/** `1 passage`, `2 passages`. */
export function count(passages: readonly unknown[], one: string, several: string): string {
  return passages.length === 1 ? `1 ${one}` : `${passages.length} ${several}`;
}
