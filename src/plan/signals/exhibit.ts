import { countContent } from "../reading/content.ts";
import { fold } from "../reading/fold.ts";
import type { Block, Document } from "../reading/plan.ts";
import type { Statement } from "../reading/statements.ts";
import type { Hit } from "../vocabulary/term-index.ts";
import type { Concept, Topic } from "../vocabulary/vocabulary.ts";
import { blockText, leadOf } from "./evidence.ts";
import { isCode, readCode, type CodeSignals } from "./code-signals.ts";
import { findTypedFields } from "./field-signals.ts";
import { findEndpoints, findSourcePaths, findTestFiles, isCommand } from "./inline-signals.ts";

/** A block as the rules look at it, read once for all of them. */
export interface Exhibit {
  readonly document: Document;
  /** What the whole document is. */
  readonly nature: Nature;
  readonly block: Block;
  /** Its file and line: what makes it another than the rest. */
  readonly place: string;
  /** Topics of the nearest heading or key that is about anything. */
  readonly nearest: ReadonlyMap<Topic, number>;
  /** The heading above it and a field's own key, folded: words that say nothing again. */
  readonly title: string;
  /** The statements that count: facts of the plan's own, within what it covers. */
  readonly said: readonly Statement[];
  /** Their text. */
  readonly text: string;
  /** What they name; places are those of each statement. */
  readonly hits: readonly Hit<Concept>[];
  /** Inline code within them that is not denied. */
  readonly codes: readonly string[];
  /** What a fence of code shows; `null` for text. */
  readonly code: CodeSignals | null;
  readonly endpoints: readonly string[];
  readonly sourcePaths: readonly string[];
  readonly testFiles: readonly string[];
  /** Inline code that is a command with an argument. */
  readonly commands: readonly string[];
  /** Names of fields that stand beside their type; none of code. */
  readonly typedFields: readonly string[];
}

/** What a document is as a whole, which no block of it tells by itself. */
interface Nature {
  /** Most of what it says is lists of words. */
  readonly isWordList: boolean;
  /** Its work is what a model is told, not code. */
  readonly isForModel: boolean;
  /** It says that it changes no code. */
  readonly isProse: boolean;
  /** It has a lock file that only one run may hold at a time. */
  readonly hasHeldLock: boolean;
  /** It shows code, or names a file or a thing in code. */
  readonly isConcrete: boolean;
}

/** Concepts that together stand for everything a plan must have. */
const everything: ReadonlySet<Concept> = new Set<Concept>([
  "data",
  "contract",
  "failure",
  "reaction",
  "risk",
  "effect",
  "technology",
  "library",
  "test",
  "test-kind",
  "code",
  "prompt",
  "deterministic",
  "command",
]);
/** A sentence that names more of them speaks of plans, not of this one. */
const mostNamed = 9;

const noFields: readonly string[] = [];
/** How far before a fact its denial may stand, in characters: "no", "no new". */
const denialReach = 10;

/** Reads the blocks of a document for the rules. */
export function readExhibits(document: Document): readonly Exhibit[] {
  const nature = natureOf(document);
  return document.blocks.map((block) => readExhibit(document, block, nature));
}

