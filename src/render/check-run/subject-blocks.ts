import { shortDigest } from "../../approval/digest.ts";
import type {
  PullRequestDecision,
  SubjectDecision,
  ConfigDecision,
  FeatureDecision,
  Verdict,
} from "../../gate/decision.ts";
import { howToApprove } from "./how-to-approve.ts";
import { historyUrl, link, type LinkTarget, linkFile, linkLines, folderUrl } from "../text/links.ts";
import { codeSpan, neutralize, neutralizeSentence } from "../text/neutralize.ts";
import { quoteBlock } from "../text/quote-block.ts";
import { recordTable } from "./record.ts";
import { partName } from "../../gate/decide-part.ts";
import { phaseLine } from "./phase-line.ts";
import { ruleTables, lacksEvidence, messageOf } from "./rule-tables.ts";
import { changesLine } from "./what-changed.ts";
import type { Finding } from "../../plan/finding.ts";

/** How to approve a text, what changed since somebody did, and who said what; blocks of Markdown. */
export function subjectBlocks(
  subject: SubjectDecision,
  pr: PullRequestDecision,
  shownAt: { readonly place: LinkTarget; readonly path: string },
): readonly string[] {
  const record = recordTable(subject, pr);
  return [
    "#### Approval",
    ...howToApprove(subject, pr),
    ...changes(subject, shownAt.place, shownAt.path),
    ...(record === null ? [] : ["#### Record", record]),
  ];
}

function changes(subject: SubjectDecision, place: LinkTarget, path: string): readonly string[] {
  if (subject.changes === null) return [];
  const { sinceDigest, sinceLogin, diff, isCut } = subject.changes;
  const since = `${codeSpan(`@${sinceLogin}`, 50)} approved ${codeSpan(shortDigest(sinceDigest))}`;
  const whole = link(isCut ? "Cut here: see all changes" : "All changes", historyUrl(place, path));
  return [`#### Changed since ${since}`, quoteBlock(diff, "diff"), `${whole}.`];
}

/** The gate's own settings, where a pull request changes them. */
export function configBlocks(
  config: ConfigDecision,
  pr: PullRequestDecision,
  place: LinkTarget,
): readonly string[] {
  const { path } = config;
  const problems = config.problems.slice(0, 50).map((problem) => {
    const line = { path, startLine: problem.line, endLine: problem.line };
    return `- ${linkLines(place, line, path)}: ${neutralize(problem.message, 500)}`;
  });
  return [
    `### ${verdictSigns[config.verdict]} Settings of the gate: ${neutralize(config.title, 200)}`,
    `${linkFile(place, path)} changes here. This pull request is judged by the settings of the default branch; the new ones count once they are merged.`,
    ...(problems.length === 0 ? [] : [problems.join("\n")]),
    ...subjectBlocks(config.subject, pr, { place, path }),
  ];
}

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
  place: LinkTarget,
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

function outcomeBlocks(
  decision: FeatureDecision,
  pr: PullRequestDecision,
  place: LinkTarget,
): readonly string[] {
  const { outcome, feature } = decision;
  const removed = (fact: string, subject: SubjectDecision) =>
    removedBlocks(fact, { subject, pr, place, path: feature.path });
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
      return removed("The whole feature is removed.", outcome.subject);
    case "spec-removed":
      return removed(
        "The specification is removed, and there is nothing else of the feature.",
        outcome.subject,
      );
    case "failed":
      return [`${linkFile(place, outcome.path)}: ${neutralizeSentence(outcome.message)}`];
  }
}

interface Removed {
  readonly subject: SubjectDecision;
  readonly pr: PullRequestDecision;
  readonly place: LinkTarget;
  /** Of the feature. */
  readonly path: string;
}

function removedBlocks(fact: string, { subject, pr, place, path }: Removed): readonly string[] {
  const files = subject.files.slice(0, 50).map((file) => `- ${codeSpan(file.path)}`);
  return [
    `${fact} That needs approval too.`,
    files.join("\n"),
    ...subjectBlocks(subject, pr, { place, path }),
  ];
}

function specNameOf({ feature: { form } }: FeatureDecision): string {
  return form?.type === "named" ? form.spec : "spec.md";
}

/** For each row that fails: what to write and where, and what came close. */
function missingRows(findings: readonly Finding[], planPath: string, place: LinkTarget): readonly string[] {
  const row = (finding: Finding) => missingRow(finding, planPath, place);
  const failing = findings.filter((finding) => finding.status === "fail");
  const errors = failing.filter((finding) => finding.severity === "error");
  const warnings = failing.filter((finding) => finding.severity !== "error" && saysMore(finding));
  return [
    ...section("#### What to do", errors.flatMap(row)),
    ...section("#### Worth a look", warnings.flatMap(row)),
  ];
}

/** Than its row of the table does. */
function saysMore(finding: Finding): boolean {
  return finding.fix !== null || finding.nearMisses.length > 0;
}

function section(heading: string, blocks: readonly string[]): readonly string[] {
  return blocks.length === 0 ? [] : [heading, ...blocks];
}

function missingRow(finding: Finding, planPath: string, place: LinkTarget): readonly string[] {
  const { fix } = finding;
  const title = `**${neutralize(finding.title, 100)}**`;
  const close = finding.nearMisses.slice(0, maxNearMisses).map((passage) => {
    const judgement = lacksEvidence(finding) ? " is not enough" : "";
    return `- ${linkLines(place, passage, planPath)}${judgement}: ${neutralize(passage.excerpt, 120)}`;
  });
  if (fix === null) return [[`${title}: ${messageOf(finding)}`, ...close].join("\n")];

  const isInPlan = lacksEvidence(finding) || finding.nearMisses.some(({ path }) => path === planPath);
  const line = { path: planPath, startLine: fix.line, endLine: fix.line };
  const where = isInPlan ? `, at ${linkLines(place, line, planPath)}` : "";
  const block = [`${title}${where}: ${neutralizeSentence(fix.instruction)}`, ...close].join("\n");
  if (fix.example.trim() === "") return [block];
  const example = quoteBlock(fix.example, "markdown");
  return [block, "<details><summary>Text to start from</summary>", example, "</details>"];
}

const maxNearMisses = 5;
