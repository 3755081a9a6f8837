import { Problem, unprocessable } from "../http/problem.ts";
import type { CheckRunInput } from "./check-runs.ts";

const maxOutputBytes = 65_535;
const maxTitleCharacters = 255;
const maxAnnotations = 50;
const maxAnnotationBytes = 64 * 1024;

/** Throws 422 for what GitHub does not take in a check run. */
export function refuseOversized({ output, actions }: CheckRunInput): void {
  for (const field of ["summary", "text"] as const) {
    const bytes = Buffer.byteLength(output?.[field] ?? "");
    if (bytes > maxOutputBytes) {
      throw new Problem(422, `Only ${maxOutputBytes} characters are allowed; ${bytes} were supplied.`);
    }
  }
  if ((output?.title ?? "").length > maxTitleCharacters) throw unprocessable("title is too long");
  const annotations = output?.annotations ?? [];
  if (annotations.length > maxAnnotations) {
    throw new Problem(422, "Invalid request.\n\nNo more than 50 items are allowed; more were supplied.");
  }
  for (const annotation of annotations) {
    const hasColumns = annotation.start_column !== null || annotation.end_column !== null;
    if (hasColumns && annotation.start_line !== annotation.end_line) {
      throw unprocessable("columns are only allowed where start_line and end_line are the same");
    }
    if (Buffer.byteLength(annotation.message) > maxAnnotationBytes)
      throw unprocessable("message is too long");
    if ((annotation.title ?? "").length > maxTitleCharacters) throw unprocessable("title is too long");
    if (annotation.end_line < annotation.start_line) throw unprocessable("end_line comes before start_line");
  }
  refuseActions(actions ?? []);
}

function refuseActions(actions: NonNullable<CheckRunInput["actions"]>): void {
  if (actions.length > 3) throw new Problem(422, "Invalid request.\n\nNo more than 3 items are allowed.");
  for (const { label, description, identifier } of actions) {
    if (label.length > 20) throw unprocessable("label is too long (maximum is 20 characters)");
    if (description.length > 40) throw unprocessable("description is too long (maximum is 40 characters)");
    if (identifier.length > 20) throw unprocessable("identifier is too long (maximum is 20 characters)");
  }
}
