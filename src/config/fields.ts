import picomatch from "picomatch";
import * as z from "zod/mini";

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

const maxGlobstars = 2;
const maxStarsInSegment = 2;

/**
 * What keeps a text from being a glob of feature folders, as what was expected instead; `null` when nothing does.
 * Only `*`, `**`, `?`, `[…]` and `{a,b}` have a meaning, and few enough of them that a path of 4,000 characters,
 * which a stranger may choose, is matched in hundredths of a second: a matcher that backtracks takes as many steps as
 * the path has characters, to the power of the stars.
 */
export function globProblem(glob: string): string | null {
  if (glob.length === 0) return "a glob such as `specs/*`";
  if (glob.startsWith("/") || /^[A-Za-z]:/.test(glob))
    return "a path from the root of the repository, without `/` in front";
  if (glob.includes("\\")) return "`/` between folders, not `\\`";
  if (glob.split("/").some((segment) => segment === ".." || segment === "." || segment === "")) {
    return "a path without `.`, `..` or empty segments";
  }
  if (glob.includes("!") || glob.includes("(")) return "a glob without `!` and parentheses";
  const segments = glob.split("/");
  if (segments.filter((segment) => segment === "**").length > maxGlobstars) {
    return `at most ${maxGlobstars} \`**\` in a glob`;
  }
  if (segments.some((segment) => segment !== "**" && segment.split("*").length - 1 > maxStarsInSegment)) {
    return `at most ${maxStarsInSegment} \`*\` between two \`/\``;
  }
  if (glob.split("{").length > 3 || glob.includes("..")) return "at most two `{a,b}`, and no ranges";
  return compiles(glob) ? null : "every `[` and `{` closed, and ranges in order";
}

function compiles(glob: string): boolean {
  try {
    picomatch.makeRe(glob, { strictBrackets: true, debug: true });
    return true;
  } catch {
    return false;
  }
}
