import type { PlanSettings } from "../plan/settings.ts";
import type { Config } from "./config.ts";

/** The part of the config that judging a plan needs. */
export function planSettings(config: Config): PlanSettings {
  return { severities: config.rules, headings: config.headings, sections: config.sections };
}
