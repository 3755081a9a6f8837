import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** The text with spaces after it, up to so many columns of a terminal. */
export function padColumns(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}

/** Columns of a terminal that the text takes. */
export function columnsOf(text: string): number {
  return isPlain(text) ? text.length : stringWidth(text);
}

/** Printable ASCII, which most lines are, takes a column a character. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** The text in so many columns of a terminal; what was cut shows as `…`. */
export function cutColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  if (isPlain(text)) return `${text.slice(0, columns - 1).trimEnd()}…`;
  const [first = ""] = wrapAnsi(text, columns - 1, { hard: true, wordWrap: false, trim: false }).split("\n");
  return `${first.trimEnd()}…`;
}

/** Words in lines of so many columns; a longer word, such as a path, stays whole. `null` leaves it on one line. */
export function wrapColumns(text: string, columns: number | null): readonly string[] {
  return columns === null ? [text] : wrapAnsi(text, columns).split("\n");
}
