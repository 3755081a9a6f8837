import type { ApprovalState } from "../approval/commands/outcome.ts";
import type { GatedFile } from "../approval/digest.ts";
import { type Feature, type Phase, phaseOf } from "../feature/feature.ts";
import { fileNamesOf } from "../feature/file-names.ts";
import type { Finding } from "../plan/finding.ts";
import type { CommandAbout } from "../slash-commands/command.ts";
import type { DecisionContext, SubjectReading } from "./decide-subject.ts";
import { filesOf } from "./feature-change.ts";
import type { FeatureDecision, FeatureFailure, JudgedPlan, WordChanges, Obstacle } from "./decision.ts";
import type { ComparedBase } from "./view.ts";
import { wordChanges } from "./word-changes.ts";

/** The outcome of a feature or of its specification, and what keeps it shut; the verdict is for `decide.ts` to draw. */
export interface FeatureReading {
  readonly decision: Omit<FeatureDecision, "verdict">;
  readonly obstacle: Obstacle | null;
}

/** Which part of which feature is decided. */
export interface FeaturePart {
  readonly feature: Feature;
  readonly part: CommandAbout;
  readonly phase: Phase;
}

/**
 * For people: `F-15`, and `F-15 spec` for a specification that has a gate of its own. An id that is more than one word
 * is cut and stands between backticks: a folder's name can read like a verdict, and the verdict comes behind it.
 */
export function partName({ feature, part }: Pick<FeaturePart, "feature" | "part">): string {
  const name = oneWord.test(feature.id) ? feature.id : quotedId(feature.id);
  return part === "spec" ? `${name} spec` : name;
}

const maxIdCharacters = 60;
const oneWord = new RegExp(`^[\\p{L}\\p{N}._-]{1,${maxIdCharacters}}$`, "u");

function quotedId(id: string): string {
  const characters = Array.from(id.replaceAll("`", "'"));
  const isCut = characters.length > maxIdCharacters;
  return `\`${characters.slice(0, maxIdCharacters).join("")}${isCut ? "…" : ""}\``;
}

/** A part of a feature, with the phase it is in at the head. */
export function partOf(feature: Feature, part: CommandAbout, { gated, facts }: DecisionContext): FeaturePart {
  return { feature, part, phase: phaseAt(feature, { gated, facts }) };
}

/** Why a part cannot be judged, and the file that keeps it from that. */
export interface PartFailure {
  readonly reason: FeatureFailure;
  readonly path: string;
  /** Where more is known than the reason. */
  readonly title?: string;
  readonly message?: string;
}

/** A part that holds what cannot be judged. */
export function failing(part: FeaturePart, { reason, path, ...known }: PartFailure): FeatureReading {
  const { title, message } = { ...failureOf(reason, part.feature), ...known };
  const outcome = { type: "failed", reason, path, message } as const;
  return {
    decision: { ...part, title, outcome },
    obstacle: { verdict: "failure", reason: `${partName(part)}: ${title}` },
  };
}

/** The title of a failure, and what to do. */
export function failureOf(
  reason: FeatureFailure,
  feature: Feature,
): { readonly title: string; readonly message: string } {
  const { title, message } = failures[reason];
  const { plan, spec } = fileNamesOf(feature);
  const named = (text: string) =>
    text
      .replaceAll("plan.md", () => plan)
      .split("spec.md")
      .join(spec ?? "spec.md");
  return { title: named(title), message: named(message) };
}

/** More than the reason tells where the default branch changed a text, and the pull request goes to another one. */
export function movedBeside(
  reason: FeatureFailure,
  { branch, isBeside }: ComparedBase,
): { readonly title?: string; readonly message?: string } {
  const isMoved = reason === "changed-on-base-too" || reason === "spec-changed-on-base-too";
  if (!isBeside || !isMoved) return {};
  const text = reason === "changed-on-base-too" ? "plan" : "specification";
  const name = `\`${branch}\``;
  return {
    title: `the ${text} changed on ${name} too`,
    message: `The default branch and the branch this goes into have different texts, and moving the pull request to ${name} would merge them to one nobody has seen. Merge ${name} into this branch, keep the ${text} that belongs here, then ask for approval.`,
  };
}

