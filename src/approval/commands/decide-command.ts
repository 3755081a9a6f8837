import type { Command, CommandAbout } from "../../slash-commands/command.ts";
import { accept, keep, refuse, type Act, type CommandAnswer } from "./act.ts";
import { approve } from "./approve.ts";
import { designationProblem } from "../people/eligibility.ts";
import { override } from "./override.ts";
import {
  decidedBy,
  nothingToDecide,
  readRejection,
  readTargetsAndReason,
  textsOf,
  unknownName,
} from "./targets.ts";
import { waive } from "./waive.ts";
import type { SubjectFacts } from "../facts.ts";
import { isRejected } from "../record/latest-word.ts";
import { type Refusal } from "./refusal.ts";
import { readReason } from "./reason.ts";

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
 * `/reject-plan [feature…] <reason>`, and the same of specifications: about the text that is here now. A bare one is about
 * all on which its author may decide, the settings included.
 */
function reject(act: Act, about: CommandAbout, words: readonly string[]): CommandAnswer {
  const subjects = decidedBy(textsOf(act.input.subjects), about);
  if (about === "spec" && subjects.length === 0)
    return refuse("nothing-to-approve", nothingToDecide(act.input, about, "reject"));
  const targets = readRejection(subjects, words);
  if (targets.state === "refused") return targets;
  const areNamed = targets.named.length > 0;
  const wanted = areNamed ? targets.named : subjects;
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
  return accept(act, "reject", kept.subjects, { reason });
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
 * waivers and overrides, of whatever text.
 */
function revoke(act: Act, about: CommandAbout, words: readonly string[]): CommandAnswer {
  const subjects = decidedBy(act.input.subjects, about);
  if (about === "spec" && subjects.length === 0)
    return refuse("nothing-to-revoke", nothingToDecide(act.input, about, "take back"));
  const targets = readTargetsAndReason(subjects, words);
  if (targets.state === "refused") return targets;
  const [unknown] = targets.rest;
  if (unknown !== undefined) return { state: "refused", refusal: unknownName(subjects, unknown) };
  const areNamed = targets.named.length > 0;
  const wanted = areNamed ? targets.named : subjects;
  const kept = keep(wanted, areNamed, (subject) =>
    hasOverridden(act, subject)
      ? null
      : (designationProblem(act.input, subject, act.standing) ?? methodProblem(act, subject)),
  );
  if (kept.state === "refused") return kept;
  if (kept.subjects.length > 0) return accept(act, "revoke", kept.subjects);
  return refuse("nothing-to-revoke", nothingToDecide(act.input, about, "take back"));
}

/** An administrator need not be designated to take an override back, nor be one still. */
function hasOverridden({ words, source }: Act, { subject }: SubjectFacts): boolean {
  return words.some(
    (word) => word.type === "override" && word.subject === subject && word.personId === source.personId,
  );
}

/** There may be nothing to take back yet: a press may be on its way whose webhook comes late. */
function methodProblem({ input, words, source }: Act, subject: SubjectFacts): Refusal | null {
  const own = words.filter((word) => word.subject === subject.subject);
  const hasRejected = own.some((word) => word.personId === source.personId && isRejected(word, own));
  if (!hasRejected || input.config.methods.includes("comment")) return null;
  const message =
    "A rejection is not taken back by a comment here: `approval.methods` leaves comments out. Approve the text in one of the ways it names.";
  return { reason: "method-off", message };
}
