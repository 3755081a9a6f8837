/** A tag ends at the first `>` outside its attributes' values, or nowhere: as a browser reads it, in linear time. */
const tag = /<\/?[a-z](?:[^>"']|"[^"]*(?:"|$)|'[^']*(?:'|$))*(?:>|$)|<[^<>]*>/gi;
/** Comments, instructions, sections of characters, and elements that no page shows. */
const comment =
  /<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<(script|style|template|title|noscript|head)\b[\s\S]*?(?:<\/\1\b|$)/gi;

/** The text a reader sees of a piece of HTML: without tags and comments. */
export function visibleHtmlText(html: string): string {
  return html.replace(comment, " ").replace(tag, " ");
}

/** The same, each line where it was. */
export function visibleInPlace(html: string): string {
  return html.replace(comment, (text) => lineFeeds(text)).replace(tag, lineFeeds);
}

/** Whether inline HTML begins an element whose text is struck out or not shown, and the name of it. */
export function hidingElement(html: string): string | null {
  return (
    /^<(del|s|strike|script|style|template|title|noscript)\b[^/]*>$/i.exec(html)?.[1]?.toLowerCase() ?? null
  );
}

/** Nothing but the line feeds of a text, and a space. */
export function lineFeeds(text: string): string {
  return ` ${text.replace(/[^\n]+/g, "")}`;
}

/** Rows of the tables in a piece of HTML, each a list of its cells' text. */
export function htmlTableRows(html: string): readonly (readonly string[])[] {
  return html
    .replace(comment, " ")
    .split(/<\/?tr\b/i)
    .slice(1)
    .map((row) => row.split(/<t[dh]\b/i).slice(1))
    .filter((cells) => cells.length > 0)
    .map((cells) => cells.map((cell) => visibleHtmlText(`<i ${cell}`).trim()));
}
