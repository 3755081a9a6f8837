import picomatch from "picomatch";
import { z } from "zod";

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
