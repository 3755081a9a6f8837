import { inFeatures, isImplementation, mayHideCode } from "../../gate/implementation-files.ts";
import { isGatedText } from "../../gate/gated-text.ts";
import { candidateFolders } from "../../feature/feature-folder.ts";
import type { PlanProblem } from "../../gate/decision.ts";
import type { GitHubAnswer } from "./github-answer.ts";
import { type Clone, openClone } from "./clone.ts";
import type { GuardSettings } from "./guard-settings.ts";
import { readSettings } from "./settings.ts";
import { linksIn } from "./tree-files.ts";
import {
  allFeatures,
  type CodeQuestion,
  isSettled,
  type PlansInClone,
  problemsOf,
  readPlans,
  type FilesState,
} from "./plans.ts";

/** Whether code may be written now. */
export type GuardVerdict =
  | { readonly state: "open"; readonly note: string | null }
  /** Why not, and what to do instead: sentences for whoever wanted to, an agent or a person. */
  | { readonly state: "shut"; readonly reason: string };

/** What is about to be written. */
export interface WriteQuestion {
  readonly root: string;
  /** From the root, with `/`. */
  readonly paths: readonly string[];
  readonly side: FilesState;
  /** Without `refs/heads/`; `null` for the one that is checked out. */
  readonly branch: string | null;
  /** Ask GitHub whether the pull request's own plan is approved, where the base does not have it. */
  readonly mayAsk: boolean;
}

const maxShownPaths = 3;

/** Judges by the config and the plans of the base branch in the clone, then by the pull request of the branch. */
export async function judgeWrite(question: WriteQuestion): Promise<GuardVerdict> {
  const clone = await openClone(question.root);
  const reading = await readSettings(clone);
  switch (reading.state) {
    case "none":
      return { state: "open", note: null };
    case "broken":
      return judgeBroken(question.paths, reading.problems);
    case "valid": {
      const code = await codeIn(question, clone, reading.settings);
      return code.length === 0
        ? { state: "open", note: null }
        : judgeCode(clone, code, { ...question, settings: reading.settings });
    }
  }
}

/**
 * What the gate takes for code. Files are listed only where the paths alone do not tell: contracts, which need a feature, and
 * links and submodules, behind which code may lie.
 */
async function codeIn(
  { paths, side }: WriteQuestion,
  clone: Clone,
  settings: GuardSettings,
): Promise<readonly string[]> {
  const hiding = paths.filter((path) => mayHideCode(path, settings));
  const links = hiding.length === 0 ? new Set() : await linksHere(clone, side);
  const perhaps = paths.filter((path) => isImplementation(path, settings, () => false));
  const hidden = hiding.filter((path) => links.has(path));
  if (perhaps.every((path) => isImplementation(path, settings, () => true))) return [...perhaps, ...hidden];
  const holdsFeature = inFeatures(await allFeatures(clone, side, settings.features));
  return [...perhaps.filter((path) => isImplementation(path, settings, holdsFeature)), ...hidden];
}

/**
 * Links and submodules of what is about to become code, and of what was before. An agent that edits a file is asked by the name
 * of that file, in front of a link and behind it.
 */
async function linksHere({ root, head, base }: Clone, side: FilesState): Promise<ReadonlySet<string>> {
  if (side.type === "disk") return new Set();
  const now = side.type === "commit" ? side.sha : null;
  const before = side.type === "commit" ? (base?.sha ?? null) : head;
  const lists = await Promise.all([linksIn(root, now), before === null ? [] : linksIn(root, before)]);
  return new Set(lists.flat());
}

/** What a broken config holds back cannot be told: all but what mends it. */
function judgeBroken(paths: readonly string[], problems: readonly string[]): GuardVerdict {
  const held = paths.filter((path) => !isPlanning(path));
  if (held.length === 0) return { state: "open", note: null };
  return {
    state: "shut",
    reason: [
      `Plan Gate cannot tell whether ${namePaths(held)} may be changed: the gate's config is broken.`,
      ...problems.slice(0, 5),
      "Mend the config first; nothing else but plans and specifications may be changed until then.",
    ].join("\n"),
  };
}

function isPlanning(path: string): boolean {
  return (
    isGatedText(path, { globs: [], ownersDesignate: false, spec: "with-plan" }) ||
    candidateFolders(path, []).length > 0
  );
}

const noBase: PlanProblem = {
  title: "this clone knows no default branch",
  message: "Run `git fetch origin` and `git remote set-head origin --auto`.",
};

async function judgeCode(
  clone: Clone,
  code: readonly string[],
  { side, branch, mayAsk, settings }: WriteQuestion & { readonly settings: GuardSettings },
): Promise<GuardVerdict> {
  const { base } = clone;
  if (base === null) return shut(code, [noBase], "");
  const named = branch ?? clone.branch ?? "";
  const asked = {
    clone,
    base,
    side,
    branch: named,
    globs: settings.features,
    spec: settings.spec,
    pull: null,
  };
  const plans = await readPlans(asked);
  if (isSettled(plans)) return { state: "open", note: `${idsOf(plans)}: the plan is on \`${base.name}\`.` };
  const judgedBy = `Judged by \`${base.name}\` in this clone`;
  if (!mayAsk) return shut(code, problemsOf(plans), `${judgedBy}; GitHub was not asked.`);
  const answer = await askWhereBuilt(asked);
  switch (answer.state) {
    case "approved":
      return { state: "open", note: answer.note };
    case "unknown":
      return shut(code, problemsOf(plans), `${judgedBy}; ${answer.why}`);
    case "open":
      return shut(code, answer.problems, `${judgedBy}, and by ${answer.pull} on GitHub.`);
  }
}

/** What talks to GitHub is loaded where it is needed, and lies apart from the rest. */
async function askWhereBuilt(asked: CodeQuestion): Promise<GitHubAnswer> {
  const asking = await import("./ask-github.ts").catch(() => null);
  if (asking !== null) return asking.askGitHub(asked);
  return { state: "unknown", why: "to ask GitHub, run `npm ci` where Plan Gate is." };
}

function idsOf({ features }: PlansInClone): string {
  return features.map(({ id }) => id).join(", ");
}

function shut(code: readonly string[], problems: readonly PlanProblem[], judgedBy: string): GuardVerdict {
  const lines = [
    `Plan Gate: ${namePaths(code)} is code that waits for an approved plan.`,
    ...problems.map(({ title, message }) => `- ${title}. ${message}`),
    "Do not work around this: write or mend the plan, open a pull request, and let `plan-gate wait OWNER/REPO#N` tell when a person has approved it. `plan-gate new` starts a plan, `plan-gate check` says what it lacks.",
    judgedBy,
  ];
  return { state: "shut", reason: lines.filter((line) => line !== "").join("\n") };
}

function namePaths(paths: readonly string[]): string {
  const shown = paths.slice(0, maxShownPaths).map((path) => `\`${path}\``);
  const more = paths.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
