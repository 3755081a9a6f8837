import { visibleLine } from "./visible-text.ts";

/**
 * A sentence or a phrase, whoever wrote it, as safe Markdown on one line: what stands between
 * backticks becomes code, logins and commit ids too, and nothing of the rest is markup, a mention,
 * a reference, a link, an emoji or math. GitHub looks for mentions and references in the rendered
 * text, so escapes do not stop them: code does, and a zero-width joiner within them.
 */
export function neutralize(text: string, maxCharacters = 300): string {
  const parts = visibleLine(text, maxCharacters).split(codeSpans);
  return join(
    parts.flatMap((part, index) => {
      if (index % 3 === 0) return proseParts(part);
      return index % 3 === 1 ? [] : [codeSpan(part, maxCharacters)];
    }),
  );
}

/** The same as a whole sentence: a full stop is added where none of its kind ends it. */
export function neutralizeSentence(text: string, maxCharacters = 500): string {
  const sentence = neutralize(text, maxCharacters);
  return /[.!?:…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** A name, a path or another's words, verbatim on one line in a code span. */
export function codeSpan(text: string, maxCharacters = 200): string {
  const content = visibleLine(text, maxCharacters);
  if (content === "") return "`(empty)`";
  const delimiter = "`".repeat(longestRun(content, "`") + 1);
  const padding = content.startsWith("`") || content.endsWith("`") ? " " : "";
  return `${delimiter}${padding}${content}${padding}${delimiter}`;
}

/** Length of the longest run of a character. */
export function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const one of text) {
    run = one === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

const joiner = "\u200D";

/** `@alice`, `@acme/architects`, and commit ids and digests: shown as code. */
const names =
  /((?<!\w)(?:@[a-z0-9][a-z0-9-]{0,99}(?:\/[a-z0-9_][a-z0-9_.-]{0,99})?|(?=[a-f]{0,63}\d)[0-9a-f]{7,64})(?!\w))/gi;

/** Of a code span: its backticks, and what is between them. Texts are short where this looks at them. */
const codeSpans = /(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/;

function proseParts(text: string): readonly string[] {
  return text.split(names).flatMap((part, index) => (index % 2 === 1 ? nameSpan(part) : [escapeProse(part)]));
}

/** A full stop after a name ends the sentence. */
function nameSpan(name: string): readonly string[] {
  return name.endsWith(".") ? [codeSpan(name.slice(0, -1)), "."] : [codeSpan(name)];
}

/** Backticks of two parts must not become one run: that would open and close other spans. */
function join(parts: readonly string[]): string {
  return parts.reduce((text, part) => {
    return text.endsWith("`") && part.startsWith("`") ? text + joiner + part : text + part;
  }, "");
}

function escapeProse(text: string): string {
  return text
    .replaceAll(
      /@|#(?=\d)|gh-(?=\d)|www(?=\.)|:(?=\/|[\w+-]{1,60}(?::|$))|[0-9a-f]{6}(?=[0-9a-f])/gi,
      (found) => `${found}${joiner}`,
    )
    .replaceAll(/[\\`*_[\]~#|&<>$]/g, (character) => entities[character] ?? `\\${character}`)
    .replace(/^(?:[-+=]|\d{1,9}(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

const entities: Readonly<Partial<Record<string, string>>> = {
  "|": "&#124;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  $: `&#36;${joiner}`,
};
