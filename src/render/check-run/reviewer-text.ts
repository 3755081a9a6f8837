import { partName } from "../../gate/decide-part.ts";
import type { Decision, JudgedPlan } from "../../gate/decision.ts";
import type { Quote } from "../../plan/check-plan.ts";
import { byteLength, cutTogether, fairShare, maxOutputBytes, restAt } from "../text/cut-bytes.ts";
import type { MarkdownPart } from "../text/cut-bytes.ts";
import { fileUrl, historyUrl, linkLines } from "../text/links.ts";
import type { LinkTarget } from "../text/links.ts";
import { neutralize } from "../text/neutralize.ts";
import { rebuildMarkdown } from "../text/rebuild-markdown.ts";
import { whatChanged } from "./what-changed.ts";

/** What the reviewer must be shown, cut to fit, and then the ledger, which is never cut. */
export function reviewerText(decision: Decision, place: LinkTarget, ledgerBlock: string): string {
  const plans = changedPlans(decision);
  const layout = { place, isOneOfSeveral: plans.length > 1, maxCharacters: quotedCharacters(plans) };
  const parts = plans.flatMap((plan) => planParts(plan, layout));
  const separators = 2 * (parts.length + 3);
  const fixed = [heading, leftOut(parts.length, parts.length), ledgerBlock].join("");
  const shown = cutTogether(parts, maxOutputBytes - byteLength(fixed) - separators);
  const absent = shown.filter((text) => text === "").length;
  const note = absent === 0 ? "" : leftOut(absent, parts.length);
  const blocks = parts.length === 0 ? [] : [heading, ...shown, note];
  return [...blocks, ledgerBlock].filter((block) => block !== "").join("\n\n");
}

function leftOut(count: number, total: number): string {
  return `${count} of ${total} parts are left out to fit. Read them in the plans themselves.`;
}

const heading = "## For the reviewer";

interface ChangedPlan {
  readonly id: string;
  readonly judged: JudgedPlan;
}

/** Every changed plan, and every specification by itself, once, also where several pull requests have it. */
function changedPlans(decision: Decision): readonly ChangedPlan[] {
  const plans = new Map<string, ChangedPlan>();
  for (const part of decision.pullRequests.flatMap((pr) => pr.features)) {
    const { outcome } = part;
    if (outcome.type === "changed" || outcome.type === "spec-changed")
      plans.set(`${part.part} ${part.feature.path}`, { id: partName(part), judged: outcome.judged });
  }
  return [...plans.values()];
}

interface PassageLayout {
  readonly place: LinkTarget;
  /** Each part names its plan. */
  readonly isOneOfSeveral: boolean;
  /** Of one quote. */
  readonly maxCharacters: number;
}

/** All quotes together are parsed up to what a check run has room for, however many plans there are. */
function quotedCharacters(plans: readonly ChangedPlan[]): number {
  const quotes = plans.flatMap(({ judged }) => judged.reviewerSections.flatMap((section) => section.quotes));
  return fairShare(
    quotes.map(({ text }) => text.length),
    maxOutputBytes,
  );
}

/** What changed, then the sections. */
function planParts(plan: ChangedPlan, layout: PassageLayout): readonly MarkdownPart[] {
  const { place, isOneOfSeveral } = layout;
  const { planPath, reviewerSections } = plan.judged;
  const url = fileUrl(place, planPath);
  const prefix = isOneOfSeveral ? `${neutralize(plan.id, 80)}: ` : "";
  const changes = whatChanged(plan.judged, place).map(({ title, blocks }) => ({
    markdown: [`### ${prefix}${title}`, ...blocks].join("\n\n"),
    url: historyUrl(place, planPath),
  }));
  const sections = reviewerSections.map((section) => {
    const title = `### ${prefix}${section.title}`;
    const quotes = section.quotes.flatMap((quote) => quoteBlocks(quote, planPath, layout));
    const blocks = quotes.length === 0 ? ["The plan has nothing on this."] : quotes;
    return { markdown: [title, ...blocks].join("\n\n"), url };
  });
  return [...changes, ...sections];
}

function quoteBlocks(quote: Quote, planPath: string, layout: PassageLayout): readonly string[] {
  const { place, maxCharacters } = layout;
  const { markdown, isCut } = rebuildMarkdown(quote.path, quote.text, maxCharacters);
  const passage = [linkLines(place, quote, planPath), markdown];
  return isCut ? [...passage, restAt(fileUrl(place, quote.path))] : passage;
}
