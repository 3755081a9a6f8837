import type { Command, CommandAbout } from "../../slash-commands/command.ts";
import { accept, type Act, type CommandAnswer, keep, readReason, refuse } from "./act.ts";
import { approve } from "./approve.ts";
import { designationProblem } from "../people/eligibility.ts";
import { override } from "./override.ts";
import {
  decidedBy,
  isNamedBy,
  nothingToDecide,
  readRejection,
  readTargetsAndReason,
  textsOf,
  unknownName,
} from "./targets.ts";
import { waive } from "./waive.ts";
import type { SubjectFacts } from "../facts.ts";
import { isGiven, isRejected } from "../record/latest-word.ts";
import { type Refusal } from "./refusal.ts";

/** Decides one command of somebody who wrote it themselves and never edited it. */
export function decideCommand(act: Act, command: Command): CommandAnswer {
  switch (command.type) {
    case "approve":
      return approve(act, command.about, command.words);
    case "reject":
      return reject(act, command.about, command.words);
    case "revoke":
      return revoke(act, command.about, command.words);
    case "waive":
      return waive(act, command.about, command.words);
    case "override":
      return override(act, command.about, command.words);
    case "recheck":
      return recheck(act);
  }
}

/**
 * `/reject-plan [feature…] <reason>`, and the same of specifications: about the text that is here now, and of one
 * that is not here about the last that was. A bare rejection is about all on which its author may decide, the
 * settings included, and of what is not here about that for which somebody's approval waits.
 */
function reject(act: Act, about: CommandAbout, words: readonly string[]): CommandAnswer {
  const here = decidedBy(textsOf(act.input.subjects), about);
  const absent = decidedBy(textsOf(act.input.absent), about);
  const subjects = [...here, ...absent.filter((subject) => isNamedBy(words, subject))];
  const waiting = absent.filter((subject) => isLetThrough(act, subject));
  const reach = [...new Set([...subjects, ...waiting])];
  if (about === "spec" && reach.length === 0)
    return refuse("nothing-to-approve", nothingToDecide(act.input, about, "reject"));
  const targets = readRejection(subjects, words, reach);
  if (targets.state === "refused") return targets;
  const areNamed = targets.named.length > 0;
  const wanted = areNamed ? targets.named : reach;
  if (wanted.length === 0) {
    return refuse("nothing-to-approve", nothingToDecide(act.input, about, "reject"));
  }
  const kept = keep(wanted, areNamed, (subject) => designationProblem(act.input, subject, act.standing));
  if (kept.state === "refused") return kept;
  const reason = readReason(targets.rest);
  if (reason === null) {
    return refuse(
      "reason-missing",
      `A rejection needs a reason. Write it after the command: \`/reject-${about} <reason>\`.`,
    );
  }
  return accept(act, { type: "reject", reason }, kept.subjects);
}

/** Does an approval or an override of the text, whoever gave it, still stand? */
function isLetThrough({ words }: Act, { subject, digest }: SubjectFacts): boolean {
  const own = words.filter((word) => word.subject === subject);
  return own.some((word) => word.digest === digest && word.type !== "waive" && isGiven(word, own));
}

/** `/recheck-plan`: being decided is all it asks for. */
function recheck(act: Act): CommandAnswer {
  if (act.standing?.permissions.write === true) return { state: "accepted", words: [] };
  return refuse(
    "not-designated",
    "`/recheck-plan` is for people who can write to this repository. Ask one of them.",
  );
}

/**
 * Decides `/revoke-plan [feature…]`, and the same of specifications: takes back one's own approvals, rejections,
 * waivers and overrides, of whatever text, also where it is not changed here at the moment.
 */
function revoke(act: Act, about: CommandAbout, words: readonly string[]): CommandAnswer {
  const here = decidedBy(act.input.subjects, about);
  const absent = decidedBy(act.input.absent, about);
  const subjects = [...here, ...absent];
  if (about === "spec" && subjects.length === 0)
    return refuse("nothing-to-revoke", nothingToDecide(act.input, about, "take back"));
  const targets = readTargetsAndReason(subjects, words);
  if (targets.state === "refused") return targets;
  const [unknown] = targets.rest;
  if (unknown !== undefined) return { state: "refused", refusal: unknownName(subjects, unknown) };
  const areNamed = targets.named.length > 0;
  const wanted = areNamed
    ? targets.named
    : [...here, ...absent.filter((subject) => hasGiven(act, subject) || hasRejected(act, subject))];
  const kept = keep(wanted, areNamed, (subject) =>
    hasOverridden(act, subject) || (subject.isAbsent === true && hasGiven(act, subject))
      ? null
      : (designationProblem(act.input, subject, act.standing) ?? methodProblem(act, subject)),
  );
  if (kept.state === "refused") return kept;
  if (kept.subjects.length > 0) return accept(act, { type: "revoke" }, kept.subjects);
  return refuse("nothing-to-revoke", nothingToDecide(act.input, about, "take back"));
}

/** An administrator need not be designated to take an override back, nor be one still. */
function hasOverridden({ words, source }: Act, { subject }: SubjectFacts): boolean {
  return words.some(
    (word) => word.type === "override" && word.subject === subject && word.personId === source.personId,
  );
}

/** Does something that its author gave to a text still stand? */
function hasGiven({ words, source }: Act, { subject }: SubjectFacts): boolean {
  const own = words.filter((word) => word.subject === subject);
  return own.some((word) => word.personId === source.personId && isGiven(word, own));
}

function hasRejected({ words, source }: Act, { subject }: SubjectFacts): boolean {
  const own = words.filter((word) => word.subject === subject);
  return own.some((word) => word.personId === source.personId && isRejected(word, own));
}

/** There may be nothing to take back yet: a press may be on its way whose webhook comes late. */
function methodProblem(act: Act, subject: SubjectFacts): Refusal | null {
  if (!hasRejected(act, subject) || act.input.config.methods.includes("comment")) return null;
  const message =
    "A rejection is not taken back by a comment here: `approval.methods` leaves comments out. Approve the text in one of the ways it names.";
  return { reason: "method-off", message };
}
