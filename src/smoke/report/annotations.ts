import type { SmokeReport } from "./smoke-report.ts";

/** Annotations GitHub shows of a step are few; the rest is in the summary. */
const maxAnnotations = 50;

/** Workflow commands that annotate the compose files, one a line. `prefix`: the run's folder within the repository, empty or ending with `/`. */
export function formatAnnotations(report: SmokeReport, prefix: string): readonly string[] {
  const first = `${prefix}${report.files[0] ?? "compose.yaml"}`;
  const annotations = [
    ...report.problems.map((problem) =>
      command("error", first, 1, "Compose smoke", `${problem.message} ${problem.fix}`),
    ),
    ...report.probes
      .filter((probe) => probe.message !== null)
      .map((probe) =>
        command(
          "error",
          `${prefix}${probe.path}`,
          probe.line,
          "Probe",
          `${probe.name}: ${probe.message ?? ""}`,
        ),
      ),
    ...report.findings.map((finding) =>
      command(
        finding.severity,
        `${prefix}${finding.path}`,
        finding.line,
        finding.rule,
        `${finding.message} ${finding.fix}`,
      ),
    ),
  ];
  return annotations.slice(0, maxAnnotations);
}

/** One annotation for a problem that kept the run from starting. */
export function formatRefusal(
  message: string,
  place: { readonly path: string; readonly line: number } | null,
): string {
  if (place === null) return `::error title=${escapeProperty("Compose smoke")}::${escapeData(message)}`;
  return command("error", place.path, place.line, "Compose smoke", message);
}

function command(
  level: "error" | "warning",
  path: string,
  line: number,
  title: string,
  message: string,
): string {
  return `::${level} file=${escapeProperty(path)},line=${line},title=${escapeProperty(title)}::${escapeData(message)}`;
}

/** As the Actions toolkit escapes: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
