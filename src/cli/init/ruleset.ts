/** What makes the check required. */
export interface RulesetChoices {
  /** `owner/name`; `null` where no remote names one. */
  readonly slug: string | null;
  readonly host: string;
  /** Numeric id of the GitHub App; `null` where it is not known. */
  readonly appId: number | null;
}

/**
 * Ruleset of the default branch: pull requests only, merged or squashed, `plan-gate` required and bound to the App,
 * no force-pushes.
 */
function ruleset(appId: number) {
  return {
    name: "plan-gate",
    target: "branch",
    enforcement: "active",
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
    rules: [
      {
        type: "pull_request",
        parameters: {
          required_approving_review_count: 0,
          dismiss_stale_reviews_on_push: false,
          require_code_owner_review: false,
          require_last_push_approval: false,
          required_review_thread_resolution: false,
          allowed_merge_methods: ["merge", "squash"],
        },
      },
      {
        type: "required_status_checks",
        parameters: {
          strict_required_status_checks_policy: false,
          required_status_checks: [{ context: "plan-gate", integration_id: appId }],
        },
      },
      { type: "non_fast_forward" },
    ],
  };
}

/** The commands that create the ruleset, to be pasted into a shell. */
export function rulesetCommands({ slug, host, appId }: RulesetChoices): string {
  const json = JSON.stringify(ruleset(appId ?? 0), null, 2);
  const named = appId === null ? json.replace('"integration_id": 0', '"integration_id": $app_id') : json;
  const hostname = host === "github.com" ? "" : ` --hostname ${host}`;
  const lookUp = appId === null ? `app_id=$(gh api${hostname} apps/YOUR-APP --jq .id)\n` : "";
  return `${lookUp}gh api${hostname} --method POST repos/${slug ?? "OWNER/REPO"}/rulesets --input - <<JSON
${named}
JSON
`;
}
