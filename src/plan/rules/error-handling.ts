import { countContent } from "../reading/content.ts";
import type { CodeSignals } from "../signals/code-signals.ts";
import type { Statement } from "../reading/statements.ts";
import type { EvidenceRule } from "../rule.ts";
import {
  contentOf,
  hasColumn,
  isNearest,
  isUnder,
  mentions,
  named,
  type Exhibit,
} from "../signals/exhibit.ts";
import { findExact } from "../signals/exact-answers.ts";
import { countExits } from "../signals/exit-codes.ts";
import { findErrorNames, findHttpErrors } from "../signals/inline-signals.ts";
import { places, type Add, type EvidenceKind } from "../signals/score.ts";
import type { Hit } from "../vocabulary/term-index.ts";
import type { Concept } from "../vocabulary/vocabulary.ts";

/** How far a reaction may stand from the failure it answers, in characters. */
const reach = 120;
/** How far before a reaction its denial may stand, in characters. */
const denialReach = 8;
/** How many words of the vocabulary may stand between them. */
const nearest = 24;
const retry =
  /\b(?:retr(?:y|ies|ied)|attempts?|backoff|versuche?|essais?|intentos?|tentativ\w{1,6}|reintentos?)\b[^.]{0,40}\d|\d\s?(?:x|times|retries|attempts|mal|fois|veces|vezes|volte)\b|[\u91cd\u518d]\S{0,6}\d|\d\s?(?:\u6b21|\u56de|\ud68c|\ubc88)/iu;
