import { rareReadings } from "./rare-situations.ts";
import { mergeGroup, readings } from "./situations.ts";
import type { RequestKind } from "./trouble.ts";

/** What is read of a pull request whose approver is in a team, and as what people know it. */
export const reads: Readonly<Record<RequestKind, string>> = {
  "GET /repos/{owner}/{repo}/commits/{sha}/pulls": "list the pull requests of a commit",
  "GET /repos/{owner}/{repo}/compare/{+basehead}": "compare the commits",
  "GET /repos/{owner}/{repo}/contents/{+path}": "show a file",
  "GET /repos/{owner}/{repo}/git/trees/{+tree}": "list the files",
  "GET /repos/{owner}/{repo}/collaborators/{login}/permission": "say what somebody may do here",
  "GET /orgs/{org}/teams/{slug}/memberships/{login}": "say who is in a team",
  "POST /graphql": "say which comments were edited",
};

/** Without it nobody can be told on the pull request. */
export const readComments: RequestKind = "GET /repos/{owner}/{repo}/issues/{number}/comments";

/** Without them nobody can be told on the check. */
export const readRuns: RequestKind = "GET /repos/{owner}/{repo}/commits/{+ref}/check-runs";
export const createRun: RequestKind = "POST /repos/{owner}/{repo}/check-runs";
export const updateRun: RequestKind = "PATCH /repos/{owner}/{repo}/check-runs/{run}";

/** What is read only to say that a command does not count where it stands. */
export const misplacedReads = {
  lineComment: "GET /repos/{owner}/{repo}/pulls/comments/{comment}",
  reviews: "GET /repos/{owner}/{repo}/pulls/{number}/reviews",
} as const satisfies Readonly<Record<string, RequestKind>>;

/** What is read to be shown, and changes no verdict. */
export const onlyShown: readonly RequestKind[] = [
  "GET /repos/{owner}/{repo}/branches/{+branch}",
  "GET /repos/{owner}/{repo}/rules/branches/{+branch}",
  "GET /repos/{owner}/{repo}/collaborators",
  "GET /orgs/{org}/teams/{slug}/members",
];

/** What is written beside the check run. */
export const courtesies: readonly RequestKind[] = [
  "POST /repos/{owner}/{repo}/issues/comments/{comment}/reactions",
  "POST /repos/{owner}/{repo}/issues/{number}/comments",
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment}",
  "POST /repos/{owner}/{repo}/pulls/{number}/requested_reviewers",
];

/** Without it nothing can be asked or written at all. */
export const token: RequestKind = "POST /app/installations/{installation}/access_tokens";
export const whoWeAre: RequestKind = "GET /app";

/** An approver's account, by its number. */
export const account: RequestKind = "GET /user/{id}";

/** By what the sweep finds its work. */
export const workLists: readonly RequestKind[] = [
  "GET /app/installations",
  "GET /installation/repositories",
  "GET /repos/{owner}/{repo}/pulls",
  "GET /repos/{owner}/{repo}/issues/comments",
  "GET /repos/{owner}/{repo}/git/matching-refs/{+prefix}",
  "GET /repos/{owner}/{repo}/git/ref/{+ref}",
];

/** Every kind of request that a test of this folder refuses for good, and looks at what people see then. */
export const refusedKinds: ReadonlySet<string> = new Set([
  ...Object.keys(reads),
  ...[readComments, readRuns, createRun, updateRun],
  ...Object.values(misplacedReads),
  ...[...readings, ...rareReadings, mergeGroup].flatMap(({ requests }) => requests),
  ...[...onlyShown, ...courtesies, ...workLists],
  ...[token, whoWeAre, account],
]);
