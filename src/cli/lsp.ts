import { Command, Option } from "commander";
import type { Connection, ServerCapabilities } from "vscode-languageserver/node";
import { readVersion } from "../version.ts";
import { explainLine, fixesFor } from "./lsp/answers.ts";
import { type Desk, openDesk } from "./lsp/desk.ts";

/** `plan-gate lsp`: what `check` and `explain` say, while a plan is written. */
export function lspCommand(): Command {
  return (
    new Command("lsp")
      .description("Run a language server: what `check` says, in an editor, as the plan is written")
      .option("--stdio", "accepted for editors that add it; changes nothing")
      // Clients add it; the library reads it, and ends when that process has.
      .addOption(new Option("--clientProcessId <id>", "process of the editor").hideHelp())
      .action(serveEditor)
  );
}

const watched = ["**/.github/plan-gate.{yml,yaml}", "**/*.{md,markdown}"];

async function serveEditor(): Promise<void> {
  const { createConnection, TextDocument, TextDocuments, ...library } = await import("./lsp/library.ts");
  const connection = createConnection(process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  const desk = openDesk(documents, (diagnostics) => connection.sendDiagnostics(diagnostics));
  const serverInfo = { name: "plan-gate", version: await readVersion() };
  const { DidChangeWatchedFilesNotification, TextDocumentSyncKind } = library;
  let canWatch = false;

  connection.onInitialize(({ capabilities: client }) => {
    canWatch = client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    const capabilities: ServerCapabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: ["quickfix"] },
    };
    return { serverInfo, capabilities };
  });
  connection.onInitialized(async () => {
    if (!canWatch) return;
    const watchers = watched.map((globPattern) => ({ globPattern }));
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  answerRequests(connection, desk);
  connection.onDidChangeWatchedFiles(desk.lookAtAll);
  documents.onDidSave(desk.lookAtAll);
  documents.onDidChangeContent(({ document }) => {
    desk.lookAt(document.uri);
  });
  documents.onDidClose(({ document }) => {
    desk.lookAt(document.uri);
  });
  documents.listen(connection);
  connection.listen();
}

function answerRequests(connection: Connection, desk: Desk): void {
  connection.onHover(async ({ textDocument, position }) => {
    const found = await desk.opinionOn(textDocument.uri);
    const value = found === null ? null : explainLine(found.opinion, found.path, position.line + 1);
    return value === null ? null : { contents: { kind: "markdown", value } };
  });
  connection.onCodeAction(async ({ textDocument, range }) => {
    const found = await desk.opinionOn(textDocument.uri);
    return found === null ? [] : [...fixesFor(found.opinion, { path: found.path, range }, desk.files)];
  });
}
