import type { PlanSettings } from "../plan/settings.ts";
import { specRules } from "../plan/spec-rules/spec-rules.ts";
import type { Config } from "./config.ts";

/** The part of the config that judging a plan needs. The rows of a specification with a gate of its own are errors. */
export function planSettings({ rules, headings, sections, spec }: Config): PlanSettings {
  const errors = specRules.map(({ id }) => [id, "error"] as const);
  const severities = spec === "approved" ? { ...Object.fromEntries(errors), ...rules } : rules;
  return { severities, headings, sections };
}
