import { z } from "zod";
import { absentAsNull } from "../client/github-error.ts";
import type { ReadContext } from "./read-context.ts";

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
