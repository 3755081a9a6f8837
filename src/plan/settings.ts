import type { RuleId, Severity } from "./finding.ts";

/** A section that a team requires beside the built-in rows. */
export interface HouseSection {
  readonly id: string;
  readonly title: string;
  /** Headings that introduce it; the title counts as well. */
  readonly headings: readonly string[];
}

/** The part of the config that judging needs. */
export interface PlanSettings {
  /** Where a rule differs from its default. */
  readonly severities: Readonly<Partial<Record<RuleId, Severity>>>;
  /** More headings that introduce a row. */
  readonly headings: Readonly<Partial<Record<RuleId, readonly string[]>>>;
  readonly sections: readonly HouseSection[];
}

/** No config: every rule at its default severity. */
export const defaultPlanSettings: PlanSettings = { severities: {}, headings: {}, sections: [] };