/** What a block puts off, asks, quotes or leaves out does not count. */
function readExhibit(document: Document, block: Block, nature: Nature): Exhibit {
  const isCounted = counts(block);
  const lead = isCounted ? leadOf(block) : null;
  const statements = lead === null ? block.statements : [lead, ...block.statements.slice(1)];
  const said = isCounted ? statements.filter((statement) => isSaid(statement, nature)) : [];
  const isWhole = isCounted && lead === null && said.length === statements.length;
  const whole = block.keyTopics.size === 0 ? blockText(block) : block.text;
  const text = isWhole ? whole : said.map((statement) => statement.text).join("\n");
  const shownCodes = lead === null ? block.codes : [...block.section.codes, ...block.codes];
  const code = block.kind === "code" && isCounted ? readCode(block) : null;
  const shown = code === null ? text : block.text;
  const denying = said.filter((statement) => statement.hits.some((hit) => hit.label === "negation"));
  const own = (found: readonly string[]): readonly string[] =>
    denying.length === 0 ? found : found.filter((each) => !isDenied(denying, each));
  const codes = own(isWhole ? shownCodes : shownCodes.filter((each) => text.includes(each)));
  return {
    document,
    nature,
    nearest: nearestTopics(block),
    title:
      block.kind === "field" ? `${block.section.folded} ${fold(String(block.key))}` : block.section.folded,
    block,
    place: `${block.path}:${String(block.startLine)}`,
    said,
    text,
    hits: isWhole ? block.hits : said.flatMap((statement) => statement.hits),
    codes,
    code,
    endpoints: own(
      findEndpoints(
        code === null || isCode(block.language) ? withTitle(block, shown, isCounted) : endpointLines(shown),
      ),
    ),
    sourcePaths: own(findSourcePaths(withTitle(block, shown, isCounted))),
    testFiles: findTestFiles(shown),
    commands: codes.filter(isCommand),
    typedFields:
      code === null && said.some(({ cues }) => cues.has("cue:type")) ? findTypedFields(text) : noFields,
  };
}

/** A text with its own key and the headings above it, where those may name an endpoint or a file. */
function withTitle({ key, section }: Block, text: string, isCounted: boolean): string {
  if (!isCounted) return text;
  const names = [key ?? "", section.title];
  // `**Request:**` is a part of `### POST /rooms`, as an item is of its list.
  for (let inner = section; inner.level > 6 && inner.parent !== null; inner = inner.parent)
    names.push(inner.parent.title);
  return [text, ...names.filter((name) => /[./]/u.test(name))].join("\n");
}

function isSaid(statement: Statement, nature: Nature): boolean {
  if (statement.mood !== "said" || (statement.isList && nature.isWordList)) return false;
  if (statement.hits.length < mostNamed) return true;
  const named = new Set(statement.hits.map((hit) => hit.label).filter((label) => everything.has(label)));
  return named.size < mostNamed;
}

/** A model's instructions: `agents/helper.md`. */
const instructions = /(?:agents?|skills?|prompts?)\/[\w./{},-]{0,80}\.md\b/u;

/** More than "no code", which may go on: "no code splitting". */
const saysSo = /^(?!no code$).* /u;

/** A file that only one run may hold at a time. */
const heldLock =
  /\block ?files?\b[^.]{0,80}\b(?:concurrent|second|another|exclusive|mutex|pid|acquires?|releases?|stale|at a time|simultaneous|parallel)|\b(?:concurrent|acquires?|releases?|exclusive|stale|simultaneous|second (?:run|instance|process)|one instance|single instance)\b[^.]{0,80}\block ?files?\b/u;

function natureOf({ blocks }: Document): Nature {
  const statements = blocks.flatMap((block) => block.statements);
  const lists = statements.filter((statement) => statement.isList).length;
  const told = blocks.filter(
    ({ hits, text }) =>
      hits.some((hit) => hit.label === "prompt") || (text.includes(".md") && instructions.test(text)),
  ).length;
  return {
    isWordList: lists >= 4 && lists > statements.length / 2,
    isForModel: told >= 2 && told > blocks.length / 8,
    hasHeldLock: blocks.some(({ folded }) => heldLock.test(folded)),
    isConcrete: blocks.some(
      ({ kind, codes, text }) => kind === "code" || codes.length > 0 || findSourcePaths(text).length > 0,
    ),
    isProse: blocks.some((block) =>
      block.hits.some(
        (hit) => hit.label === "nothing-runs" && saysSo.test(block.folded.slice(hit.start, hit.end)),
      ),
    ),
  };
}

const endpointLine =
  /^[^\n]{0,200}[\u2500-\u257f][^\n]{0,200}|^\s*(?:GET|POST|PUT|PATCH|DELETE|HEAD|WS) +\/[^\n]{0,200}/gmu;

