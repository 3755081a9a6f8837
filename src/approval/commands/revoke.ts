import type { CommandAbout } from "../../slash-commands/command.ts";
import { accept, keep, refuse, type Act, type Answer } from "./act.ts";
import { designationProblem } from "../people/eligibility.ts";
import type { SubjectFacts } from "../facts.ts";
import { isRejected } from "../record/latest-word.ts";
import type { Refusal } from "./refusal.ts";
import { decidedBy, nothingToDecide, readTargetsAndReason, unknownName } from "./targets.ts";

/**
 * Decides `/revoke-plan [feature…]`, and the same of specifications: takes back one's own approvals, rejections,
 * waivers and overrides, of whatever text.
 */
export function revoke(act: Act, about: CommandAbout, words: readonly string[]): Answer {
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
