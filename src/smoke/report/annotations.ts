import { workflowCommand } from "../../render/text/workflow-command.ts";
import type { SmokeReport } from "./smoke-report.ts";

/** Annotations GitHub shows of a step are few; the rest is in the summary. */
const maxAnnotations = 50;
const title = "Compose smoke";

/** Workflow commands that annotate the compose files, one a line. `prefix`: the run's folder within the repository, empty or ending with `/`. */
export function formatAnnotations(report: SmokeReport, prefix: string): readonly string[] {
  const first = { path: `${prefix}${report.files[0] ?? "compose.yaml"}`, line: 1 };
  const at = ({ path, line }: { readonly path: string; readonly line: number }) => {
    return { path: `${prefix}${path}`, line };
  };
  const annotations = [
    ...report.problems.map(({ message, fix }) =>
      workflowCommand({ level: "error", place: first, title, message: `${message} ${fix}` }),
    ),
    ...report.probes.flatMap((probe) =>
      probe.message === null
        ? []
        : workflowCommand({
            level: "error",
            place: at(probe),
            title: "Probe",
            message: `${probe.name}: ${probe.message}`,
          }),
    ),
    ...report.findings.map((finding) => {
      const { severity, rule, message, fix } = finding;
      return workflowCommand({
        level: severity,
        place: at(finding),
        title: rule,
        message: `${message} ${fix}`,
      });
    }),
  ];
  return annotations.slice(0, maxAnnotations);
}

/** One annotation for a problem that kept the run from starting. */
export function formatRefusal(
  message: string,
  place: { readonly path: string; readonly line: number } | null,
): string {
  return workflowCommand({ level: "error", place, title, message });
}
