import type { CommandAbout } from "../../slash-commands/command.ts";
import { quote } from "../../slash-commands/quote.ts";
import { accept, type Act, type CommandAnswer, keep, readReason, refuse } from "./act.ts";
import { isOnlyWaived, smokeSubjectName } from "../approval.ts";
import { lastSeen } from "./approve.ts";
import { waivingProblem } from "../people/eligibility.ts";
import type { SubjectFacts } from "../facts.ts";
import { shortDigest } from "../digest.ts";
import { nameList, type Refusal } from "./refusal.ts";
import {
  decidedBy,
  isOnlyAName,
  mayBeginReason,
  nothingToDecide,
  readTargetsAndReason,
  textsOf,
} from "./targets.ts";

/**
 * Decides `/waive-plan <rule> [feature] <reason>`, and the same of specifications: for the text that is here now, the
 * row need not pass.
 */
export function waive(act: Act, about: CommandAbout, words: readonly string[]): CommandAnswer {
  const subjects = decidedBy(act.input.subjects, about);
  if (about === "spec" && subjects.length === 0)
    return refuse("nothing-to-approve", nothingToDecide(act.input, about, "waive"));
  const [ruleId, ...others] = words;
  if (ruleId === undefined) {
    return refuse("malformed", `A waiver names a row and a reason: \`/waive-${about} <rule> <reason>\`.`);
  }
  const targets = readTargetsAndReason(textsOf(subjects), others, 1);
  if (targets.state === "refused") return targets;
  const areNamed = targets.named.length > 0 && !isOnlyWaived(ruleId);
  const failing = subjects.filter((subject) => subject.waivableRuleIds.includes(ruleId));
  const wanted = areNamed ? targets.named : failing;
  if (wanted.length === 0) return { state: "refused", refusal: notFailing(subjects, ruleId) };
  const isOneOfSeveral = areNamed && failing.length > 1 && mayBeginReason(textsOf(subjects), others, 1);
  if ((!areNamed && wanted.length > 1) || isOneOfSeveral) return severalFail(failing, ruleId);

  const kept = keep(
    wanted,
    true,
    (subject) =>
      waivingProblem(act.input, subject, act.standing) ??
      (failing.includes(subject) ? unseenProblem(act, subject) : notFailing([subject], ruleId)),
  );
  if (kept.state === "refused") return kept;
  const reason = readReason(targets.rest);
  if (reason === null) {
    return refuse(
      "reason-missing",
      `A waiver needs a reason. Write it at the end: \`/waive-${about} <rule> <reason>\`.`,
    );
  }
  return accept(act, { type: "waive", ruleId, reason }, kept.subjects);
}

/** Nobody waives a stack or code that they could not have seen: where no plan is changed, nothing else holds it. */
function unseenProblem({ input, source }: Act, subject: SubjectFacts): Refusal | null {
  const isSeen = lastSeen(input, subject, source.at)?.digest === subject.digest;
  if (!isOnlyWaived(subject.subject) || isSeen) return null;
  const what = subject.subject === smokeSubjectName ? "the stack" : "the code";
  const message = `The check had not yet shown this state of ${what} when you wrote this. Look at what changed since and waive it again.`;
  return { reason: "stale", message };
}

function notFailing(subjects: readonly SubjectFacts[], ruleId: string): Refusal {
  const failing = [...new Set(subjects.flatMap(({ waivableRuleIds }) => waivableRuleIds))];
  const fact = `${quote(ruleId)} is not a row that fails here`;
  const message = failing.length > 0 ? `${fact}. Name one of ${nameList(failing)}.` : `${fact}: no row does.`;
  return { reason: "unknown-rule", message };
}

function severalFail(subjects: readonly SubjectFacts[], ruleId: string): CommandAnswer {
  const names = nameList(
    subjects.map(({ subject, digest }) => (isOnlyAName(subject) ? subject : shortDigest(digest))),
  );
  return refuse(
    "ambiguous-feature",
    `${quote(ruleId)} fails in several texts. Name one after the row: ${names}.`,
  );
}
