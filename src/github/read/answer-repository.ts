import type { Repository } from "../../pull-request/snapshot.ts";
import type { ReadContext } from "./read-context.ts";
import { repositoryShape } from "./repository-shape.ts";

/** The repository of the key. */
export async function answerRepository({ session }: ReadContext): Promise<Repository> {
  const { value } = await session.send({ route: "GET /repos/{owner}/{repo}", schema: repositoryShape });
  return value;
}
