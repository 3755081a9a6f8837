import { z } from "zod";
import type { ForcePush, ForcePushes } from "../../pull-request/snapshot.ts";
import { askGraphQL } from "../client/graphql.ts";
import type { ReadContext } from "./read-context.ts";
import { absentAsNull } from "../client/github-error.ts";

const query = `query ($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      timelineItems(last: 100, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) {
        nodes { ... on HeadRefForcePushedEvent { id beforeCommit { oid } afterCommit { oid } } }
        pageInfo { hasPreviousPage }
      }
    }
  }
}`;
const commitShape = z.object({ oid: z.string() }).nullish();
const nodeShape = z.object({ id: z.string(), beforeCommit: commitShape, afterCommit: commitShape });
const timelineShape = z.object({
  timelineItems: z.object({
    nodes: z.array(nodeShape.nullable()),
    pageInfo: z.object({ hasPreviousPage: z.boolean() }),
  }),
});
const answerShape = z.object({ repository: z.object({ pullRequest: timelineShape.nullish() }).nullish() });

/** An event that GitHub does not show. */
const unknown: ForcePush = { id: "", beforeSha: null, afterSha: null };

/** The last 100 force-pushes of a pull request, as many as GitHub tells in one answer. */
export async function answerForcePushes({ session }: ReadContext, number: number): Promise<ForcePushes> {
  const { owner, repo } = session;
  const answer = await askGraphQL(session, {
    query,
    variables: { owner, repo, number },
    schema: answerShape,
  });
  const items = answer.repository?.pullRequest?.timelineItems;
  if (items === undefined) return { pushes: [], isWhole: false };
  const pushes = items.nodes.map((node) => (node === null ? unknown : toPush(node)));
  return { pushes: pushes.reverse(), isWhole: !items.pageInfo.hasPreviousPage };
}

function toPush({ id, beforeCommit, afterCommit }: z.infer<typeof nodeShape>): ForcePush {
  return { id, beforeSha: beforeCommit?.oid ?? null, afterSha: afterCommit?.oid ?? null };
}

/** Changes of one path that are asked for. */
const maxChanges = 10;
const commitsShape = z.array(z.object({ sha: z.string() }));

/** The newest commits, at or before a commit, that changed a path; none where the commit is gone. */
export async function answerPathHistory(
  { session }: ReadContext,
  { ref, path }: { readonly ref: string; readonly path: string },
): Promise<readonly string[]> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/commits",
      parameters: { sha: ref, path, per_page: maxChanges },
      schema: commitsShape,
    }),
  );
  return (answer?.value ?? []).map(({ sha }) => sha);
}
