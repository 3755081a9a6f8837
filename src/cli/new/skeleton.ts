import { type FeatureKind, hintsOf } from "./kinds.ts";
import type { Config } from "../../config/config.ts";
import type { Rule } from "../../plan/rule.ts";
import { evidenceRules } from "../../plan/rules/index.ts";
import { specExists } from "../../plan/rules/spec-exists.ts";
import type { NewFeature } from "./layout.ts";

/** What the skeletons are written from. */
export interface SkeletonChoices {
  readonly feature: NewFeature;
  /** `null`: no hints for what is built. */
  readonly kind: FeatureKind | null;
  readonly config: Pick<Config, "rules" | "sections">;
}

/** Counts as a gap until it is replaced. */
const gap = "[NEEDS CLARIFICATION]";
const decisions = "What reviewers are shown first: what was decided, what else was considered, and why.";
const howTo = `Replace every ${gap}, and delete these comments: reviewers are shown what is hidden from the page.`;

/** `plan.md`: a section for every row that the repository judges, each with what counts, and nothing that does. */
export function planSkeleton({ feature, kind, config }: SkeletonChoices): string {
  const rows = evidenceRules.filter(({ id }) => config.rules[id] !== "off");
  const parts = [
    `# ${feature.id}: ${feature.title}`,
    comment([
      howTo,
      "A row that does not apply says so and why; `plan-gate explain ROW` shows an example of each.",
    ]),
    `## Architecture decisions\n\n${comment([decisions])}\n\n${gap}`,
    ...rows.map((rule) => rowSkeleton(rule, kind)).map(whole),
    ...config.sections.map(({ title }) => houseSkeleton(`## ${title}`)).map(whole),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** A section to fill in. */
export interface SectionSkeleton {
  /** As a line of Markdown. */
  readonly heading: string;
  /** What counts, in a comment, and a gap. */
  readonly body: string;
}

/** The section for a row that the repository judges. */
export function rowSkeleton({ id, title, docs }: Rule, kind: FeatureKind | null): SectionSkeleton {
  const hint = kind === null ? undefined : hintsOf[kind][id];
  const lines = [docs.wants, ...(hint === undefined ? [] : [hint]), ...docs.notes.map((note) => `- ${note}`)];
  return { heading: `## ${title}`, body: `${comment([...lines, docs.instruction])}\n\n${gap}` };
}

/** The section that a team requires, under its heading. */
export function houseSkeleton(heading: string): SectionSkeleton {
  return { heading, body: gap };
}

/** `spec.md`: what a plan is held against. */
export function specSkeleton({ feature }: Pick<SkeletonChoices, "feature">): string {
  const { wants, notes, instruction } = specExists.docs;
  const parts = [
    `# ${feature.id}: ${feature.title}`,
    comment([howTo, wants, instruction, ...notes.map((note) => `- ${note}`)]),
    ...[
      "What is wanted",
      "For whom",
      "Acceptance criteria: how one can tell that it is there",
      "What it depends on",
    ].map((title) => `## ${title}\n\n${gap}`),
  ];
  return `${parts.join("\n\n")}\n`;
}

function whole({ heading, body }: SectionSkeleton): string {
  return `${heading}\n\n${body}`;
}

/** Hidden from the page and from the rules; no line of it can end it. */
function comment(lines: readonly string[]): string {
  return `<!--\n${lines.join("\n").replaceAll("-->", "->")}\n-->`;
}
