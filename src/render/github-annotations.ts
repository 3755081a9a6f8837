import type { Finding } from "../plan/finding.ts";
import { isFailing, placeOf, saying } from "./check-report.ts";
import type { CheckedFeature } from "./check-report.ts";

/**
 * The findings that fail, as workflow commands that annotate lines in GitHub Actions; one a line.
 * Paths must be from the root of the repository. Nothing a plan says can be read as a command of its own.
 * https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
 */
export function formatGithubAnnotations(features: readonly CheckedFeature[]): string {
  const lines = features.flatMap((feature) =>
    feature.findings.filter(({ status }) => status === "fail").map((finding) => command(finding, feature)),
  );
  return lines.map((line) => `${line}\n`).join("");
}

function command(finding: Finding, feature: CheckedFeature): string {
  const { path, startLine, endLine } = placeOf(finding, feature.planPath);
  const level = isFailing(finding) ? "error" : "warning";
  const advice = finding.fix === null ? "" : `\n${finding.fix.instruction}`;
  const title = escapeProperty(`${feature.id}: ${finding.title}`);
  const place = `file=${escapeProperty(path)},line=${startLine},endLine=${endLine}`;
  return `::${level} ${place},title=${title}::${escapeData(`${saying(finding)}${advice}`)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
