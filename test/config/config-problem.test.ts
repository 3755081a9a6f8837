import { expect, test } from "vitest";
import { parseDocument, Scalar } from "yaml";
import { explainIssue, offsetOf } from "../../src/config/config-problem.ts";

test("what does not stand in the text is placed at its beginning", () => {
  expect(offsetOf(null)).toBe(0);
  expect(offsetOf(new Scalar("made up"))).toBe(0);
});

test("a key that does not stand in the text is placed at its beginning", () => {
  const [explanation] = explainIssue(
    { code: "unrecognized_keys", keys: ["colour"], path: [], message: "" },
    parseDocument("5"),
  );

  expect(explanation?.offset).toBe(0);
});
