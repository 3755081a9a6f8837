import type { Config } from "../../config/config.ts";
import type { RuleId } from "../../plan/finding.ts";
import type { Rule } from "../../plan/rule.ts";
import { evidenceRules } from "../../plan/rules/index.ts";
import { specExists } from "../../plan/rules/spec-exists.ts";
import type { NewFeature } from "./layout.ts";

/** What the skeletons are written from. */
interface SkeletonChoices {
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
interface SectionSkeleton {
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

/** What is built, for what a section is likely to hold. */
export const kinds = ["service", "cli", "library", "data", "infra"] as const;

type FeatureKind = (typeof kinds)[number];

/** For one kind of thing: where to look for what a row wants. A row without a hint is the same for all kinds. */
const hintsOf: Readonly<Record<FeatureKind, Readonly<Partial<Record<RuleId, string>>>>> = {
  service: {
    "data-models": "Here: the tables, the payloads, and what is kept where.",
    interfaces: "Here: each endpoint with method, path, request, response and status codes.",
    "error-handling": "Here: what a caller gets on each error, what is retried, what is rolled back.",
    "failure-modes": "Here: the database away, a dependency slow, a message twice, a deployment halfway.",
    "cli-first": "Here: the commands that start, migrate, seed and inspect the service.",
  },
  cli: {
    "data-models": "Here: the files and settings that are read and written, with their fields.",
    interfaces: "Here: each command with its arguments, options, output and exit codes.",
    "error-handling": "Here: what is said on standard error, and with which exit code it ends.",
    "failure-modes": "Here: a file missing or half written, a pipe closed, no network, two runs at once.",
    "cli-first": "Here: the usage lines, with output for programs beside that for people.",
  },
  library: {
    "data-models": "Here: the exported types with their fields, and what is never true of them.",
    interfaces: "Here: the signature of each exported function, and what stays compatible.",
    "error-handling": "Here: what is thrown and what is returned, and what the caller can do about it.",
    "failure-modes": "Here: hostile input, an old runtime, a caller that holds it wrong.",
    "cli-first": "Here: the command that calls the library, or why a library needs none.",
  },
  data: {
    "data-models": "Here: the schema of each source and target, with keys, types and volumes.",
    interfaces: "Here: what is read from whom, what is offered to whom, and in which format.",
    "error-handling": "Here: what happens to a row that does not fit, and how a run is repeated.",
    "failure-modes": "Here: a source late, a schema changed, a run twice, a run stopped halfway.",
    "cli-first": "Here: the commands that run, backfill and verify.",
  },
  infra: {
    "data-models": "Here: volumes, state, secrets by name, and what is backed up.",
    interfaces: "Here: ports, host names, environment variables, and who may reach them.",
    "error-handling": "Here: what restarts by itself, what alerts, and how a change is rolled back.",
    "failure-modes": "Here: a node lost, a disk full, a certificate expired, an image gone.",
    "cli-first": "Here: the commands that bring it up, change it, and take it down.",
  },
};
