import type { z } from "zod";
import type { Call } from "./call.ts";
import { Problem } from "./problem.ts";

/** The body as the schema has it, or 422 as GitHub answers what it cannot use. */
export function readBody<Schema extends z.ZodType>(call: Call, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(call.body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  throw new Problem(422, `Invalid request.\n\nFor '${where}', ${issue?.message ?? "unknown"}.`);
}
