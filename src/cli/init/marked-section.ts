const begin = "<!-- plan-gate: begin, written by `plan-gate init --agents` -->";
const end = "<!-- plan-gate: end -->";

/** The text with our section in it: in the place of the one that is there, else at the end. */
export function putSection(text: string, section: string): string {
  const marked = `${begin}\n${section.trim()}\n${end}\n`;
  const place = placeOf(text);
  if (place !== null) return `${text.slice(0, place.start)}${marked}${text.slice(place.end)}`;
  const before = text.trimEnd();
  return before === "" ? marked : `${before}\n\n${marked}`;
}

/** The text without our section; as it is where there is none. */
export function takeSection(text: string): string {
  const place = placeOf(text);
  if (place === null) return text;
  const before = text.slice(0, place.start).trimEnd();
  const after = text.slice(place.end).trimStart();
  if (before === "") return after;
  return after === "" ? `${before}\n` : `${before}\n\n${after}`;
}

/** From the first mark to behind the last; `null` where one of them is not there. */
function placeOf(text: string): { readonly start: number; readonly end: number } | null {
  const start = text.indexOf(begin);
  const last = text.indexOf(end, start);
  if (start === -1 || last === -1) return null;
  const behind = last + end.length;
  return { start, end: text.startsWith("\n", behind) ? behind + 1 : behind };
}
