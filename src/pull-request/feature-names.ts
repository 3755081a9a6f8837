/**
 * A feature as somebody named it: `F-15`, `001-login`, `.specify/specs/f-15-login`. Whether there is one is not known
 * here.
 */
export interface FeatureName {
  readonly name: string;
  /** False for words that are a name only where a feature's folder bears it, such as `001-login` in a branch. */
  readonly isCertain: boolean;
}

/** Where a pull request, or a branch in a clone, says what it implements. */
export interface NameSources {
  /** Of the description and of all commits: `featureTrailers`. */
  readonly trailers: readonly string[];
  /** Without `refs/heads/`. */
  readonly branch: string;
  readonly title: string;
}

const maxScannedCharacters = 65_536;
const maxLineCharacters = 300;
/** Different ones that are kept of one text: more than any pull request may name. */
const maxTrailers = 20;
/** Words of a title or a branch that are looked at. */
const maxWords = 60;

const trailer = /^[ \t]{0,3}(?:feature|plan)[ \t]{0,10}:(.*)$/i;
const flowName = /^f-\d{1,9}(?:-[\w.-]*)?$/i;
const pathName = /^[^\s]+\/[^\s]+$/;
const datedName = /^\d{3,14}-\S+$/;

/**
 * The values of lines `Feature: …` and `Plan: …` in a description or a commit's message, each once, in order. Linear;
 * lines of more than 300 characters are none.
 */
export function featureTrailers(text: string): readonly string[] {
  const values = new Set<string>();
  for (const line of text.slice(0, maxScannedCharacters).split(/\r\n|\r|\n/)) {
    if (values.size >= maxTrailers) break;
    const value = line.length > maxLineCharacters ? undefined : trailer.exec(line)?.[1]?.trim();
    if (value !== undefined && namesInValue(value).length > 0) values.add(value);
  }
  return [...values];
}

/** Every feature that is named, each spelling once: in trailers, in the branch's name, in the title. */
export function namedFeatures({ trailers, branch, title }: NameSources): readonly FeatureName[] {
  const names = new Map<string, FeatureName>();
  const add = (name: string, isCertain: boolean) => {
    const key = name.toLowerCase();
    if (names.get(key)?.isCertain !== true) names.set(key, { name, isCertain });
  };
  for (const name of trailers.flatMap(namesInValue)) add(name, true);
  const words = [...branch.split("/").slice(0, maxWords), ...title.split(separators).slice(0, maxWords)];
  for (const word of words) if (flowName.test(word) || datedName.test(word)) add(word, flowName.test(word));
  return [...names.values()];
}

const separators = /[\s/:,;()[\]{}"'`“”‘’!?]|\.(?=\s|$)/u;

/** Names at the beginning of a value; a single word is one whatever it is, and prose is none. */
function namesInValue(value: string): readonly string[] {
  const words = value
    .split(/[\s,;]+/)
    .map(bare)
    .filter((word) => word !== "");
  const end = words.findIndex((word) => !isName(word));
  const names = end === -1 ? words : words.slice(0, end);
  return names.length === 0 && words.length === 1 ? words : names;
}

function isName(word: string): boolean {
  return flowName.test(word) || pathName.test(word) || datedName.test(word);
}

/** Without what people put around a name. */
function bare(word: string): string {
  return word.replace(/^[`"'(<]{1,3}/, "").replace(/[`"')>.:]{1,3}$/, "");
}
