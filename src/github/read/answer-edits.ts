import { z } from "zod";
import type { EditRecord } from "../../pull-request/snapshot.ts";
import { askGraphQL } from "../client/graphql.ts";
import type { ReadContext } from "./read-context.ts";

const query = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on IssueComment { id lastEditedAt }
    ... on PullRequestReview { id lastEditedAt }
  }
}`;
const nodeShape = z.object({ id: z.string().optional(), lastEditedAt: z.string().nullish() });
const answerShape = z.object({ nodes: z.array(nodeShape.nullable()) });
/** GitHub takes no more in one query. */
const idsPerQuery = 100;
const notShown: EditRecord = { lastEditedAt: null, isShown: false };

/** By node id, when each comment or review was last edited. */
export async function answerEdits(
  { session }: ReadContext,
  nodeIds: readonly string[],
): Promise<ReadonlyMap<string, EditRecord>> {
  const batches = Array.from({ length: Math.ceil(nodeIds.length / idsPerQuery) }, (_, index) =>
    nodeIds.slice(index * idsPerQuery, (index + 1) * idsPerQuery),
  );
  const answers = await Promise.all(
    batches.map(async (ids) => {
      const { nodes } = await askGraphQL(session, { query, variables: { ids }, schema: answerShape });
      return ids.map((nodeId, index): readonly [string, EditRecord] => [
        nodeId,
        toRecord(nodes[index] ?? null),
      ]);
    }),
  );
  return new Map(answers.flat());
}

function toRecord(node: z.infer<typeof nodeShape> | null): EditRecord {
  return node?.id === undefined ? notShown : { lastEditedAt: node.lastEditedAt ?? null, isShown: true };
}
