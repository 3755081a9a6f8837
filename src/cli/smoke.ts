import { randomUUID } from "node:crypto";
import { resolve, relative } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { configPath } from "../config/config-path.ts";
import { visibleText, visibleLine } from "../render/text/visible-text.ts";
import { parseSeverities, type SmokeLintSeverities } from "../smoke/lint/lint-rule.ts";
import { runSmoke } from "../smoke/run-smoke.ts";
import type { SmokeRefusal, SmokeRequest, SmokeProgress } from "../smoke/smoke-request.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";
import { loadConfig } from "./load-config.ts";
import { findRoot } from "./repository.ts";
import { formatAnnotations, formatRefusal } from "../smoke/report/markdown.ts";
import { createPaint, formatProgress, formatReport, watchProgress } from "../smoke/report/terminal.ts";
import type { SmokeReport } from "../smoke/report/smoke-report.ts";
import { appendStepSummary, writeReports } from "../smoke/report/junit.ts";
import { hasColors } from "./console.ts";

interface SmokeCliOptions {
  readonly file?: readonly string[];
  readonly profile?: readonly string[];
  readonly envFile?: readonly string[];
  readonly timeout: number;
  readonly report?: string;
  readonly plan?: string;
  readonly config?: string;
  readonly keep?: true;
  readonly persistence?: true;
  readonly lintOnly?: true;
}

const signalExitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** `plan-gate smoke`: brings a Compose stack up, checks that it stands, and takes it down. */
export function smokeCommand(): Command {
  return new Command("smoke")
    .description("Bring up a Compose stack, check that it stands, and take it down")
    .option(
      "--file <path>",
      "Compose file; may be given several times (default: as Compose finds it)",
      collect,
    )
    .option("--profile <name>", "profile to enable; may be given several times", collect)
    .option("--env-file <path>", "environment file for Compose; may be given several times", collect)
    .option("--timeout <seconds>", "how long images, start and restart may each take", parseTimeout, 120)
    .option("--persistence", "make new containers on the same volumes, and probe again")
    .option("--report <folder>", "write smoke.json, junit.xml and the services' logs there")
    .option("--plan <path>", "plan to compare the stack with (default: looked for below .specify)")
    .option("--config <path>", `config with smoke.rules (default: ${configPath} of the repository)`)
    .option("--keep", "leave the stack running, to look at it")
    .option("--lint-only", "resolve and lint only; needs no running Docker Engine")
    .action(async (options: SmokeCliOptions) => {
      process.exitCode = await smoke(options).catch(explainOurFailure);
    });
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function parseTimeout(value: string): number {
  const seconds = Number(value);
  if (Number.isFinite(seconds) && seconds > 0 && seconds <= 3_600) return seconds;
  throw new InvalidArgumentError("Expected seconds, more than 0 and at most 3600.");
}

async function smoke(options: SmokeCliOptions): Promise<number> {
  const severities = await readSeverities(options.config);
  if (typeof severities === "string") {
    return refuse(severities.split("\n").map((message) => ({ message, fix: "", place: null })));
  }
  const interrupt = listenForSignals();
  const output = openOutput();
  const request = createRequest(options, {
    severities,
    signal: interrupt.signal,
    onProgress: output.progress,
  });
  const result = await runSmoke(request).finally(interrupt.stop);
  switch (result.type) {
    case "refused":
      output.close();
      return refuse(result.refusals);
    case "interrupted":
      output.close();
      return interrupt.exitCode();
    case "reported":
      output.report(result.report);
      output.close();
      await publish(result.report, request);
      if (result.report.outcome === "interrupted") return interrupt.exitCode();
      return result.report.ok ? exitCodes.satisfied : exitCodes.findings;
  }
}

function createRequest(
  options: SmokeCliOptions,
  rest: Pick<SmokeRequest, "severities" | "signal" | "onProgress">,
): SmokeRequest {
  const directory = process.cwd();
  return {
    directory,
    files: options.file ?? [],
    profiles: options.profile ?? [],
    envFiles: options.envFile ?? [],
    timeoutMs: options.timeout * 1_000,
    reportFolder: options.report === undefined ? null : resolve(directory, options.report),
    keep: options.keep === true,
    persistence: options.persistence === true,
    lintOnly: options.lintOnly === true,
    plan: options.plan ?? null,
    env: process.env,
    ...rest,
  };
}

/** Severities from the repository's config, or what is wrong with it. */
async function readSeverities(named: string | undefined): Promise<SmokeLintSeverities | string> {
  try {
    const { smoke: settings } = await loadConfig(await findRoot(process.cwd()), named ?? null);
    const result = parseSeverities(settings.rules);
    return result.state === "known" ? result.severities : result.message;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

interface Interrupt {
  readonly signal: AbortSignal;
  readonly exitCode: () => number;
  readonly stop: () => void;
}

/** Ctrl-C and its kin abort the run, which then cleans up; later ones only get a word. */
function listenForSignals(): Interrupt {
  const controller = new AbortController();
  let exitCode: number = signalExitCodes.SIGINT;
  const onSignal = (name: keyof typeof signalExitCodes) => {
    if (!controller.signal.aborted) exitCode = signalExitCodes[name];
    process.stderr.write("Interrupted: removing what was started …\n");
    controller.abort();
  };
  const names = ["SIGHUP", "SIGINT", "SIGTERM"] as const;
  for (const name of names) process.on(name, onSignal);
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    stop: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}

function refuse(refusals: readonly SmokeRefusal[]): number {
  printRefusals(refusals);
  return exitCodes.usage;
}

function explainOurFailure(error: unknown): number {
  process.stderr.write(
    `plan-gate smoke failed itself: ${visibleText(error instanceof Error ? (error.stack ?? error.message) : "unknown")}\n`,
  );
  return exitCodes.ours;
}

const quietMs = 5_000;

/** Where a run's words go. */
interface SmokeOutput {
  readonly progress: (progress: SmokeProgress) => void;
  readonly report: (report: SmokeReport) => void;
  readonly close: () => void;
}

/** Progress on stderr, the report on stdout. In Actions all of it on stdout, and no line of it obeyed as a command. */
function openOutput(): SmokeOutput {
  const isActions = process.env["GITHUB_ACTIONS"] === "true";
  const token = randomUUID();
  const progressStream = isActions ? process.stdout : process.stderr;
  const watch = watchProgress();
  const sayWaiting = () => {
    const text = watch.waitingFor();
    if (text !== null) progressStream.write(`${text}\n`);
  };
  let timer = setInterval(sayWaiting, quietMs);
  if (isActions) process.stdout.write(`::stop-commands::${token}\n`);
  return {
    progress: (progress) => {
      watch.add(progress);
      progressStream.write(`${formatProgress(progress)}\n`);
      clearInterval(timer);
      timer = setInterval(sayWaiting, quietMs);
    },
    report: (report) => {
      const paint = createPaint(hasColors(process.stdout, process.env));
      const { text, quotes } = formatReport(report, paint);
      process.stdout.write(`\n${[...quotes, ...(quotes.length > 0 ? [""] : []), text].join("\n")}\n`);
    },
    close: () => {
      clearInterval(timer);
      if (isActions) process.stdout.write(`::${token}::\n`);
    },
  };
}

/** Writes the report's files, the step summary and the annotations. */
async function publish(report: SmokeReport, request: SmokeRequest): Promise<void> {
  if (request.reportFolder !== null) await writeReports(report, request.reportFolder);
  const summary = process.env["GITHUB_STEP_SUMMARY"];
  if (summary !== undefined && summary !== "") await appendStepSummary(report, summary);
  if (process.env["GITHUB_ACTIONS"] !== "true") return;
  for (const line of formatAnnotations(report, workspacePrefix())) process.stdout.write(`${line}\n`);
}

function workspacePrefix(): string {
  const folder = relative(process.env["GITHUB_WORKSPACE"] ?? process.cwd(), process.cwd());
  return folder === "" ? "" : `${folder}/`;
}

/** Says on stderr why a run could not begin, each on a line of its own, and in Actions as annotations. */
function printRefusals(refusals: readonly SmokeRefusal[]): void {
  for (const { message, fix, place } of refusals) {
    const where = place === null ? "plan-gate smoke" : `${relative(process.cwd(), place.path)}:${place.line}`;
    process.stderr.write(`${visibleLine(`${where}: ${message}`, 4_000)}\n`);
    if (fix !== "") process.stderr.write(`  ${visibleLine(fix, 2_000)}\n`);
    if (process.env["GITHUB_ACTIONS"] !== "true") continue;
    const shown =
      place === null
        ? null
        : { ...place, path: `${workspacePrefix()}${relative(process.cwd(), place.path)}` };
    process.stdout.write(`${formatRefusal(`${message} ${fix}`.trimEnd(), shown)}\n`);
  }
}
