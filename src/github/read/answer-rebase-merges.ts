import { z } from "zod";
import { GitHubError } from "../client/github-error.ts";
import { askGraphQL } from "../client/graphql.ts";
import { remember } from "../client/object-caches.ts";
import { cacheKey, type ReadContext } from "./read-context.ts";

const query = `query ($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) { rebaseMergeAllowed }
}`;
const settingShape = z.object({ repository: z.object({ rebaseMergeAllowed: z.boolean() }).nullish() });

const pullRequestRuleShape = z.object({
  type: z.literal("pull_request"),
  parameters: z.object({ allowed_merge_methods: z.array(z.string()) }),
});
const otherRuleShape = z.object({ type: z.string() }).transform(() => null);
const rulesShape = z.array(z.union([pullRequestRuleShape, otherRuleShape]));

/**
 * May pull requests be merged into a branch by a rebase, by the repository's settings and all its rulesets? True where
 * GitHub does not tell. Known for 5 minutes. (REST shows the setting only to those who can push.)
 */
export async function answerRebaseMerges(context: ReadContext, branch: string): Promise<boolean> {
  const key = cacheKey(context.session, branch);
  return remember(context.caches, { kind: "rebaseMerges", key }, async () => {
    const answers = [readSetting(context), readRules(context, branch)].map(trueWhereRefused);
    return (await Promise.all(answers)).every((isAllowed) => isAllowed);
  });
}

async function readSetting({ session }: ReadContext): Promise<boolean> {
  const { owner, repo } = session;
  const { repository } = await askGraphQL(session, {
    query,
    variables: { owner, repo },
    schema: settingShape,
  });
  return repository?.rebaseMergeAllowed ?? true;
}

async function readRules({ session }: ReadContext, branch: string): Promise<boolean> {
  const { value } = await session.send({
    route: "GET /repos/{owner}/{repo}/rules/branches/{branch}",
    parameters: { branch, per_page: 100 },
    schema: rulesShape,
  });
  return value.every((rule) => rule?.parameters.allowed_merge_methods.includes("rebase") ?? true);
}

async function trueWhereRefused(answer: Promise<boolean>): Promise<boolean> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitHubError && !error.retryable) return true;
    throw error;
  }
}
