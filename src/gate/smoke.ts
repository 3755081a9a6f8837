import { smokeRuleId, smokeSubjectName } from "../approval/approval.ts";
import { digestOf, type GatedFile } from "../approval/digest.ts";
import type { SubjectFacts } from "../approval/facts.ts";
import type { Config } from "../config/config.ts";
import type { ChangedFile } from "../pull-request/content.ts";
import type { Need } from "../pull-request/need.ts";
import type { Facts, WorkflowRun, WorkflowRuns } from "../pull-request/snapshot.ts";
import { changedPaths } from "./feature-change.ts";
import type { ComparedBase } from "./view.ts";
import type { WordsDecision } from "../approval/decide-words.ts";
import type { SmokeDecision, Obstacle } from "./decision.ts";

/** What GitHub Actions says of the stack, before anybody waived anything. */
export interface SmokeReading {
  readonly state: "passed" | "failed" | "running" | "missing" | "untrusted" | "unknown";
  /** The merge waits for it. */
  readonly isRequired: boolean;
  /** Required, and not passed. */
  readonly isHeld: boolean;
  readonly run: WorkflowRun | null;
  readonly message: string;
  /** What a waiver is bound to: all that the pull request changes. */
  readonly files: SubjectFacts["files"];
}

/** What the runs of the smoke workflow are asked for. */
export interface SmokeQuestion {
  readonly config: Config;
  readonly compared: readonly ComparedBase[];
  /** Gated text is changed. */
  readonly isGated: boolean;
  readonly headSha: string;
}

/** Is a run of the smoke workflow worth asking for? */
function wantsSmoke({ config, compared, isGated }: SmokeQuestion): boolean {
  return config.smoke.workflow !== null && (isGated || isSmokeRequired(config, compared));
}

/** The question about the runs; where the merge does not wait for them, a failure to read them fails nothing. */
export function smokeNeed(question: SmokeQuestion): readonly Need[] {
  const { config, compared, headSha } = question;
  const { workflow: path } = config.smoke;
  if (path === null || !wantsSmoke(question)) return [];
  return [{ type: "workflow-runs", headSha, path, isForShow: !isSmokeRequired(config, compared) }];
}

/** `null` where the config names no workflow, or nothing here concerns it. */
export function readSmoke(question: SmokeQuestion, facts: Facts): SmokeReading | null {
  const { config, compared, headSha } = question;
  const { workflow } = config.smoke;
  if (workflow === null || !wantsSmoke(question)) return null;
  const found = facts.workflowRuns[headSha] ?? nothingRead;
  const runs = found.state === "read" ? found.runs : [];
  const run = runs.find((candidate) => candidate.path === workflow && candidate.headSha === headSha) ?? null;
  const isRequired = isSmokeRequired(config, compared);
  const paths = compared.flatMap(({ comparison }) => changedPaths(comparison));
  const read = found.state === "unknown" ? unknown(found.reason) : verdictOf(run, workflow);
  const verdict = paths.some(isWorkflowPath) ? untrusted(config) : read;
  const files = compared.flatMap(({ comparison }) => comparison.files.map(changedFile));
  return { ...verdict, run, isRequired, isHeld: isRequired && verdict.state !== "passed", files };
}

/** The subject a waiver is bound to: one more change, and the stack is another. */
export function smokeSubject(smoke: SmokeReading): SubjectFacts {
  return {
    subject: smokeSubjectName,
    id: smokeSubjectName,
    codeownersPath: "compose.yaml",
    digest: digestOf(smoke.files),
    files: smoke.files,
    failingRuleIds: [smokeRuleId],
    waivableRuleIds: [smokeRuleId],
    follows: null,
  };
}

type SmokeVerdict = Pick<SmokeReading, "state" | "message">;

const nothingRead: WorkflowRuns = { state: "read", runs: [] };

function unknown(reason: string): SmokeVerdict {
  return { state: "unknown", message: `Whether it ran could not be read: ${reason}` };
}

function untrusted({ approval }: Config): SmokeVerdict {
  const way = approval.methods.includes("comment") ? ", or waive it: `/waive-plan smoke <reason>`" : "";
  return {
    state: "untrusted",
    message: `This pull request changes workflows or actions, so a run of its own proves nothing. Change them in a pull request of their own${way}.`,
  };
}

function isSmokeRequired(config: Config, compared: readonly ComparedBase[]): boolean {
  switch (config.smoke.required) {
    case "never":
      return false;
    case "always":
      return true;
    case "compose-changed":
      return compared.some(({ comparison }) => changedPaths(comparison).some(isComposePath));
  }
}

/** The names Docker Compose reads by itself, with their overrides. */
function isComposePath(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const isYaml = name.endsWith(".yaml") || name.endsWith(".yml");
  return isYaml && ["compose.", "compose-", "docker-compose."].some((start) => name.startsWith(start));
}

function isWorkflowPath(path: string): boolean {
  const folded = path.toLowerCase();
  return folded.startsWith(".github/workflows/") || folded.startsWith(".github/actions/");
}

function changedFile({ path, blobId, status }: ChangedFile): GatedFile {
  return { path, mode: status, blobId: blobId ?? "" };
}

function verdictOf(run: WorkflowRun | null, workflow: string): SmokeVerdict {
  if (run === null) {
    return {
      state: "missing",
      message: `\`${workflow}\` has not run on this head. Let it run on \`pull_request\` without path filters, and on \`merge_group\` where a merge queue is used.`,
    };
  }
  if (run.status !== "completed")
    return {
      state: "running",
      message: "The stack is being tested. The check is updated when the run ends.",
    };
  if (run.conclusion === "success")
    return { state: "passed", message: "The stack came up and its probes passed." };
  return {
    state: "failed",
    message: `The run ended with \`${run.conclusion ?? "no conclusion"}\`. Open it, mend the stack and push again.`,
  };
}

/** The smoke row with a waiver applied. */
export function decideSmoke(reading: SmokeReading, words: WordsDecision): SmokeDecision {
  const { state, isRequired, run, message } = reading;
  const waiver = words.bySubject[smokeSubjectName]?.waivers[0];
  if (!reading.isHeld || waiver === undefined) return { state, isRequired, run, message };
  return { state: "waived", isRequired, run, message: waiver.reason ?? "" };
}

/** What a required run that has not passed keeps shut. */
export function smokeObstacle({ state, isRequired }: SmokeDecision): Obstacle | null {
  if (!isRequired) return null;
  switch (state) {
    case "passed":
    case "waived":
      return null;
    case "failed":
      return { verdict: "failure", reason: "Compose smoke: the stack does not stand" };
    case "running":
      return { verdict: "action_required", reason: "Compose smoke: the run has not ended" };
    case "missing":
      return { verdict: "action_required", reason: "Compose smoke: the workflow has not run on this head" };
    case "unknown":
      return { verdict: "action_required", reason: "Compose smoke: whether it ran could not be read" };
    case "untrusted":
      return {
        verdict: "action_required",
        reason: "Compose smoke: the pull request changes workflows, so its run proves nothing",
      };
  }
}
