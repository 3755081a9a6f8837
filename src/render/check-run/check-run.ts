import type { Decision } from "../../gate/decision.ts";
import type { Repository } from "../../pull-request/snapshot.ts";
import { annotations, type Annotation } from "./annotations.ts";
import { checkActions, type CheckAction } from "./check-actions.ts";
import { cutBytes, maxOutputBytes, restAt } from "../text/cut-bytes.ts";
import { verdictSigns } from "./subject-blocks.ts";
import { link, type LinkTarget } from "../text/links.ts";
import { neutralize, neutralizeSentence } from "../text/neutralize.ts";
import { pullRequestBlocks } from "./pull-request-blocks.ts";
import { reviewerText } from "./reviewer-text.ts";
import { visibleLine } from "../text/visible-text.ts";

/** What rendering needs beyond the decision. */
interface RenderContext {
  readonly repository: Repository;
  /** The ledger as the last block of the text; empty where there is none. */
  readonly ledgerBlock: string;
}

/** A check run as people see it; summary and text are Markdown of at most 65,535 bytes each. */
interface RenderedCheckRun {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly actions: readonly CheckAction[];
  readonly annotations: readonly Annotation[];
}

/** The whole check run: verdict first, nothing of the repository's text rendered as markup. */
export function renderCheckRun(decision: Decision, context: RenderContext): RenderedCheckRun {
  const { repository, ledgerBlock } = context;
  const place: LinkTarget = { repository, headSha: decision.headSha };
  const rest = restAt(wholeUrl(decision, place));
  return {
    title: visibleLine(decision.title, 255),
    summary: cutBytes(summaryBlocks(decision, place).join("\n\n"), maxOutputBytes, rest),
    text: reviewerText(decision, place, ledgerBlock),
    actions: checkActions(decision.pullRequests),
    annotations: annotations(decision.pullRequests),
  };
}

function summaryBlocks(decision: Decision, place: LinkTarget): readonly string[] {
  const { pullRequests } = decision;
  const [only] = pullRequests;
  if (only === undefined) return decision.reasons.slice(0, 50).map((reason) => neutralizeSentence(reason));
  const blocks = pullRequests.length === 1 ? pullRequestBlocks(only, place) : severalBlocks(decision, place);
  if (blocks.length > 0) return blocks;
  const isQuiet = decision.verdict === "success";
  return [neutralizeSentence(decision.title), ...(isQuiet ? ["Plan Gate looks at plans, not at code."] : [])];
}

/** The check belongs to the commit, so the worst of its pull requests decides. */
function severalBlocks(decision: Decision, place: LinkTarget): readonly string[] {
  const { pullRequests, verdict } = decision;
  const blocking = pullRequests.filter((pr) => pr.verdict === verdict && verdict !== "success");
  const names = blocking.map((pr) => link(`#${pr.number}`, pr.htmlUrl)).join(", ");
  const because = blocking.length === 0 ? "all of them pass" : `blocked by ${names}`;
  return [
    `**${pullRequests.length} pull requests have this commit as their head**, and the check is for all of them: ${because}.`,
    ...pullRequests.flatMap((pr) => {
      const sign = verdictSigns[pr.verdict];
      const title = `## ${sign} ${link(`#${pr.number}`, pr.htmlUrl)}: ${neutralize(pr.title, 200)}`;
      return [title, ...pullRequestBlocks(pr, place)];
    }),
  ];
}

function wholeUrl(decision: Decision, place: LinkTarget): string {
  const [first] = decision.pullRequests;
  return first === undefined
    ? `${place.repository.htmlUrl}/commit/${place.headSha}`
    : `${first.htmlUrl}/files`;
}
