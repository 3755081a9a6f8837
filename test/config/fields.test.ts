import { expect, test } from "vitest";
import { globProblem } from "../../src/config/fields.ts";

test.each(["specs/*", "docs/**/plans", "a/{b,c}/[0-9]*", "specs/?-x", ".hidden/*"])(
  "%s is a glob",
  (glob) => {
    expect(globProblem(glob)).toBeNull();
  },
);

test.each([
  ["", "a glob such as `specs/*`"],
  ["/specs/*", "a path from the root of the repository, without `/` in front"],
  ["C:/specs", "a path from the root of the repository, without `/` in front"],
  ["specs\\*", "`/` between folders, not `\\`"],
  ["../specs", "a path without `.`, `..` or empty segments"],
  ["specs//x", "a path without `.`, `..` or empty segments"],
  ["!specs/*", "a glob without `!` and parentheses"],
  ["+(a|b)", "a glob without `!` and parentheses"],
  ["*-*-*/b", "at most 2 `*` between two `/`"],
  ["a**b*", "at most 2 `*` between two `/`"],
  ["**/a/**/a/**/x", "at most 2 `**` in a glob"],
  ["{a,b}{c,d}{e,f}", "at most two `{a,b}`, and no ranges"],
  ["{1..9}", "at most two `{a,b}`, and no ranges"],
  ["specs/[a", "every `[` and `{` closed, and ranges in order"],
  ["specs/{a", "every `[` and `{` closed, and ranges in order"],
  ["specs/[z-a]", "every `[` and `{` closed, and ranges in order"],
])("%j is refused: expected %s", (glob, problem) => {
  expect(globProblem(glob)).toBe(problem);
});