/** A fence within a fence: a whole document is quoted. */
const innerFence = /^ {0,3}(?:```|~~~)/mu;

/** The lines of a fence in no language that are requests or lines of a tree. */
function endpointLines(text: string): string {
  return (text.match(endpointLine) ?? []).join("\n");
}

/** `✅ Error handling complete: …` tells that there is one. */
const announcing =
  /^(?:[\u2705\u2714\u2713\u2611]\ufe0f? ?)?.{3,60} (?:complete|completed|defined|verified|designed|analy[sz]ed|reviewed|agreed|done|covered|finished|documented)$/iu;
/** Text of typesetters. */
const filling = /\b(?:lorem|ipsum|dolor sit|consectetur|adipiscing|eiusmod|incididunt|magna aliqua)\b/iu;

function counts(block: Block): boolean {
  if (block.isQuoted || block.substance === "placeholder" || block.substance === "filler") return false;
  if (filling.test(block.text) || announcing.test(block.key ?? "")) return false;
  if (block.substance === "reference" || (block.kind === "code" && innerFence.test(block.text))) return false;
  const { about } = block.section;
  return (
    !about.has("out-of-scope") &&
    !about.has("open-questions") &&
    (block.keyTopics.get("out-of-scope") ?? 0) < 0.9
  );
}

/** Whether a statement says that there is no such thing: "we have no `GET /rooms`". */
export function isDenied(said: readonly Statement[], fact: string): boolean {
  const needle = fold(fact);
  return said.some((statement) => {
    const denials = statement.hits.filter((hit) => hit.label === "negation");
    if (denials.length === 0) return false;
    const at = statement.folded.indexOf(needle);
    return denials.some((denial) => denial.end <= at && at - denial.end <= denialReach);
  });
}

/** Whether a block stands under a topic: its own key names it, or a heading around it. */
export function isUnder(exhibit: Exhibit, topic: Topic): boolean {
  return standing(exhibit, topic) > 0;
}

/** How plainly a block stands under a topic: its own key, or a heading around it; 0 to 1. */
export function standing({ block }: Exhibit, topic: Topic): number {
  return Math.max(block.keyTopics.get(topic) ?? 0, block.section.about.get(topic) ?? 0);
}

/** Whether the nearest heading or key that is about anything is about one of the topics. */
export function isNearest({ nearest }: Exhibit, topics: readonly Topic[]): boolean {
  return nearest.size > 0 && topics.some((topic) => nearest.has(topic));
}

function nearestTopics({ keyTopics, section: innermost }: Block): ReadonlyMap<Topic, number> {
  if (keyTopics.size > 0) return keyTopics;
  let section = innermost;
  while (section.topics.size === 0 && section.parent !== null) section = section.parent;
  return section.topics;
}

/** The distinct words of the statements that name a concept. */
export function named({ said, hits }: Exhibit, concept: Concept): readonly string[] {
  if (!hits.some((hit) => hit.label === concept)) return [];
  const words = new Set<string>();
  for (const statement of said) {
    for (const hit of statement.hits) {
      if (hit.label === concept) words.add(statement.folded.slice(hit.start, hit.end));
    }
  }
  return [...words];
}

/** Products whose names are words too: those count only as names are written, or in code. */
const homographs = new Set(
  "go rust node express swift spring expo gin chi helm unity make dart flutter react stripe commander loki drizzle railway unreal typer hono next echo".split(
    " ",
  ),
);

/** The technologies that the statements that count name. */
export function namedTechnologies(exhibit: Exhibit): readonly string[] {
  return named(exhibit, "technology").filter((word) => {
    if (!homographs.has(word)) return true;
    const name = word.charAt(0).toUpperCase() + word.slice(1);
    return exhibit.text.includes(name) || exhibit.codes.some((code) => code.includes(word));
  });
}

/** Whether the statements that count name a concept. */
export function mentions({ hits }: Exhibit, concept: Concept): boolean {
  return hits.some((hit) => hit.label === concept);
}

/** Whether a block is a row of a table with a column about a concept. */
export function hasColumn({ block }: Exhibit, concept: Concept): boolean {
  return block.table !== null && block.table.columns.some((column) => column.has(concept));
}

/** How many words of content a block's statements have together. */
export function contentOf(exhibit: Exhibit, known: readonly Concept[]): number {
  return exhibit.said.reduce((sum, statement) => sum + countContent(statement, known, exhibit.title), 0);
}
