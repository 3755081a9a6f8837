import { resolve } from "node:path";
import { Command, Option } from "commander";
import { ruleIds } from "../plan/finding.ts";
import { type CheckedFeature, type FeatureStanding, isSatisfied } from "../render/report/check-report.ts";
import { checkAgainstBase, type Differing } from "./changes/check-changes.ts";
import { isPullRequestInActions } from "./changes/find-base.ts";
import { checkAll, countWarnings, keepRules, readMaxWarnings } from "./check/check-target.ts";
import { displayOf, emit, formats, report, reportFaults, type Reporting } from "./check/report.ts";
import { foldersOf, watchPlans } from "./check/watch.ts";
import { tell } from "./console.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";
import { findTargets, targetOfText } from "./find-plans.ts";
import { chooseWord, formatOption } from "./words.ts";
import { ConfigError } from "./load-config.ts";
import { placesOf } from "./places.ts";
import { findRoot } from "./repository.ts";

interface CheckOptions {
  readonly format: string;
  readonly config?: string;
  readonly stdinFilename?: string;
  readonly rule: readonly string[];
  readonly maxWarnings?: string;
  readonly output?: string;
  readonly watch?: true;
  readonly quiet?: true;
  readonly allowEmpty?: true;
  readonly base?: string;
  readonly changed?: true;
  readonly all?: true;
}

/** `plan-gate check`: the rules, on this disk. */
export function checkCommand(): Command {
  return new Command("check")
    .description("Judge plans as the gate would: a plan, a feature, or a repository")
    .argument(
      "[path...]",
      "Markdown files, folders and ids such as F-15; `-` for standard input (default: the repository you stand in)",
    )
    .addOption(formatOption(formats))
    .option("--config <file>", "config to judge by (default: .github/plan-gate.yml of the repository)")
    .option(
      "--stdin-filename <file>",
      "treat standard input as this file, and judge it with the files beside it",
    )
    .addOption(ruleOption())
    .option("--max-warnings <number>", "end with 1 when there are more warnings than this")
    .option(
      "--base <ref>",
      "only features that differ from a commit or branch, as the gate judges a pull request",
    )
    .option("--changed", "like --base, with the base found for you (default in a pull request's Actions)")
    .option("--all", "every feature, even in a pull request's Actions")
    .option("--watch", "judge again after every change, until Ctrl-C")
    .option("--output <file>", "write the report to a file")
    .option("--quiet", "say only what is missing")
    .option("--allow-empty", "end with 0 where there is no feature")
    .action(async (paths: readonly string[], options: CheckOptions) => {
      process.exitCode = await check(paths, options);
    });
}

function ruleOption(): Option {
  const option = new Option("--rule <id>", "only this row; may be given several times").default(
    [],
    "all rows",
  );
  option.argChoices = [...ruleIds];
  return option.argParser(append);
}

function append(one: string, before: readonly string[]): readonly string[] {
  return [...before, one];
}

async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const reporting: Reporting = {
    format: chooseWord("format", options.format, formats),
    isQuiet: options.quiet === true,
    output: options.output ?? null,
  };
  return options.watch === true
    ? checkAgainAndAgain(paths, options, reporting)
    : checkOnce(paths, options, reporting);
}

async function checkOnce(
  paths: readonly string[],
  options: CheckOptions,
  reporting: Reporting,
): Promise<number> {
  try {
    return await judgeAndReport(paths, options, reporting);
  } catch (error) {
    if (error instanceof ConfigError) await reportFaults(error, reporting);
    throw error;
  }
}

