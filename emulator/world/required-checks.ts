import type { CheckRun } from "./check-state.ts";
import { may } from "./permissions.ts";
import type { Account } from "./people-state.ts";
import type { RequiredCheck, Ruleset } from "./protection-state.ts";
import type { Repository, State } from "./state.ts";

/** Everything a branch demands of a merge. */
interface BranchRules {
  readonly checks: readonly RequiredCheck[];
  readonly isStrict: boolean;
  readonly requiresMergeQueue: boolean;
  readonly allowsRebaseMerges: boolean;
  /** Approving reviews. */
  readonly requiredReviews: number;
}

/** Why a required check does not let through. */
export interface MissingCheck {
  readonly context: string;
  readonly reason: "expected" | "failing" | "in progress";
}

/** What protection and rulesets demand of a person, or of everybody for `null`. */
export function rulesOn(
  state: State,
  repository: Repository,
  branch: string,
  actor: Account | null,
): BranchRules {
  const protection = repository.protections.get(branch);
  const isAdmin = actor !== null && may(state, repository, actor, "admin");
  const classic = protection === undefined || (isAdmin && !protection.enforceAdmins) ? null : protection;
  const rulesets = activeRulesets(repository, branch).filter(
    ({ bypassIds }) => actor === null || !bypassIds.includes(actor.id),
  );
  return {
    checks: [...(classic?.checks ?? []), ...rulesets.flatMap(({ checks }) => checks)],
    isStrict: classic?.isStrict === true || rulesets.some(({ isStrict }) => isStrict),
    requiresMergeQueue: rulesets.some(({ requiresMergeQueue }) => requiresMergeQueue),
    allowsRebaseMerges: rulesets.every(
      ({ requiresPullRequest, mergeMethods }) => !requiresPullRequest || mergeMethods.includes("rebase"),
    ),
    requiredReviews: classic?.requiredReviews ?? 0,
  };
}

/** Rulesets in force on a branch. */
export function activeRulesets(repository: Repository, branch: string): Ruleset[] {
  return [...repository.rulesets.values()].filter(
    ({ enforcement, include }) =>
      enforcement === "active" && include.some((pattern) => matches(repository, pattern, branch)),
  );
}

/** Required checks that are not green on a commit; `success`, `neutral` and `skipped` are green. */
export function missingChecks(
  repository: Repository,
  sha: string,
  checks: readonly RequiredCheck[],
): MissingCheck[] {
  return checks.flatMap(({ context, appId }) => {
    const reasons = [
      ...runReasons(repository, sha, { context, appId }),
      ...(appId === null ? statusReasons(repository, sha, context) : []),
    ];
    const worst =
      reasons.length === 0 ? "expected" : (reasons.find((reason) => reason !== "green") ?? "green");
    return worst === "green" ? [] : [{ context, reason: worst }];
  });
}

/** The newest check run of each App under a name on a commit. */
export function latestRuns(repository: Repository, sha: string, name: string | null): CheckRun[] {
  const latest = new Map<string, CheckRun>();
  for (const run of repository.checkRuns.values()) {
    if (run.headSha === sha && (name === null || run.name === name))
      latest.set(`${run.suiteId}:${run.name}`, run);
  }
  return [...latest.values()];
}

type Reason = MissingCheck["reason"] | "green";

function runReasons(repository: Repository, sha: string, check: RequiredCheck): Reason[] {
  return latestRuns(repository, sha, check.context)
    .filter(({ appId }) => check.appId === null || appId === check.appId)
    .map(({ status, conclusion }) => {
      if (status !== "completed") return "in progress";
      return conclusion === "success" || conclusion === "neutral" || conclusion === "skipped"
        ? "green"
        : "failing";
    });
}

function statusReasons(repository: Repository, sha: string, context: string): Reason[] {
  const status = repository.statuses.filter((item) => item.sha === sha && item.context === context).at(-1);
  if (status === undefined) return [];
  if (status.state === "pending") return ["in progress"];
  return [status.state === "success" ? "green" : "failing"];
}

function matches(repository: Repository, pattern: string, branch: string): boolean {
  if (pattern === "~ALL") return true;
  if (pattern === "~DEFAULT_BRANCH") return branch === repository.defaultBranch;
  const ref = `refs/heads/${branch}`;
  return pattern.endsWith("*") ? ref.startsWith(pattern.replace(/\*+$/, "")) : pattern === ref;
}
