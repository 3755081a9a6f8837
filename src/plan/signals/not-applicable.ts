import { countContent } from "../reading/content.ts";
import { fold } from "../reading/fold.ts";
import type { Block, Document } from "../reading/plan.ts";
import { readStatement, splitStatements, type Statement } from "../reading/statements.ts";
import { conceptIndex } from "../vocabulary/languages.ts";
import { findOpeningTerms } from "../vocabulary/term-index.ts";
import type { Concept, Topic } from "../vocabulary/vocabulary.ts";
import { isFiller } from "./substance.ts";
import { topicFields } from "./topic-blocks.ts";

/** A statement that a row does not apply, with the plan's own words for why. */
export interface NotApplicable {
  readonly block: Block;
  readonly reason: string;
}

/** What may excuse a row. */
export interface Excuse {
  readonly topics: readonly Topic[];
  /** Phrases that excuse it wherever they stand: "no new tables". */
  readonly phrase: Concept | null;
  /** What a plan adds that is no plan without it: its folded statement of a new table. */
  readonly added?: RegExp;
  /** Name of the file beside the plan that would hold it. */
  readonly sibling: RegExp | null;
  /** Titles, folded, of sections that hold what the row asks for and stand for another row too. */
  readonly titles?: ReadonlySet<string>;
  /** Concepts one of which the reason must name. */
  readonly grounds: readonly Concept[];
}

const dash = /[-\u2010-\u2015]/gu;
const leading = /^[^\p{L}\p{N}]+/u;
const known: readonly Concept[] = ["not-applicable", "nothing", "negation", "filler"];

/** The first statement that a row does not apply and why, under its headings and keys or as one of its phrases. */
export function findNotApplicable(document: Document, excuse: Excuse): NotApplicable | null {
  const titled = document.sections.filter(
    ({ folded, topics }) =>
      excuse.titles?.has(folded) === true || excuse.topics.some((topic) => topics.has(topic)),
  );
  const under = [
    ...excuse.topics.flatMap((topic) => topicFields(document, topic)),
    ...titled.flatMap((section) => section.blocks.slice(0, 1)),
  ];
  for (const block of under) {
    const marker = opensWithMarker(block.key ?? "") ? `${String(block.key)}: ` : "";
    const text = `${marker}${saying(block)}`;
    if (isExcused(text, excuse.grounds)) return { block, reason: text.trim() };
  }
  for (const block of document.blocks) {
    const reason = besidePhrase(block, excuse) ?? besideSibling(block, excuse);
    if (reason !== null) return addsSome(document, excuse.added) ? null : { block, reason };
  }
  return null;
}

/** How far before something new its denial may stand, in characters: "does not need a". */
const denialReach = 14;
const instead = /\b(?:instead of|rather than|avoids?|avoiding) (?:an? |the )?$/u;

/** Whether a plan says elsewhere that it adds what it says it has none of. */
function addsSome({ blocks }: Document, added: RegExp | undefined): boolean {
  if (added === undefined) return false;
  return blocks.some(
    ({ section, statements }) =>
      !section.about.has("out-of-scope") && statements.some((statement) => adds(statement, added)),
  );
}

function adds({ folded, hits, mood }: Statement, added: RegExp): boolean {
  const at = folded.search(added);
  if (at < 0 || mood !== "said" || instead.test(folded.slice(Math.max(0, at - 40), at))) return false;
  return !hits.some(({ label, start, end }) =>
    label === "no-data-change" || label === "no-interface-change"
      ? start <= at && at < end
      : (label === "negation" || label === "not-applicable") && end <= at && at - end <= denialReach,
  );
}

/** Whether a text says that something does not apply and gives a reason on one of the grounds. */
export function isExcused(text: string, grounds: readonly Concept[]): boolean {
  if (opensWithMarker(text)) return isReason(text, grounds);
  const denial = denying.exec(text);
  return denial !== null && isReason(text.slice(denial[0].length), grounds);
}

