import { countWords } from "../reading/fold.ts";
import type { Block, Document } from "../reading/plan.ts";
import { blockPassage, says } from "../signals/evidence.ts";
import { isPlaceholder } from "../signals/substance.ts";
import { count, isVague, type SpecSight, type SpecRule, wordsIn } from "./spec-rule.ts";

const fewestWords = 4;
const enough = 2;
const measure =
  /[<>\u2264\u2265]\s?\d|\d\s?(?:%|(?:ms|s|min|h|kb|mb|gb|mib|gib|px)(?![\p{L}\p{N}])|[\u79d2\u5206\u65e5\u5929\u5c0f]|\ucd08|\ubd84|\uc77c)|\d\s(?:second|minute|hour|day|week|sekund|minut|stund|tag|jour|heure|segundo|hora|d[i\u00ed]a|giorn|ore|secondi|dag|uur|uren|godzin|dni|\u0441\u0435\u043a\u0443\u043d\u0434|\u043c\u0438\u043d\u0443\u0442|\u0447\u0430\u0441|\u0434\u043d|\u0433\u043e\u0434\u0438\u043d|saniye|dakika|g\u00fcn|\u062b\u0627\u0646\u064a|\u062f\u0642\u064a\u0642|\u064a\u0648\u0645)/iu;

/** One can tell whether what is specified is there. */
export const specTestable: SpecRule = {
  id: "spec-testable",
  title: "Specification: testable",
  group: "hygiene",
  defaultSeverity: "warning",
  docs: {
    wants: "Cases or measures by which one can tell that what is specified is there.",
    why: "What cannot be tested cannot be found wrong: whoever approves it approves whatever is built.",
    notes: [
      "A case counts: when this happens, then that is seen; as one sentence, as a row, or as steps below each other.",
      "So do criteria below a heading such as `Acceptance criteria`, and passages with a measure: `within 7 days`, `≤ 200 ms`. Two are enough.",
      '"It works as expected" is no criterion, nor is a gap of a template.',
      "It is judged where the config says `spec: with-plan`, as a warning, and where it says `spec: approved`, as an error.",
    ],
    instruction: "Write for what matters most: given what, when what happens, then what is seen.",
    good: `# Invitations

## Acceptance criteria

- Given a person without an account, when they accept the invitation, then an account is made.
`,
    bad: `# Invitations

People are invited.

## Acceptance criteria

- It works as expected.
`,
  },
  look: (spec) => {
    const cases = spec.blocks.filter((block, at) =>
      isCase(block, spec.blocks.slice(Math.max(0, at - 2), at)),
    );
    const known = new Set(cases);
    return sightOf(
      cases,
      spec.blocks.filter((block) => !known.has(block) && isCriterion(block)),
      spec,
    );
  },
};

function sightOf(cases: readonly Block[], others: readonly Block[], spec: Document): SpecSight {
  const isEnough = cases.length > 0 || others.length >= enough;
  if (isEnough) {
    const told = [
      cases.length > 0 ? count(cases, "case", "cases") : "",
      others.length > 0 ? count(others, "criterion", "criteria") : "",
    ];
    const message = `Found ${told.filter((part) => part !== "").join(" and ")} to test by.`;
    return { isEnough, message, passages: [...cases, ...others].map(blockPassage) };
  }
  const found = others.length === 0 ? "No case and no criterion to test by" : "One criterion to test by";
  const empty = spec.blocks.filter((block) => isAboutTests(block) && !others.includes(block));
  const passages = [...others, ...empty].map(blockPassage);
  return { isEnough, message: `${found}: one case, or two criteria, would be enough.`, passages };
}

/** `before`: the two blocks above it. */
function isCase(block: Block, before: readonly Block[]): boolean {
  if (!isSaid(block)) return false;
  const labels = new Set(wordsIn(block).map(({ label }) => label));
  if (!labels.has("then")) return false;
  return labels.has("when") || (block.kind !== "paragraph" && followsWhen(before));
}

/** The steps of a case may stand below each other. */
function followsWhen(before: readonly Block[]): boolean {
  return before.some((step) => wordsIn(step).some(({ label, start }) => label === "when" && start < 8));
}

function isCriterion(block: Block): boolean {
  if (!isSaid(block)) return false;
  return measure.test(block.text) || (isAboutTests(block) && !isVague(block));
}

function isSaid(block: Block): boolean {
  return says(block) && !isPlaceholder(block.text) && countWords(block.text) >= fewestWords;
}

function isAboutTests({ section, keyTopics }: Block): boolean {
  return [section.about, keyTopics].some((topics) => topics.has("verification") || topics.has("testing"));
}
