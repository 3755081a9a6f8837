import { quote } from "../../slash-commands/quote.ts";
import type { Standing } from "../../pull-request/snapshot.ts";
import { areCommitsUnknown, partOf } from "./committers.ts";
import { designatedNames, isDesignated, isNamed, mayApproveFirstConfig } from "./designation.ts";
import { implementationSubjectName } from "../approval.ts";
import type { ApprovalFacts, SubjectFacts } from "../facts.ts";
import { nameList, type Refusal } from "../commands/refusal.ts";

/** Why somebody may not decide; said to others by `why`: `alice` … */
export interface Ineligibility extends Refusal {
  readonly why: string;
}

/**
 * Why somebody may not decide on a text at all; `null` when they may. A standing of `null` is somebody without
 * access.
 */
export function designationProblem(
  input: ApprovalFacts,
  subject: SubjectFacts,
  standing: Standing | null,
): Ineligibility | null {
  const stranger = namesakeProblem(input, subject, standing);
  if (stranger !== null) return stranger;
  if (standing === null || !isDesignated(input, subject, standing))
    return strangerProblem(input, subject, standing);
  return standing.isSuspended ? suspended : null;
}

function strangerProblem(
  input: ApprovalFacts,
  subject: SubjectFacts,
  standing: Standing | null,
): Ineligibility {
  const others = nameList(designatedNames(input));
  if (standing !== null && isNamed(input, subject, standing.account.login)) {
    const message = `You are named among those who may decide on ${quote(subject.subject)}, and you cannot write to this repository. Ask for write access, or ask one of them: ${others}.`;
    return { reason: "cannot-write", message, why: "cannot write to this repository any more" };
  }
  const message = `You are not among those who may decide on ${quote(subject.subject)}. Ask one of them: ${others}.`;
  return { reason: "not-designated", message, why: "is no longer among those who may decide" };
}

/** Names change hands, numbers do not: who decided here under a name before, binds it. */
function namesakeProblem(
  input: ApprovalFacts,
  subject: SubjectFacts,
  standing: Standing | null,
): Ineligibility | null {
  if (standing === null || !isNamed(input, subject, standing.account.login)) return null;
  const { id, login } = standing.account;
  const known = input.entry.words.find(
    (word) => word.login.toLowerCase() === login.toLowerCase() && word.personId !== id,
  );
  if (known === undefined) return null;
  const message = `The account that bears the name ${quote(login)} now is number ${id}, and the one that decided here under that name is number ${known.personId}. Ask somebody else who may decide: whoever keeps the settings has to look who bears the name.`;
  return {
    reason: "account-changed",
    message,
    why: "is another account than the one that decided here before",
  };
}

/** Why somebody may not approve a text; `null` when they may. */
export function eligibilityProblem(
  input: ApprovalFacts,
  subject: SubjectFacts,
  standing: Standing | null,
): Ineligibility | null {
  const problem = designationProblem(input, subject, standing);
  if (problem !== null || standing === null) return problem;
  if (mayApproveFirstConfig(input, subject, standing)) return null;
  return authorProblem(input, standing) ?? committerProblem(withCommitsOf(input, subject), standing);
}

/** Why somebody may not waive a row: alone they would open the gate under every policy, so each must let them. */
export function waivingProblem(
  input: ApprovalFacts,
  subject: SubjectFacts,
  standing: Standing | null,
): Ineligibility | null {
  const problems = input.policies.map((config) =>
    eligibilityProblem({ ...input, config }, subject, standing),
  );
  return problems.find((problem) => problem !== null) ?? null;
}

/**
 * Why somebody may not override; `null` when they may. Who opened the pull request or wrote the text may as well: in an
 * emergency there may be nobody else, and it is shown for what it is.
 */
export function overrideProblem(
  { config }: Pick<ApprovalFacts, "config">,
  standing: Standing | null,
): Ineligibility | null {
  if (config.override === "off") {
    const message =
      "Nobody overrides here: `approval.override` is off in the settings on the default branch. Have the plan approved instead.";
    return { reason: "override-off", message, why: "may not override any more: `approval.override` is off" };
  }
  if (standing?.permissions.admin !== true) {
    const message =
      "Only administrators of this repository override. Have the plan approved, or ask one of them.";
    return { reason: "not-admin", message, why: "is no administrator of this repository any more" };
  }
  return standing.isSuspended ? suspended : null;
}

const suspended: Ineligibility = {
  reason: "suspended",
  message: "Your account is suspended. Ask somebody else who may decide.",
  why: "is suspended",
};

/** Of code every commit counts, whatever it touches. */
function withCommitsOf(input: ApprovalFacts, { subject }: SubjectFacts): ApprovalFacts {
  return subject === implementationSubjectName ? { ...input, touchingCommits: input.allCommits } : input;
}

function authorProblem({ pullRequest, config }: ApprovalFacts, { account }: Standing): Ineligibility | null {
  if (config.allow_author || pullRequest.author?.id !== account.id) return null;
  const message =
    "You opened this pull request, and its author does not approve it. Ask somebody else who may decide.";
  return { reason: "author", message, why: "opened this pull request" };
}

function committerProblem(input: ApprovalFacts, standing: Standing): Ineligibility | null {
  if (areCommitsUnknown(input)) {
    const message =
      "The pull request has more commits than can be looked through, so nobody is known not to have written the plan. Split it.";
    return {
      reason: "too-many-commits",
      message,
      why: "may have taken part in the text: there are too many commits",
    };
  }
  const part = partOf(input, standing.account);
  if (part === null) return null;
  const commit = quote(part.commitSha.slice(0, 12));
  const message = `You took part in the text by commit ${commit}, as its ${part.as}. Ask somebody else who may decide.`;
  return {
    reason: "committer",
    message,
    why: `took part in the text by commit ${commit}, as its ${part.as}`,
  };
}
