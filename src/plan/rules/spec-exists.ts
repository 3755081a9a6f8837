import { shorten } from "../signals/evidence.ts";
import type { Finding, Severity } from "../finding.ts";
import { countWords } from "../reading/fold.ts";
import type { Rule } from "../rule.ts";
import { isPlaceholder } from "../signals/substance.ts";
import { visibleHtmlText } from "../reading/html-text.ts";

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
      "An empty file, titles without text, and an unfilled template do not.",
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

/** Whether a plan has a specification to hold it against; `null`: there is no `spec.md` at the head. */
export function checkSpec(spec: Spec | null, severity: Severity): Finding {
  const { id: ruleId, title, group, docs } = specExists;
  const base = { ruleId, title, group, severity, reason: null, nearMisses: [] };
  if (severity === "off")
    return { ...base, status: "off", evidence: [], message: "This rule is off.", fix: null };
  if (spec !== null && hasContent(spec.text)) {
    const message =
      spec.onBase === null
        ? "The specification is new here, not reviewed before."
        : `The specification is on \`${spec.onBase}\`.`;
    const excerpt = firstLine(spec.text);
    return {
      ...base,
      status: "pass",
      evidence: [{ path: spec.path, startLine: 1, endLine: 1, excerpt }],
      message,
      fix: null,
    };
  }
  const message =
    spec === null ? "There is no `spec.md` beside the plan." : `\`${spec.path}\` has no content of its own.`;
  const fix = { line: 1, instruction: docs.instruction, example: docs.good };
  return { ...base, status: "fail", evidence: [], message, fix };
}

function hasContent(text: string): boolean {
  const lines = visibleHtmlText(text)
    .split("\n")
    .filter((line) => line.trim() !== "" && !heading.test(line) && !isPlaceholder(line));
  return countWords(lines.join(" ")) >= fewestWords;
}

function firstLine(text: string): string {
  return shorten(text.replace(/^[\s#\ufeff]+/u, "").replace(/[\r\n][\s\S]*$/u, ""));
}
