import { evidenceRules, rules } from "../../src/plan/rules/index.ts";

/** A plan with evidence for every row: the rules' own examples. */
export const goodPlan = `# Invitations\n\n${evidenceRules.map(({ docs }) => docs.good).join("\n")}`;

/** A specification with content. */
export const goodSpec = rules.find(({ id }) => id === "spec-exists")?.docs.good ?? "";
