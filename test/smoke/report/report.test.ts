import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatAnnotations, formatRefusal } from "../../../src/smoke/report/annotations.ts";
import { formatJunit } from "../../../src/smoke/report/junit.ts";
import { formatMarkdown } from "../../../src/smoke/report/markdown.ts";
import { formatProgress, watchProgress } from "../../../src/smoke/report/progress.ts";
import { smokeReportJsonSchema, smokeReportSchema } from "../../../src/smoke/report/smoke-report.ts";
import type { SmokeReport } from "../../../src/smoke/report/smoke-report.ts";
import { createPaint, formatReport } from "../../../src/smoke/report/terminal.ts";

const passed: SmokeReport = {
  version: 1,
  ok: true,
  outcome: "passed",
  project: "plan-gate-0123456789",
  files: ["compose.yaml"],
  plan: null,
  startedAt: "2026-01-02T03:04:05.000Z",
  durationMs: 4_200,
  dockerMs: 3_000,
  engine: "28.0.0",
  compose: "2.30.0",
  findings: [],
  services: [
    {
      name: "web",
      kind: "long-running",
      image: "web:1",
      state: "healthy",
      ok: true,
      exitCode: null,
      readyMs: 1_500,
      detail: "",
      logTail: [],
    },
  ],
  probes: [
    {
      name: "GET /",
      type: "get",
      service: "web",
      path: "compose.yaml",
      line: 9,
      round: "first",
      ok: true,
      attempts: 1,
      durationMs: 12,
      message: null,
    },
  ],
  problems: [],
  notes: [],
  logs: ["logs/web.log"],
};

const failed: SmokeReport = {
  ...passed,
  ok: false,
  outcome: "failed",
  findings: [
    {
      rule: "pinned-images",
      severity: "error",
      service: "web",
      path: "compose.yaml",
      line: 3,
      message: "`web`: image `web` has no tag.",
      fix: "Name a version.",
    },
    {
      rule: "plan-ports",
      severity: "warning",
      service: "web",
      path: "compose.yaml",
      line: 4,
      message: "plan says 1, compose publishes 2.",
      fix: "Agree.",
    },
  ],
  services: [
    {
      name: "web",
      kind: "long-running",
      image: "web",
      state: "exited",
      ok: false,
      exitCode: 1,
      readyMs: null,
      detail: "out of memory",
      logTail: ["::error::fake", "```", "<b>@octocat</b>"],
    },
  ],
  probes: [
    {
      name: "GET /<script>|@octocat",
      type: "get",
      service: "web",
      path: "compose.yaml",
      line: 9,
      round: "after-restart",
      ok: false,
      attempts: 6,
      durationMs: 6_000,
      message: "`x` is not in the body: @octocat ![i](https://e.com/x.png) <img> | #1",
    },
  ],
  problems: [
    {
      stage: "up",
      service: "web",
      message: "`web` exited with code 1.",
      fix: "Its last log lines say why.",
      output: ["boom"],
    },
  ],
  notes: ["Removed what an earlier, killed run left behind: plan-gate-x."],
};

it("is described by the committed JSON Schema", () => {
  expect(JSON.parse(readFileSync("docs/smoke-report.schema.json", "utf8"))).toEqual(smokeReportJsonSchema());
  expect(smokeReportSchema.parse(failed)).toEqual(failed);
});

describe("at the terminal", () => {
  it("shows a stack that stands", () => {
    expect(formatReport(passed, createPaint(false)).text).toMatchInlineSnapshot(`
      "Services
        ✓ web healthy after 1.5 s

      Probes
        ✓ GET / 12 ms

      Compose smoke passed: the stack stands in 4.2 s"
    `);
  });

  it("shows what is wrong, what to do, and the last log lines apart from the rest", () => {
    const { text, quotes } = formatReport(failed, createPaint(false));

    expect(text).toMatchInlineSnapshot(`
      "Lint
        ✗ compose.yaml:3 \`web\`: image \`web\` has no tag. (pinned-images)
          Name a version.
        ! compose.yaml:4 plan says 1, compose publishes 2. (plan-ports)
          Agree.

      Services
        ✗ web exited (exit code 1)

      Probes
        ✗ GET /<script>|@octocat after the restart 6.0 s, 6 attempts: \`x\` is not in the body: @octocat ![i](https://e.com/x.png) <img> | #1 (compose.yaml:9)

      Problems
        ✗ \`web\` exited with code 1.
          Its last log lines say why.

      Notes
        Removed what an earlier, killed run left behind: plan-gate-x.

      Compose smoke failed: 1 lint finding, 1 problem, 1 failed probe in 4.2 s"
    `);
    expect(quotes).toEqual([
      "Last log lines of web:",
      "  | ::error::fake",
      "  | ```",
      "  | <b>@octocat</b>",
      "Output of Docker:",
      "  | boom",
    ]);
  });

  it("is colored only when asked", () => {
    expect(formatReport(passed, createPaint(true)).text).toContain("\u001b[32m✓\u001b[0m");
    expect(formatReport(passed, createPaint(false)).text).not.toContain("\u001b");
  });

  it.each([
    [
      { ...passed, services: [], probes: [] },
      "Compose smoke passed: the lint has nothing against it in 4.2 s",
    ],
    [
      { ...passed, ok: false, outcome: "timed-out" as const },
      "Compose smoke failed: the stack was not ready in time in 4.2 s",
    ],
    [
      { ...passed, ok: false, outcome: "interrupted" as const },
      "Compose smoke was interrupted; everything it started is removed in 4.2 s",
    ],
  ])("says how it ended", (report, verdict) => {
    expect(formatReport(report, createPaint(false)).text.split("\n").at(-1)).toBe(verdict);
  });
});

