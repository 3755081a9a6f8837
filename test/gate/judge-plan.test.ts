import { expect, test } from "vitest";
import { firstTextNeeds, specNeeds } from "../../src/gate/judge-plan.ts";
import { idOf, shas } from "./world.ts";

test("texts are asked for ahead of the trees only where they are few", () => {
  const ahead = (count: number) => {
    const files = Array.from({ length: count }, (_, n) => {
      const path = `.specify/specs/f-${n}-x/spec.md`;
      return { path, previousPath: null, status: "added" as const, blobId: idOf(path) };
    });
    const { base: baseSha, mergeBase: mergeBaseSha, head } = shas;
    return firstTextNeeds({ baseSha, mergeBaseSha, files, commits: [], totalCommits: 0 }, head, []);
  };

  expect(ahead(20)).toHaveLength(20);
  expect(ahead(21)).toEqual([]);
});

test("specifications are compared by their boxes where they are not too many, and are files", () => {
  const tree = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      path: `.specify/specs/f-${n}-x/spec.md`,
      mode: "100644",
      blobId: String(n),
    }));
  const link = { path: ".specify/specs/f-x/spec.md", mode: "120000", blobId: "link" };
  const ask = (count: number, spec: "exists" | "with-plan") =>
    specNeeds([[...tree(count), link], null, undefined], { globs: [], spec });

  expect(ask(2, "exists")).toEqual([]);
  expect(ask(2, "with-plan")).toEqual([
    { type: "blob", blobId: "0" },
    { type: "blob", blobId: "1" },
  ]);
  expect(ask(500, "with-plan")).toHaveLength(500);
  expect(ask(501, "with-plan")).toEqual([]);
});
