import { z } from "zod";
import { askGraphQL } from "../client/graphql.ts";
import type { ReadContext } from "./read-context.ts";

const query = `query ($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      timelineItems(last: 50, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) {
        nodes { ... on HeadRefForcePushedEvent { beforeCommit { oid } } }
      }
    }
  }
}`;
const nodeShape = z.object({ beforeCommit: z.object({ oid: z.string() }).nullish() });
const timelineShape = z.object({
  timelineItems: z.object({ nodes: z.array(nodeShape.nullable()).nullish() }),
});
const answerShape = z.object({ repository: z.object({ pullRequest: timelineShape.nullish() }).nullish() });

/** The heads before the last 50 force-pushes, newest first. */
export async function answerForcePushes(
  { session }: ReadContext,
  number: number,
): Promise<readonly string[]> {
  const { owner, repo } = session;
  const answer = await askGraphQL(session, {
    query,
    variables: { owner, repo, number },
    schema: answerShape,
  });
  const nodes = answer.repository?.pullRequest?.timelineItems.nodes ?? [];
  return nodes.flatMap((node) => node?.beforeCommit?.oid ?? []).reverse();
}