describe("as Markdown", () => {
  it("neutralizes what comes from the stack", () => {
    const markdown = formatMarkdown(failed);

    expect(markdown).toMatchInlineSnapshot(`
      "## ❌ Compose smoke failed: 1 lint finding, 1 problem, 1 failed probe

      \`compose.yaml\` · 4.2 s · Docker Engine \`28.0.0\`, Compose \`2.30.0\`

      | Check | Result | What |
      | --- | --- | --- |
      | up | ❌ | \`web\` exited with code 1. Its last log lines say why. |
      | lint \`pinned-images\` | ❌ | \`compose.yaml:3\` \`web\`: image \`web\` has no tag. |
      | lint \`plan-ports\` | ⚠️ | \`compose.yaml:4\` plan says 1, compose publishes 2. |
      | service \`web\` | ❌ | exited |
      | probe \`GET /<script>¦@octocat\` after the restart | ❌ | \`x\` is not in the body: @⁠octocat !\\[i\\](https:⁠//e.com/x.png) &lt;img&gt; \\| #⁠1 |

      <details><summary>Last log lines of web</summary>

      \`\`\`\`text
      ::error::fake
      \`\`\`
      <b>@octocat</b>
      \`\`\`\`

      </details>

      > Removed what an earlier, killed run left behind: plan-gate-x.
      "
    `);
    expect(markdown).not.toMatch(/[^`]<img>|<script>[^`]*$|@octocat(?![^`]*`)(?!<\/b>)/m);
  });

  it("is cut where it would be too long", () => {
    const long = {
      ...failed,
      services: failed.services.map((service) => ({ ...service, logTail: ["x".repeat(300_000)] })),
    };

    expect(formatMarkdown(long).length).toBeLessThan(201_000);
    expect(formatMarkdown(long)).toContain("…cut; see `smoke.json` in the artifact.");
  });
});

describe("as JUnit XML", () => {
  it("has a case for every finding, service and probe", () => {
    expect(formatJunit(passed)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="plan-gate smoke" time="4.200">
        <testsuite name="lint" tests="1" failures="0">
          <testcase classname="lint" name="compose files" time="0.000"/>
        </testsuite>
        <testsuite name="services" tests="1" failures="0">
          <testcase classname="services" name="web" time="1.500"/>
        </testsuite>
        <testsuite name="probes" tests="1" failures="0">
          <testcase classname="probes.first" name="GET /" time="0.012"/>
        </testsuite>
        <testsuite name="run" tests="1" failures="0">
          <testcase classname="run" name="to the end" time="0.000"/>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it("escapes what XML would take for its own, and leaves out what it cannot hold", () => {
    const xml = formatJunit({
      ...failed,
      probes: failed.probes.map((probe) => ({ ...probe, message: `<a & "b">\u0000\u001b[31m` })),
    });

    expect(xml).toContain(`<failure message="&lt;a &amp; &quot;b&quot;&gt;">`);
    expect(xml).toContain(`name="GET /&lt;script&gt;|@octocat"`);
  });

  it("says so when the run was interrupted", () => {
    expect(formatJunit({ ...passed, ok: false, outcome: "interrupted" })).toContain(
      `<failure message="The run was interrupted.">`,
    );
  });
});

describe("as annotations", () => {
  it("points into the repository", () => {
    expect(formatAnnotations(failed, "deploy/").slice(2)).toEqual([
      "::error file=deploy/compose.yaml,line=3,title=pinned-images::`web`: image `web` has no tag. Name a version.",
      "::warning file=deploy/compose.yaml,line=4,title=plan-ports::plan says 1, compose publishes 2. Agree.",
    ]);
  });

  it("cannot be left by what a stack says", () => {
    const hostile = {
      ...failed,
      problems: [
        { stage: "up" as const, service: null, message: "a\n::add-mask::b\r%", fix: "c", output: [] },
      ],
    };

    expect(formatAnnotations(hostile, "")[0]).toBe(
      "::error file=compose.yaml,line=1,title=Compose smoke::a%0A::add-mask::b%0D%25 c",
    );
  });

  it("are at most 50", () => {
    expect(
      formatAnnotations(
        { ...failed, findings: Array.from({ length: 80 }, () => failed.findings).flat() },
        "",
      ),
    ).toHaveLength(50);
  });

  it("say why a run could not begin", () => {
    expect(formatRefusal("No file.", null)).toBe("::error title=Compose smoke::No file.");
    expect(formatRefusal("Not YAML.", { path: "a,b:c.yaml", line: 2 })).toBe(
      "::error file=a%2Cb%3Ac.yaml,line=2,title=Compose smoke::Not YAML.",
    );
  });
});

describe("progress", () => {
  const state = {
    service: "web",
    kind: "long-running",
    state: "starting",
    verdict: "waiting",
    exitCode: null,
    detail: "",
  } as const;

  it("is a line for everything that happens", () => {
    expect(formatProgress({ type: "stage", text: "Probing" })).toBe("Probing …");
    expect(
      formatProgress({ type: "service", state: { ...state, state: "exited", exitCode: 1 }, elapsedMs: 900 }),
    ).toBe("  web: exited (exit code 1), 900 ms");
  });

  it("tells what is waited for", () => {
    const watch = watchProgress();
    watch.add({ type: "stage", text: "Starting" });
    expect(watch.waitingFor()).toBe(null);

    watch.add({ type: "service", state, elapsedMs: 1 });
    expect(watch.waitingFor()).toBe("  waiting for web (starting)");

    watch.add({ type: "service", state: { ...state, verdict: "ready", state: "healthy" }, elapsedMs: 2 });
    expect(watch.waitingFor()).toBe(null);
  });
});
