/**
 * Characters that a reader of the page cannot see, or that move what is seen: controls, bidirectional marks,
 * zero-width and tag characters, variation selectors, fillers, line separators, lone surrogates. Not among them
 * are tabs and line feeds, nor what belongs to an emoji or joins letters of scripts whose letters join.
 */
export function hiddenCharacters(text: string): readonly string[] {
  if (isPlain(text) || !hidden.test(text)) return [];
  return Array.from(text.matchAll(meantOrHidden())).flatMap(([, hidden]) => hidden ?? []);
}

/** The text with something else for each of its hidden characters. */
export function replaceHidden(text: string, replace: (character: string) => string): string {
  if (isPlain(text) || !hidden.test(text)) return text;
  return text.replaceAll(meantOrHidden(), (found: string, hidden: string | undefined) =>
    hidden === undefined ? found : replace(hidden),
  );
}

function isPlain(text: string): boolean {
  return !/[^\t\n -~]/.test(text);
}

/** `1️⃣`: a digit, its emoji presentation, the frame around it. */
const keycap = /[0-9#*]\uFE0F\u20E3/u;

/** The flags of England, Scotland and Wales are spelled with tag characters. */
const flag =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/u;

/** Emoji with a presentation or a skin color, and several joined to one: https://www.unicode.org/reports/tr51/ */
const emoji =
  /\p{Extended_Pictographic}(?:[\uFE0E\uFE0F]|\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*/u;

/** A joiner says how letters are drawn in Persian or Hindi; between these letters it says nothing. */
const joined =
  /(?<=(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}])[\u200C\u200D](?=[\p{L}\p{M}])/u;

const hidden =
  /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u;

let meantOrHiddenMade: RegExp | undefined;

/** Made for the first text that is not plain: reading its Unicode properties takes a millisecond. */
function meantOrHidden(): RegExp {
  meantOrHiddenMade ??= new RegExp(
    `${[keycap, flag, emoji, joined].map(({ source }) => source).join("|")}|(${hidden.source})`,
    "gu",
  );
  return meantOrHiddenMade;
}
