import type { Finding } from "../src/plan/finding.ts";
import { byId, element } from "./element.ts";

/** The text area, with the lines that speak for a row marked behind it. */
export interface Editor {
  readonly text: () => string;
  /** Replaces everything. */
  readonly write: (text: string) => void;
  readonly onInput: (listener: () => void) => void;
  /** Marks the evidence of findings about the text that is there now. */
  readonly mark: (findings: readonly Finding[]) => void;
  /** Selects lines and brings them into view; from 1, inclusive. */
  readonly jump: (startLine: number, endLine: number) => void;
  /** Puts a passage after a line, and selects it. */
  readonly insert: (line: number, passage: string) => void;
}

const maxMarkedLines = 5_000;

/** Opens the editor of the page. */
export function openEditor(): Editor {
  const area = byId("plan", HTMLTextAreaElement);
  const backdrop = byId("backdrop", HTMLDivElement);
  const listeners: (() => void)[] = [];
  let marks: ReadonlyMap<number, string> = new Map();

  const draw = (): void => {
    const lines = area.value.split("\n").slice(0, maxMarkedLines);
    const rows = lines.map((line, index) =>
      element("div", { class: `line ${marks.get(index + 1) ?? ""}`, text: line === "" ? "\u200B" : line }),
    );
    backdrop.replaceChildren(...rows);
  };
  const changed = (): void => {
    draw();
    for (const listener of listeners) listener();
  };
  const jump = (startLine: number, endLine: number): void => {
    const lines = area.value.split("\n");
    const start = lengthOf(lines.slice(0, startLine - 1));
    const end = Math.max(start, start + lengthOf(lines.slice(startLine - 1, endLine)) - 1);
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    backdrop.children.item(startLine - 1)?.scrollIntoView({ block: "center" });
  };
  area.addEventListener("input", changed);
  draw();

  return {
    text: () => area.value,
    write: (text) => {
      area.value = text;
      marks = new Map();
      changed();
    },
    onInput: (listener) => {
      listeners.push(listener);
    },
    mark: (findings) => {
      marks = markLines(findings);
      draw();
    },
    jump,
    insert: (line, passage) => {
      const lines = area.value.split("\n");
      const added = ["", ...passage.trim().split("\n"), ""];
      area.value = [...lines.slice(0, line), ...added, ...lines.slice(line)].join("\n");
      marks = new Map();
      changed();
      jump(line + 2, line + added.length - 1);
    },
  };
}

function markLines(findings: readonly Finding[]): ReadonlyMap<number, string> {
  const marks = new Map<number, string>();
  const failing = findings.filter(({ status }) => status === "fail");
  for (const passage of failing.flatMap(({ nearMisses }) => nearMisses)) markRange(marks, passage, "near");
  for (const passage of findings.flatMap(({ evidence }) => evidence)) markRange(marks, passage, "evidence");
  return marks;
}

function markRange(
  marks: Map<number, string>,
  { startLine, endLine }: { readonly startLine: number; readonly endLine: number },
  name: string,
): void {
  for (let line = startLine; line <= Math.min(endLine, maxMarkedLines); line += 1) marks.set(line, name);
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
