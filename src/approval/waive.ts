import { codeSpan } from "../slash-commands/code-span.ts";
import { accept, keep, refuse, type Act, type Answer } from "./act.ts";
import { eligibilityProblem } from "./eligibility.ts";
import type { SubjectFacts } from "./facts.ts";
import { readReason } from "./reason.ts";
import { nameList, type Refusal } from "./refusal.ts";
import { readTargets, unknownName } from "./targets.ts";

/** A word that would be the id or path of a feature, were it gated here: no reason begins so. */
const hasFormOfName = /^(?:f-\d{1,9}$|\.specify\/)/i;

/** The row that is about the head and not about one text: a waiver of it needs no name. */
const sharedRuleId = "smoke";

/** Decides `/waive-plan <rule> [feature] <reason>`: for the text that is here now, the row need not pass. */
export function waive(act: Act, words: readonly string[]): Answer {
  const [ruleId, ...others] = words;
  if (ruleId === undefined) {
    return refuse("malformed", "A waiver names a row and a reason: `/waive-plan <rule> <reason>`.");
  }
  const targets = readTargets(act.input.subjects, others);
  if (targets.state === "refused") return targets;
  const [first = ""] = targets.rest;
  if (hasFormOfName.test(first)) return { state: "refused", refusal: unknownName(act.input.subjects, first) };
  const areNamed = targets.named.length > 0;
  const failing = act.input.subjects.filter((subject) => subject.waivableRuleIds.includes(ruleId));
  const wanted = areNamed ? targets.named : failing;
  if (wanted.length === 0) return { state: "refused", refusal: notFailing(act.input.subjects, ruleId) };
  if (!areNamed && wanted.length > 1 && ruleId !== sharedRuleId) return severalFail(wanted, ruleId);

  const kept = keep(
    wanted,
    true,
    (subject) =>
      eligibilityProblem(act.input, subject, act.standing) ??
      (failing.includes(subject) ? null : notFailing([subject], ruleId)),
  );
  if (kept.state === "refused") return kept;
  const reason = readReason(targets.rest);
  if (reason === null) {
    return refuse(
      "reason-missing",
      "A waiver needs a reason. Write it at the end: `/waive-plan <rule> <reason>`.",
    );
  }
  return accept(act, "waive", kept.subjects, { ruleId, reason });
}

function notFailing(subjects: readonly SubjectFacts[], ruleId: string): Refusal {
  const failing = [...new Set(subjects.flatMap(({ waivableRuleIds }) => waivableRuleIds))];
  const fact = `${codeSpan(ruleId)} is not a row that fails here`;
  const message = failing.length > 0 ? `${fact}. Name one of ${nameList(failing)}.` : `${fact}: no row does.`;
  return { reason: "unknown-rule", message };
}

function severalFail(subjects: readonly SubjectFacts[], ruleId: string): Answer {
  const names = nameList(subjects.map(({ subject }) => subject));
  return refuse(
    "ambiguous-feature",
    `${codeSpan(ruleId)} fails in several texts. Name one after the row: ${names}.`,
  );
}
