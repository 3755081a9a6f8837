import { expect, test } from "vitest";
import { featureChanges } from "../../src/gate/feature-change.ts";

/** As GitHub lists `f-\xff` and `f-\xfe`: bytes that are no UTF-8 become one and the same character. */
const shown = ".specify/specs/f-\ufffd";
const changed = { path: `${shown}/plan.md`, previousPath: null, status: "added", blobId: "two" } as const;

function changeOf(...blobIds: readonly string[]) {
  const head = blobIds.map((blobId) => ({ path: `${shown}/plan.md`, mode: "100644", blobId }));
  const trees = { head, mergeBase: [], base: [] };
  return featureChanges({ files: [changed] }, trees, { globs: [], spec: "exists", blobs: {} }).get(shown)
    ?.change;
}

test("two folders whose different bytes are shown alike are no plan that anybody could have read", () => {
  expect(changeOf("one", "two")).toEqual({
    type: "failed",
    reason: "names-collide",
    path: `${shown}/plan.md\` and \`${shown}/plan.md`,
  });
  expect(changeOf("two")?.type).toBe("changed");
});
