import { countContent, hasColumn, isNearest, named, standing, type Exhibit } from "../signals/exhibit.ts";
import { countExitMappings, findErrorNames, findHttpErrors } from "../signals/inline-signals.ts";
import type { Add, Kind } from "../signals/score.ts";
import type { Statement } from "../reading/statements.ts";
import type { Hit } from "../vocabulary/term-index.ts";
import type { Concept } from "../vocabulary/vocabulary.ts";

const k = (full: number): Kind => ({ one: "", several: "", full });
export const kinds: Readonly<Record<string, Kind>> = {
  "answer-under": k(2),
  "described-under": k(3),
  "code-under": k(1),
  answer: k(4),
  "answer-in-tests": k(4),
  "answer-in-risks": k(4),
  exit: k(2),
  http: k(3),
  "http-under": k(2),
  "error-name": k(2),
  strategy: k(3),
  retry: k(1),
  health: k(1),
  "error-row": k(2),
  "code-throw": k(2),
  "code-exit": k(2),
  promised: k(1),
  "arrow": k(2),
};
const reach = 120;
const nearest = 24;
const breakMark = /\|/u;
const retryNumber = /\b(?:retr(?:y|ies|ied)|attempts?|backoff|versuche?|essais?|intentos?|tentativ\w+|reintentos?)\b[^.]{0,40}\d|\d+\s?(?:x|times|retries|attempts|mal|fois|veces|vezes|volte)\b|[\u91cd\u518d]\S{0,6}\d|\d\s?(?:\u6b21|\u56de|\ud68c|\ubc88)/iu;
const throwing = /\b(?:throw|raise|catch|except|rescue|panic|Err\(|errors?\.New|fmt\.Errorf|reject\(|process\.exit|sys\.exit|exit [1-9])/u;

export function find(exhibit: Exhibit, add: Add): void {
  const { block, code } = exhibit;
  const under = standing(exhibit, "error-handling") > 0;
  const id = `${block.path}:${block.startLine}`;
  if (code !== null) {
    if (under && (code.keys >= 2 || code.signatures > 0)) add("code-under", id);
    for (let at = 0; at < Math.min(2, code.exitCodes); at += 1) add("code-exit", `${id}:${at}`);
    if (block.text.length < 20_000) block.text.split("\n").forEach((line, at) => { if (line.length < 300 && throwing.test(line)) add("code-throw", `${id}:${at}`); });
    return;
  }
  if (exhibit.said.length === 0) return;
  const inTests = isNearest(exhibit, ["testing", "verification"]);
  const inRisks = !under && (hasColumn(exhibit, "risk") || isNearest(exhibit, ["failure-modes"]));
  const title = block.section.title.toLowerCase();
  for (const statement of exhibit.said) {
    const found = answers(statement);
    const hedged = statement.hits.some((hit) => hit.label === "hedge");
    for (const each of found) add(under ? "answer-under" : inTests || hedged ? "answer-in-tests" : inRisks ? "answer-in-risks" : "answer", each);
    if (under && found.length === 0 && countContent(statement, ["failure"], title) >= 3) add("described-under", statement.folded.slice(0, 60));
    if (!inTests && retryNumber.test(statement.text)) add("retry", "1");
  }
  if (inTests) return;
  const exits = countExitMappings(exhibit.text);
  for (let at = 0; at < Math.min(exits, 3); at += 1) add("exit", `${id}:${at}`);
  if (named(exhibit, "failure").length > 0 || under || exhibit.endpoints.length > 0)
    for (const each of findHttpErrors(exhibit.text)) add(under ? "http-under" : "http", each);
  for (const each of findErrorNames(exhibit.text)) add("error-name", each);
  if (!inRisks) for (const each of named(exhibit, "error-strategy")) add("strategy", each);
  if (hasColumn(exhibit, "failure") && block.cells.length >= 2 && !hasColumn(exhibit, "risk")) add("error-row", id);
  if (under) add("promised", "1");
  if (named(exhibit, "failure").length > 0 && /\u2192|=>|->/u.test(exhibit.text) && !inRisks) add("arrow", id);
}

function answers(statement: Statement): readonly string[] {
  const found = new Set<string>();
  const { hits } = statement;
  hits.forEach((failure, at) => {
    if (failure.label !== "failure") return;
    const after = hits.slice(at + 1, at + 1 + nearest);
    const before = hits.slice(Math.max(0, at - nearest), at).toReversed();
    const reaction = nearestReaction(statement, failure, after) ?? nearestReaction(statement, failure, before);
    if (reaction !== null) found.add(`${statement.folded.slice(failure.start, failure.end)}>${statement.folded.slice(reaction.start, reaction.end)}`);
  });
  return [...found];
}

function nearestReaction(statement: Statement, failure: Hit<Concept>, others: readonly Hit<Concept>[]): Hit<Concept> | null {
  for (const other of others) {
    const [first, last] = other.start < failure.start ? [other, failure] : [failure, other];
    if (last.start - first.start > reach) return null;
    if (other.label !== "reaction" || last.start < first.end) continue;
    return breakMark.test(statement.folded.slice(first.end, last.start)) ? null : other;
  }
  return null;
}
