import { configPath, misspelledConfigPath } from "../../config/config-path.ts";
import { type Config, defaultConfig } from "../../config/config.ts";
import { parseConfig } from "../../config/parse-config.ts";
import type { Facts } from "../../pull-request/snapshot.ts";
import { nobody } from "../remote/remote.ts";
import { fine, finding, type DoctorFinding, type Patient } from "./finding.ts";
import { lookAtApprovers } from "./look-at-approvers.ts";

const slips = [".github/plan-gate.yaml", "plan-gate.yml", "plan-gate.yaml", ".github/plan_gate.yml"];

/** Can the settings on the default branch be read, and is there anybody who may approve? */
export async function lookAtConfig(patient: Patient): Promise<readonly DoctorFinding[]> {
  const ref = patient.repository.defaultBranch;
  const needs = [configPath, ...slips].map((path) => ({ type: "file", ref, path }) as const);
  const facts = await patient.remote.read(nobody, needs);
  const { findings, config } = readConfig(facts, ref);
  return [...findings, ...(config === null ? [] : await lookAtApprovers(patient, config))];
}

interface ConfigLook {
  readonly findings: readonly DoctorFinding[];
  /** `null` where it cannot be read. */
  readonly config: Config | null;
}

function readConfig({ files }: Facts, ref: string): ConfigLook {
  const file = files[`${ref}:${configPath}`] ?? null;
  if (file === null) {
    const slip = slips.find(
      (path) => misspelledConfigPath(path) && (files[`${ref}:${path}`] ?? null) !== null,
    );
    if (slip === undefined) return { findings: [fine("config", missing(ref))], config: defaultConfig };
    return broken([
      finding("config", "problem", {
        message: `\`${slip}\` is not read.`,
        fix: `Rename it to \`${configPath}\`.`,
      }),
    ]);
  }
  if (file.blob.state !== "text") {
    const fix = "Save it as a regular file in UTF-8, at most 64 KiB.";
    return broken([
      finding("config", "problem", { message: `\`${configPath}\` on \`${ref}\` cannot be read.`, fix }),
    ]);
  }
  const parsed = parseConfig(file.blob.text);
  if (parsed.state === "valid") {
    const valid = fine("config", `\`${configPath}\` on \`${ref}\` is valid.`);
    return { findings: [valid, ...told(parsed.config)], config: parsed.config };
  }
  return broken(
    parsed.problems.map(({ line, column, message }) =>
      finding("config", "problem", {
        message: `${configPath}:${line}:${column}: ${message}`,
        fix: "Correct the line; until then nothing passes. `plan-gate check` reads the same file.",
      }),
    ),
  );
}

/** What people should know of the settings, though nothing is wrong with it. */
function told({ approval, remind_after: after }: Config): readonly DoctorFinding[] {
  const override =
    "`approval.override: admins`: administrators let plans through by `/override-plan`, which the check shows.";
  return [
    ...(approval.override === "off" ? [] : [fine("bypass", override)]),
    ...(after === "off"
      ? []
      : [fine("config", `Those who may approve are reminded of a plan that waits for ${after}.`)]),
  ];
}

function broken(findings: readonly DoctorFinding[]): ConfigLook {
  return { findings, config: null };
}

function missing(ref: string): string {
  return `There is no \`${configPath}\` on \`${ref}\`: people with maintain permission approve.`;
}
