import { codeSpan } from "../../slash-commands/code-span.ts";
import { configSubject } from "../approval.ts";
import { accept, keep, refuse, type Act, type Answer } from "./act.ts";
import { shortDigest } from "../digest.ts";
import { eligibilityProblem } from "../people/eligibility.ts";
import type { ApprovalFacts, SubjectFacts } from "../facts.ts";
import type { Shown } from "../record/ledger.ts";
import { nameList, type Refusal } from "./refusal.ts";
import { isLaterSecond } from "../record/seconds.ts";
import { isReady, standingWords } from "../record/standing-words.ts";
import { bareTargets, digestForm, readTargets, textsOf, unknownName } from "./targets.ts";

/** Decides `/approve-plan [feature…] [digest]`. */
export function approve(act: Act, words: readonly string[]): Answer {
  const subjects = textsOf(act.input.subjects);
  const targets = readTargets(subjects, words);
  if (targets.state === "refused") return targets;
  const [word, ...others] = targets.rest;
  const digest = word !== undefined && digestForm.test(word) ? word.toLowerCase() : "";
  const unknown = digest === "" ? word : others[0];
  if (unknown !== undefined) return { state: "refused", refusal: unknownName(subjects, unknown) };

  const areNamed = targets.named.length > 0;
  const wanted = areNamed ? targets.named : bareTargets(subjects);
  const isConfigAlone = wanted.every(({ subject }) => subject === configSubject);
  if (!areNamed && isConfigAlone && act.input.hasUnapprovable) {
    return refuse("not-ready", wanted.length === 0 ? unapprovable : `${unapprovable} ${byName}`);
  }
  if (wanted.length === 0) {
    return refuse("nothing-to-approve", "No plan is changed here, so there is nothing to approve.");
  }
  return approveSubjects(act, wanted, areNamed, (subject) => textProblem(act, subject, digest));
}

const unapprovable = "The plan that is changed here cannot be approved as it is; the check says why.";
const byName = "To approve the settings alone, name them: `/approve-plan config`.";

/** Approves those texts that may be approved; `problemOfText` says whether a text is the one that was seen. */
export function approveSubjects(
  act: Act,
  wanted: readonly SubjectFacts[],
  areNamed: boolean,
  problemOfText: (subject: SubjectFacts) => Refusal | null,
): Answer {
  const kept = keep(
    wanted,
    areNamed,
    (subject) =>
      eligibilityProblem(act.input, subject, act.standing) ??
      readinessProblem(act, subject) ??
      problemOfText(subject),
  );
  return kept.state === "refused" ? kept : accept(act, "approve", kept.subjects);
}

/** An earlier text than the one that is here now. */
export function stale(subject: SubjectFacts, seen: string): Refusal {
  const message = `You approved an earlier text of ${codeSpan(subject.subject)}, ${codeSpan(shortDigest(seen))}; it is ${codeSpan(shortDigest(subject.digest))} now. Review what changed since and approve again.`;
  return { reason: "stale", message };
}

function readinessProblem({ input, words }: Act, subject: SubjectFacts): Refusal | null {
  const { waivers } = standingWords(input, subject, words);
  if (isReady(subject, waivers)) return null;
  const missing = subject.failingRuleIds.filter((id) => !waivers.some(({ ruleId }) => ruleId === id));
  const message = `${codeSpan(subject.subject)} is not ready: ${nameList(missing)} ${missing.length === 1 ? "fails" : "fail"}. Approve it when the check shows it as ready.`;
  return { reason: "not-ready", message };
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
    const message = `The check had not yet shown ${codeSpan(subject.subject)} as ready when you wrote this. Review it there and approve again.`;
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
  const message = `${codeSpan(digest)} is not the digest of ${codeSpan(subject.subject)}, which is ${codeSpan(shortDigest(subject.digest))}. Copy the command from the check.`;
  return { reason: "digest-mismatch", message };
}
