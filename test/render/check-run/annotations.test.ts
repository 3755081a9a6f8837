import { describe, expect, test } from "vitest";
import type { FeatureFailure, FeatureOutcome } from "../../../src/gate/decision.ts";
import { annotations } from "../../../src/render/check-run/annotations.ts";
import {
  failureModesMissing,
  feature,
  finding,
  findingsWith,
  folder,
  judged,
  planPath,
  pullRequest,
  subject,
} from "../example.ts";

function of(outcome: FeatureOutcome) {
  return annotations([pullRequest({ features: [feature({ outcome })] })]);
}

describe("annotations", () => {
  test("stand where a missing row is to be written, and where something should not be, by line", () => {
    const findings = findingsWith({
      "failure-modes": failureModesMissing,
      testing: { ...failureModesMissing, severity: "warning", fix: null },
      deterministic: { ...failureModesMissing, nearMisses: [], fix: null },
      "no-placeholders": {
        status: "fail",
        message: "A placeholder is left",
        evidence: [],
        nearMisses: [{ path: planPath, startLine: 9, endLine: 10, excerpt: "[FEATURE\u202E_NAME]" }],
      },
    });

    expect(of({ type: "changed", judged: judged({ findings }) })).toMatchInlineSnapshot(`
      [
        {
          "endLine": 1,
          "level": "failure",
          "message": "No evidence found",
          "path": ".specify/specs/f-15-docker-compose-stack/plan.md",
          "startLine": 1,
          "title": "Deterministic where possible",
        },
        {
          "endLine": 10,
          "level": "failure",
          "message": "A placeholder is left
      [FEATURE‹U+202E›_NAME]",
          "path": ".specify/specs/f-15-docker-compose-stack/plan.md",
          "startLine": 9,
          "title": "No placeholders left",
        },
        {
          "endLine": 88,
          "level": "warning",
          "message": "No evidence found",
          "path": ".specify/specs/f-15-docker-compose-stack/plan.md",
          "startLine": 88,
          "title": "Testing strategy",
        },
        {
          "endLine": 120,
          "level": "failure",
          "message": "No evidence found
      Add a section such as \`## Failure modes\` with a table: what fails, how it is noticed, what happens then.",
          "path": ".specify/specs/f-15-docker-compose-stack/plan.md",
          "startLine": 120,
          "title": "Failure modes",
        },
        {
          "endLine": 1,
          "level": "warning",
          "message": "\`tasks.md\` is added before the plan is approved: step 3 began before the gate opened
      # Tasks",
          "path": ".specify/specs/f-15-docker-compose-stack/tasks.md",
          "startLine": 1,
          "title": "Tasks after approval",
        },
      ]
    `);
  });

  test("are cut between characters", () => {
    const message = `x${"💥".repeat(4_000)}`;

    const [note] = of({ type: "failed", reason: "plan-unreadable", path: planPath, message });

    expect(note?.message).toBe(`x${"💥".repeat(1_999)}…`);
  });

  test("are at most ten for a rule", () => {
    const nearMisses = Array.from({ length: 30 }, (_, index) => ({
      path: planPath,
      startLine: index + 1,
      endLine: index + 1,
      excerpt: "TBD",
    }));
    const row = finding("no-placeholders", "No placeholders left", "hygiene", {
      status: "fail",
      evidence: [],
      nearMisses,
    });

    expect(of({ type: "changed", judged: judged({ findings: [row] }) })).toHaveLength(10);
  });

  test.each<[FeatureFailure, number]>([
    ["plan-unreadable", 1],
    ["changed-on-base-too", 1],
    ["plan-removed", 0],
    ["plan-missing", 0],
  ])("stand on a file that cannot pass, if it is there: %s", (reason, count) => {
    expect(of({ type: "failed", reason, path: planPath, message: "Why" })).toEqual(
      Array.from({ length: count }, () => ({
        path: planPath,
        startLine: 1,
        endLine: 1,
        level: "failure",
        title: "Plan",
        message: "Why",
      })),
    );
  });

  test.each<FeatureOutcome>([
    { type: "unchanged", base: "main" },
    { type: "spec-only" },
    { type: "renamed", from: "x" },
    { type: "feature-removed", subject: subject() },
  ])("are not needed where nothing is wrong: %j", (outcome) => {
    expect(of(outcome)).toEqual([]);
  });

  test("stand on errors of the settings, and once for several pull requests", () => {
    const config = {
      verdict: "failure",
      title: "errors",
      path: ".github/plan-gate.yml",
      problems: [{ line: 3, column: 12, message: "`minimum` is `many`" }],
      subject: subject(),
    } as const;
    const pr = pullRequest({ features: [], config });

    expect(annotations([pr, { ...pr, number: 13 }])).toEqual([
      {
        path: ".github/plan-gate.yml",
        startLine: 3,
        endLine: 3,
        level: "failure",
        title: "Settings of the gate",
        message: "`minimum` is `many`",
      },
    ]);
  });

  test("are in the order of paths, then lines", () => {
    const at = (path: string, startLine: number) => ({ path, startLine, endLine: startLine, excerpt: "TBD" });
    const nearMisses = [at(planPath, 9), at(`${folder}/a.md`, 5), at(planPath, 2), at(`${folder}/z.md`, 1)];
    const row = finding("no-placeholders", "No placeholders left", "hygiene", {
      status: "fail",
      evidence: [],
      nearMisses,
    });

    expect(
      of({ type: "changed", judged: judged({ findings: [row] }) }).map(
        (one) => `${one.path.slice(folder.length + 1)}:${one.startLine}`,
      ),
    ).toEqual(["a.md:5", "plan.md:2", "plan.md:9", "z.md:1"]);
  });
});
