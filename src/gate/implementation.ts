import { implementationRuleId, implementationSubjectName } from "../approval/approval.ts";
import { digestOf, type GatedFile } from "../approval/digest.ts";
import type { SubjectFacts } from "../approval/facts.ts";
import type { Config } from "../config/config.ts";
import { configPath } from "../config/config-path.ts";
import { namedFeatures } from "../pull-request/feature-names.ts";
import type { Need } from "../pull-request/need.ts";
import type { Facts, PullRequest } from "../pull-request/snapshot.ts";
import type { NamedPlan, PlanProblem } from "./decision.ts";
import { implementationFiles, isExceptedAuthor } from "./implementation-files.ts";
import { namedPlansNeeds, type PlansQuestion, readNamedPlans } from "./named-plans.ts";
import { basesThatCount, commitsSince, type Compared, type GatedChanges } from "./view.ts";

/** What is known of a pull request's code before anybody waived anything. */
export interface ImplementationReading {
  readonly plans: readonly NamedPlan[];
  readonly problems: readonly PlanProblem[];
  /** Branch on which the plans stand. */
  readonly base: string;
  readonly isExcepted: boolean;
  /** Some plan is missing, and nobody is excepted. */
  readonly isHeld: boolean;
  /** What a waiver is bound to: all code that is changed. */
  readonly files: readonly GatedFile[];
}

/** What an implementation is read from. */
export interface ImplementationQuestion {
  readonly pull: PullRequest;
  readonly config: Config;
  readonly compared: Compared;
  readonly changes: GatedChanges;
}

/** What must be read to know whether code has its plan; nothing where no code is touched. */
export function implementationNeeds(facts: Facts, question: ImplementationQuestion): readonly Need[] {
  if (codeIn(facts, question).length === 0) return [];
  const { compared, pull, config } = question;
  const needs: Need[] =
    compared.all.length > 1 ? [{ type: "enforcement", branch: compared.withBase.branch }] : [];
  if (isExceptedAuthor(pull, commitsSince(facts, compared), config)) return needs;
  return [...needs, ...namedPlansNeeds(facts, plansQuestion(facts, question))];
}

/** `null` where the pull request changes no code that waits for a plan. What was not read is not there. */
export function readImplementation(
  facts: Facts,
  question: ImplementationQuestion,
): ImplementationReading | null {
  const files = codeIn(facts, question);
  if (files.length === 0) return null;
  const { compared, pull, config } = question;
  const base = compared.withBase.branch;
  const isExcepted = isExceptedAuthor(pull, commitsSince(facts, compared), config);
  const { plans, problems } = isExcepted
    ? { plans: [], problems: [] }
    : readNamedPlans(facts, plansQuestion(facts, question));
  return { plans, problems, base, isExcepted, isHeld: problems.length > 0, files };
}

/** The subject a waiver is bound to: one more change, and the code is another. */
export function implementationSubject({ files }: ImplementationReading): SubjectFacts {
  return {
    subject: implementationSubjectName,
    id: implementationSubjectName,
    codeownersPath: configPath,
    digest: digestOf(files),
    files,
    failingRuleIds: [implementationRuleId],
    waivableRuleIds: [implementationRuleId],
    follows: null,
  };
}

/** All code that is changed, each file once. */
function codeIn(facts: Facts, { compared, config, changes }: ImplementationQuestion): readonly GatedFile[] {
  const bases = basesThatCount(facts.enforcement, compared);
  const around = { touched: changes.features, trees: facts.trees };
  const files = bases.flatMap(({ comparison }) => implementationFiles(comparison, config, around));
  return [...new Map(files.map((file) => [`${file.path}\0${file.blobId}`, file])).values()];
}

/** What the pull request itself says it implements. */
function plansQuestion(facts: Facts, question: ImplementationQuestion): PlansQuestion {
  const { pull, compared, changes, config } = question;
  const { branch, comparison } = compared.withBase;
  const ofCommits = commitsSince(facts, compared).commits.flatMap(({ featureTrailers }) => featureTrailers);
  const trailers = [...pull.featureTrailers, ...ofCommits];
  const names = namedFeatures({ trailers, branch: pull.headRef, title: pull.title });
  return { names, base: { branch, sha: comparison.baseSha }, changes: changes.features, config };
}
