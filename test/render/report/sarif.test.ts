import { expect, test } from "vitest";
import { rules } from "../../../src/plan/rules/index.ts";
import { formatSarif } from "../../../src/render/report/sarif.ts";
import { everything, feature, finding, missing } from "../checked-feature.ts";

function reportOf(...features: Parameters<typeof formatSarif>[0]): unknown {
  return JSON.parse(formatSarif(features, { version: "1.2.3" }));
}

test("a report without findings still names the tool and its rules", () => {
  expect(reportOf(feature(finding({})))).toMatchObject({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "plan-gate", semanticVersion: "1.2.3", rules: rules.map(({ id }) => ({ id })) },
        },
        results: [],
      },
    ],
  });
});

test("what fails is a result at its line, with a fingerprint that survives moved lines", () => {
  expect(reportOf(feature(missing))).toMatchObject({
    runs: [
      {
        results: [
          {
            ruleId: "failure-modes",
            ruleIndex: rules.findIndex(({ id }) => id === "failure-modes"),
            level: "error",
            message: { text: "F-15: Failure modes: no evidence found. Add a table." },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: ".specify/specs/f-15-stack/plan.md", uriBaseId: "%SRCROOT%" },
                  region: { startLine: 120, endLine: 120 },
                },
              },
            ],
            partialFingerprints: { "planGate/v1": "failure-modes:.specify/specs/f-15-stack" },
          },
        ],
      },
    ],
  });
});

test("warnings, a team's own sections and odd paths are told too", () => {
  const odd = { ...everything, planPath: "a b/#1/plan.md" };

  expect(reportOf(odd)).toMatchObject({
    runs: [
      {
        results: [
          {
            ruleId: "failure-modes",
            locations: [{ physicalLocation: { artifactLocation: { uri: "a%20b/%231/plan.md" } } }],
          },
          { ruleId: "no-hidden-text", level: "warning", message: { text: "F-15: 1 place hides text." } },
          { ruleId: "rollout", ruleIndex: rules.length },
        ],
      },
    ],
  });
  expect(JSON.stringify(reportOf(odd))).toContain('"shortDescription":{"text":"Rollout | plan"}');
});

test("no name becomes a link or a placeholder, and what cannot be seen is shown", () => {
  const hostile = {
    ...feature({ ...missing, message: "See [x](1), \\[y\\](2) and {0}\u202e.", fix: null }),
    id: "[a](http://evil.example)",
  };

  expect(reportOf(hostile)).toMatchObject({
    runs: [
      {
        results: [
          {
            message: {
              text: "\\[a\\](http://evil.example): See \\[x\\](1), \\\\\\[y\\\\\\](2) and {{0}}‹U+202E›.",
            },
          },
        ],
      },
    ],
  });
});

test("a finding of a rule that is off has no level", () => {
  expect(JSON.stringify(reportOf(feature({ ...missing, severity: "off" })))).toContain('"level":"none"');
});
