import { z } from "zod";
import { setTimeout as wait } from "node:timers/promises";
import type { TestMerge } from "../../pull-request/content.ts";
import { absentAsNull } from "../client/github-error.ts";
import type { Session } from "../client/session.ts";
import type { ReadContext } from "./read-context.ts";

const pullShape = z.object({ mergeable: z.boolean().nullish(), merge_commit_sha: z.string().nullish() });
const commitShape = z.object({ parents: z.array(z.object({ sha: z.string() })) });

interface WantedMerge {
  readonly number: number;
  readonly baseSha: string;
  readonly headSha: string;
}

/**
 * GitHub's test merge of these two commits. Asking for the pull request makes GitHub try; until it has, the one of
 * an earlier moment is shown, so the commit's own parents count.
 */
export async function answerTestMerge(context: ReadContext, wanted: WantedMerge): Promise<TestMerge> {
  const { session, testMergeWaitsMs } = context;
  for (const waitMs of [...testMergeWaitsMs, null]) {
    const found = await lookUp(session, wanted.number);
    const isWanted =
      found.state === "conflicts" ||
      (found.state === "made" && found.parentShas.join() === [wanted.baseSha, wanted.headSha].join());
    if (isWanted) return found;
    if (waitMs !== null) await wait(waitMs);
  }
  return { state: "unknown" };
}

async function lookUp(session: Session, number: number): Promise<TestMerge> {
  const pull = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
      parameters: { pull_number: number },
      schema: pullShape,
    }),
  );
  if (pull?.value.mergeable === false) return { state: "conflicts" };
  const sha = pull?.value.merge_commit_sha;
  if (typeof sha !== "string") return { state: "unknown" };
  const commit = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
      parameters: { commit_sha: sha },
      schema: commitShape,
    }),
  );
  if (commit === null) return { state: "unknown" };
  return { state: "made", sha, parentShas: commit.value.parents.map((parent) => parent.sha) };
}
