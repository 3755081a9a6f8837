import { featureSubject } from "../../src/approval/approval.ts";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestOf, shortDigest } from "../../src/approval/digest.ts";

const blob = fc.stringMatching(/^[0-9a-f]{40}$/);
const file = fc.record({
  path: fc.string({ minLength: 1 }),
  mode: fc.constantFrom("100644", "100755", "120000"),
  blobId: blob,
});
const files = fc.uniqueArray(file, { selector: ({ path }) => path });

describe("the digest of gated text", () => {
  test("is SHA-256 over path, mode and blob id, each ended by NUL", () => {
    const expected = createHash("sha256")
      .update(
        `contracts/api.yaml\u0000100644\u0000${"1".repeat(40)}\u0000plan.md\u0000100755\u0000${"2".repeat(40)}\u0000`,
      )
      .digest("hex");

    const digest = digestOf([
      { path: "plan.md", mode: "100755", blobId: "2".repeat(40) },
      { path: "contracts/api.yaml", mode: "100644", blobId: "1".repeat(40) },
    ]);

    expect(digest).toBe(expected);
    expect(shortDigest(digest)).toBe(expected.slice(0, 12));
  });

  test("does not depend on the order of the files", () => {
    fc.assert(
      fc.property(files, (all) => {
        expect(digestOf(all.toReversed())).toBe(digestOf(all));
      }),
    );
  });

  test("changes with any path, mode or blob", () => {
    fc.assert(
      fc.property(files, file, (all, other) => {
        const [first, ...rest] = all;
        fc.pre(first !== undefined && !rest.some(({ path }) => path === other.path));
        fc.pre(JSON.stringify(first) !== JSON.stringify(other));

        expect(digestOf([other, ...rest])).not.toBe(digestOf(all));
        expect(digestOf(rest)).not.toBe(digestOf(all));
      }),
    );
  });
});

test("a folder at the root named like the settings or the stack is another subject", () => {
  expect(["config", "smoke", ".specify/config"].map(featureSubject)).toEqual([
    "config/",
    "smoke/",
    ".specify/config",
  ]);
});
