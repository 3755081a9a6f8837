import { Scalar } from "yaml";
import { expect, test } from "vitest";
import { offsetOf } from "../../src/config/yaml-problems.ts";

test("what does not stand in the text is placed at its beginning", () => {
  expect(offsetOf(null)).toBe(0);
  expect(offsetOf(new Scalar("made up"))).toBe(0);
});
