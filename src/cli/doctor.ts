import { Command } from "commander";
import type { Repository } from "../pull-request/snapshot.ts";
import { createPaint } from "../render/report/terminal.ts";
import {
  type DoctorFinding,
  type Patient,
  formatDoctor,
  formatDoctorJson,
  isHealthy,
} from "./doctor/finding.ts";
import { lookAtConfig } from "./doctor/look-at-config.ts";
import { lookAtInstallation, readAppKey } from "./doctor/look-at-installation.ts";
import { lookAtProtection, lookAtRequirement } from "./doctor/look-at-protection.ts";
import { lookAtVerdicts } from "./doctor/look-at-verdicts.ts";
import { findApp, listRecentPulls } from "./remote/find-app.ts";
import { exitCodes } from "./exit-codes.ts";
import { connect, explainRefusals, nobody, openRemote, type Remote } from "./remote/remote.ts";
import { chooseWord, formatOption } from "./words.ts";
import { readAppId, readRepositoryName } from "./remote/names.ts";
import { describeTerminal } from "./console.ts";

const formats = ["pretty", "json"] as const;

interface DoctorOptions {
  readonly format: string;
  readonly appId?: string;
}

/** `plan-gate doctor`: does the gate really gate? */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description("Tell whether a repository's gate really holds merges back, and how to fix it")
    .argument("<owner/repo>", "repository on GitHub")
    .option("--app-id <number>", "id of the GitHub App (default: APP_ID, else looked up)")
    .addOption(formatOption(formats))
    .addHelpText("after", "\nReads GitHub with GITHUB_TOKEN or GH_TOKEN, and writes nothing.")
    .action(async (text: string, options: DoctorOptions) => {
      process.exitCode = await doctor(text, options);
    });
}

async function doctor(text: string, options: DoctorOptions): Promise<number> {
  const name = readRepositoryName(text);
  const format = chooseWord("format", options.format, formats);
  const appId = readAppId(options.appId);
  const { octokit, apiUrl, host } = await connect(process.env);
  const { patient, findings } = await explainRefusals(
    name,
    examine(openRemote(octokit, name), { appId, apiUrl, host }),
  );
  const paint = createPaint(describeTerminal(process.stdout).hasColors);
  process.stdout.write(
    format === "json" ? formatDoctorJson(patient, findings) : formatDoctor(patient, findings, paint),
  );
  return isHealthy(findings) ? exitCodes.satisfied : exitCodes.findings;
}

interface Circumstances {
  /** As named; `null` where nobody named it. */
  readonly appId: number | null;
  readonly apiUrl: string;
  readonly host: string;
}

async function examine(
  remote: Remote,
  { appId, apiUrl, host }: Circumstances,
): Promise<{ readonly patient: Patient; readonly findings: readonly DoctorFinding[] }> {
  const repository = await readRepository(remote);
  const branch = repository.defaultBranch;
  const pulls = await listRecentPulls(remote);
  const { enforcement } = await remote.read(nobody, [{ type: "enforcement", branch }]);
  const app = await findApp(remote, {
    named: appId,
    enforcement: enforcement[branch] ?? { state: "not-required" },
    headShas: pulls.map(({ headSha }) => headSha),
  });
  const patient: Patient = { remote, repository, app, host };
  const findings = await Promise.all([
    lookAtRequirement(patient),
    lookAtProtection(patient),
    lookAtInstallation(patient, readAppKey(appId, process.env), apiUrl),
    lookAtConfig(patient),
    lookAtVerdicts(patient, pulls),
  ]);
  return { patient, findings: findings.flat() };
}

async function readRepository(remote: Remote): Promise<Repository> {
  const { repository } = await remote.read(nobody, [{ type: "repository" }]);
  if (repository === null) throw new Error("GitHub did not describe the repository.");
  return repository;
}