/** With the usual names of the plan and the specification. */
const failures: Readonly<Record<FeatureFailure, { readonly title: string; readonly message: string }>> = {
  "changed-on-base-too": {
    title: "the plan changed on the base too",
    message: "Merging would make a text nobody has seen. Update the branch, then ask for approval.",
  },
  "plan-missing": {
    title: "there is no `plan.md`",
    message: "Files of a plan are added without the plan itself. Add `plan.md` beside them.",
  },
  "tasks-without-plan": {
    title: "`tasks.md` without `plan.md`",
    message: "Step 3 begins before step 2. Write `plan.md` and have it approved first.",
  },
  "plan-removed": {
    title: "the plan is removed",
    message: "The feature stays and its plan goes. Restore `plan.md`, or remove the whole feature.",
  },
  "plan-unreadable": {
    title: "the plan cannot be read",
    message: "It is a symlink, a submodule or a directory. Make it a regular file.",
  },
  "names-collide": {
    title: "two files share one name",
    message:
      "The names are equal but for case, accents or what cannot be shown, so people may be shown one and get the other. Rename one.",
  },
  "too-large": {
    title: "the plan is too large",
    message: "Shorten it, or move details into sibling files.",
  },
  "spec-changed-on-base-too": {
    title: "the specification changed on the base too",
    message: "Merging would make a text nobody has seen. Update the branch, then ask for approval.",
  },
  "spec-removed": {
    title: "the specification is removed",
    message: "The feature stays and its specification goes. Restore `spec.md`, or remove the whole feature.",
  },
  "spec-unreadable": {
    title: "the specification cannot be read",
    message: "It is a symlink, a submodule or a directory. Make it a regular file.",
  },
};

/** A text that was judged, and where it stands. */
export interface JudgedText extends Pick<JudgedPlan, "planPath" | "planBlobId" | "reviewerSections"> {
  /** All rows, waivers not applied. */
  readonly findings: readonly Finding[];
  readonly subject: SubjectReading;
  readonly wordChanges: readonly WordChanges[];
}

/** Its rows with the waivers, and what they make of it. */
export function judgedText(text: JudgedText): {
  readonly judged: JudgedPlan;
  readonly title: string;
  readonly verdict: Obstacle["verdict"] | null;
} {
  const { subject, ...shown } = text;
  const { approval, waivers } = subject.decision;
  const waived = new Map(waivers.map((word) => [word.ruleId, word.reason]));
  const findings = text.findings.map((row) => withWaiver(row, waived));
  const failed = findings.filter((row) => row.status === "fail" && row.severity === "error");
  const isOverridden = approval.state === "overridden";
  const isSaid = isOverridden || approval.state === "rejected";
  return {
    judged: { ...shown, findings, failing: failed, subject: subject.decision },
    title: failed.length > 0 && !isSaid ? rowsTitle(failed, findings) : subject.title,
    verdict: failed.length > 0 && !isOverridden ? "failure" : subject.verdict,
  };
}

/** Of many texts nothing would fit, and comparing all of them takes its time. */
const maxCompared = 10;

/** A text beside what it is compared with. */
interface ComparedPart {
  /** `null` where there was none on the base. */
  readonly before: readonly GatedFile[] | null;
  readonly now: readonly GatedFile[];
  readonly branch: string;
  readonly approval: ApprovalState;
}

/** Against the text that stands on the base, and against what somebody approved. */
export function compareWords(
  { before, now, branch, approval }: ComparedPart,
  { gated, facts }: DecisionContext,
): readonly WordChanges[] {
  const judged = [...gated.features, ...gated.specs].filter(({ change }) => change.type === "judged");
  if (judged.length > maxCompared) return [];
  const [voided] = approval.state === "waiting" ? approval.voided : [];
  const changes: WordChanges[] = [];
  if (before !== null) changes.push({ since: { type: "base", branch }, ...wordChanges(before, now, facts) });
  if (voided !== undefined) {
    const since = { type: "approval", login: voided.login, digest: voided.digest } as const;
    changes.push({ since, ...wordChanges(voided.files, now, facts) });
  }
  return changes;
}

function withWaiver(row: Finding, waived: ReadonlyMap<string | null, string | null>): Finding {
  const reason = waived.get(row.ruleId);
  return row.status === "fail" && reason !== undefined ? { ...row, status: "waived", reason } : row;
}

/** `2 of 9 rows have no evidence`, or what else is wrong. */
function rowsTitle(failed: readonly Finding[], findings: readonly Finding[]): string {
  const isRow = ({ group }: Finding) => group === "section" || group === "principle";
  const rows = failed.filter(isRow).length;
  if (rows > 0) return `${rows} of ${findings.filter(isRow).length} rows have no evidence`;
  return failed.length > 1
    ? `${failed.length} checks fail`
    : failed.map(({ title }) => `"${title}" fails`).join("");
}

function phaseAt(feature: Feature, { gated, facts }: Pick<DecisionContext, "gated" | "facts">): Phase {
  const files = filesOf(gated.head, feature, "exists");
  const tasks = files.tasks === null ? undefined : facts.blobs[files.tasks.blobId];
  const has = { hasSpec: files.spec !== null, hasPlan: files.plan !== null, hasTasks: files.tasks !== null };
  return phaseOf(has, tasks?.state === "text" ? tasks.text : null);
}
