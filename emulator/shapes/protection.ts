import type { BranchProtection, Ruleset } from "../world/protection-state.ts";
import type { Repository, State } from "../world/state.ts";
import { apiUrl, fullName, htmlUrl } from "./repository.ts";

/** Classic protection as administrators see it. */
export function protectionShape(
  state: State,
  repository: Repository,
  branch: string,
  protection: BranchProtection,
) {
  const url = `${apiUrl(state, repository)}/branches/${branch}/protection`;
  const reviews = {
    url: `${url}/required_pull_request_reviews`,
    dismiss_stale_reviews: false,
    require_code_owner_reviews: false,
    required_approving_review_count: protection.requiredReviews ?? 0,
  };
  return {
    url,
    required_status_checks: {
      url: `${url}/required_status_checks`,
      contexts_url: `${url}/required_status_checks/contexts`,
      strict: protection.isStrict,
      ...requiredChecks(protection),
    },
    ...(protection.requiredReviews === null ? {} : { required_pull_request_reviews: reviews }),
    enforce_admins: { url: `${url}/enforce_admins`, enabled: protection.enforceAdmins },
    allow_force_pushes: { enabled: protection.allowForcePushes },
    allow_deletions: { enabled: false },
    required_linear_history: { enabled: false },
  };
}

/** What `GET /branches/{branch}` shows of protection to everybody. */
export function protectionSummary(protection: BranchProtection | undefined) {
  if (protection === undefined) {
    const required_status_checks = { enforcement_level: "off", contexts: [], checks: [] };
    return { enabled: false, required_status_checks };
  }
  const enforcement_level = protection.enforceAdmins ? "everyone" : "non_admins";
  return { enabled: true, required_status_checks: { enforcement_level, ...requiredChecks(protection) } };
}

/** A ruleset with its rules. */
export function rulesetShape(state: State, repository: Repository, ruleset: Ruleset) {
  return {
    ...rulesetSummary(state, repository, ruleset),
    conditions: { ref_name: { include: [...ruleset.include], exclude: [] } },
    rules: plainRules(ruleset),
  };
}

/** A ruleset in lists. */
export function rulesetSummary(state: State, repository: Repository, ruleset: Ruleset) {
  const url = `${apiUrl(state, repository)}/rulesets/${ruleset.id}`;
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: "branch",
    source_type: "Repository",
    source: fullName(state, repository),
    enforcement: ruleset.enforcement,
    node_id: `RRS_${ruleset.id}`,
    bypass_actors: ruleset.bypassIds.map((actor_id) => ({
      actor_id,
      actor_type: "User",
      bypass_mode: "always",
    })),
    _links: { self: { href: url }, html: { href: `${htmlUrl(state, repository)}/rules/${ruleset.id}` } },
    created_at: ruleset.createdAt,
    updated_at: ruleset.createdAt,
  };
}

/** The rules of a ruleset as `GET /rules/branches/{branch}` lists them. */
export function ruleShapes(state: State, repository: Repository, ruleset: Ruleset) {
  const source = {
    ruleset_source_type: "Repository",
    ruleset_source: fullName(state, repository),
    ruleset_id: ruleset.id,
  };
  return plainRules(ruleset).map((rule) => ({ ...rule, ...source }));
}

function plainRules(ruleset: Ruleset) {
  const required_status_checks = ruleset.checks.map(({ context, appId }) => ({
    context,
    ...(appId === null ? {} : { integration_id: appId }),
  }));
  const checkParameters = {
    strict_required_status_checks_policy: ruleset.isStrict,
    do_not_enforce_on_create: false,
    required_status_checks,
  };
  return [
    ...(ruleset.checks.length === 0 ? [] : [{ type: "required_status_checks", parameters: checkParameters }]),
    ...(ruleset.requiresPullRequest
      ? [{ type: "pull_request", parameters: pullRequestParameters(ruleset) }]
      : []),
    ...(ruleset.requiresMergeQueue ? [{ type: "merge_queue", parameters: mergeQueueParameters }] : []),
  ];
}

const pullRequestParameters = ({ mergeMethods }: Ruleset) => ({
  required_approving_review_count: 0,
  dismiss_stale_reviews_on_push: false,
  require_code_owner_review: false,
  require_last_push_approval: false,
  required_review_thread_resolution: false,
  allowed_merge_methods: mergeMethods,
});

const mergeQueueParameters = {
  merge_method: "MERGE",
  grouping_strategy: "ALLGREEN",
  max_entries_to_build: 5,
  max_entries_to_merge: 5,
  min_entries_to_merge: 1,
  min_entries_to_merge_wait_minutes: 5,
  check_response_timeout_minutes: 60,
};

function requiredChecks({ checks }: BranchProtection) {
  return {
    contexts: checks.map(({ context }) => context),
    checks: checks.map(({ context, appId }) => ({ context, app_id: appId })),
  };
}
