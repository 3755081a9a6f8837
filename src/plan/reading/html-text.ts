const tag = /<[^<>]*>/g;
const comment = /<!--[\s\S]*?(?:-->|$)/g;

/** The text a reader sees of a piece of HTML: without tags and comments. */
export function visibleHtmlText(html: string): string {
  return html.replace(comment, " ").replace(tag, " ");
}

/** The same, each line where it was. */
export function visibleInPlace(html: string): string {
  return html.replace(comment, lineFeeds).replace(tag, lineFeeds);
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
