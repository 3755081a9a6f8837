import { shorten } from "../signals/evidence.ts";
import type { Finding, Severity } from "../finding.ts";
import { describeLfsPointer, isLfsPointer } from "../reading/parse-plan.ts";
import { countWords } from "../reading/fold.ts";
import type { Rule } from "../rule.ts";
import { isPlaceholder } from "../signals/substance.ts";
import { lineFeeds, visibleInPlace } from "../reading/html-text.ts";

/** The `spec.md` beside a plan. */
export interface Spec {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  /** The branch that already has it; `null` when it is new here. */
  readonly onBase: string | null;
}

/** Fewer words than this are no specification. */
const fewestWords = 3;
/** A title announces what the text below it says. */
const heading = /^ {0,3}#{1,6}(?:\s|$)/;

const frontMatter = /^\ufeff?(?:---[\s\S]*?\n---|\+\+\+[\s\S]*?\n\+\+\+)(?=\s)/u;

/** A specification stands beside the plan. */
export const specExists: Rule = {
  id: "spec-exists",
  title: "Specification exists",
  group: "prerequisite",
  defaultSeverity: "error",
  docs: {
    wants: "A `spec.md` with content in the feature's folder.",
    why: "A plan answers a specification; without one there is nothing to hold it against.",
    notes: [
      "A `spec.md` that this pull request adds counts, and is shown as not reviewed before.",
      "An empty file, front matter, titles without text, an unfilled template, and a pointer to Git LFS do not.",
    ],
    instruction:
      "Write `spec.md` beside the plan: what is wanted, for whom, and how one can tell that it is there.",
    good: `# Invitations

An administrator invites people by e-mail. An invitation expires after seven days.
Accepting it creates an account; accepting it twice does not.
`,
    bad: `# [FEATURE]
`,
  },
};

/** Whether a plan has a specification to hold it against; `null`: there is no file of the name at the head. */
export function checkSpec(spec: Spec | null, severity: Severity, name = "spec.md"): Finding {
  const { id: ruleId, title, group, docs } = specExists;
  const base = { ruleId, title, group, severity, reason: null, nearMisses: [] };
  if (severity === "off")
    return { ...base, status: "off", evidence: [], message: "This rule is off.", fix: null };
  const beginning = spec === null ? null : findBeginning(spec.text);
  if (spec !== null && beginning !== null) {
    const message =
      spec.onBase === null
        ? "The specification is new here, not reviewed before."
        : `The specification is on \`${spec.onBase}\`.`;
    const { line, excerpt } = beginning;
    const evidence = [{ path: spec.path, startLine: line, endLine: line, excerpt }];
    return { ...base, status: "pass", evidence, message, fix: null };
  }
  const { fact, instruction } = whatIsMissing(spec, name);
  const fix = { line: 1, instruction, example: docs.good };
  return { ...base, status: "fail", evidence: [], message: fact, fix };
}

function whatIsMissing(
  spec: Spec | null,
  name: string,
): { readonly fact: string; readonly instruction: string } {
  if (spec !== null && isLfsPointer(spec.text)) return describeLfsPointer(spec.path);
  const instruction = specExists.docs.instruction.replace("spec.md", () => name);
  return spec === null
    ? { fact: `There is no \`${name}\` beside the plan.`, instruction }
    : { fact: `\`${spec.path}\` has no content of its own.`, instruction };
}

/** The first line that says something, below front matter; `null` where the whole says next to nothing. */
function findBeginning(text: string): { readonly line: number; readonly excerpt: string } | null {
  if (isLfsPointer(text)) return null;
  const lines = visibleInPlace(text.replace(frontMatter, lineFeeds)).split("\n");
  const said = lines
    .map((words, index) => ({ words, line: index + 1 }))
    .filter(({ words }) => words.trim() !== "" && !isPlaceholder(words));
  const [first] = said;
  const content = said.filter(({ words }) => !heading.test(words));
  if (first === undefined || countWords(content.map(({ words }) => words).join(" ")) < fewestWords)
    return null;
  return { line: first.line, excerpt: shorten(first.words.replace(/^[\s#\ufeff]+/u, "")) };
}
