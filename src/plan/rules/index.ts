import type { EvidenceRule, Rule } from "../rule.ts";
import { specRules } from "../spec-rules/spec-rules.ts";
import { cliFirst } from "./cli-first.ts";
import { codeBeforePrompts } from "./code-before-prompts.ts";
import { dataModels } from "./data-models.ts";
import { dependencies } from "./dependencies.ts";
import { deterministic } from "./deterministic.ts";
import { errorHandling } from "./error-handling.ts";
import { failureModes } from "./failure-modes.ts";
import { interfaces } from "./interfaces.ts";
import { noHiddenText } from "./no-hidden-text.ts";
import { noPlaceholders } from "./no-placeholders.ts";
import { specExists } from "./spec-exists.ts";
import { tasksAfterApproval } from "./tasks-after-approval.ts";
import { testing } from "./testing.ts";

/** The rows of the two tables, in their order. */
export const evidenceRules: readonly EvidenceRule[] = [
  dataModels,
  interfaces,
  errorHandling,
  failureModes,
  dependencies,
  testing,
  codeBeforePrompts,
  deterministic,
  cliFirst,
];

/** Every built-in rule, in the order in which they are shown. */
export const rules: readonly Rule[] = [
  ...evidenceRules,
  specExists,
  noPlaceholders,
  noHiddenText,
  tasksAfterApproval,
  ...specRules,
];
