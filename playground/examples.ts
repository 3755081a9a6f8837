import english from "../examples/observability-stack/.specify/specs/f-15-docker-compose-stack/plan.md?raw";
import chinese from "../test/fixtures/plans/chinese.md?raw";
import french from "../test/fixtures/plans/french.md?raw";
import german from "../test/fixtures/plans/german.md?raw";
import italian from "../test/fixtures/plans/italian.md?raw";
import japanese from "../test/fixtures/plans/japanese.md?raw";
import korean from "../test/fixtures/plans/korean.md?raw";
import portuguese from "../test/fixtures/plans/portuguese.md?raw";
import spanish from "../test/fixtures/plans/spanish.md?raw";

/** A plan that has everything, and the language that it is written in. */
export interface Example {
  /** The language's own name for itself. */
  readonly name: string;
  /** BCP 47. */
  readonly language: string;
  readonly text: string;
}

export const examples: readonly [Example, ...Example[]] = [
  { name: "English", language: "en", text: english },
  { name: "Deutsch", language: "de", text: german },
  { name: "Français", language: "fr", text: french },
  { name: "Español", language: "es", text: spanish },
  { name: "Português", language: "pt", text: portuguese },
  { name: "Italiano", language: "it", text: italian },
  { name: "中文", language: "zh", text: chinese },
  { name: "日本語", language: "ja", text: japanese },
  { name: "한국어", language: "ko", text: korean },
];
