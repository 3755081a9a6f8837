import * as z from "zod/mini";
import { globProblem } from "./glob.ts";

/** A text of a form. `expected` completes "expected …". */
export function text(expected: string, pattern: RegExp): z.ZodMiniString {
  return z.string({ error: expected }).check(z.regex(pattern, { error: expected }));
}

/** A list of at most so many. */
export function list<Item extends z.ZodMiniType>(item: Item, max: number): z.ZodMiniArray<Item> {
  return z.array(item).check(z.maxLength(max, { error: `at most ${max} entries` }));
}

/** The same schema, with what the reference and the JSON Schema say about it; for one that only one setting has. */
export function described<Schema extends z.ZodMiniType>(
  schema: Schema,
  meta: { readonly description: string; readonly examples?: unknown[] },
): Schema {
  z.globalRegistry.add(schema, meta);
  return schema;
}

/** A glob of bounded cost. */
export const glob = z
  .string({ error: "a glob such as `specs/*`" })
  .check(z.maxLength(200, { error: "a glob of at most 200 characters" }), (context) => {
    const problem = globProblem(context.value);
    if (problem !== null) context.issues.push({ code: "custom", message: problem, input: context.value });
  });
