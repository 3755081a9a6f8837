import type { LintFacts, LintFinding, LintRule } from "./lint-rule.ts";
import type { SmokeLintRuleId, SmokeLintSeverities } from "./rule-ids.ts";
import { smokeLintRuleIds } from "./rule-ids.ts";
import { healthchecks } from "./rules/healthchecks.ts";
import { namedVolumes } from "./rules/named-volumes.ts";
import { noPrivileged } from "./rules/no-privileged.ts";
import { pinnedImages } from "./rules/pinned-images.ts";
import { planImages } from "./rules/plan-images.ts";
import { planPorts } from "./rules/plan-ports.ts";
import { uniquePorts } from "./rules/unique-ports.ts";

const rules: Readonly<Record<SmokeLintRuleId, LintRule>> = {
  "pinned-images": pinnedImages,
  healthchecks,
  "unique-ports": uniquePorts,
  "named-volumes": namedVolumes,
  "no-privileged": noPrivileged,
  "plan-images": planImages,
  "plan-ports": planPorts,
};

/** Runs every rule that is not switched off. */
export function lintStack(facts: LintFacts, severities: SmokeLintSeverities): readonly LintFinding[] {
  return smokeLintRuleIds.flatMap((id) => {
    const rule = rules[id];
    const severity = severities[id] ?? rule.defaultSeverity;
    if (severity === "off") return [];
    return rule.check(facts).map((complaint) => ({ ...complaint, rule: id, severity }));
  });
}