async function checkAgainAndAgain(
  paths: readonly string[],
  options: CheckOptions,
  reporting: Reporting,
): Promise<number> {
  if (paths.includes("-"))
    throw new UsageError("What comes on standard input cannot be watched. Name its file.");
  const cwd = process.cwd();
  const search = { cwd, paths, configFile: options.config ?? null, mayBeEmpty: true };
  const ending = new AbortController();
  const end = () => {
    ending.abort();
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  await watchPlans({
    judge: async () => {
      if (reporting.format === "pretty" && reporting.output === null) clearScreen();
      process.exitCode = await checkOnce(paths, options, reporting);
    },
    folders: async () => foldersOf((await findTargets(search)).targets, await findRoot(cwd)),
    ownFile: reporting.output === null ? null : resolve(cwd, reporting.output),
    signal: ending.signal,
  });
  return Number(process.exitCode ?? exitCodes.satisfied);
}

function clearScreen(): void {
  if (process.stdout.isTTY) process.stdout.write("\u001b[2J\u001b[3J\u001b[H");
}

async function judgeAndReport(
  paths: readonly string[],
  options: CheckOptions,
  reporting: Reporting,
): Promise<number> {
  const maxWarnings = readMaxWarnings(options.maxWarnings);
  const given = await readGiven(process.cwd(), paths, options.stdinFilename);
  const { standings, empty } = wantsChanges(paths, options)
    ? await standingsOfChanges(given === null ? paths : null, options, reporting)
    : { standings: await standingsOfAll(given ?? paths, options, reporting), empty: null };
  const checked = standings.flatMap((standing) => standing.checked ?? []);
  const features = keepRules(checked, options.rule);
  if (reporting.format === "pretty" && standings.length === 0 && empty !== null) {
    await emit(reporting.isQuiet ? "" : `${empty}\n`, reporting);
    return exitCodes.satisfied;
  }
  await report(features, reporting);
  return isEnough(features, maxWarnings) ? exitCodes.satisfied : exitCodes.findings;
}

function isEnough(features: readonly CheckedFeature[], maxWarnings: number | null): boolean {
  const warnings = countWarnings(features);
  const tooMany = maxWarnings !== null && warnings > maxWarnings;
  if (tooMany)
    tell([`${warnings} ${warnings === 1 ? "warning" : "warnings"}, and --max-warnings is ${maxWarnings}.`]);
  return !tooMany && features.every(isSatisfied);
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
  what: GivenText | readonly string[],
  { config, allowEmpty }: CheckOptions,
  { format, isQuiet }: Reporting,
): Promise<readonly FeatureStanding[]> {
  const cwd = process.cwd();
  const configFile = config ?? null;
  if ("bytes" in what) {
    return checkAll([await targetOfText(cwd, what, configFile)], displayOf(format), isQuiet);
  }
  const mayBeEmpty = allowEmpty === true;
  const { targets, notes } = await findTargets({ cwd, paths: what, configFile, mayBeEmpty });
  tell(notes);
  return checkAll(targets, displayOf(format), isQuiet);
}

/** `paths` is `null` for standard input. */
async function standingsOfChanges(
  paths: readonly string[] | null,
  { base, config }: CheckOptions,
  { format }: Reporting,
): Promise<Differing> {
  if (paths === null)
    throw new UsageError("What comes on standard input is no commit's. Leave out --base and --changed.");
  const cwd = process.cwd();
  const within = await placesOf({ cwd, paths, configFile: config ?? null });
  const configFile = config === undefined ? null : resolve(cwd, config);
  const differing = await checkAgainstBase({
    cwd,
    base: base ?? null,
    configFile,
    within,
    display: displayOf(format),
  });
  tell(differing.notes);
  return differing;
}

/** A text that is not, or not yet, on the disk as it is to be judged. */
interface GivenText {
  /** The file that it would be, absolute. */
  readonly path: string;
  readonly bytes: Buffer;
}

/** Enough to see that a text is too large. */
const maxBytes = 1024 * 1024;

/** The text on standard input; `null` where `-` was not asked for. */
async function readGiven(
  cwd: string,
  paths: readonly string[],
  filename: string | undefined,
): Promise<GivenText | null> {
  if (!paths.includes("-")) {
    if (filename === undefined) return null;
    throw new UsageError("--stdin-filename names what comes on standard input. Add `-`.");
  }
  if (paths.length > 1)
    throw new UsageError("What comes on standard input is judged by itself. Leave out the paths.");
  return { path: resolve(cwd, filename ?? "standard-input.md"), bytes: await readAll() };
}

async function readAll(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const input: AsyncIterable<Uint8Array> = process.stdin;
  for await (const chunk of input) {
    const read = Buffer.from(chunk);
    chunks.push(read);
    bytes += read.length;
    if (bytes > maxBytes) break;
  }
  return Buffer.concat(chunks);
}
