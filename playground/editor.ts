import { defaultKeymap, history, historyKeymap, isolateHistory, undo, undoDepth } from "@codemirror/commands";
import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import type { EditorState, Range } from "@codemirror/state";
import { Decoration, EditorView, keymap, lineNumbers, placeholder } from "@codemirror/view";
import type { DecorationSet } from "@codemirror/view";
import type { Finding } from "../src/plan/finding.ts";
import styles from "./editor.css?inline";
import { byId } from "./element.ts";
import { planPath } from "./judge-text.ts";

/** Where the plan is written, with the lines marked that speak for a row. Only what is seen is laid out. */
export interface Editor {
  readonly text: () => string;
  /** Replaces everything; `undo` brings back what was there. */
  readonly write: (text: string) => void;
  readonly undo: () => void;
  readonly onInput: (listener: () => void) => void;
  /** Marks the evidence of findings about the text that is there now. */
  readonly mark: (findings: readonly Finding[]) => void;
  /** Selects lines and brings them into view; from 1, inclusive. */
  readonly jump: (startLine: number, endLine: number) => void;
  /** Puts a passage after a line, and selects it. */
  readonly insert: (line: number, passage: string) => void;
}

const setMarks = StateEffect.define<DecorationSet>();

/** Moves with the text until the next judgement. */
const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, { changes, effects }) =>
    effects.reduce((latest, effect) => (effect.is(setMarks) ? effect.value : latest), shown.map(changes)),
  provide: (field) => EditorView.decorations.from(field),
});

/** Opens the editor of the page; `onUndoable` hears whether there is something to undo. */
export function openEditor(onUndoable: (isUndoable: boolean) => void): Editor {
  const listeners: (() => void)[] = [];
  const root = openShadow();
  const view = new EditorView({
    root,
    parent: root,
    extensions: [
      lineNumbers(),
      history(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.lineWrapping,
      marks,
      placeholder("# Plan: what you are going to build\n\nPaste or write the plan here."),
      EditorView.contentAttributes.of({ "aria-label": "plan.md", spellcheck: "false", tabindex: "0" }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (!docChanged) return;
        onUndoable(undoDepth(state) > 0);
        for (const listener of listeners) listener();
      }),
    ],
  });
  const select = (startLine: number, endLine: number): void => {
    const { doc } = view.state;
    const [anchor, head] = [lineAt(view.state, startLine).from, lineAt(view.state, endLine).to];
    if (startLine > doc.lines) return;
    const effects = EditorView.scrollIntoView(anchor, { y: "center" });
    view.dispatch({ selection: { anchor, head }, effects });
    view.focus();
  };
  return {
    text: () => view.state.doc.toString(),
    write: (text) => {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: 0 },
        effects: [setMarks.of(Decoration.none), EditorView.scrollIntoView(0)],
        annotations: isolateHistory.of("full"),
      });
    },
    undo: () => {
      undo(view);
      view.focus();
    },
    onInput: (listener) => {
      listeners.push(listener);
    },
    mark: (findings) => {
      view.dispatch({ effects: setMarks.of(marksOf(findings, view.state)) });
    },
    jump: select,
    insert: (line, passage) => {
      const added = passage.trim();
      const from = line === 0 ? 0 : lineAt(view.state, line).to;
      const changes = { from, insert: `\n\n${added}\n` };
      view.dispatch({ changes, annotations: isolateHistory.of("full") });
      select(line + 2, line + 1 + added.split("\n").length);
    },
  };
}

/** The page's policy takes no style elements; a shadow has sheets that are made by the script. */
function openShadow(): ShadowRoot {
  const root = byId("editor", HTMLDivElement).attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets.push(sheet);
  return root;
}

/** A line by its number, or the nearest that there is. */
function lineAt({ doc }: EditorState, line: number): { readonly from: number; readonly to: number } {
  return doc.line(Math.min(Math.max(line, 1), doc.lines));
}

/** Of the plan itself; what lies beside it is not in the editor. Evidence goes before what is not enough. */
function marksOf(findings: readonly Finding[], { doc }: EditorState): DecorationSet {
  const names = new Map<number, string>();
  const failing = findings.filter(({ status }) => status === "fail");
  const passages = [
    ...failing.flatMap(({ nearMisses }) => nearMisses).map((passage) => ({ ...passage, name: "near" })),
    ...findings.flatMap(({ evidence }) => evidence).map((passage) => ({ ...passage, name: "evidence" })),
  ];
  for (const { path, startLine, endLine, name } of passages) {
    if (path !== planPath) continue;
    for (let line = startLine; line <= Math.min(endLine, doc.lines); line += 1) names.set(line, name);
  }
  const ranges = [...names].map(([line, name]): Range<Decoration> =>
    Decoration.line({ class: name }).range(doc.line(line).from),
  );
  return RangeSet.of(ranges, true);
}
