import { expect, test } from "vitest";
import { workflowCommand } from "../../../src/render/text/workflow-command.ts";

test.each([
  [null, "::warning title=T%3A 1%2C 2::100%25%0Adone"],
  [{ path: "a,b:c.yaml", line: 2 }, "::warning file=a%2Cb%3Ac.yaml,line=2,title=T%3A 1%2C 2::100%25%0Adone"],
  [
    { path: "a.md", line: 2, endLine: 4 },
    "::warning file=a.md,line=2,endLine=4,title=T%3A 1%2C 2::100%25%0Adone",
  ],
])("a note is one command on one line: %j", (place, expected) => {
  expect(workflowCommand({ level: "warning", place, title: "T: 1, 2", message: "100%\r\ndone" })).toBe(
    expected,
  );
});
