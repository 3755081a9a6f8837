/** What a heading or a key can be about. `none`: words that only look like a topic. */
export type Topic =
  | "data-models"
  | "storage"
  | "interfaces"
  | "error-handling"
  | "failure-modes"
  | "health-check"
  | "edge-cases"
  | "dependencies"
  | "stack"
  | "testing"
  | "verification"
  | "code-before-prompts"
  | "deterministic"
  | "cli-first"
  | "principles"
  | "architecture"
  | "open-questions"
  | "out-of-scope"
  | "none";

/** What a passage can say. */
export type Concept =
  | "failure"
  | "reaction"
  | "error-strategy"
  | "health-check"
  | "risk"
  | "effect"
  | "data"
  | "contract"
  | "command"
  | "deterministic"
  | "same-result"
  | "hedge"
  | "negation"
  | "not-applicable"
  /** Says "not applicable" only where nothing is named after it. */
  | "nothing"
  | "no-data-change"
  | "no-interface-change"
  | "no-dependency"
  | "reference"
  | "test"
  | "test-kind"
  | "test-tool"
  | "technology"
  | "library"
  | "code"
  | "prompt"
  /** Takes back what a sentence says: "perhaps", "to be decided". */
  | "undecided"
  /** Says nothing: "comprehensive", "best practices". */
  | "vague"
  /** Why a row may not apply: "stateless", "documentation only". */
  | "ground"
  /** Why even errors and tests may not apply: "documentation only". */
  | "nothing-runs"
  /** Says that a principle is not kept. */
  | "breach"
  | "open"
  | "settled"
  | "filler";

/** What a word hints at, without which a closer look is vain. */
export type Cue =
  /** That a matter is left open or turned down: "find out", "the team". */
  | "cue:open"
  /** The type of a field. */
  | "cue:type";

/** Where the entries of a group come from: an entry met in one plan only is not evidence that others use it. */
export type Source =
  /** Everyday words of the language and their inflections, as a dictionary lists them. */
  | "dictionary"
  /** Headings and keys of the templates of SpecFlow and spec-kit, and their translations. */
  | "template"
  /** Names of products and terms of their manuals. */
  | "manual"
  /** Met in at least two unrelated plans. */
  | "plans";

/** Terms separated by commas; a trailing `*` makes a term a prefix. */
export type Terms = Readonly<Partial<Record<Source, string>>>;

/** The words of one language. */
export interface Vocabulary {
  readonly language: string;
  readonly headings: Readonly<Partial<Record<Topic, Terms>>>;
  readonly words: Readonly<Partial<Record<Concept, Terms>>>;
}
