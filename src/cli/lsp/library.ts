/** What the language server takes from its libraries; bundled, it is a file that no other command reads. */
export {
  createConnection,
  DidChangeWatchedFilesNotification,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
export { TextDocument } from "vscode-languageserver-textdocument";
