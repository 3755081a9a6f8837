import { visibleLine, visibleText } from "./visible-text.ts";

/** A note on a file, or on none, as GitHub Actions reads it from a step's output. */
interface WorkflowNote {
  readonly level: "error" | "warning";
  /** From the root of the repository. */
  readonly place: {
    readonly path: string;
    readonly line: number;
    readonly endLine?: number;
    readonly column?: number;
  } | null;
  readonly title: string;
  readonly message: string;
}

/**
 * The note as a workflow command, on one line. Nothing in it can be read as a command of its own, steer a
 * terminal or stay unseen. https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
 */
export function workflowCommand({ level, place, title, message }: WorkflowNote): string {
  const where = place === null ? "" : `${placeProperties(place)},`;
  return `::${level} ${where}title=${escapeProperty(visibleLine(title, 255))}::${escapeData(visibleText(message))}`;
}

function placeProperties({ path, line, endLine, column }: NonNullable<WorkflowNote["place"]>): string {
  const file = escapeProperty(visibleText(path).replaceAll("\n", " "));
  const end = endLine === undefined ? "" : `,endLine=${endLine}`;
  return `file=${file},line=${line}${end}${column === undefined ? "" : `,col=${column}`}`;
}

/** Visible text has no carriage returns. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
