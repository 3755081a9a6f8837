import { smokeLintRuleIds } from "./rule-ids.ts";
import type { SmokeLintRuleId, SmokeLintSeverities, SmokeLintSeverity } from "./rule-ids.ts";

/** Severities, or a rule that does not exist. */
export type SeveritiesResult =
  | { readonly state: "known"; readonly severities: SmokeLintSeverities }
  | { readonly state: "unknown"; readonly message: string };

/** Reads `smoke.rules` of the config. */
export function parseSeverities(rules: Readonly<Record<string, SmokeLintSeverity>>): SeveritiesResult {
  const severities: Partial<Record<SmokeLintRuleId, SmokeLintSeverity>> = {};
  for (const [name, severity] of Object.entries(rules)) {
    const id = smokeLintRuleIds.find((candidate) => candidate === name);
    if (id === undefined) {
      const known = smokeLintRuleIds.map((candidate) => `\`${candidate}\``).join(", ");
      return {
        state: "unknown",
        message: `\`smoke.rules.${name}\` is not a rule of the smoke test; these are: ${known}.`,
      };
    }
    severities[id] = severity;
  }
  return { state: "known", severities };
}
