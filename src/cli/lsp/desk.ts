import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Diagnostic, PublishDiagnosticsParams, TextDocuments } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { judgeBeside } from "../judge.ts";
import { explainFailure } from "../run-commands.ts";
import { diagnosticsOf, type OpenFiles } from "./answers.ts";
import { judgeOpenFile, type Opinion } from "./judge-open-file.ts";

/** What an editor has open, and what is said of it. */
export interface Desk {
  readonly files: OpenFiles;
  /** Judges again what a file belongs to, soon; also one that was closed. */
  readonly lookAt: (uri: string) => void;
  readonly lookAtAll: () => void;
  /** On the newest text; `null` for a file that nobody judges. */
  readonly opinionOn: (uri: string) => Promise<{ readonly opinion: Opinion; readonly path: string } | null>;
}

type Show = (marks: PublishDiagnosticsParams) => Promise<void>;

/** Who types changes a text several times a second. */
const settlingMs = 60;

/** Who writes waits for this long at most to hear that there will be no answer. */
const deadlineMs = 10_000;

/** Opens a desk; `show` takes what an editor is to mark in a file, in place of what it marked there before. */
export function openDesk(documents: TextDocuments<TextDocument>, show: Show): Desk {
  const files = filesOf(documents);
  const opinions = createOpinions(files);
  const showMarks = createMarks(show);
  const waiting = new Set<string>();
  let round: Promise<void> | null = null;

  const judge = async (): Promise<void> => {
    while (waiting.size > 0) {
      await pause(settlingMs);
      const uris = [...waiting];
      waiting.clear();
      await opinions.renew(uris, textsOf(documents));
      await showMarks(opinions.marks());
    }
    round = null;
  };
  const lookAt = (uri: string) => {
    waiting.add(uri);
    round ??= judge().catch(explainFailure);
  };
  return {
    files,
    lookAt,
    lookAtAll: () => {
      for (const uri of documents.keys()) lookAt(uri);
    },
    opinionOn: async (uri) => {
      await round;
      const path = pathOf(uri);
      const opinion = path === null ? null : opinions.of(path);
      return path === null || opinion === null ? null : { opinion, path };
    },
  };
}

type Marks = ReadonlyMap<string, readonly Diagnostic[]>;

/** Shows what differs from what was shown before. */
function createMarks(show: Show): (marks: Marks) => Promise<void> {
  let shown: ReadonlyMap<string, string> = new Map();
  return async (marks) => {
    const now = new Map([...marks].map(([uri, diagnostics]) => [uri, JSON.stringify(diagnostics)]));
    for (const uri of new Set([...shown.keys(), ...now.keys()])) {
      if (shown.get(uri) !== now.get(uri)) await show({ uri, diagnostics: [...(marks.get(uri) ?? [])] });
    }
    shown = now;
  };
}

/** What is said of open files: once for a feature, however many of its files are open. */
function createOpinions(files: OpenFiles) {
  const judgeOne = judgeBeside(deadlineMs);
  const subjects = new Map<string, string>();
  const opinions = new Map<string, Opinion>();

  const renewOne = async (path: string, texts: ReadonlyMap<string, string>): Promise<string | null> => {
    const opinion = texts.has(path) ? await judgeOpenFile(path, texts, judgeOne) : null;
    if (opinion === null) {
      subjects.delete(path);
      return null;
    }
    const subject = opinion.type === "judged" ? `${opinion.root}\n${opinion.feature.planPath}` : path;
    subjects.set(path, subject);
    opinions.set(subject, opinion);
    return subject;
  };
  return {
    of: (path: string) => opinions.get(subjects.get(path) ?? "") ?? null,
    renew: async (uris: readonly string[], texts: ReadonlyMap<string, string>): Promise<void> => {
      const renewed = new Set<string>();
      for (const path of uris.flatMap((uri) => pathOf(uri) ?? [])) {
        const isRenewed = texts.has(path) && renewed.has(subjects.get(path) ?? "");
        const subject = isRenewed ? null : await renewOne(path, texts);
        if (subject !== null) renewed.add(subject);
      }
      const wanted = new Set(subjects.values());
      for (const subject of opinions.keys()) if (!wanted.has(subject)) opinions.delete(subject);
    },
    marks: (): Marks => {
      const marks = new Map<string, readonly Diagnostic[]>();
      for (const [subject, opinion] of opinions) {
        for (const [uri, diagnostics] of diagnosticsOf(opinion, subject, files)) {
          const known = new Set(marks.get(uri)?.map((mark) => JSON.stringify(mark)));
          const fresh = diagnostics.filter((mark) => !known.has(JSON.stringify(mark)));
          marks.set(uri, [...(marks.get(uri) ?? []), ...fresh]);
        }
      }
      return marks;
    },
  };
}

function filesOf(documents: TextDocuments<TextDocument>): OpenFiles {
  const find = (path: string) => documents.all().find(({ uri }) => pathOf(uri) === path);
  return {
    addressOf: (path) => find(path)?.uri ?? pathToFileURL(path).href,
    lineOf: (path, line) => {
      const document = find(path);
      if (document === undefined || line > document.lineCount) return null;
      const start = { line: line - 1, character: 0 };
      return document.getText({ start, end: { line, character: 0 } }).replace(/[\r\n]+$/, "");
    },
    eolOf: (path) => (find(path)?.getText().includes("\r\n") === true ? "\r\n" : "\n"),
  };
}

function textsOf(documents: TextDocuments<TextDocument>): ReadonlyMap<string, string> {
  return new Map(
    documents.all().flatMap((document) => {
      const path = pathOf(document.uri);
      return path === null ? [] : [[path, document.getText()] as const];
    }),
  );
}

/** `null` for what is no file, such as a text that was never saved. */
function pathOf(uri: string): string | null {
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}
