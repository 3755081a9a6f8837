import type { Passage } from "../finding.ts";
import { blockPassage, blockText } from "../signals/evidence.ts";
import { holdsOpenMark } from "../signals/open-marks.ts";
import type { Block, Document, Reading } from "../reading/plan.ts";
import type { Rule } from "../rule.ts";

const templateGap =
  /\[(?:###-?[\w-]*|e\.g\.,? [^\][]*|(?:link|date|list|choice|why|describe|feature|name|strategy|number|reason|risk \d+|risk|todo|tbd|yes\/partial\/no|how this [^\][]*|if applicable[^\][]*|current need|specific problem|specific structure[^\][]*|domain-specific[^\][]*|single\/[^\][]*|extract from [^\][]*|gates determined [^\][]*|document the [^\][]*|why [^\][]*|remove if unused|(?:例|예|ej|p\. ?ej|p\. ?ex|z\. ?B|es|par ex)\.?[:\uff1a ][^\][]*|機能名|日付|リンク|功能名称|日期|链接|기능명|날짜|링크))\](?![(:[])/iu;
/** `[FEATURE_NAME]`, `[PROJECT NAME]`; not `[SERVICE]` or `[MUST]`, which are words of their own. */
const capitals =
  /\[(?:[A-Z][A-Z0-9]*_[A-Z0-9_]+|(?:[A-Z]+ ){0,4}(?:FEATURE|NAME|DATE|LINK|TITLE|PROJECT)(?: [A-Z]+){0,4})\](?![(:[])/u;
const blank = /(?:^|[\s|:])(?:_{3,}|\?{3,}|TKTK)(?=$|[\s|.,])/u;
const angle = /^<(?:placeholder|todo|tbd|fill[^<>]*|your[^<>]*|insert[^<>]*|describe[^<>]*)>$/iu;

/** Nothing of the template is left, and nothing is marked as open. */
export const noPlaceholders: Rule = {
  id: "no-placeholders",
  title: "No placeholders left",
  group: "hygiene",
  defaultSeverity: "error",
  docs: {
    wants:
      "No gap of a template and no item marked as open: `[FEATURE]`, `[e.g., …]`, `NEEDS CLARIFICATION`, `TBD`, `???`.",
    why: "An approval of a plan with gaps approves whatever fills them later.",
    notes: [
      '"All NEEDS CLARIFICATION resolved", `${{ secrets.TOKEN }}`, `<username>` in a path, and a TODO within code are not placeholders.',
      "Marks in the other languages (要明確化, 待澄清, à clarifier) count like their English originals.",
      'Neither is `todo` as a value ("todo, doing, done") or as the Spanish word for "all", nor 待确认 before the name of a thing, nor "無 NEEDS CLARIFICATION".',
    ],
    instruction: "Fill each gap, or take the line out.",
    good: `**Testing**: Vitest, one file for each module. All NEEDS CLARIFICATION items are resolved.
`,
    bad: `# Implementation Plan: [FEATURE]

**Testing**: NEEDS CLARIFICATION
`,
  },
};

/** The lines that still hold a gap of a template or an open mark, in order. */
export function findPlaceholders(reading: Reading): readonly Passage[] {
  return inDocument(reading.plan);
}

function inDocument(document: Document): readonly Passage[] {
  const titles = document.sections.filter((section) => isGap(section.title));
  const inTitles = titles.map((section) => ({
    path: document.path,
    startLine: section.startLine,
    endLine: section.startLine,
    excerpt: section.title,
  }));
  const inBlocks = document.blocks.filter(hasGap).map(blockPassage);
  return [...inTitles, ...inBlocks].toSorted((a, b) => a.startLine - b.startLine);
}

function hasGap(block: Block): boolean {
  if (block.kind === "code") return isTree(block) && isGap(block.text);
  const text = blockText(block);
  if (isGap(withoutUsage(text, block.codes)) || blank.test(text)) return true;
  if (angle.test(block.text.trim())) return true;
  return (block.kind === "field" || block.hits.some((hit) => hit.label === "open")) && holdsOpenMark(text);
}

function isGap(text: string): boolean {
  return templateGap.test(text) || capitals.test(text);
}

/** Without commands in code spans: after a command, brackets mark what may be left out. */
function withoutUsage(text: string, codes: readonly string[]): string {
  const usages = codes.filter((code) => code.includes(" [") && !code.trimStart().startsWith("["));
  return usages.reduce((rest, code) => rest.replaceAll(code, " "), text);
}

/** In a file tree a gap is the template's; in other code, brackets are syntax. */
function isTree(block: Block): boolean {
  return block.language === "" || block.language === "text" || block.language === "txt";
}
