/** Longer comments are not parsed. */
export const maxBytes = 16 * 1024;
const maxLines = 500;
const maxMarkersALine = 10;
/** Each costs a parser a walk through all that it is in. */
const maxMarkers = 300;

/**
 * What keeps a comment from being parsed: Markdown's nesting and long texts cost time, and anybody may comment.
 * Within the bounds parsing takes a few milliseconds. `null`: nothing. Linear.
 */
export function exceededBound(body: string): string | null {
  if (new TextEncoder().encode(body).length > maxBytes) return "the comment is longer than 16 KB";
  const lines = body.split(/\r\n|\n|\r/);
  if (lines.length > maxLines) return `the comment has more than ${maxLines} lines`;
  let markers = 0;
  for (const line of lines) {
    const ofLine = markersOf(line);
    if (ofLine > maxMarkersALine) return "the comment's quotes and lists are nested too deeply";
    markers += ofLine;
  }
  return markers > maxMarkers ? `the comment has more than ${maxMarkers} quotes and list items` : null;
}

/** How many quotes and lists a line opens at most. */
function markersOf(line: string): number {
  const end = line.search(/[^-+*>.)0-9 \t]/);
  const start = end === -1 ? line : line.slice(0, end);
  return [...start.matchAll(/>|[-+*.)](?=[ \t]|$)/g)].length;
}
