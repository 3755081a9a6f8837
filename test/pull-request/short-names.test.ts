import { expect, test } from "vitest";
import { shortNameReader } from "../../src/pull-request/fold-path.ts";

// The checksums are those that Git's own table has for its files.
test.each([
  ["gitmod~1", ".gitmodules"],
  ["gi7eba~1", ".gitmodules"],
  ["gi7eb~10", ".gitmodules"],
  ["gi7d29~4", ".gitattributes"],
  ["gi250a~9", ".gitignore"],
  ["maba30~1", ".mailmap"],
  ["mailma~1", ".mailmap"],
  ["kiro~1", ".kiro"],
  ["gi7ebb~1", "gi7ebb~1"],
  ["gitmod~x", "gitmod~x"],
])("reads %s as %s", (short, long) => {
  expect(shortNameReader([".gitmodules", ".gitattributes", ".gitignore", ".mailmap", ".kiro"])(short)).toBe(
    long,
  );
});
