import { expect, test } from "vitest";
import { formatCheckJson } from "../../../src/render/report/check-json.ts";
import { whyOf } from "../../../src/render/report/check-report.ts";
import { everything, feature, finding, missing } from "../checked-feature.ts";

test("the report has the shape of version 1", () => {
  const report: unknown = JSON.parse(formatCheckJson([feature(finding({}), missing)]));

  expect(report).toEqual({
    version: 1,
    ok: false,
    features: [
      {
        id: "F-15",
        path: ".specify/specs/f-15-stack",
        plan: ".specify/specs/f-15-stack/plan.md",
        phase: "plan",
        digest: "3f2a91c04b7e".padEnd(64, "0"),
        ok: false,
        rules: [
          {
            id: "data-models",
            title: "Data models",
            group: "section",
            severity: "error",
            status: "pass",
            evidence: [
              {
                path: ".specify/specs/f-15-stack/plan.md",
                startLine: 40,
                endLine: 71,
                excerpt: "Volume structure",
              },
            ],
            message: "Data models: found.",
            fix: null,
          },
          {
            id: "failure-modes",
            title: "Failure modes",
            group: "section",
            severity: "error",
            status: "fail",
            evidence: [],
            message: "Failure modes: no evidence found.",
            fix: {
              line: 120,
              instruction: "Add a table.",
              example: "## Failure modes\n",
              why: whyOf(missing),
              closest: [
                {
                  path: ".specify/specs/f-15-stack/plan.md",
                  startLine: 88,
                  endLine: 88,
                  excerpt: "Risks: none",
                },
              ],
            },
          },
        ],
      },
    ],
  });
});

test("what steers a terminal or cannot be seen is escaped, and reads back as it was", () => {
  const id = "F\u001b[31m\u009b\u007f\u202e\u{e0041}é設👩\u200d💻";

  const json = formatCheckJson([{ ...feature(finding({})), id }]);

  expect(json).toContain("F\\u001b[31m\\u009b\\u007f\\u202e\\udb40\\udc41é設👩\u200d💻");
  expect(JSON.parse(json)).toMatchObject({ features: [{ id }] });
});

test("nothing to judge is fine", () => {
  expect(JSON.parse(formatCheckJson([]))).toEqual({ version: 1, ok: true, features: [] });
});

test("the plan's own reason why a row does not apply is its message", () => {
  expect(formatCheckJson([everything])).toContain('"message": "Not applicable: nothing to run"');
});
