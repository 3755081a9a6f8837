import type { Command } from "../../slash-commands/command.ts";
import { accept, keep, refuse, type Act, type Answer } from "./act.ts";
import { approve } from "./approve.ts";
import { designationProblem } from "../people/eligibility.ts";
import { override } from "./override.ts";
import { readReason } from "./reason.ts";
import { revoke } from "./revoke.ts";
import { bareTargets, readTargetsAndReason, textsOf } from "./targets.ts";
import { waive } from "./waive.ts";

/** Decides one command of somebody who wrote it themselves and never edited it. */
export function decideCommand(act: Act, command: Command): Answer {
  switch (command.type) {
    case "approve":
      return approve(act, command.words);
    case "reject":
      return reject(act, command.words);
    case "revoke":
      return revoke(act, command.words);
    case "waive":
      return waive(act, command.words);
    case "override":
      return override(act, command.words);
    case "recheck":
      return recheck(act);
  }
}

/** `/reject-plan [feature…] <reason>`: about the text that is here now. */
function reject(act: Act, words: readonly string[]): Answer {
  const subjects = textsOf(act.input.subjects);
  const targets = readTargetsAndReason(subjects, words);
  if (targets.state === "refused") return targets;
  const areNamed = targets.named.length > 0;
  const wanted = areNamed ? targets.named : bareTargets(subjects);
  if (wanted.length === 0) {
    return refuse("nothing-to-approve", "No plan is changed here, so there is nothing to reject.");
  }
  const kept = keep(wanted, areNamed, (subject) => designationProblem(act.input, subject, act.standing));
  if (kept.state === "refused") return kept;
  const reason = readReason(targets.rest);
  if (reason === null) {
    return refuse(
      "reason-missing",
      "A rejection needs a reason. Write it after the command: `/reject-plan <reason>`.",
    );
  }
  return accept(act, "reject", kept.subjects, { reason });
}

/** `/recheck-plan`: being decided is all it asks for. */
function recheck(act: Act): Answer {
  if (act.standing?.permissions.write === true) return { state: "accepted", words: [] };
  return refuse(
    "not-designated",
    "`/recheck-plan` is for people who can write to this repository. Ask one of them.",
  );
}
