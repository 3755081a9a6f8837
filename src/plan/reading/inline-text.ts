import type { Nodes, PhrasingContent } from "mdast";
import { hidingElement, visibleHtmlText } from "./html-text.ts";

/** A stretch of a paragraph: `**Key**: value`, or text without a key. */
export interface Segment {
  readonly key: string | null;
  readonly text: string;
  readonly codes: readonly string[];
  readonly startLine: number;
  readonly endLine: number;
}

interface Draft {
  key: string | null;
  text: string;
  readonly codes: string[];
  readonly startLine: number;
}

const letterOrDigit = /[\p{L}\p{N}]/u;
const colonFirst = /^\s*(?:\([^()]{0,60}\)\s*)?[:\uff1a]/u;
const colonLast = /[:\uff1a]\s*$/u;
/** `**State model.** One state a project`: at most four words. */
const longestStopped = 101;
const stopLast = /^(?:[\p{L}\p{N}/&-]{1,24} ?){1,4}[.\u3002]$/u;

/** From where to where a node reaches, from 1. One that no text stands behind counts as line 1. */
export function linesOf({ position }: Nodes): Pick<Segment, "startLine" | "endLine"> {
  return { startLine: position?.start.line ?? 1, endLine: position?.end.line ?? 1 };
}

/** Plain text of inline Markdown, without HTML tags, pictures and what is struck through. */
export function inlineText(nodes: readonly PhrasingContent[]): string {
  return withoutHidden(nodes).map(nodeText).join("");
}

/** Inline code in inline Markdown, without what is struck through. */
export function inlineCodes(nodes: readonly PhrasingContent[]): string[] {
  return withoutHidden(nodes).flatMap((node) => {
    if (node.type === "inlineCode") return [node.value];
    return "children" in node && node.type !== "delete" ? inlineCodes(node.children) : [];
  });
}

/** Without what stands between tags that strike it out or hide it: `<del>…</del>`; to the end where none closes it. */
function withoutHidden(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  if (!nodes.some((node) => node.type === "html")) return nodes;
  let open: string | null = null;
  return nodes.filter((node) => {
    if (node.type === "html" && open === null) open = hidingElement(node.value);
    const isShown = open === null;
    if (node.type === "html" && open !== null && node.value.toLowerCase().startsWith(`</${open}`))
      open = null;
    return isShown;
  });
}

/** Splits a paragraph where a line begins with `**Key**:`, so that each key keeps its wrapped value. */
export function splitAtKeys(all: readonly PhrasingContent[]): readonly Segment[] {
  const nodes = withoutHidden(all);
  const drafts: Draft[] = [];
  nodes.forEach((node, at) => {
    const { startLine } = linesOf(node);
    const current = drafts.at(-1);
    const key = node.type === "strong" ? keyOf(node, nodes[at + 1]) : null;
    if (key !== null && (current === undefined || isAtLineStart(current.text))) {
      drafts.push({ key, text: "", codes: inlineCodes([node]), startLine });
      return;
    }
    const draft = current ?? { key: null, text: "", codes: [], startLine };
    if (current === undefined) drafts.push(draft);
    draft.text += nodeText(node);
    draft.codes.push(...inlineCodes([node]));
  });
  const lastLine = nodes.at(-1)?.position?.end.line ?? 1;
  return drafts.map((draft, at) => close(draft, drafts[at + 1]?.startLine, lastLine)).filter(hasContent);
}

function close(draft: Draft, nextLine: number | undefined, lastLine: number): Segment {
  const text = draft.key === null ? draft.text : draft.text.replace(colonFirst, stripColon);
  const endLine = nextLine === undefined ? lastLine : Math.max(draft.startLine, nextLine - 1);
  return { key: draft.key, text: text.trim(), codes: draft.codes, startLine: draft.startLine, endLine };
}

function stripColon(prefix: string): string {
  return prefix.slice(0, -1);
}

function hasContent(segment: Segment): boolean {
  return segment.key !== null || segment.text !== "";
}

function keyOf(node: PhrasingContent, next: PhrasingContent | undefined): string | null {
  const text = nodeText(node);
  if (colonLast.test(text)) return text.replace(colonLast, "").trim();
  if (next?.type !== "text") return null;
  if (isStopped(text)) return text.slice(0, -1).trim();
  return colonFirst.test(next.value) ? text.trim() : null;
}

function isStopped(text: string): boolean {
  const last = text.at(-1);
  return (last === "." || last === "\u3002") && text.length <= longestStopped && stopLast.test(text);
}

function isAtLineStart(before: string): boolean {
  const start = Math.max(before.lastIndexOf("\n"), before.lastIndexOf("|")) + 1;
  return !letterOrDigit.test(before.slice(start));
}

function nodeText(node: PhrasingContent): string {
  switch (node.type) {
    case "text":
    case "inlineCode":
      return node.value;
    case "html":
      return visibleHtmlText(node.value);
    case "break":
      return "\n";
    case "image":
    case "imageReference":
    case "footnoteReference":
    case "delete":
      return "";
    case "emphasis":
    case "link":
    case "linkReference":
    case "strong":
      return inlineText(node.children);
  }
}
