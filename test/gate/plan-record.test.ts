import { expect, test } from "vitest";
import { planRecord } from "../../src/gate/plan-record.ts";
import { noFacts } from "../../src/pull-request/need.ts";

test("the record of a plan that is a single file is sought where that file was changed, and nowhere beside it", () => {
  const file = { path: "a.md", mode: "100644", blobId: "1".repeat(40) };

  expect(
    planRecord(noFacts, {
      tipSha: "tip",
      place: { path: "plans/a.md", form: { type: "file" } },
      files: { gated: [file], specName: null },
      spec: "exists",
    }),
  ).toEqual({ state: "unread", needs: [{ type: "path-history", ref: "tip", path: "plans/a.md" }] });
});
