import type { EvidenceRule } from "../rule.ts";
import { isDenied, isUnder, named, namedTechnologies, type Exhibit, contentOf } from "../signals/exhibit.ts";
import { refuses } from "../signals/principles.ts";
import type { Add, EvidenceKind } from "../signals/score.ts";
import type { Topic } from "../vocabulary/vocabulary.ts";

/** Lines of a tree that are folders, but for those of documents: `├── services/`. */
const folder = /[\u2500-\u257f] (?!docs|specs?|contracts|checklists|\d{3}-)[\w.-]{2,40}\/(?=\s|$)/gmu;

const kinds: Readonly<Record<string, EvidenceKind>> = {
  path: { one: "source file", several: "source files", full: 3, expected: 1.2 },
  program: { one: "program in a fence", several: "programs in fences", full: 1, expected: 1.2, lead: 1 },
  word: { one: "word for code", several: "words for code", full: 6, expected: 0.5 },
  technology: { one: "technology", several: "technologies", full: 6, expected: 0.5 },
  call: { one: "call", several: "calls", full: 3, expected: 0.5 },
  tree: { one: "file of a tree", several: "files of trees", full: 4, expected: 1.2, lead: 2 },
  folder: { one: "folder of a tree", several: "folders of trees", full: 4, expected: 0.5, lead: 2 },
  data: { one: "piece of configuration", several: "pieces of configuration", full: 2, expected: 1.2 },
  endpoint: { one: "endpoint", several: "endpoints", full: 2, expected: 0.5 },
  "principle-row": {
    one: "principle row that names code",
    several: "principle rows that name code",
    full: 1,
    expected: 0.5,
  },
  promptless: {
    one: "statement that code does it, not a model",
    several: "statements that code does it, not a model",
    full: 1,
    expected: 0.5,
  },
  described: { one: "described step", several: "described steps", full: 6, expected: 0.5 },
};

/** The work is code or configuration, not instructions to a model. */
export const codeBeforePrompts: EvidenceRule = {
  id: "code-before-prompts",
  title: "Code before prompts",
  group: "principle",
  defaultSeverity: "error",
  topics: ["code-before-prompts"],
  kinds,
  find,
  excuse: { topics: ["code-before-prompts"], phrase: null, sibling: null, grounds: ["nothing-runs"] },
  docs: {
    wants:
      "Code or configuration that does the work: modules, functions, scripts, infrastructure as code. Prompts only where code cannot do it.",
    why: "Code gives the same answer tomorrow, can be tested, and costs nothing to run again; a prompt gives none of that.",
    notes: [
      "Source files with what changes in them, code blocks, or a principle row that names such files count.",
      "A bare tick beside the principle does not.",
    ],
    instruction:
      "Name the modules or files that do the work; where a prompt is needed, those that check what it answers.",
    good: `## Constitutional compliance

- [x] **Code before prompts:** the token check is a pure function in \`src/token.ts\`; no model is called.
`,
    bad: `## Constitutional compliance

- [x] **Code before prompts:** ✓
`,
  },
};

function find(exhibit: Exhibit, add: Add): void {
  const { block, code, place } = exhibit;
  add("endpoint", exhibit.endpoints);
  if (code !== null) {
    if (code.isProgram) add("program", place);
    else if (/[\u2500-\u257f]/u.test(block.text)) {
      add("tree", exhibit.sourcePaths);
      add("folder", block.text.match(folder) ?? []);
    } else if (code.keys + code.usages >= 2) add("data", place);
    return;
  }
  const isPrincipleRow = isUnder(exhibit, "code-before-prompts");
  if (isPrincipleRow && (refuses(exhibit) || leavesItToModel.test(exhibit.text))) return;
  const { isForModel, isProse, isConcrete } = exhibit.nature;
  const isSoup =
    isForModel ||
    isProse ||
    (!isConcrete && isTalk(exhibit)) ||
    exhibit.said.every((statement) => statement.isList);
  const words = isSoup || asksModel(exhibit) ? [] : named(exhibit, "code");
  const technologies = isForModel || isProse || !isConcrete ? [] : namedTechnologies(exhibit);
  add("path", exhibit.sourcePaths);
  if (words.length > 0 && named(exhibit, "prompt").length > 0) add("promptless", place);
  add("word", words);
  add("technology", technologies);
  add(
    "call",
    exhibit.codes.filter((each) => each.includes("(")),
  );
  if (isPrincipleRow && words.length + exhibit.codes.length + technologies.length > 0)
    add("principle-row", place);
  if (contentOf(exhibit, []) >= 5 && !isSoup) add("described", place);
}

/** The sections of the other rows. */
const otherRows: readonly Topic[] = [
  "data-models",
  "interfaces",
  "error-handling",
  "failure-modes",
  "dependencies",
  "stack",
  "testing",
  "code-before-prompts",
];
/** How many words without content make praise of a passage. */
const praise = 3;

/** In a plan without a file, a function or a line of code: the vocabulary of programs, not what is built. */
function isTalk(exhibit: Exhibit): boolean {
  return (
    otherRows.some((topic) => isUnder(exhibit, topic)) ||
    exhibit.hits.filter((hit) => hit.label === "vague").length >= praise
  );
}

/** The model decides, and nothing checks what it says. */
const leavesItToModel =
  /\bunchecked\b|\b(?:prompts?|models?|llms?|gpt\S{0,6}|agents?|sprachmodell|modell|mod[eè]le|modelo|modello)\b[^.;]{0,40}\b(?:decides?|determines?|chooses?|judges?|does (?:all|everything|the work)|entscheidet|macht alles|d[ée]cide|decide|решает|decyduje|beslist)\b|(?:提示词|模型)[^。;]{0,16}(?:决定|決定|判断)|モデル(?:が|に)[^。]{0,16}(?:決め|判断)|모델이[^.]{0,16}(?:결정|판단)|модель[^.;]{0,40}реша/iu;

/** Whether it is a model that is told to do the work. */
function asksModel(exhibit: Exhibit): boolean {
  return named(exhibit, "prompt").some((word) => !isDenied(exhibit.said, word));
}
