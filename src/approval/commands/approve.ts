import { quote } from "../../slash-commands/quote.ts";
import type { CommandAbout } from "../../slash-commands/command.ts";
import { configSubject, prerequisiteRuleId } from "../approval.ts";
import { accept, keep, refuse, type Act, type CommandAnswer } from "./act.ts";
import { shortDigest } from "../digest.ts";
import { eligibilityProblem } from "../people/eligibility.ts";
import type { ApprovalFacts, SubjectFacts } from "../facts.ts";
import type { Shown } from "../record/ledger.ts";
import { nameList, type Refusal } from "./refusal.ts";
import { isLaterSecond } from "../record/seconds.ts";
import { openRules } from "../record/approval-state.ts";
import {
  bareTargets,
  commandName,
  decidedBy,
  digestForm,
  nothingToDecide,
  readTargets,
  textsOf,
  unknownName,
} from "./targets.ts";

/** Decides `/approve-plan [feature…] [digest]`, and the same of specifications. */
export function approve(act: Act, about: CommandAbout, words: readonly string[]): CommandAnswer {
  const subjects = decidedBy(textsOf(act.input.subjects), about);
  if (about === "spec" && subjects.length === 0)
    return refuse("nothing-to-approve", nothingToDecide(act.input, about, "approve"));
  const targets = readTargets(subjects, words);
  if (targets.state === "refused") return targets;
  const [word, ...others] = targets.rest;
  const digest = word !== undefined && digestForm.test(word) ? word.toLowerCase() : "";
  const unknown = digest === "" ? word : others[0];
  if (unknown !== undefined)
    return {
      state: "refused",
      refusal: unknownName(subjects, unknown, otherGate(act.input, about, unknown)),
    };

  const areNamed = targets.named.length > 0;
  const wanted = areNamed ? targets.named : bareTargets(subjects);
  const isConfigAlone = wanted.every(({ subject }) => subject === configSubject);
  if (about === "plan" && !areNamed && isConfigAlone && act.input.hasUnapprovable) {
    return refuse("not-ready", wanted.length === 0 ? unapprovable : `${unapprovable} ${byName}`);
  }
  if (wanted.length === 0) {
    return refuse("nothing-to-approve", nothingToDecide(act.input, about, "approve"));
  }
  const typed = words.filter((one) => digestForm.test(one)).map((one) => one.toLowerCase());
  return approveSubjects(
    act,
    { wanted, areNamed },
    (subject) => twinProblem(act, subject, typed) ?? textProblem(act, subject, digest),
  );
}

const unapprovable = "The plan that is changed here cannot be approved as it is; the check says why.";
const byName = "To approve the settings alone, name them: `/approve-plan config`.";

/** Approves those texts that may be approved; `problemOfText` says whether a text is the one that was seen. */
export function approveSubjects(
  act: Act,
  { wanted, areNamed }: { readonly wanted: readonly SubjectFacts[]; readonly areNamed: boolean },
  problemOfText: (subject: SubjectFacts) => Refusal | null,
): CommandAnswer {
  const kept = keep(
    wanted,
    areNamed,
    (subject) =>
      eligibilityProblem(act.input, subject, act.standing) ??
      readinessProblem(act, subject) ??
      problemOfText(subject),
  );
  return kept.state === "refused" ? kept : accept(act, { type: "approve" }, kept.subjects);
}

/** An earlier text than the one that is here now. */
export function stale(subject: SubjectFacts, seen: string): Refusal {
  const message = `You approved an earlier text of ${quote(subject.subject)}, ${quote(shortDigest(seen))}; it is ${quote(shortDigest(subject.digest))} now. Review what changed since and approve again.`;
  return { reason: "stale", message };
}

/** A feature's plan and its specification have the same names. */
function otherGate({ subjects }: ApprovalFacts, about: CommandAbout, word: string): string {
  const other = about === "plan" ? "spec" : "plan";
  const named = readTargets(decidedBy(textsOf(subjects), other), [word]);
  if (named.state === "refused" || named.named.length === 0) return "";
  const what = { plan: "plan", spec: "specification" }[other];
  return `Its ${what} is approved by ${quote(`/approve-${other}`)}.`;
}

function readinessProblem({ input, words }: Act, subject: SubjectFacts): Refusal | null {
  const missing = openRules(input, subject, words);
  if (missing.length === 0) return null;
  if (subject.follows !== null && missing.join() === prerequisiteRuleId) {
    const command = quote(`/approve-spec ${commandName(subject, input.subjects)}`);
    const message = `The specification that ${quote(subject.subject)} answers is not approved. Approve it first, by ${command}, and the plan when the check shows it as ready.`;
    return { reason: "not-ready", message };
  }
  const message = `${quote(subject.subject)} is not ready: ${nameList(missing)} ${missing.length === 1 ? "fails" : "fail"}. Approve it when the check shows it as ready.`;
  return { reason: "not-ready", message };
}

/** Twelve digits of a digest can be made to fit two texts: what was typed for the one approves neither. */
function twinProblem(
  { input }: Act,
  { subject, digest }: SubjectFacts,
  typed: readonly string[],
): Refusal | null {
  const own = typed.find((digits) => digest.startsWith(digits));
  if (own === undefined) return null;
  const isOfAnother = (text: Shown) => text.digest !== digest && text.digest.startsWith(own);
  if (!input.entry.shown.some(isOfAnother)) return null;
  const message = `${quote(own)} begins the digests of two texts that the check has shown. Read the text of ${quote(subject)} that is here now, and write all of its digest: ${quote(digest)}.`;
  return { reason: "digest-mismatch", message };
}

/** Nobody approves what they could not have seen: it is the text that was shown last in an earlier second. */
function textProblem({ input, source }: Act, subject: SubjectFacts, digest: string): Refusal | null {
  const shown = input.entry.shown.filter(
    (text) => text.subject === subject.subject && text.isUnready !== true,
  );
  if (!subject.digest.startsWith(digest)) {
    const older = shown.findLast((text) => text.digest.startsWith(digest));
    return older === undefined ? mismatch(subject, digest) : stale(subject, older.digest);
  }
  const seen = lastSeen({ entry: { ...input.entry, shown } }, subject, source.at);
  if (seen === undefined) {
    const message = `The check had not yet shown ${quote(subject.subject)} as ready when you wrote this. Review it there and approve again.`;
    return { reason: "stale", message };
  }
  return seen.digest === subject.digest ? null : stale(subject, seen.digest);
}

/** What the check had shown of a text last, ready or not, in an earlier second than the given one. */
export function lastSeen(
  { entry }: Pick<ApprovalFacts, "entry">,
  { subject }: SubjectFacts,
  saidAt: string,
): Shown | undefined {
  return entry.shown.findLast(
    (text) => text.subject === subject && text.at !== null && isLaterSecond(saidAt, text.at),
  );
}

function mismatch(subject: SubjectFacts, digest: string): Refusal {
  const message = `${quote(digest)} is not the digest of ${quote(subject.subject)}, which is ${quote(shortDigest(subject.digest))}. Copy the command from the check.`;
  return { reason: "digest-mismatch", message };
}
