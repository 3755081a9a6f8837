import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { faultsJson, formatCheckJson } from "../../render/report/check-json.ts";
import type { CheckedFeature, ConfigFault } from "../../render/report/check-report.ts";
import { formatCompact, formatCompactFaults } from "../../render/report/compact.ts";
import { faultsForGithub, formatGithubAnnotations } from "../../render/report/github-annotations.ts";
import { faultsMarkdown, formatMarkdown } from "../../render/report/markdown.ts";
import { formatSarif, sarifOfFaults } from "../../render/report/sarif.ts";
import { formatPretty } from "../../render/report/terminal.ts";
import { readVersion } from "../../version.ts";
import type { ConfigError } from "../load-config.ts";
import { type Display, fromHere, fromRoot } from "../repository.ts";
import { UsageError } from "../exit-codes.ts";
import { describeTerminal, hasColors } from "../console.ts";

/** The forms of a report. */
export const formats = ["pretty", "compact", "json", "sarif", "github", "markdown"] as const;
export type Format = (typeof formats)[number];

/** Where a report goes, and in which form. */
export interface Reporting {
  readonly format: Format;
  readonly isQuiet: boolean;
  /** File to write to, as typed; `null` for standard output. */
  readonly output: string | null;
}

/** How a form names files: what GitHub reads, from the root of the repository. */
export function displayOf(format: Format): Display {
  return format === "sarif" || format === "github" ? fromRoot : fromHere;
}

/** Reports on the features. */
export async function report(features: readonly CheckedFeature[], reporting: Reporting): Promise<void> {
  await emit(await reportText(features, reporting), reporting);
}

/** Writes a text to where the report goes. Throws a `UsageError` where that cannot be written. */
export async function emit(text: string, { output }: Reporting): Promise<void> {
  if (output === null) {
    process.stdout.write(text);
    return;
  }
  const file = resolve(process.cwd(), output);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch {
    throw new UsageError(`\`${output}\` cannot be written. Name another file with --output.`);
  }
}

async function reportText(
  features: readonly CheckedFeature[],
  { format, isQuiet, output }: Reporting,
): Promise<string> {
  switch (format) {
    case "pretty":
      return formatPretty(features, { ...terminalOf(output), isQuiet });
    case "compact":
      return formatCompact(features);
    case "json":
      return formatCheckJson(features);
    case "sarif":
      return formatSarif(features, { version: await readVersion() });
    case "github":
      return formatGithubAnnotations(features);
    case "markdown":
      return formatMarkdown(features);
  }
}

function terminalOf(output: string | null) {
  if (output === null) return describeTerminal(process.stdout);
  return { hasColors: hasColors({ isTTY: false }, process.env), width: null };
}

/** Reports that the settings are wrong. For people, standard error says it. */
export async function reportFaults(error: ConfigError, reporting: Reporting): Promise<void> {
  const { file, root, problems } = error;
  const path = displayOf(reporting.format)(file, root);
  const faults = problems.map((problem) => ({ path, ...problem }));
  const text = await faultsText(faults, reporting.format);
  if (text !== null) await emit(text, reporting);
}

async function faultsText(faults: readonly ConfigFault[], format: Format): Promise<string | null> {
  switch (format) {
    case "pretty":
      return null;
    case "compact":
      return formatCompactFaults(faults);
    case "json":
      return faultsJson(faults);
    case "sarif":
      return sarifOfFaults(faults, { version: await readVersion() });
    case "github":
      return faultsForGithub(faults);
    case "markdown":
      return faultsMarkdown(faults);
  }
}