const duration = /\b\d{1,6} ?(?:ms|s|sec|seconds?|min|minutes?)\b/iu;
const statusCell = /^`?[45]\d\d`?(?: [A-Z][\w ]{1,30})?$/u;
const throwing =
  /\b(?:throw|raise|catch|except|rescue|panic|Err\(|errors?\.New|fmt\.Errorf|reject\(|process\.exit|sys\.exit|exit [1-9])/u;

const kinds: Readonly<Record<string, EvidenceKind>> = {
  answer: { one: "error with what is done", several: "errors with what is done", full: 2, expected: 1.2 },
  described: { one: "described statement", several: "described statements", full: 3, expected: 0.5 },
  told: {
    one: "named error with what follows",
    several: "named errors with what follows",
    full: 2,
    expected: 1.2,
  },
  status: { one: "status code of an error", several: "status codes of errors", full: 2, expected: 1.2 },
  "answer-elsewhere": {
    one: "error with what is done under another heading",
    several: "errors with what is done under other headings",
    full: 4,
    expected: 0.5,
  },
  exit: {
    one: "exit code with its meaning",
    several: "exit codes with their meaning",
    full: 2,
    expected: 1.2,
  },
  "error-row": {
    one: "row of a table of errors",
    several: "rows of tables of errors",
    full: 2,
    expected: 1.2,
  },
  "answered-row": {
    one: "row below the heading",
    several: "rows below the heading",
    full: 2,
    expected: 1.1,
  },
  exact: {
    one: "error with its exact answer",
    several: "errors with their exact answers",
    full: 1,
    expected: 1,
  },
  "below-condition": {
    one: "step below the condition of an error",
    several: "steps below the conditions of errors",
    full: 2,
    expected: 1.1,
  },
  condition: {
    one: "condition with what follows",
    several: "conditions with what follows",
    full: 2,
    expected: 1.1,
  },
  "error-name": { one: "error by its name", several: "errors by their names", full: 2, expected: 0.6 },
  strategy: { one: "named strategy", several: "named strategies", full: 3, expected: 0.5 },
  retry: { one: "retry with its number", several: "retries with their number", full: 1, expected: 0.5 },
  "status-elsewhere": {
    one: "status code of an error under another heading",
    several: "status codes of errors under other headings",
    full: 3,
  },
  arrow: { one: "error with what follows", several: "errors with what follows", full: 2 },
  health: {
    one: "health check with its numbers",
    several: "health checks with their numbers",
    full: 1,
    expected: 0.5,
  },
  code: {
    one: "piece of code that handles errors",
    several: "pieces of code that handle errors",
    full: 1,
    expected: 0.5,
  },
  "code-exit": { one: "exit code in code", several: "exit codes in code", full: 2, expected: 0.5 },
  "code-throw": {
    one: "line of code that throws or catches",
    several: "lines of code that throw or catch",
    full: 2,
  },
  "answer-in-tests": {
    one: "error with what is done in a test",
    several: "errors with what is done in tests",
    full: 4,
  },
  "answer-in-risks": {
    one: "error with what is done in a risk",
    several: "errors with what is done in risks",
    full: 4,
  },
};

/** What happens on an error: codes, retries, fallbacks, fail open or closed. */
export const errorHandling: EvidenceRule = {
  id: "error-handling",
  title: "Error handling strategy",
  group: "section",
  defaultSeverity: "error",
  topics: ["error-handling"],
  kinds,
  find,
  excuse: { topics: ["error-handling"], phrase: null, sibling: null, grounds: ["nothing-runs"] },
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

function find(exhibit: Exhibit, add: Add): void {
  if (exhibit.code !== null) findInCode(exhibit, exhibit.code, add);
  if (exhibit.said.length === 0) return;
  const isAbout = isUnder(exhibit, "error-handling");
  const isTested = isNearest(exhibit, ["testing", "verification"]);
  const isFeared = !isAbout && (hasColumn(exhibit, "risk") || isNearest(exhibit, ["failure-modes"]));
  for (const statement of exhibit.said) {
    const found = statement.isList ? [] : answers(statement);
    if (isAbout) add("answer", found);
    else
      add(
        isTested || isHedged(statement)
          ? "answer-in-tests"
          : isFeared
            ? "answer-in-risks"
            : "answer-elsewhere",
        found,
      );
    if (isAbout && isConditional(statement, exhibit)) add("condition", statement.folded.slice(0, 60));
    if (isAbout && found.length === 0 && countContent(statement, ["failure"], exhibit.title) >= 3)
      add("described", statement.folded.slice(0, 60));
    if (!isTested && !statement.isList && /\d/.test(statement.text) && retry.test(statement.text))
      add("retry", "1");
  }
  if (isTested) return;
  findSigns(exhibit, add, isFeared);
  if (!isFeared) findExact(exhibit, add);
}

function isHedged({ hits }: Statement): boolean {
  return hits.some((hit) => hit.label === "hedge");
}

function findSigns(exhibit: Exhibit, add: Add, isFeared: boolean): void {
  const { text, place } = exhibit;
  const isAbout = isUnder(exhibit, "error-handling");
  const isFailure = mentions(exhibit, "failure");
  add("exit", places(place, countExits(exhibit), 3));
  if (isAbout && isStatus(exhibit)) add("status", findHttpErrors(text));
  else if (isFailure || exhibit.endpoints.length > 0) add("status-elsewhere", findHttpErrors(text));
  add("error-name", findErrorNames(text));
  if (!isFeared) add("strategy", named(exhibit, "error-strategy"));
  if (isErrorRow(exhibit)) add("error-row", place);
  else if (isAbout && isFilledRow(exhibit)) add("answered-row", place);
  if (isAbout && tells(exhibit)) add("told", place);
  if (isFailure && !isFeared && /\u2192|=>|->/u.test(text)) add("arrow", place);
  if (mentions(exhibit, "health-check") && duration.test(text)) add("health", place);
}

/** "If the file is missing, …" and "…, when the service does not answer", in the languages that begin it with a word. */
const conditional =
  /^(?:if|when|whenever|once|on|upon|in case|should|wenn|falls|sobald|bei|schlägt|si|lorsque?|quand|en cas d[e']|cuando|en caso de|al|se|quando|em caso de|ao|in caso di|если|при|когда|в случае|jeśli|jeżeli|gdy|kiedy|przy|w przypadku|якщо|коли|у разі|als|wanneer|bij|indien|eğer|إذا|عند|في حال) [^,:;.\u2192]{3,100}?(?:,|:|\u2192|->|=>| then | dann )\s?\S|^(?:\u5982\u679c|\u5982|\u82e5|\u5f53|\u7576)[^\uff0c\u3002,]{2,60}[\uff0c,:\uff1a]\S|^[^\u3001\u3002]{2,60}(?:\u5834\u5408|\u3068\u304d|\u6642)(?:\u306f|\u306b\u306f|[\u3001:\uff1a])\S|^\S[^.,]{1,60}(?:\uba74|\uacbd\uc6b0|\uc2dc)[ ,:]\s?\S/iu;

/** Whether a statement is a condition and what is done then. */
function isConditional(statement: Statement, { title }: Exhibit): boolean {
  return conditional.test(statement.text) && countContent(statement, ["failure", "filler"], title) >= 3;
}

/** A row of a table whose columns nobody knows: a situation and what is done. */
function isFilledRow(exhibit: Exhibit): boolean {
  const { cells, kind, section } = exhibit.block;
  if (!section.about.has("error-handling")) return false;
  return (
    kind === "row" && cells.length >= 2 && exhibit.said.length >= 2 && contentOf(exhibit, ["filler"]) >= 3
  );
}

const naming = /^[^:\uff1a|\d]{2,60}[:\uff1a]\s?\S/u;
const status =
  /[(`:=\u2192>|] ?[45]\d\d\b|\b[45]\d\d(?:[)`:,.;]|$| [A-Z]| (?:for|if|when|on|where|wenn|bei|f\u00fcr|si|quand|pour|cuando|para|se|quando|per)\b)/mu;

/** Whether numbers are codes: "404 steps to the cellar" holds none. */
function isStatus({ text, hits }: Exhibit): boolean {
  return hits.some((hit) => hit.label === "contract" || hit.label === "reaction") || status.test(text);
}

/** A named error and what follows it: `**Row errors**: the row is left out, the rest is read`. */
function tells({ block, ...exhibit }: Exhibit): boolean {
  const isNamed = block.kind === "field" || naming.test(exhibit.text);
  return isNamed && contentOf({ block, ...exhibit }, ["failure", "error-strategy"]) >= 3;
}

/** A row of a table of errors: by a column's name, or by a cell that is nothing but the status of an error. */
function isErrorRow(exhibit: Exhibit): boolean {
  const { cells } = exhibit.block;
  if (cells.length < 2 || hasColumn(exhibit, "risk")) return false;
  return hasColumn(exhibit, "failure") || cells.some((cell) => statusCell.test(cell));
}

function findInCode(exhibit: Exhibit, code: CodeSignals, add: Add): void {
  const { block, place } = exhibit;
  if (isUnder(exhibit, "error-handling") && (code.keys >= 2 || code.signatures > 0)) add("code", place);
  add("code-exit", places(place, code.exitCodes, 2));
  const lines = block.text.slice(0, 20_000).split("\n");
  add(
    "code-throw",
    places(place, lines.filter((line) => line.length < 300 && throwing.test(line)).length, 4),
  );
}

/** Failures and what answers them within a statement, as `word>word`. */
function answers(statement: Statement): readonly string[] {
  const { folded, hits } = statement;
  const word = (hit: Hit<Concept>): string => folded.slice(hit.start, hit.end);
  return hits.flatMap((failure, at) => {
    if (failure.label !== "failure" || isOverlapped(hits, failure, at)) return [];
    const after = hits.slice(at + 1, at + 1 + nearest);
    const before = hits.slice(Math.max(0, at - nearest), at).toReversed();
    const reaction = reactionTo(statement, failure, after) ?? reactionTo(statement, failure, before);
    return reaction === null ? [] : [`${word(failure)}>${word(reaction)}`];
  });
}

/** Whether a failure is the same as one before it, in the words of another language. */
function isOverlapped(hits: readonly Hit<Concept>[], { start }: Hit<Concept>, at: number): boolean {
  return hits.slice(Math.max(0, at - 4), at).some((hit) => hit.label === "failure" && hit.end > start);
}

/** Whether a reaction is said not to happen: "nothing is logged". */
function isDenied(hits: readonly Hit<Concept>[], reaction: Hit<Concept>): boolean {
  return hits.some(
    (hit) =>
      (hit.label === "negation" || hit.label === "nothing") &&
      hit.end <= reaction.start &&
      reaction.start - hit.end <= denialReach,
  );
}

function reactionTo(
  { hits }: Statement,
  failure: Hit<Concept>,
  others: readonly Hit<Concept>[],
): Hit<Concept> | null {
  for (const other of others) {
    const [first, last] = other.start < failure.start ? [other, failure] : [failure, other];
    if (last.start - first.start > reach) return null;
    if (other.label !== "reaction" || last.start < first.end || isDenied(hits, other)) continue;
    return other;
  }
  return null;
}