/** "There are no commands, because": that there is none, in a few words, and the word before the reason. */
const denying =
  /^(?:there (?:is|are) no|we (?:have|need|add) no|it (?:has|needs|adds) no|no|es gibt keine?[nrs]?|keine?[nrs]?|il n['’]y a (?:pas|aucune?)|aucune?|pas de|no hay|ning[uú]n[ao]?|não há|nenhuma?|non ci sono|non c['’]è|nessun[ao]?|нет|brak|nie ma|немає|er zijn geen|geen|没有|沒有|无|無)(?:[ \p{L}\p{N}-]{1,50}?)(?:[,:;]|\s[-\u2013\u2014]|\s\()\s?(?:because|as|since|for|the|only|it|this|weil|da|denn|car|parce que|puisque|porque|pues|ya que|pois|já que|perch[eé]|poich[eé]|так как|потому что|bo|ponieważ|gdyż|тому що|бо|omdat|want|因为|因為|由于)?(?=[\s\p{L}])/iu;

/** A block's text without the key that introduces it. */
export function saying(block: Block): string {
  if (block.kind !== "row") return block.text;
  return block.cells
    .slice(1)
    .filter((cell) => !isFiller(cell) || block.cells.length === 2)
    .join(" | ");
}

/** Whether a text begins by saying that there is nothing: `N/A`, `None (…)`; not `none of the above`. */
export function opensWithMarker(text: string): boolean {
  const folded = fold(text.replace(dash, ";")).replace(leading, "");
  return findOpeningTerms(conceptIndex, folded).some(
    (hit) => hit.label === "not-applicable" || (hit.label === "nothing" && !namesSomething(folded, hit.end)),
  );
}

function namesSomething(folded: string, at: number): boolean {
  const next = folded.slice(at).trimStart();
  return next !== "" && /\p{L}/u.test(next.charAt(0));
}

function isReason(text: string, grounds: readonly Concept[]): boolean {
  const statement = readStatement(text);
  if (statement.hits.some((hit) => hit.label === "undecided")) return false;
  return statement.hits.some((hit) => grounds.includes(hit.label)) && countContent(statement, known, "") >= 1;
}

/** A phrase that is said of the plan as a whole, beside words of its own. */
function besidePhrase(block: Block, excuse: Excuse): string | null {
  const { phrase } = excuse;
  if (phrase === null || block.isQuoted || block.kind === "code") return null;
  const hit = block.hits.find((candidate) => candidate.label === phrase);
  if (hit === undefined || !block.statements.some((_, at) => isOfPlan(block, at, excuse))) return null;
  const around = `${block.folded.slice(0, hit.start)} ${block.folded.slice(hit.end)}`;
  const statement = readStatement(around);
  if (statement.hits.some((each) => each.label === "undecided")) return null;
  return countContent(statement, known, "") >= 2 ? block.text.trim() : null;
}

/** Rows whose sections speak of cases, not of the plan. */
const cases: readonly Topic[] = ["error-handling", "failure-modes", "edge-cases", "testing", "verification"];

/** A task, a phase, a time or a condition: what is said of it is not said of the plan. */
const part =
  /^(?:(?:in |for |during )?(?:task|phase|step|stage|story|milestone|sprint|week|day|aufgabe|phase|schritt|woche|tache|etape|semaine|tarea|fase|paso|semana|tarefa|passo|compito|settimana|задача|этап|шаг|завдання|етап|крок|zadanie|etap|krok|taak|stap|gorev|asama|adım|任务|阶段|步骤|任務|階段|步驟|タスク|フェーズ|작업|단계)s? ?[\d#a-z]?\d|(?:after|before|until|till|on|at|from|since|during|within|if|when|unless|once|given|nach|vor|bis|am|ab|seit|wahrend|wenn|falls|sobald|bei|apres|avant|jusqu|depuis|pendant|si|lorsque|quand|despues|antes|hasta|desde|durante|cuando|depois|ate|quando|dopo|prima|fino|da|se|после|до|с|если|когда|при|після|якщо|коли|po|przed|do|od|jesli|jeśli|gdy|na|tot|sinds|als|wanneer|tijdens|sonra|eger|بعد|قبل|إذا|عند|如果|当|當|之后|在)[ ,])/u;

/** How many words a sentence may say before the phrase: who it speaks of and what that does. */
const mostBefore = 2;

/**
 * Whether a statement says the phrase of the plan: in the row's own field or section, or as a sentence that is about
 * nothing else; never where a case, a task or a time is spoken of.
 */
function isOfPlan(block: Block, at: number, { phrase, topics }: Excuse): boolean {
  const statement = block.statements[at];
  const hit = statement?.hits.find(({ label }) => label === phrase);
  if (statement === undefined || hit === undefined || part.test(statement.folded)) return false;
  if (topics.some((topic) => block.keyTopics.has(topic) || block.section.about.has(topic))) return true;
  if (cases.some((topic) => block.section.about.has(topic) || block.keyTopics.has(topic))) return false;
  const before = block.statements[at - 1]?.text.endsWith(";") === true ? "; " : "";
  const lead = statement.folded.slice(0, hit.start);
  const label = block.kind === "field" && at === 0 ? fold(`${String(block.key)}: `) : "";
  const said = readStatement(lead.startsWith(label) ? lead.slice(label.length) : lead);
  if (before !== "" || /[:\uff1a\u2192]/u.test(said.folded)) return false;
  return countContent(said, known, "") <= mostBefore && !said.hits.some((each) => each.label === "failure");
}

function besideSibling(block: Block, excuse: Excuse): string | null {
  const { sibling } = excuse;
  if (sibling === null || !sibling.test(block.text) || block.text.length > 20_000) return null;
  const lines = block.kind === "code" ? block.text.split("\n") : [block.text];
  for (const line of lines) {
    if (sibling.test(line) && isReason(line, excuse.grounds) && denies(line, sibling)) return line.trim();
  }
  return null;
}

/** Whether the statement that names a file says that it does not apply: not one beside it, "N/A (III)". */
function denies(line: string, sibling: RegExp): boolean {
  return splitStatements(line, []).some(
    ({ text, hits }) => sibling.test(text) && hits.some(({ label }) => label === "not-applicable"),
  );
}
