import { formatJson } from "../../render/report/json.ts";
import type { Paint } from "../../render/report/terminal.ts";
import { visibleLine, visibleText } from "../../render/text/visible-text.ts";
import type { Finding, Patient } from "./finding.ts";

/** Does the gate hold, as far as could be seen? */
export function isHealthy(findings: readonly Finding[]): boolean {
  return findings.every(({ status }) => status !== "problem");
}

/** The findings for people at a terminal. */
export function formatDoctor(
  { repository }: Pick<Patient, "repository">,
  findings: readonly Finding[],
  paint: Paint,
): string {
  const name = paint.bold(visibleLine(`${repository.owner}/${repository.name}`, 300));
  const lines = findings.flatMap(({ status, message, fix }) => [
    `${signOf(status, paint)} ${visibleText(message).replaceAll("\n", " ")}`,
    ...(fix === null ? [] : visibleText(fix).trimEnd().split("\n").map(indent)),
  ]);
  return `${[name, ...lines, summary(findings, paint)].join("\n")}\n`;
}

/** The findings as JSON, version 1. */
export function formatDoctorJson({ repository, app }: Patient, findings: readonly Finding[]): string {
  return formatJson({
    version: 1,
    ok: isHealthy(findings),
    repository: `${repository.owner}/${repository.name}`,
    branch: repository.defaultBranch,
    app,
    findings,
  });
}

function indent(text: string, index: number): string {
  return index === 0 ? `  → ${text}` : `    ${text}`;
}

function signOf(status: Finding["status"], paint: Paint): string {
  switch (status) {
    case "ok":
      return paint.green("✓");
    case "warning":
      return paint.yellow("△");
    case "problem":
      return paint.red("✗");
    case "unknown":
      return paint.dim("?");
  }
}

function summary(findings: readonly Finding[], paint: Paint): string {
  const problems = findings.filter(({ status }) => status === "problem").length;
  if (problems === 0) return paint.green("The gate holds, as far as this token can see.");
  return paint.red(`${problems} ${problems === 1 ? "problem" : "problems"}: the gate does not do its work.`);
}
