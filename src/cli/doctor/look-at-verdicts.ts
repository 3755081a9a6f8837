import type { OwnCheckRun } from "../../pull-request/snapshot.ts";
import { fine, finding, type DoctorFinding, type Patient } from "./finding.ts";
import type { RecentPull } from "../remote/find-app.ts";

const shownVerdicts = 3;

/** What did the gate last say, and has every open pull request a verdict? */
export async function lookAtVerdicts(
  { remote, app }: Patient,
  pulls: readonly RecentPull[],
): Promise<readonly DoctorFinding[]> {
  if (app === null) return [];
  const needs = pulls.map(({ headSha }) => ({ type: "check-run", headSha }) as const);
  const { checkRuns } = await remote.read(app, needs);
  const judged = pulls.map((pull) => ({ ...pull, run: checkRuns[pull.headSha] ?? null }));
  const silent = judged.filter(({ isOpen, run }) => isOpen && run === null);
  const stuck = judged.filter(({ isOpen, run }) => isOpen && run !== null && run.status !== "completed");
  const said = judged.flatMap(({ number, run }) => (run?.status === "completed" ? [line(number, run)] : []));
  return [
    ...(silent.length === 0 ? [] : [saysNothing(silent)]),
    ...stuck.map(({ number, run }) => hasNoVerdict(number, run)),
    ...said.slice(0, shownVerdicts).map((text) => fine("verdicts", text)),
    ...(pulls.length === 0 ? [fine("verdicts", "There are no pull requests yet.")] : []),
  ];
}

function saysNothing(silent: readonly RecentPull[]): DoctorFinding {
  const names = silent.map(({ number }) => `#${number}`).join(", ");
  return finding("verdicts", "problem", {
    message: `The gate says nothing on ${names}.`,
    fix: "Check that the server runs (`/readyz`), and the App's settings → Advanced → Recent Deliveries.",
  });
}

function hasNoVerdict(number: number, run: OwnCheckRun | null): DoctorFinding {
  return finding("verdicts", "warning", {
    message: `#${number} has no verdict yet: ${run?.title ?? "the check is still running"}.`,
    fix: "Look into the server's log where it lasts; `/recheck-plan` looks again.",
  });
}

function line(number: number, { conclusion, title, completedAt }: OwnCheckRun): string {
  return `#${number}: ${conclusion ?? "none"} · ${title ?? ""} (${completedAt ?? ""})`;
}
