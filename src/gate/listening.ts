import { approvalNeeds, decideWords } from "../approval/decide-words.ts";
import { codeownersPaths } from "../approval/people/codeowners.ts";
import { ownersDesignate } from "../config/owners-designate.ts";
import { type Need, unanswered } from "../pull-request/need.ts";
import { approvalInput, writerNeeds } from "./approval-input.ts";
import { carriedLedger, carryNeeds, recordedBefore } from "./carried-ledger.ts";
import type { PullRequestReading } from "./stopped.ts";
import type { Gated } from "./subjects.ts";
import { headsTakenBack, headsTakenBackNeeds, shutHeads } from "./taken-back.ts";
import { type ComparedPull, comparisonsIn } from "./view.ts";

const nothingGated: Gated = {
  head: [],
  features: [],
  specs: [],
  config: null,
  smoke: null,
  implementation: null,
  subjects: [],
};

/**
 * What must be read where nothing is judged, and something was decided before: people go on speaking of it, and what
 * they take back must not come back with the text. Nothing for a pull request that never had a record.
 */
export function listeningNeeds(quiet: ComparedPull): readonly Need[] {
  const { snapshot, pull, view, compared } = quiet;
  const { number } = pull;
  const comments: Need = { type: "comments", number };
  const before = recordedBefore(snapshot, pull, view.config);
  if (before !== "recorded") return before === "unknown" ? [comments] : [];
  const needs: Need[] = [comments, ...carryNeeds(snapshot, pull, comparisonsIn(compared))];
  if (view.config.approval.methods.includes("review")) needs.push({ type: "reviews", number });
  const tip = compared.withDefault.comparison.baseSha;
  if (ownersDesignate(view.config.approval))
    needs.push(...codeownersPaths.map((path) => ({ type: "file" as const, ref: tip, path })));
  if (unanswered(snapshot.facts, needs).length > 0) return needs;
  const { input } = heardInput(quiet);
  const isResting = input.entry.greenHeads.length > 0;
  const people = [...approvalNeeds(input), ...(isResting ? writerNeeds(quiet, input) : [])];
  if (unanswered(snapshot.facts, people).length > 0) return [...needs, ...people];
  const heads = headsTakenBack(decideWords(input), input);
  return [...needs, ...people, ...headsTakenBackNeeds(snapshot, pull, heads)];
}

/** The same reading with what was said on it, where that can be put to a record. */
export function listen(
  quiet: ComparedPull,
  reading: Omit<PullRequestReading, "baseWatch">,
): Omit<PullRequestReading, "baseWatch"> {
  const { snapshot, pull, view } = quiet;
  if (recordedBefore(snapshot, pull, view.config) !== "recorded") return reading;
  const { input, isLost } = heardInput(quiet);
  if (isLost) return reading;
  const words = decideWords(input);
  const shut = shutHeads({ snapshot, pull }, words.entry, headsTakenBack(words, input));
  return {
    ...reading,
    entry: { ...shut.entry, restsOn: [] },
    decision: {
      ...reading.decision,
      commands: words.outcomes,
      designated: words.designated,
      record: words.entry.words,
      shutHeads: shut.checkRuns,
    },
  };
}

function heardInput(quiet: ComparedPull) {
  const carried = carriedLedger(quiet);
  const input = approvalInput(quiet, nothingGated, carried);
  return { input, isLost: carried.isLost };
}
