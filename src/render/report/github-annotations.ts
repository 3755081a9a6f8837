import type { Finding } from "../../plan/finding.ts";
import { isFailing, placeOf, saying } from "./check-report.ts";
import type { CheckedFeature, ConfigFault } from "./check-report.ts";
import { workflowCommand } from "../text/workflow-command.ts";

/**
 * The findings that fail, as workflow commands that annotate lines in GitHub Actions; one a line.
 * Paths must be from the root of the repository. Nothing a plan says can be read as a command of its own.
 */
export function formatGithubAnnotations(features: readonly CheckedFeature[]): string {
  const lines = features.flatMap((feature) =>
    feature.findings.filter(({ status }) => status === "fail").map((finding) => command(finding, feature)),
  );
  return lines.map((line) => `${line}\n`).join("");
}

/** What is wrong in a config, as workflow commands for GitHub Actions. */
export function faultsForGithub(faults: readonly ConfigFault[]): string {
  return faults
    .map(({ path, line, column, message }) =>
      workflowCommand({ level: "error", place: { path, line, column }, title: "Plan Gate: config", message }),
    )
    .map((command) => `${command}\n`)
    .join("");
}

function command(finding: Finding, feature: CheckedFeature): string {
  const { path, startLine, endLine } = placeOf(finding, feature.planPath);
  const advice = finding.fix === null ? "" : `\n${finding.fix.instruction}`;
  return workflowCommand({
    level: isFailing(finding) ? "error" : "warning",
    place: { path, line: startLine, endLine },
    title: `${feature.id}: ${finding.title}`,
    message: `${saying(finding)}${advice}`,
  });
}
