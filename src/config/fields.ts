import { z } from "zod";
import { globProblem } from "./glob.ts";

/** A text of a form. `expected` completes "expected …". */
export function text(expected: string, pattern: RegExp): z.ZodString {
  return z.string({ error: expected }).regex(pattern, { error: expected });
}

/** A list of at most so many. */
export function list<Item extends z.ZodType>(item: Item, max: number): z.ZodArray<Item> {
  return z.array(item).max(max, { error: `at most ${max} entries` });
}

/** A glob of bounded cost. */
export const glob = z
  .string({ error: "a glob such as `specs/*`" })
  .max(200, { error: "a glob of at most 200 characters" })
  .check((context) => {
    const problem = globProblem(context.value);
    if (problem !== null) context.issues.push({ code: "custom", message: problem, input: context.value });
  });
