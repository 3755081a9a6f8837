import { z } from "zod";
import type { BaseChanges } from "../../pull-request/content.ts";
import { GitHubError } from "../client/github-error.ts";
import { remember } from "../client/object-caches.ts";
import { allFiles, comparedFilesShape, compareRoute } from "./answer-comparison.ts";
import { cacheKey, type ReadContext } from "./read-context.ts";
import { isCommitSha } from "./ref-names.ts";

const shape = z.object({
  merge_base_commit: z.object({ sha: z.string() }),
  total_commits: z.number(),
  commits: z.array(z.object({ sha: z.string() })),
  files: comparedFilesShape,
});

interface Ends {
  readonly base: string;
  readonly head: string;
}

/**
 * What `base` has gained that `head` has not: the other side of a comparison. Between two commits of which the head
 * is the older, the trees tell where GitHub does not compare; otherwise that is `null`.
 */
export async function answerBaseChanges(context: ReadContext, need: Ends): Promise<BaseChanges | null> {
  const isFixed = isCommitSha(need.base) && isCommitSha(need.head);
  const read = () => readChanges(context, need);
  try {
    if (isFixed)
      return await remember(context.caches, { kind: "baseChanges", key: keyOf(context, need) }, read);
    const changes = await read();
    const { tipSha, mergeBaseSha } = changes;
    const ends = { base: tipSha ?? "", head: mergeBaseSha };
    if (tipSha !== null) context.caches.stores.baseChanges.set(keyOf(context, ends), changes);
    return changes;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return isFixed ? fromTrees(context, need) : null;
  }
}

async function fromTrees(context: ReadContext, { base, head }: Ends): Promise<BaseChanges | null> {
  try {
    return { tipSha: base, mergeBaseSha: head, files: await allFiles(context, null, [head, base]) };
  } catch (error) {
    if (error instanceof GitHubError && error.code === "too-large") return null;
    throw error;
  }
}

function keyOf({ session }: ReadContext, { base, head }: Ends): string {
  return cacheKey(session, `${base}...${head}`);
}

async function readChanges(context: ReadContext, { base, head }: Ends): Promise<BaseChanges> {
  const { session, refs } = context;
  const { value } = await session.send({
    route: compareRoute,
    parameters: { basehead: `${head}...${refs.of(base)}` },
    schema: shape,
  });
  const mergeBaseSha = value.merge_base_commit.sha;
  const tipSha = isCommitSha(base) ? base : tipIn(value);
  if (tipSha === null) return { tipSha, mergeBaseSha, files: [] };
  return { tipSha, mergeBaseSha, files: await allFiles(context, value.files, [mergeBaseSha, tipSha]) };
}

/** The last of the commits, where GitHub lists them all. */
function tipIn({ commits, total_commits: total, merge_base_commit: first }: z.infer<typeof shape>) {
  return commits.length === total ? (commits.at(-1)?.sha ?? first.sha) : null;
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof GitHubError &&
    ["rejected", "not-found", "server-error", "timeout", "too-large"].includes(error.code)
  );
}
