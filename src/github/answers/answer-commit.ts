import type { Commit } from "../../pull-request/content.ts";
import { nameCoAuthors } from "../name-co-authors.ts";
import { remember } from "../object-caches.ts";
import { cacheKey, type ReadContext } from "../read-context.ts";
import { commitShape } from "../shapes/commit-shape.ts";

/** A commit with the accounts of its people. */
export async function answerCommit({ session, caches }: ReadContext, sha: string): Promise<Commit> {
  return remember(caches, { kind: "commit", key: cacheKey(session, sha) }, async () => {
    const { value } = await session.send({
      route: "GET /repos/{owner}/{repo}/commits/{ref}",
      // One file is enough: nobody reads the diff.
      parameters: { ref: sha, per_page: 1 },
      schema: commitShape,
    });
    const [named = value] = await nameCoAuthors(session, [value]);
    return named;
  });
}
