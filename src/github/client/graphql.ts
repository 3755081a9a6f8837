import { z } from "zod";
import { GitHubError } from "./github-error.ts";
import { rateLimited } from "./holdoffs.ts";
import { describePermission, describeTask } from "./permissions.ts";
import { permissionWords, refusalFor } from "./refusals.ts";
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

/** GitHub answers 200 and says in `errors` what kind of trouble it is, at best. */
function graphqlError({ owner, repo }: Session, error: z.infer<typeof errorShape> | undefined): GitHubError {
  const route = "POST /graphql";
  const about = `${route} of ${owner}/${repo}`;
  const said = error?.message.slice(0, 200) ?? "";
  switch (error?.type) {
    case "FORBIDDEN": {
      const isPermission = said.toLowerCase().includes(permissionWords);
      const lacking = `the App lacks \`${describePermission(route) ?? "a permission"}\``;
      const { why, next } = refusalFor(403, said);
      return new GitHubError(`GitHub refused ${about}: ${said}`, {
        code: "forbidden",
        hint: isPermission ? `The${lacking.slice(3)}. ${next}` : next,
        retryable: false,
        refusal: { task: describeTask(route), why: isPermission ? lacking : (why ?? said), said },
      });
    }
    case "RATE_LIMIT":
    case "RATE_LIMITED":
      return rateLimited(about, { retryAfterMs: 60_000 });
    case undefined:
    default:
      return new GitHubError(`GitHub could not answer ${about}${said === "" ? "." : `: ${said}`}`, {
        code: "server-error",
        hint: "Nothing to do: it is tried again.",
        retryable: true,
      });
  }
}
