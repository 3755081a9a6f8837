import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteLength } from "../../../src/render/text/cut-bytes.ts";
import { formatAnnotations, formatMarkdown, formatRefusal } from "../../../src/smoke/report/markdown.ts";
import { formatJunit } from "../../../src/smoke/report/junit.ts";
import {
  createPaint,
  formatProgress,
  formatReport,
  watchProgress,
} from "../../../src/smoke/report/terminal.ts";
import { smokeReportJsonSchema, smokeReportSchema } from "../../../src/smoke/report/smoke-report.ts";
import type { SmokeReport } from "../../../src/smoke/report/smoke-report.ts";
import { findings, hostileText } from "../../render/github-model.ts";

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

/** A report all of whose words come from somebody else. */
function saying(text: string): SmokeReport {
  return {
    ...failed,
    files: [text],
    engine: text,
    compose: text,
    findings: failed.findings.map((one) => ({ ...one, path: text, message: text, fix: text })),
    services: failed.services.map((one) => ({ ...one, name: text, detail: text, logTail: [text] })),
    probes: failed.probes.map((one) => ({ ...one, name: text, path: text, message: text })),
    problems: failed.problems.map((one) => ({ ...one, message: text, fix: text, output: [text] })),
    notes: [text],
  };
}

const steering = "a\u001b[31m\u009b2J\u202eb\u2066\u061c\r\nc\u{e0041}\u0007";
const hidden = /[\p{Cc}\p{Cf}\p{Cs}]/u;

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
        △ compose.yaml:4 plan says 1, compose publishes 2. (plan-ports)
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

  it("shows what would steer the terminal or cannot be seen, each on its line", () => {
    const { text, quotes } = formatReport(saying(steering), createPaint(false));

    expect(text.split("\n").filter((line) => hidden.test(line))).toEqual([]);
    expect(quotes.filter((line) => hidden.test(line))).toEqual([]);
    expect(text).toContain("  ✗ a‹U+001B›[31m‹U+009B›2J‹U+202E›b‹U+2066›‹U+061C› c‹U+E0041›‹U+0007›:3 ");
    expect(quotes).toContain("  | a‹U+001B›[31m‹U+009B›2J‹U+202E›b‹U+2066›‹U+061C› c‹U+E0041›‹U+0007›");
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
      "## ✗ Compose smoke failed: 1 lint finding, 1 problem, 1 failed probe

      \`compose.yaml\` · 4.2 s · Docker Engine \`28.0.0\`, Compose \`2.30.0\`

      | Check | Result | What |
      | --- | --- | --- |
      | up | ✗ | \`web\` exited with code 1. Its last log lines say why. |
      | lint \`pinned-images\` | ✗ | \`compose.yaml:3\` \`web\`: image \`web\` has no tag. |
      | lint \`plan-ports\` | △ | \`compose.yaml:4\` plan says 1, compose publishes 2. |
      | service \`web\` | ✗ | exited |
      | probe \`GET /<script>\\|@octocat\` after the restart | ✗ | \`x\` is not in the body: \`@octocat\` !\\[i\\](https:‍//e.com/x.png) &lt;img&gt; &#124; \\#‍1 |

      Last log lines of \`web\`:

      <details><summary>Show them</summary>

      \`\`\`\`text
      ::error::fake
      \`\`\`
      <b>@octocat</b>
      \`\`\`\`

      </details>

      > Removed what an earlier, killed run left behind: plan-gate-x.
      "
    `);
    expect(findings(markdown)).toEqual([]);
  });

  it("is nothing but text and code for GitHub, whatever a stack says", () => {
    const markdown = formatMarkdown(
      saying("GH-12 WWW.evil.com :tada: $x$ 5d1c2f0a9b8e7d6c5b4a39281706f5e4d3c2b1a0 @octocat <b> \u202e"),
    );
    expect(findings(markdown)).toEqual([]);
    expect(markdown).not.toContain("\u202e");

    fc.assert(
      fc.property(hostileText, (text) => {
        expect(findings(formatMarkdown(saying(text)))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("is cut where it would be too long", () => {
    const [service] = failed.services;
    const services = Array.from({ length: 9 }, () => ({
      ...service,
      logTail: Array.from({ length: 50 }, () => "設計".repeat(1_000)),
    }));

    const markdown = formatMarkdown(smokeReportSchema.parse({ ...failed, services }));

    expect(byteLength(markdown)).toBeLessThanOrEqual(200_000);
    expect(markdown).toMatch(
      /\n```\n\n<\/details>\n\nCut to fit: the rest is in `smoke\.json` of the report\.\n$/,
    );
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

  it("is well-formed whatever a stack says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const xml = formatJunit(saying(`${text}\uD83D\uFFFE]]>&#0;`));

        expect(xml).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u);
        expect(xml.replaceAll(/&(?:amp|lt|gt|quot|#10);/g, "")).not.toContain("&");
        expect(xml.match(/</g)).toHaveLength(xml.match(/>/g)?.length ?? 0);
      }),
    );
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
      "::error file=compose.yaml,line=1,title=Compose smoke::a%0A::add-mask::b%0A%25 c",
    );
  });

  it("show what would steer the log or cannot be seen", () => {
    const annotations = formatAnnotations(saying(steering), "");

    expect(annotations.filter((line) => hidden.test(line))).toEqual([]);
    expect(annotations[1]).toContain("file=a‹U+001B›[31m‹U+009B›2J‹U+202E›b‹U+2066›‹U+061C› c");
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

  it("shows what would steer the terminal", () => {
    const lines = [
      formatProgress({ type: "stage", text: steering }),
      formatProgress({ type: "service", state: { ...state, service: steering }, elapsedMs: 1 }),
    ];

    expect(lines.filter((line) => hidden.test(line))).toEqual([]);
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
