import {
  enough,
  fromBlock,
  hasColumn,
  fromSection,
  mentions,
  says,
  type Candidate,
} from "../signals/evidence.ts";
import { findNotApplicable } from "../signals/not-applicable.ts";
import type { Block, Document, Reading } from "../reading/plan.ts";
import type { EvidenceRule } from "../rule.ts";
import { readCode } from "../signals/code-signals.ts";
import { countExitMappings, findErrorNames, findHttpErrors } from "../signals/inline-signals.ts";
import { blocksOutside, documents, topicStrength, underTopic } from "../signals/topic-blocks.ts";
import type { Hit } from "../vocabulary/term-index.ts";
import type { Concept } from "../vocabulary/vocabulary.ts";
import { countWords } from "../reading/fold.ts";

/** How far a reaction may stand from the failure it answers, in characters. */
const reach = 120;
const longestHealthCheck = 40;
const retries = /\bretr(?:y|ies)\b/iu;
const duration = /\b\d{1,6} ?(?:ms|s|sec|seconds?|min|minutes?)\b/iu;
/** How many words of the vocabulary may stand between them. */
const nearest = 24;
const sentenceBreak = /[.;\u3002\uff1b](?:\s|$)|\|/u;

/** What happens on an error: codes, retries, fallbacks, fail open or closed. */
export const errorHandling: EvidenceRule = {
  id: "error-handling",
  title: "Error handling strategy",
  group: "section",
  defaultSeverity: "error",
  topics: ["error-handling"],
  collect: (reading) => [
    ...underTopic(reading, "error-handling", weigh),
    ...documents(reading).flatMap((document) => [...scattered(document), ...healthChecks(document)]),
  ],
  excuse: (reading) => findNotApplicable(reading.plan, { topics: ["error-handling"], phrase: null, sibling: null, grounds: ["nothing-runs"] }),
  docs: {
    wants:
      "What the feature does when something goes wrong: status or exit codes, what is retried and how often, what stops and what goes on.",
    why: "Errors that nobody planned for are handled by whoever is on call.",
    notes: [
      "A list of exit codes, `on X, do Y` statements, named error types, and health checks with interval and retries count, under any heading.",
      '"Comprehensive error handling" names the subject and says nothing.',
      "A test that provokes an error, and a cell of a risk table, count little: they say what is feared or checked, not what is done.",
    ],
    instruction:
      "For each thing that can go wrong, say what the code does: which code it returns, what it retries, what it leaves untouched.",
    good: `## Error handling

- The mail service does not answer: retry 3 times with 1 s, 2 s, 4 s between, then queue the mail and log a warning.
- The token has expired: answer 410 and offer a new invitation.
`,
    bad: `## Error handling

Comprehensive error handling.
`,
  },
};

function weigh(block: Block): number {
  if (block.kind === "code") return readCode(block).keys >= 2 || readCode(block).signatures > 0 ? 0.6 : 0;
  if (!says(block)) return 0;
  if (countExitMappings(block.text) >= 2) return enough;
  if (statements(block).size > 0 || findHttpErrors(block.text).length > 0) return 0.7;
  if (block.substance === "described") return 0.45;
  return countWords(block.text) >= 8 ? 0.4 : 0.2;
}

function scattered(document: Document): readonly Candidate[] {
  const seen = new Set<string>();
  return blocksOutside(document, ["error-handling"]).map((block) =>
    fromBlock(block, weighElsewhere(block, seen)),
  );
}

/** Health checks with an interval or timeout and a number of retries say when a service counts as failed. */
function healthChecks(document: Document): readonly Candidate[] {
  return document.sections.flatMap((section) => {
    if (section.level === 0 || section.blocks.length > longestHealthCheck) return [];
    const isAbout = section.topics.has("health-check") || section.blocks.some(isAboutHealth);
    if (!isAbout) return [];
    const text = section.blocks
      .map((block) => `${block.table?.titles.join(" ") ?? ""} ${block.text}`)
      .join("\n");
    return retries.test(text) && duration.test(text) ? [fromSection(section, enough)] : [];
  });
}

function isAboutHealth(block: Block): boolean {
  return mentions(block, "health-check") || block.keyTopics.has("health-check");
}

function weighElsewhere(block: Block, seen: Set<string>): number {
  if (block.kind === "code") return readCode(block).exitCodes >= 2 ? 0.7 : 0;
  if (!says(block)) return 0;
  const damp = dampening(block);
  let points = 0;
  for (const statement of statements(block)) {
    points += seen.has(statement) ? 0.03 : 0.3;
    seen.add(statement);
  }
  if (findErrorNames(block.text).length >= 2) points += 0.7;
  for (const hit of block.hits) {
    if (hit.label !== "error-strategy") continue;
    const strategy = word(block, hit);
    if (!seen.has(strategy)) points += countExitMappings(block.text) >= 2 ? 0.8 : 0.4;
    seen.add(strategy);
  }
  return Math.min(enough, points) * damp;
}

/** What a test provokes or a risk table fears is not yet what the code does. */
function dampening(block: Block): number {
  const isAboutRisks = hasColumn(block, "risk");
  if (isAboutRisks || topicStrength(block, "failure-modes") > 0) return 0.3;
  if (topicStrength(block, "testing") > 0 || topicStrength(block, "verification") > 0) return 0.2;
  return block.hits.some((hit) => hit.label === "hedge") ? 0.5 : 1;
}

/** Failure and reaction within one sentence, as `word→word`. */
function statements(block: Block): ReadonlySet<string> {
  const found = new Set<string>();
  block.hits.forEach((failure, at) => {
    if (failure.label !== "failure") return;
    const after = block.hits.slice(at + 1, at + 1 + nearest);
    const before = block.hits.slice(Math.max(0, at - nearest), at).toReversed();
    const reaction = nearestReaction(block, failure, after) ?? nearestReaction(block, failure, before);
    if (reaction !== null) found.add(`${word(block, failure)}→${word(block, reaction)}`);
  });
  return found;
}

function nearestReaction(
  block: Block,
  failure: Hit<Concept>,
  others: readonly Hit<Concept>[],
): Hit<Concept> | null {
  for (const other of others) {
    const [first, last] = other.start < failure.start ? [other, failure] : [failure, other];
    if (last.start - first.start > reach) return null;
    if (other.label !== "reaction" || last.start < first.end) continue;
    return sentenceBreak.test(block.folded.slice(first.end, last.start)) ? null : other;
  }
  return null;
}

function word(block: Block, hit: Hit<Concept>): string {
  return block.folded.slice(hit.start, hit.end);
}
