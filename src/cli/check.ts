import { isAbsolute, relative, resolve } from "node:path";
import { Command } from "commander";
import { formatCheckJson } from "../render/report/check-json.ts";
import { isSatisfied } from "../render/report/check-report.ts";
import type { CheckedFeature, Standing } from "../render/report/check-report.ts";
import { formatGithubAnnotations } from "../render/report/github-annotations.ts";
import { formatMarkdown } from "../render/report/markdown.ts";
import { formatSarif } from "../render/report/sarif.ts";
import { formatPretty } from "../render/report/terminal.ts";
import { checkAgainstBase, type Differing } from "./changes/check-against-base.ts";
import { isPullRequestInActions } from "./changes/find-base.ts";
import { checkAll } from "./check-all.ts";
import type { Display } from "./check-target.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";
import { findTargets } from "./find-plans.ts";
import { withSlashes } from "./repository.ts";
import { tell } from "./tell.ts";
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
  readonly base?: string;
  readonly changed?: true;
  readonly all?: true;
}

/** `plan-gate check`: the rules, on this disk. */
export function checkCommand(): Command {
  return new Command("check")
    .description("Judge plans as the gate would: a plan, a feature's folder, or a repository")
    .argument("[path...]", "Markdown files and folders (default: the repository you stand in)")
    .option("--format <format>", `how to report: ${formats.join(", ")}`, "pretty")
    .option("--config <file>", "config to judge by (default: .github/plan-gate.yml of the repository)")
    .option(
      "--base <ref>",
      "only features that differ from a commit or branch, as the gate judges a pull request",
    )
    .option(
      "--changed",
      "the same, with the base that fits where you stand (default in a pull request's Actions)",
    )
    .option("--all", "all features, also in a pull request's Actions")
    .option("--quiet", "say only what is missing")
    .option("--allow-empty", "a folder without a feature is no error")
    .action(async (paths: readonly string[], options: CheckOptions) => {
      process.exitCode = await check(paths, options);
    });
}

async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const format = chooseWord("format", options.format, formats);
  const isQuiet = options.quiet === true;
  const isFromRoot = format === "sarif" || format === "github";
  const display = isFromRoot ? fromRoot : fromHere;
  const { standings, empty } = wantsChanges(paths, options)
    ? await standingsOfChanges(paths, options, display)
    : { standings: await standingsOfAll(paths, options, display), empty: null };
  const features = standings.flatMap(({ checked }) => checked ?? []);
  if (format === "pretty" && standings.length === 0 && empty !== null) {
    process.stdout.write(isQuiet ? "" : `${empty}\n`);
    return exitCodes.satisfied;
  }
  process.stdout.write(await print(format, features, isQuiet));
  return features.every(isSatisfied) ? exitCodes.satisfied : exitCodes.findings;
}

function wantsChanges(paths: readonly string[], { base, changed, all }: CheckOptions): boolean {
  if (all === true) {
    if (base !== undefined || changed === true)
      throw new UsageError("--all judges everything, --base and --changed only what differs. Choose one.");
    return false;
  }
  return (
    base !== undefined || changed === true || (paths.length === 0 && isPullRequestInActions(process.env))
  );
}

async function standingsOfAll(
  paths: readonly string[],
  options: CheckOptions,
  display: Display,
): Promise<readonly Standing[]> {
  const { targets, notes } = await findTargets({
    cwd: process.cwd(),
    paths,
    configFile: options.config ?? null,
    mayBeEmpty: options.allowEmpty === true,
  });
  tell(notes);
  return checkAll(targets, display, options.quiet === true);
}

async function standingsOfChanges(
  paths: readonly string[],
  { base, config }: CheckOptions,
  display: Display,
): Promise<Differing> {
  const cwd = process.cwd();
  const within = paths.map((path) => resolve(cwd, path));
  const configFile = config === undefined ? null : resolve(cwd, config);
  const differing = await checkAgainstBase({ cwd, base: base ?? null, configFile, within, display });
  tell(differing.notes);
  return differing;
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
