import { codeSpan, neutralizeSentence } from "../text/neutralize.ts";
import { workflowCommand } from "../text/workflow-command.ts";
import type { ConfigFault } from "./check-report.ts";
import { formatJson } from "./json.ts";

/** What is wrong in a config, as JSON of version 1: nothing was judged, so nothing is fine. */
export function faultsJson(faults: readonly ConfigFault[]): string {
  return formatJson({ version: 1, ok: false, features: [], config: faults });
}

/** The same as workflow commands for GitHub Actions. */
export function faultsForGithub(faults: readonly ConfigFault[]): string {
  return faults
    .map(({ path, line, column, message }) =>
      workflowCommand({ level: "error", place: { path, line, column }, title: "Plan Gate: config", message }),
    )
    .map((command) => `${command}\n`)
    .join("");
}

/** The same for a job's summary. */
export function faultsMarkdown(faults: readonly ConfigFault[]): string {
  const lines = faults.map(
    ({ path, line, column, message }) =>
      `- ${codeSpan(`${path}:${line}:${column}`, 300)} ${neutralizeSentence(message)}\n`,
  );
  return `### ✗ The config is wrong, so no plan was judged\n\n${lines.join("")}`;
}
