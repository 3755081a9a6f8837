import { partName } from "../../gate/decide-part.ts";
import type { FeatureDecision, PullRequestDecision, SubjectDecision, Verdict } from "../../gate/decision.ts";
import { folderUrl, link, linkFile } from "../text/links.ts";
import type { Place } from "../text/links.ts";
import { missingRows } from "../report/missing-rows.ts";
import { codeSpan, neutralize, neutralizeSentence } from "../text/neutralize.ts";
import { phaseLine } from "./phase-line.ts";
import { ruleTables } from "./rule-tables.ts";
import { subjectBlocks } from "./subject-blocks.ts";
import { changesLine } from "./what-changed.ts";

/** Sign of a verdict, for the eye that runs down a page. */
export const verdictSigns: Readonly<Record<Verdict, string>> = {
  success: "✓",
  action_required: "◐",
  failure: "✗",
};

/** One feature of a pull request, as blocks of Markdown. */
export function featureBlocks(
  decision: FeatureDecision,
  pr: PullRequestDecision,
  place: Place,
): readonly string[] {
  const { feature } = decision;
  const { type } = decision.outcome;
  const isGone = type === "feature-removed" || type === "spec-removed";
  const path = codeSpan(feature.path);
  return [
    `### ${verdictSigns[decision.verdict]} ${neutralize(partName(decision), 80)}: ${neutralize(decision.title, 200)}`,
    `${phaseLine(decision.phase)} · ${isGone ? path : link(path, folderUrl(place, feature.path))}`,
    ...outcomeBlocks(decision, pr, place),
  ];
}

function outcomeBlocks(decision: FeatureDecision, pr: PullRequestDecision, place: Place): readonly string[] {
  const { outcome } = decision;
  const removedBlocks = (fact: string, subject: SubjectDecision) => [
    `${fact} That needs approval too.`,
    subject.files
      .slice(0, 50)
      .map((file) => `- ${codeSpan(file.path)}`)
      .join("\n"),
    ...subjectBlocks(subject, pr, { place, path: decision.feature.path }),
  ];
  switch (outcome.type) {
    case "changed":
    case "spec-changed": {
      const { planPath, findings, subject, wordChanges } = outcome.judged;
      return [
        ...changesLine(wordChanges),
        ...ruleTables({ place, planPath, findings, waivers: subject.waivers }),
        ...missingRows(findings, planPath, place),
        ...subjectBlocks(subject, pr, { place, path: planPath }),
      ];
    }
    case "unchanged":
      return [`The plan is unchanged on ${codeSpan(outcome.base)}: nothing to approve.`];
    case "spec-only":
      return [`Only ${codeSpan(specNameOf(decision))} so far: there is no plan to approve yet.`];
    case "renamed":
      return [`Renamed from ${codeSpan(outcome.from)}; the text of the plan is the same.`];
    case "feature-removed":
      return removedBlocks("The whole feature is removed.", outcome.subject);
    case "spec-removed":
      return removedBlocks(
        "The specification is removed, and there is nothing else of the feature.",
        outcome.subject,
      );
    case "failed":
      return [`${linkFile(place, outcome.path)}: ${neutralizeSentence(outcome.message)}`];
  }
}

function specNameOf({ feature: { form } }: FeatureDecision): string {
  return form?.type === "named" ? form.spec : "spec.md";
}
