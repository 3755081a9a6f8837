import { z } from "zod";
import { GitHubError } from "./github-error.ts";
import { rateLimited } from "./holdoffs.ts";
import type { Session } from "./session.ts";

interface GraphQLCall<Value> {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodType<Value>;
}

const errorShape = z.object({ type: z.string().optional(), message: z.string() });

/** Asks by GraphQL. What GitHub says it does not find is `null` in the answer; every other error is thrown. */
export async function askGraphQL<Value>(session: Session, call: GraphQLCall<Value>): Promise<Value> {
  const { value } = await session.send({
    route: "POST /graphql",
    parameters: { query: call.query, variables: call.variables },
    schema: z.object({ data: call.schema.nullish(), errors: z.array(errorShape).optional() }),
  });
  const error = value.errors?.find(({ type }) => type !== "NOT_FOUND");
  const data = value.data ?? null;
  if (error === undefined && data !== null) return data;
  throw graphqlError(session, error);
}

function graphqlError({ owner, repo }: Session, error: z.infer<typeof errorShape> | undefined): GitHubError {
  const about = `POST /graphql of ${owner}/${repo}`;
  if (error?.type === "FORBIDDEN") {
    return new GitHubError(`GitHub refused ${about}.`, {
      code: "forbidden",
      hint: "The App lacks `Pull requests: read`. Grant it under Settings → Permissions.",
      retryable: false,
    });
  }
  if (error?.type === "RATE_LIMITED") {
    return rateLimited(about, { retryAfterMs: 60_000 });
  }
  return new GitHubError(`GitHub could not answer ${about}.`, {
    code: "server-error",
    hint: "Nothing to do: it is tried again.",
    retryable: true,
  });
}
