/** A permission of a GitHub App, as the manifest names it, and how much of it. */
type Permission = {
  readonly name: "actions" | "checks" | "contents" | "members" | "metadata" | "pull_requests";
  readonly access: "read" | "write";
} | null;

const readActions: Permission = { name: "actions", access: "read" };
const readContents: Permission = { name: "contents", access: "read" };
const readMembers: Permission = { name: "members", access: "read" };
const readMetadata: Permission = { name: "metadata", access: "read" };
const readPulls: Permission = { name: "pull_requests", access: "read" };
const writeChecks: Permission = { name: "checks", access: "write" };
const writePulls: Permission = { name: "pull_requests", access: "write" };

/**
 * Every route this App calls, with the permission it needs; `null` where none is needed.
 * After GitHub's "Permissions required for GitHub Apps".
 */
export const permissionOfRoute: Readonly<Record<string, Permission>> = {
  "GET /app": null,
  "GET /app/installations": null,
  "GET /installation/repositories": readMetadata,
  "GET /user/{account_id}": null,
  "GET /users/{username}": null,
  "GET /orgs/{org}/teams/{team_slug}/members": readMembers,
  "GET /orgs/{org}/teams/{team_slug}/memberships/{username}": readMembers,
  "GET /repos/{owner}/{repo}": readMetadata,
  "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs": readActions,
  "GET /repos/{owner}/{repo}/branches/{branch}": readContents,
  "GET /repos/{owner}/{repo}/check-runs/{check_run_id}": writeChecks,
  "GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs": writeChecks,
  "GET /repos/{owner}/{repo}/collaborators": readMetadata,
  "GET /repos/{owner}/{repo}/collaborators/{username}/permission": readMetadata,
  "GET /repos/{owner}/{repo}/commits": readContents,
  "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls": readPulls,
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": writeChecks,
  "GET /repos/{owner}/{repo}/commits/{ref}/check-suites": writeChecks,
  "GET /repos/{owner}/{repo}/compare/{basehead}": readContents,
  "GET /repos/{owner}/{repo}/contents/{path}": readContents,
  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}": readContents,
  "GET /repos/{owner}/{repo}/git/commits/{commit_sha}": readContents,
  "GET /repos/{owner}/{repo}/git/matching-refs/{ref}": readContents,
  "GET /repos/{owner}/{repo}/git/ref/{ref}": readContents,
  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": readContents,
  "GET /repos/{owner}/{repo}/issues/comments": readPulls,
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": readPulls,
  "GET /repos/{owner}/{repo}/pulls": readPulls,
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": readPulls,
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews": readPulls,
  "GET /repos/{owner}/{repo}/pulls/comments/{comment_id}": readPulls,
  "GET /repos/{owner}/{repo}/rules/branches/{branch}": readMetadata,
  "POST /graphql": readPulls,
  "POST /repos/{owner}/{repo}/check-runs": writeChecks,
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": writeChecks,
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": writePulls,
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": writePulls,
  "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions": writePulls,
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers": writePulls,
};

const titles: Readonly<Record<NonNullable<Permission>["name"], string>> = {
  actions: "Actions",
  checks: "Checks",
  contents: "Contents",
  members: "Organization members",
  metadata: "Metadata",
  pull_requests: "Pull requests",
};

/** As the App's settings page names it, such as `Checks: write`; `null` for a route that needs none. */
export function describePermission(route: string): string | null {
  const permission = permissionOfRoute[route] ?? null;
  return permission === null ? null : `${titles[permission.name]}: ${permission.access}`;
}

/** What each route is asked for, as in "GitHub refuses to …". */
const tasks: Readonly<Record<string, string>> = {
  "GET /app": "say who the App is",
  "GET /app/installations": "list the installations",
  "GET /installation/repositories": "list the repositories",
  "GET /user/{account_id}": "show an account",
  "GET /users/{username}": "show an account",
  "GET /orgs/{org}/teams/{team_slug}/members": "list the members of a team",
  "GET /orgs/{org}/teams/{team_slug}/memberships/{username}": "say who is in a team",
  "GET /repos/{owner}/{repo}": "show the repository",
  "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs": "list the runs of a workflow",
  "GET /repos/{owner}/{repo}/branches/{branch}": "show a branch",
  "GET /repos/{owner}/{repo}/check-runs/{check_run_id}": "show a check run",
  "GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs": "list the check runs of a suite",
  "GET /repos/{owner}/{repo}/collaborators": "list who works here",
  "GET /repos/{owner}/{repo}/collaborators/{username}/permission": "say what somebody may do here",
  "GET /repos/{owner}/{repo}/commits": "list the commits",
  "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls": "list the pull requests of a commit",
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": "list the check runs",
  "GET /repos/{owner}/{repo}/commits/{ref}/check-suites": "list the check suites",
  "GET /repos/{owner}/{repo}/compare/{basehead}": "compare the commits",
  "GET /repos/{owner}/{repo}/contents/{path}": "show a file",
  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}": "show a file",
  "GET /repos/{owner}/{repo}/git/commits/{commit_sha}": "show a commit",
  "GET /repos/{owner}/{repo}/git/matching-refs/{ref}": "list branches",
  "GET /repos/{owner}/{repo}/git/ref/{ref}": "show a branch",
  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": "list the files",
  "GET /repos/{owner}/{repo}/issues/comments": "list the comments",
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": "list the comments",
  "GET /repos/{owner}/{repo}/pulls": "list the pull requests",
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": "show the pull request",
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews": "list the reviews",
  "GET /repos/{owner}/{repo}/pulls/comments/{comment_id}": "read a comment on a line",
  "GET /repos/{owner}/{repo}/rules/branches/{branch}": "show the rules of a branch",
  "POST /graphql": "say which comments were edited",
  "POST /repos/{owner}/{repo}/check-runs": "create the check run",
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": "update the check run",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": "take a comment",
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": "change a comment",
  "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions": "take a reaction",
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers": "ask for a review",
};

/** As in "GitHub refuses to compare the commits". */
export function describeTask(route: string): string {
  return tasks[route] ?? `answer \`${route}\``;
}
