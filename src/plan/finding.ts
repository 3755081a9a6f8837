/** Ids of the rows for specifications, in their order. */
export const specRuleIds = ["spec-testable", "spec-atomic", "spec-unambiguous", "spec-dependencies"] as const;

export type SpecRuleId = (typeof specRuleIds)[number];

/** Ids of the built-in rules, in the order in which they are shown. */
export const ruleIds = [
  "data-models",
  "interfaces",
  "error-handling",
  "failure-modes",
  "dependencies",
  "testing",
  "code-before-prompts",
  "deterministic",
  "cli-first",
  "spec-exists",
  "no-placeholders",
  "no-hidden-text",
  "tasks-after-approval",
  ...specRuleIds,
] as const;

export type RuleId = (typeof ruleIds)[number];

/** Ids of the rows of the two tables. */
export type EvidenceRuleId = Exclude<
  RuleId,
  SpecRuleId | "spec-exists" | "no-placeholders" | "no-hidden-text" | "tasks-after-approval"
>;

/** `house` rules are the sections a team adds in its config. */
export type RuleGroup = "section" | "principle" | "prerequisite" | "hygiene" | "house";

export type Severity = "error" | "warning" | "off";

/** `off`: the rule did not look. `waived` is only ever set by the gate. */
export type FindingStatus = "pass" | "not-applicable" | "fail" | "waived" | "off";

/** A passage a reviewer would point at. */
export interface Passage {
  /** Path of the file, from the root of the repository. */
  readonly path: string;
  /** From 1. */
  readonly startLine: number;
  /** From 1, inclusive. */
  readonly endLine: number;
  /** One line of plain text, at most 120 characters; hostile until neutralized. */
  readonly excerpt: string;
}

/** What one rule says about one plan. */
export interface Finding {
  /** A rule's id, or the id of a section that the config adds. */
  readonly ruleId: string;
  /** The row's title, as in the two tables. */
  readonly title: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  readonly status: FindingStatus;
  /** Best first; never empty for `pass` and `not-applicable` of sections and principles. */
  readonly evidence: readonly Passage[];
  /** The answer in one sentence: a fact. */
  readonly message: string;
  /** The plan's own words for why the row does not apply, or the approver's for a waiver. */
  readonly reason: string | null;
  /** What was found that was not enough, best first. */
  readonly nearMisses: readonly Passage[];
  /** What to write, and the line of the plan to put it at. `null` unless the rule fails. */
  readonly fix: Fix | null;
}

export interface Fix {
  /** The file whose line it is, from the root of the repository, where that is not the plan. */
  readonly path?: string;
  /** Line to put it at, from 1. */
  readonly line: number;
  /** That line ends the plan's own section on the matter, which has its heading. */
  readonly endsSection?: true;
  /** What to do, in one sentence. */
  readonly instruction: string;
  /** Markdown to start from. */
  readonly example: string;
}
