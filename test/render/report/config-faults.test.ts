import { expect, test } from "vitest";
import { faultsJson } from "../../../src/render/report/check-json.ts";
import { faultsForGithub } from "../../../src/render/report/github-annotations.ts";
import { faultsMarkdown } from "../../../src/render/report/markdown.ts";
import { sarifOfFaults } from "../../../src/render/report/sarif.ts";

const faults = [
  { path: ".github/plan-gate.yml", line: 2, column: 3, message: "`a@b` is not a setting.\n::error::x" },
];

test("a wrong config is an answer that is not fine, as JSON", () => {
  expect(JSON.parse(faultsJson(faults))).toEqual({ version: 1, ok: false, features: [], config: faults });
});

test("it is an annotation at its column, and no command of its own, in Actions", () => {
  expect(faultsForGithub(faults)).toBe(
    "::error file=.github/plan-gate.yml,line=2,col=3,title=Plan Gate%3A config::`a@b` is not a setting.%0A::error::x\n",
  );
});

test("it is a list in a summary, without markup of the config's", () => {
  expect(faultsMarkdown(faults)).toMatchInlineSnapshot(`
    "### ✗ The config is wrong, so no plan was judged

    - \`.github/plan-gate.yml:2:3\` \`a@b\` is not a setting. ::‍error::‍x.
    "
  `);
});

test("it is a run of SARIF that did not succeed, with a result where it is wrong", () => {
  expect(JSON.parse(sarifOfFaults(faults, { version: "1.2.3" }))).toMatchObject({
    runs: [
      {
        invocations: [{ executionSuccessful: false }],
        tool: { driver: { rules: [{ id: "config" }] } },
        results: [
          {
            ruleId: "config",
            level: "error",
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: ".github/plan-gate.yml" },
                  region: { startLine: 2, startColumn: 3 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
});
