import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownersOf } from "../../../src/approval/people/codeowners.ts";

const path = ".specify/specs/f-15-x/plan.md";

describe("a pattern", () => {
  test.each([
    ["*", path, true],
    ["**", path, true],
    ["*.md", path, true],
    ["*.js", path, false],
    ["plan.md", path, true],
    ["lan.md", path, false],
    ["specs", path, true],
    ["specs/", path, true],
    ["plan.md/", path, false],
    ["/specs/", path, false],
    ["/.specify/", path, true],
    [".specify/", path, true],
    [".specify/specs", path, true],
    [".specify/*", path, false],
    [".specify/*", ".specify/plan.md", true],
    ["/*", "plan.md", true],
    ["/*", path, false],
    [".specify/specs/*/plan.md", path, true],
    [".specify/**/plan.md", path, true],
    [".specify/**/plan.md", ".specify/plan.md", true],
    ["**/f-15-x", path, true],
    ["**/f-15-x/", path, true],
    ["/.specify/**", path, true],
    [".specify/specs/f-1?-x/", path, true],
    [".specify/specs/f-?-x/", path, false],
    [".specify/specs/f-*-x/plan.*", path, true],
    [".Specify/", path, false],
    ["/", path, false],
    ["my\\ docs/", "my docs/a.md", true],
  ])("%s on %s: %s", (pattern, file, matches) => {
    expect(ownersOf(`${pattern} @a`, file)).toEqual(matches ? ["@a"] : []);
  });
});

describe("a file of patterns", () => {
  test.each([
    ["the last match wins", "* @a\n.specify/ @b\n*.js @c", ["@b"]],
    ["a last match without owners leaves none", "* @a\n.specify/", []],
    ["comments and empty lines are skipped", "# * @a\n\n  \n* @b # @c\n", ["@b"]],
    ["e-mail addresses are left out", "* a@example.org @B @org/Team", ["@b", "@org/team"]],
    ["line endings of Windows", "* @a\r\n*.md\t@b\r\n", ["@b"]],
    ["empty", "", []],
    ["too large", `* @a\n${"#".repeat(3 * 1024 * 1024)}`, []],
  ])("%s", (_, codeowners, owners) => {
    expect(ownersOf(codeowners, path)).toEqual(owners);
  });

  test("hostile patterns take no more than the product of both lengths", () => {
    const start = performance.now();

    ownersOf(
      `${"*a".repeat(2000)} @a\n${"**/a/".repeat(500)} @b`,
      `${"a".repeat(2000)}/${"a/".repeat(500)}b`,
    );

    expect(performance.now() - start).toBeLessThan(3000);
  });

  test("every path matches itself, from the root", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "b", "-", "."), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
        expect(ownersOf(`/${names.join("/")} @a`, names.join("/"))).toEqual(["@a"]);
      }),
    );
  });
});
