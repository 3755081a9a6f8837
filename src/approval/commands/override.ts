import type { CommandAbout } from "../../slash-commands/command.ts";
import { quote } from "../../slash-commands/quote.ts";
import { configSubject, implementationSubjectName, smokeSubjectName, subjectKind } from "../approval.ts";
import { shortDigest } from "../digest.ts";
import type { ApprovalFacts, SubjectFacts } from "../facts.ts";
import { overrideProblem } from "../people/eligibility.ts";
import { standingWords } from "../record/standing-words.ts";
import { accept, type Act, type CommandAnswer, keep, readReason, refuse } from "./act.ts";
import { lastSeen } from "./approve.ts";
import { nameList, type Refusal } from "./refusal.ts";
import { bareTargets, decidedBy, nothingToDecide, readTargetsAndReason, unknownName } from "./targets.ts";

/**
 * Decides `/override-plan [feature…] <reason>`, and the same of specifications: an administrator lets a text through
 * as it is, whatever it lacks but the consent of whoever rejected it. The code that waits for a plan can be let
 * through by its name; the stack is waived.
 */
export function override(act: Act, about: CommandAbout, words: readonly string[]): CommandAnswer {
  const problem = overrideProblem(act.input, act.standing);
  if (problem !== null) return { state: "refused", refusal: problem };
  const all = act.input.subjects.filter(({ subject }) => subject !== smokeSubjectName);
  const subjects = decidedBy(all, about);
  if (about === "spec" && subjects.length === 0)
    return refuse("nothing-to-approve", nothingToDecide(act.input, about, "override"));
  const targets = readTargetsAndReason(subjects, words);
  if (targets.state === "refused") return targets;
  const areNamed = targets.named.length > 0;
  const [word = ""] = targets.rest;
  if (!areNamed && reserved.has(word.toLowerCase().replace(/[,:;]$/, "")))
    return { state: "refused", refusal: unknownName(subjects, word, notAReason) };
  const wanted = areNamed ? targets.named : unnamedTargets(act.input, subjects);
  if (wanted.length === 0) return refuse("nothing-to-approve", nothing);
  const kept = keep(
    wanted,
    areNamed,
    (subject) => rejectionProblem(act, subject) ?? errorProblem(subject) ?? unseenProblem(act, subject),
  );
  if (kept.state === "refused") return kept;
  const reason = readReason(targets.rest);
  if (reason === null || !/[\p{L}\p{N}]/u.test(reason)) {
    return refuse(
      "reason-missing",
      `An override needs a reason. Write it after the command: \`/override-${about} <reason>\`.`,
    );
  }
  return accept(act, { type: "override", reason }, kept.subjects);
}

/** Names that are never the beginning of a reason: taken for one, the command would be about all features. */
const reserved: ReadonlySet<string> = new Set([configSubject, smokeSubjectName, implementationSubjectName]);

const notAReason =
  "A reason does not begin with such a name: put another word before it. A smoke test is waived: `/waive-plan smoke <reason>`.";

const nothing =
  "Nothing here can be overridden: no plan is changed, or what is changed cannot be judged as it is. The check says why.";

/** The texts; the code where there are none, and nothing that has no text either. */
function unnamedTargets(
  { hasUnapprovable }: ApprovalFacts,
  subjects: readonly SubjectFacts[],
): readonly SubjectFacts[] {
  const texts = bareTargets(subjects);
  const wanted = texts.length > 0 ? texts : subjects;
  const isBeside = wanted.every(({ subject }) => reserved.has(subject));
  return isBeside && hasUnapprovable ? [] : wanted;
}

/** It takes nobody's objection away. */
function rejectionProblem({ input, words }: Act, subject: SubjectFacts): Refusal | null {
  const { rejections } = standingWords(input, subject, words);
  if (rejections.length === 0) return null;
  const who = nameList(rejections.map(({ login }) => login));
  const message = `${quote(subject.subject)} is rejected by ${who}, and an override does not lift that. Whoever rejected it takes it back with \`/revoke-${subjectKind(subject.subject)}\`, or the text changes.`;
  return { reason: "rejected", message };
}

/** Under settings with errors nothing would pass any more. */
function errorProblem({ subject, failingRuleIds }: SubjectFacts): Refusal | null {
  if (subject !== configSubject || failingRuleIds.length === 0) return null;
  const message =
    "The new settings have errors, and are not overridden. Correct the lines that the check names.";
  return { reason: "not-ready", message };
}

/** Nobody lets through what they could not have seen. */
function unseenProblem({ input, source }: Act, subject: SubjectFacts): Refusal | null {
  const seen = lastSeen(input, subject, source.at);
  if (seen?.digest === subject.digest) return null;
  const fact =
    seen === undefined
      ? `The check had not yet shown ${quote(subject.subject)} when you wrote this.`
      : `The check had shown an earlier text of ${quote(subject.subject)} when you wrote this, ${quote(shortDigest(seen.digest))}; it is ${quote(shortDigest(subject.digest))} now.`;
  return { reason: "stale", message: `${fact} Look at what it shows and write the command again.` };
}
