import { z } from "zod";
import { type Answer, type Call, ok } from "../http/call.ts";
import { readBody } from "../http/body.ts";
import { canSee } from "../http/in-repository.ts";
import { Problem } from "../http/problem.ts";
import { parseQuery } from "./parse-query.ts";
import { queryRoot } from "./schema.ts";
import { select } from "./select.ts";

const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** Answers a GraphQL query: always 200, with `errors` beside `data` where something was not found. */
export function answerQuery(call: Call): Answer {
  if (call.actor.type === "anonymous")
    throw new Problem(401, "This endpoint requires you to be authenticated.");
  const { query, variables } = readBody(call, bodySchema);
  const errors: unknown[] = [];
  const root = queryRoot(
    call.state,
    (repository) => canSee(call, repository),
    (path, message) => errors.push({ type: "NOT_FOUND", path, message, locations: [] }),
  );
  try {
    const data = select(root, parseQuery(query, variables ?? {}));
    return ok(errors.length === 0 ? { data } : { data, errors });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return ok({ errors: [{ message, path: ["query"], locations: [] }] });
  }
}
