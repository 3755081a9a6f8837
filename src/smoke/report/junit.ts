import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatJson } from "../../render/report/json.ts";
import { visibleText } from "../../render/text/visible-text.ts";
import { plainText } from "../engine/run-process.ts";
import { formatMarkdown } from "./markdown.ts";
import type { SmokeReport } from "./smoke-report.ts";

interface TestCase {
  readonly className: string;
  readonly name: string;
  readonly seconds: number;
  /** Null: passed. */
  readonly failure: string | null;
  /** Long text below the failure. */
  readonly detail: string;
}

/** The report as JUnit XML: a suite each for lint, services, probes and the run itself. */
export function formatJunit(report: SmokeReport): string {
  const suites = [
    suite("lint", lintCases(report)),
    suite("services", serviceCases(report)),
    suite("probes", probeCases(report)),
    suite("run", runCases(report)),
  ];
  const seconds = (report.durationMs / 1_000).toFixed(3);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites name="plan-gate smoke" time="${seconds}">`,
    ...suites,
    `</testsuites>`,
    "",
  ].join("\n");
}

function lintCases(report: SmokeReport): readonly TestCase[] {
  const errors = report.findings.filter((finding) => finding.severity === "error");
  if (errors.length === 0)
    return [{ className: "lint", name: "compose files", seconds: 0, failure: null, detail: "" }];
  return errors.map((finding) => ({
    className: `lint.${finding.rule}`,
    name: `${finding.path}:${finding.line}`,
    seconds: 0,
    failure: finding.message,
    detail: finding.fix,
  }));
}

function serviceCases(report: SmokeReport): readonly TestCase[] {
  return report.services.map((service) => ({
    className: "services",
    name: service.name,
    seconds: (service.readyMs ?? 0) / 1_000,
    failure: service.ok ? null : `${service.state} ${service.detail}`.trim(),
    detail: service.logTail.join("\n"),
  }));
}

function probeCases(report: SmokeReport): readonly TestCase[] {
  return report.probes.map((probe) => ({
    className: `probes.${probe.round}`,
    name: probe.name,
    seconds: probe.durationMs / 1_000,
    failure: probe.message,
    detail: `${probe.path}:${probe.line}`,
  }));
}

function runCases(report: SmokeReport): readonly TestCase[] {
  const failures = report.problems.map((problem) => ({
    className: `run.${problem.stage}`,
    name: problem.service ?? "stack",
    seconds: 0,
    failure: problem.message,
    detail: [problem.fix, ...problem.output].join("\n"),
  }));
  const isInterrupted = report.outcome === "interrupted";
  const end = isInterrupted ? "The run was interrupted." : null;
  return [...failures, { className: "run", name: "to the end", seconds: 0, failure: end, detail: "" }];
}

function suite(name: string, cases: readonly TestCase[]): string {
  const failures = cases.filter((testCase) => testCase.failure !== null).length;
  const head = `  <testsuite name="${name}" tests="${cases.length}" failures="${failures}">`;
  return [head, ...cases.map(formatCase), `  </testsuite>`].join("\n");
}

function formatCase(testCase: TestCase): string {
  const attributes = `classname="${escapeXml(testCase.className)}" name="${escapeXml(testCase.name)}" time="${testCase.seconds.toFixed(3)}"`;
  if (testCase.failure === null) return `    <testcase ${attributes}/>`;
  return [
    `    <testcase ${attributes}>`,
    `      <failure message="${escapeXml(testCase.failure)}">${escapeXml(testCase.detail)}</failure>`,
    `    </testcase>`,
  ].join("\n");
}

/** XML has no place for controls and lone surrogates, escaped or not: they are shown by name. */
function escapeXml(text: string): string {
  return visibleText(plainText(text))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}

/** Writes `smoke.json` and `junit.xml` into the folder, which is made where it is missing. */
export async function writeReports(report: SmokeReport, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "smoke.json"), formatJson(report));
  await writeFile(join(folder, "junit.xml"), formatJunit(report));
}

/** Appends the Markdown report to the file Actions names in `GITHUB_STEP_SUMMARY`. */
export async function appendStepSummary(report: SmokeReport, path: string): Promise<void> {
  await appendFile(path, formatMarkdown(report));
}
