import type { Finding, Passage } from "./finding.ts";
import type { Document, Reading } from "./reading/plan.ts";
import { documents, topicFields, topicSections } from "./signals/topic-blocks.ts";
import type { Topic } from "./vocabulary/vocabulary.ts";

/**
 * A passage quoted for the reviewer: raw Markdown lines of a file. Above the rows of a table stands its header, on
 * whatever line that is.
 */
export interface Quote {
  readonly path: string;
  /** From 1. */
  readonly startLine: number;
  /** From 1, inclusive. */
  readonly endLine: number;
  readonly text: string;
}

/** What the playbook says a reviewer must be shown. */
export interface ReviewerSection {
  readonly title:
    | "Specification"
    | "Architecture decisions"
    | "Data models and interfaces"
    | "Failure modes and mitigations";
  /** In the order of files and lines, none within another; empty: the plan has nothing of the kind. */
  readonly quotes: readonly Quote[];
}

interface Range {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** Quotes what the reviewer must be shown; `findings`: what the rules found. */
export function quoteForReviewer(reading: Reading, findings: readonly Finding[]): readonly ReviewerSection[] {
  const found = (id: string): readonly Passage[] =>
    findings.filter((finding) => finding.ruleId === id).flatMap((finding) => finding.evidence);
  return [
    { title: "Architecture decisions", quotes: quote(reading, about(reading, "architecture")) },
    {
      title: "Data models and interfaces",
      quotes: quote(reading, [...found("data-models"), ...found("interfaces")]),
    },
    {
      title: "Failure modes and mitigations",
      quotes: quote(reading, [...found("failure-modes"), ...found("error-handling")]),
    },
  ];
}

/** A specification as it is, where it is approved with the plan. */
export function quoteWhole({
  path,
  text,
}: {
  readonly path: string;
  readonly text: string;
}): ReviewerSection {
  const endLine = text.trimEnd().split("\n").length;
  return { title: "Specification", quotes: [{ path, startLine: 1, endLine, text }] };
}

function about(reading: Reading, topic: Topic): readonly Range[] {
  return documents(reading).flatMap((document) => [
    ...topicSections(document, topic)
      .filter((section) => section.blocks.length > 0)
      .map((section) => ({ ...section, path: document.path })),
    ...topicFields(document, topic),
  ]);
}

function quote(reading: Reading, ranges: readonly Range[]): readonly Quote[] {
  const outermost = ranges.filter(
    (range, at) =>
      !ranges.some((other, otherAt) => contains(other, range) && (isWider(other, range) || otherAt < at)),
  );
  return documents(reading).flatMap((document) =>
    outermost
      .filter((range) => range.path === document.path)
      .toSorted((a, b) => a.startLine - b.startLine)
      .map((range) => cut(document, range)),
  );
}

function isWider(outer: Range, inner: Range): boolean {
  return outer.endLine - outer.startLine > inner.endLine - inner.startLine;
}

function contains(outer: Range, inner: Range): boolean {
  return outer.path === inner.path && outer.startLine <= inner.startLine && inner.endLine <= outer.endLine;
}

function cut(document: Document, { path, startLine, endLine }: Range): Quote {
  const lines = [...tableHead(document, startLine), ...document.lines.slice(startLine - 1, endLine)];
  return { path, startLine, endLine, text: lines.join("\n") };
}

/** The header of the table whose rows begin at a line; without it they are no table. */
function tableHead({ blocks, lines }: Document, startLine: number): readonly string[] {
  if (!blocks.some((block) => block.kind === "row" && block.startLine === startLine)) return [];
  const delimiter = lines.slice(0, startLine - 1).findLastIndex(isDelimiter);
  return lines.slice(Math.max(0, delimiter - 1), delimiter + 1);
}

/** `|---|---|`, in a list too. */
function isDelimiter(line: string): boolean {
  return line.includes("-") && !/[^-|: \t]/.test(line);
}
