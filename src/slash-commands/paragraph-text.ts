/** Backticks next to each other. */
interface Run {
  readonly start: number;
  readonly length: number;
  readonly next: Run | null;
  /** The next run of the same length: it ends the inline code that this one begins. */
  readonly closing: Run | null;
}

/**
 * May the second of two parts of one paragraph be something else than plain text? True when inline code
 * begins in the first and ends in the second, and for whatever else could span lines: HTML, links, images,
 * math, rows of a table. Linear, and rather strict than clever.
 */
export function reachesInto(before: string, rest: string): boolean {
  if (before.split(/\r\n|\n|\r/).some(isTableDelimiter)) return true;
  const plain = withoutCode(before, firstRun(before + rest));
  return plain === null || /[<[]|\$\$/.test(plain);
}

/** `|---|---|` makes the lines below it rows of a table. */
function isTableDelimiter(line: string): boolean {
  return line.includes("-") && !/[^-|: \t]/.test(line);
}

/** `null` where inline code is still open at the end of the text. */
function withoutCode(text: string, first: Run | null): string | null {
  let plain = "";
  let position = 0;
  let run = first;
  while (run !== null && run.start < text.length) {
    const isEscaped = text[run.start - 1] === "\\";
    if (isEscaped || (run.closing !== null && run.closing.start >= text.length)) return null;
    const last: Run = run.closing ?? run;
    plain += text.slice(position, run.start);
    position = last.start + last.length;
    run = last.next;
  }
  return plain + text.slice(position);
}

function firstRun(text: string): Run | null {
  const latest = new Map<number, Run>();
  return [...text.matchAll(/`+/g)].reduceRight<Run | null>((next, match) => {
    const length = match[0].length;
    const run = { start: match.index, length, next, closing: latest.get(length) ?? null };
    latest.set(length, run);
    return run;
  }, null);
}
