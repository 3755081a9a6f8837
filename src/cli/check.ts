import { isAbsolute, relative } from "node:path";
import { Command } from "commander";
import { formatCheckJson } from "../render/report/check-json.ts";
import { isSatisfied } from "../render/report/check-report.ts";
import type { CheckedFeature } from "../render/report/check-report.ts";
import { formatGithubAnnotations } from "../render/report/github-annotations.ts";
import { formatMarkdown } from "../render/report/markdown.ts";
import { formatSarif } from "../render/report/sarif.ts";
import { formatPretty } from "../render/report/terminal.ts";
import { checkAll } from "./check-all.ts";
import type { Display } from "./check-target.ts";
import { exitCodes } from "./exit-codes.ts";
import { findTargets } from "./find-plans.ts";
import { withSlashes } from "./repository.ts";
import { describeTerminal } from "./terminal-facts.ts";
import { readVersion } from "../version.ts";
import { chooseWord } from "./words.ts";

const formats = ["pretty", "json", "sarif", "github", "markdown"] as const;
type Format = (typeof formats)[number];

interface CheckOptions {
  readonly format: string;
  readonly config?: string;
  readonly quiet?: true;
  readonly allowEmpty?: true;
}

/** `plan-gate check`: the rules, on this disk. */
export function checkCommand(): Command {
  return new Command("check")
    .description("Judge plans as the gate would: a plan, a feature's folder, or a repository")
    .argument("[path...]", "Markdown files and folders (default: the repository you stand in)")
    .option("--format <format>", `how to report: ${formats.join(", ")}`, "pretty")
    .option("--config <file>", "config to judge by (default: .github/plan-gate.yml of the repository)")
    .option("--quiet", "say only what is missing")
    .option("--allow-empty", "a folder without a feature is no error")
    .action(async (paths: readonly string[], options: CheckOptions) => {
      process.exitCode = await check(paths, options);
    });
}

async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const format = chooseWord("format", options.format, formats);
  const isQuiet = options.quiet === true;
  const targets = await findTargets({
    cwd: process.cwd(),
    paths,
    configFile: options.config ?? null,
    mayBeEmpty: options.allowEmpty === true,
  });
  const isFromRoot = format === "sarif" || format === "github";
  const standings = await checkAll(targets, isFromRoot ? fromRoot : fromHere, isQuiet);
  const features = standings.flatMap(({ checked }) => checked ?? []);
  process.stdout.write(await print(format, features, isQuiet));
  return features.every(isSatisfied) ? exitCodes.satisfied : exitCodes.findings;
}

async function print(format: Format, features: readonly CheckedFeature[], isQuiet: boolean): Promise<string> {
  switch (format) {
    case "pretty":
      return formatPretty(features, { ...describeTerminal(process.stdout), isQuiet });
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

/** From where one stands, as one would type it; absolute for what lies elsewhere. */
export const fromHere: Display = (path) => {
  const here = relative(process.cwd(), path);
  return withSlashes(here.startsWith("..") || isAbsolute(here) ? path : here || ".");
};

const fromRoot: Display = (path, root) => withSlashes(relative(root, path)) || ".";
