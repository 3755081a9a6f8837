import { parseDocument } from "yaml";
import { expect, test } from "vitest";
import { explainIssue } from "../../src/config/explain-issue.ts";

test("a key that does not stand in the text is placed at its beginning", () => {
  const [explanation] = explainIssue(
    { code: "unrecognized_keys", keys: ["colour"], path: [], message: "" },
    parseDocument("5"),
  );

  expect(explanation?.offset).toBe(0);
});
