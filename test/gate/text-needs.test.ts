import { expect, test } from "vitest";
import { firstTextNeeds } from "../../src/gate/text-needs.ts";
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
