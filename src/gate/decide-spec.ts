import { prerequisiteRuleId, type Word } from "../approval/approval.ts";
import { shortDigest } from "../approval/digest.ts";
import type { SubjectFacts } from "../approval/facts.ts";
import { fileNamesOf } from "../feature/file-names.ts";
import type { Finding } from "../plan/finding.ts";
import { quote } from "../slash-commands/quote.ts";
import {
  compareWords,
  failing,
  type FeatureReading,
  judgedText,
  movedBeside,
  partName,
  partOf,
} from "./decide-part.ts";
import { decideSubject, type DecisionContext, type SubjectReading } from "./decide-subject.ts";
import type { FeatureOutcome, Obstacle } from "./decision.ts";
import type { GatedSpec, JudgedSpec } from "./subjects.ts";

/** Decides a changed specification that has a gate of its own. */
export function decideSpec({ feature, change, base }: GatedSpec, context: DecisionContext): FeatureReading {
  const part = partOf(feature, "spec", context);
  const reading = (title: string, outcome: FeatureOutcome, verdict: Obstacle["verdict"] | null) => ({
    decision: { ...part, title, outcome },
    obstacle: verdict && { verdict, reason: `${partName(part)}: ${title}` },
  });
  switch (change.type) {
    case "failed":
      return failing(part, { ...change, ...movedBeside(change.reason, base) });
    case "unreadable":
      return failing(part, { ...change, reason: "spec-unreadable" });
    case "removed": {
      const subject = decideSubject(change.subject, context);
      const outcome = { type: "spec-removed", subject: subject.decision } as const;
      return reading(`removed, ${subject.title}`, outcome, subject.verdict);
    }
    case "judged": {
      const subject = decideSubject(change.subject, context);
      const { judged, title, verdict } = judgedSpec(change, { subject, branch: base.branch }, context);
      return reading(title, { type: "spec-changed", judged }, verdict);
    }
  }
}

function judgedSpec(
  { question, reading }: JudgedSpec,
  { subject, branch }: { readonly subject: SubjectReading; readonly branch: string },
  context: DecisionContext,
) {
  const { feature, head, mergeBases } = question;
  const { approval } = subject.decision;
  const [before] = mergeBases;
  return judgedText({
    planPath: `${fileNamesOf(feature).folder}/${head.path}`,
    planBlobId: head.blobId,
    reviewerSections: reading.judgement.reviewerSections,
    findings: reading.findings,
    subject,
    wordChanges: compareWords(
      {
        before: before !== undefined && before.gated.length > 0 ? before.gated : null,
        now: [head],
        branch,
        approval,
      },
      context,
    ),
  });
}

/** What a plan's row about its specification comes to, where that is changed here and has a gate of its own. */
export interface Prerequisite {
  readonly judge: (row: Finding) => Finding;
  /** The row that people alone can turn, by approving the specification; `null` where it passes, or fails by itself. */
  readonly holds: string | null;
}

/** `null` where the plan follows nothing that is decided here. */
export function readPrerequisite({ follows }: SubjectFacts, context: DecisionContext): Prerequisite | null {
  if (follows === null) return null;
  const spec = context.gated.subjects.find(({ subject }) => subject === follows);
  if (spec === undefined) return { judge: unjudged, holds: null };
  const { decision, verdict } = decideSubject(spec, context);
  const { approval, isReady, commandName, digest } = decision;
  if (approval.state === "approved" && isReady)
    return { judge: (row) => approvedHere(row, approval.approvals, digest), holds: null };
  const name = commandName.length > maxName ? [] : [commandName];
  const command = quote(["/approve-spec", ...name, shortDigest(digest)].join(" "));
  const instruction = isReady
    ? `Have the specification approved first, by ${command}.`
    : "The specification's own rows come first: see what the check says of it.";
  const isPeoples = isReady && verdict === "action_required";
  return {
    judge: (row) => held(row, "The specification is changed here and not approved yet.", instruction),
    holds: isPeoples ? prerequisiteRuleId : null,
  };
}

/** Longer names are left to the digest: what is shown in part cannot be typed. */
const maxName = 60;

function approvedHere(row: Finding, approvals: readonly Word[], digest: string): Finding {
  if (row.ruleId !== prerequisiteRuleId || row.status !== "pass") return row;
  const people = [...new Set(approvals.map(({ login }) => `@${login}`))].join(" and ");
  return { ...row, message: `The specification is approved here by ${people} (\`${shortDigest(digest)}\`).` };
}

function unjudged(row: Finding): Finding {
  const instruction = "See what the check says of the specification, and mend that first.";
  return held(row, "The specification is changed here and cannot be approved as it is.", instruction);
}

/** What the row failed for before stays. */
function held(row: Finding, message: string, instruction: string): Finding {
  if (row.ruleId !== prerequisiteRuleId || row.status !== "pass") return row;
  return { ...row, status: "fail", evidence: [], message, fix: { line: 1, instruction, example: "" } };
}
