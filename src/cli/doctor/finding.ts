import type { Repository } from "../../pull-request/snapshot.ts";
import type { FoundApp } from "../remote/find-app.ts";
import type { Remote } from "../remote/remote.ts";
import { formatJson } from "../../render/report/json.ts";
import type { Paint } from "../../render/report/terminal.ts";
import { visibleLine, visibleText } from "../../render/text/visible-text.ts";

/** One thing that was looked at. */
export interface DoctorFinding {
  readonly id:
    | "app"
    | "required"
    | "pull-requests"
    | "force-pushes"
    | "up-to-date"
    | "rebase-merges"
    | "bypass"
    | "installation"
    | "config"
    | "approvers"
    | "verdicts";
  /** `problem`: the gate does not hold, or nobody can open it. `unknown`: this token may not look. */
  readonly status: "ok" | "warning" | "problem" | "unknown";
  /** A fact. */
  readonly message: string;
  /** What to do; `null` where there is nothing to do. */
  readonly fix: string | null;
}

/** What every look is taken with. */
export interface Patient {
  readonly remote: Remote;
  readonly repository: Repository;
  /** `null` where there is no trace of it; then what it would say cannot be told. */
  readonly app: FoundApp | null;
  /** Such as `github.com`. */
  readonly host: string;
}

/** All is well. */
export function fine(id: DoctorFinding["id"], message: string): DoctorFinding {
  return { id, status: "ok", message, fix: null };
}

/** Something is not as it should be. */
export function finding(
  id: DoctorFinding["id"],
  status: Exclude<DoctorFinding["status"], "ok">,
  { message, fix }: { readonly message: string; readonly fix: string },
): DoctorFinding {
  return { id, status, message, fix };
}

/** Does the gate hold, as far as could be seen? */
export function isHealthy(findings: readonly DoctorFinding[]): boolean {
  return findings.every(({ status }) => status !== "problem");
}

/** The findings for people at a terminal. */
export function formatDoctor(
  { repository }: Pick<Patient, "repository">,
  findings: readonly DoctorFinding[],
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
export function formatDoctorJson({ repository, app }: Patient, findings: readonly DoctorFinding[]): string {
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

function signOf(status: DoctorFinding["status"], paint: Paint): string {
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

function summary(findings: readonly DoctorFinding[], paint: Paint): string {
  const problems = findings.filter(({ status }) => status === "problem").length;
  if (problems === 0) return paint.green("The gate holds, as far as this token can see.");
  return paint.red(`${problems} ${problems === 1 ? "problem" : "problems"}: the gate does not do its work.`);
}
