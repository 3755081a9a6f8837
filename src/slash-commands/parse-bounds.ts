/** Longer comments are not parsed. */
export const maxBytes = 16 * 1024;
const maxLines = 1000;
const maxMarkersALine = 16;

/** What keeps a comment from being parsed: Markdown's nesting and long texts cost time. `null`: nothing. Linear. */
export function exceededBound(body: string): string | null {
  if (new TextEncoder().encode(body).length > maxBytes) return "the comment is longer than 16 KB";
  const lines = body.split(/\r\n|\n|\r/);
  if (lines.length > maxLines) return `the comment has more than ${maxLines} lines`;
  const isDeep = lines.some((line) => markersOf(line) > maxMarkersALine);
  return isDeep ? "the comment's quotes and lists are nested too deeply" : null;
}

/** How many quotes and lists a line opens at most. */
function markersOf(line: string): number {
  const end = line.search(/[^-+*>.)0-9 \t]/);
  const start = end === -1 ? line : line.slice(0, end);
  return [...start.matchAll(/>|[-+*.)](?=[ \t])/g)].length;
}
