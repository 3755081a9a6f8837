import type { EvidenceRuleId, RuleGroup, RuleId, Severity } from "./finding.ts";
import type { Excuse } from "./signals/not-applicable.ts";
import type { Find, EvidenceKind } from "./signals/score.ts";
import type { Topic } from "./vocabulary/vocabulary.ts";

/** What `plan-gate explain` prints and `docs/rules/<id>.md` is made from. */
export interface RuleDocs {
  /** What satisfies the row, in one or two sentences. */
  readonly wants: string;
  /** Why a reviewer needs it. */
  readonly why: string;
  /** What counts, and what does not: one sentence each. */
  readonly notes: readonly string[];
  /** What to do where the row fails, in one sentence. */
  readonly instruction: string;
  /** Markdown that satisfies the row. */
  readonly good: string;
  /** Markdown that looks like it and does not; `null` where the text alone does not decide. */
  readonly bad: string | null;
}

/** A row of the two tables, or a check beside them. */
export interface Rule {
  readonly id: RuleId;
  /** As in the tables. */
  readonly title: string;
  readonly group: RuleGroup;
  readonly defaultSeverity: Severity;
  readonly docs: RuleDocs;
}

/** A row that is satisfied by evidence in the plan's text. */
export interface EvidenceRule extends Rule {
  readonly id: EvidenceRuleId;
  /** The topics whose headings introduce it; added headings count as the first. */
  readonly topics: readonly [Topic, ...Topic[]];
  /** The kinds of evidence it knows, by id; the first are those an author is asked for. */
  readonly kinds: Readonly<Record<string, EvidenceKind>>;
  /** Finds evidence in a block. */
  readonly find: Find;
  /** What excuses the row. */
  readonly excuse: Excuse;
}
