import { readFile } from "node:fs/promises";
import { Command } from "commander";
import type { Word } from "../approval/approval.ts";
import { configPath } from "../config/config-path.ts";
import type { Decision } from "../gate/decision.ts";
import type { FileOnBranch } from "../pull-request/content.ts";
import type { PullRequest } from "../pull-request/snapshot.ts";
import { renderCheckRun } from "../render/check-run/check-run.ts";
import { formatJson } from "../render/report/json.ts";
import { createPaint } from "../render/report/terminal.ts";
import { visibleLine } from "../render/text/visible-text.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";
import { chooseWord, formatOption } from "./words.ts";
import { connect, explainRefusals, nobody, openRemote } from "./remote/remote.ts";
import { judge } from "./remote/judge.ts";
import { readAppId, readPullRequestName } from "./remote/names.ts";
import { objectionLines, rowsText } from "./remote/decision-text.ts";
import { readPull } from "./remote/find-app.ts";
import { describeTerminal } from "./console.ts";

const formats = ["pretty", "markdown", "json"] as const;

interface SimulateOptions {
  readonly format: string;
  readonly appId?: string;
  readonly config?: string;
}

/** `plan-gate simulate`: what the gate would say, without saying it. */
export function simulateCommand(): Command {
  return new Command("simulate")
    .description("Tell what the gate would say about a pull request, and why")
    .argument("<owner/repo#number>", "pull request on GitHub")
    .option("--config <file>", "config to judge by, instead of the one on the default branch")
    .option("--app-id <number>", "id of the GitHub App whose record counts (default: APP_ID, else looked up)")
    .addOption(formatOption(formats))
    .addHelpText("after", "\nReads GitHub with GITHUB_TOKEN or GH_TOKEN, and writes nothing.")
    .action(async (text: string, options: SimulateOptions) => {
      process.exitCode = await simulate(text, options);
    });
}

async function simulate(text: string, options: SimulateOptions): Promise<number> {
  const name = readPullRequestName(text);
  const format = chooseWord("format", options.format, formats);
  const config = options.config === undefined ? null : await readConfigFile(options.config);
  const appId = readAppId(options.appId);
  const { octokit } = await connect(process.env);
  const remote = openRemote(octokit, name);
  const { pull, app } = await explainRefusals(name, readPull(remote, name, appId));
  const decision = await explainRefusals(name, judge(remote, { name, app: app ?? nobody, config }));
  if (decision === null) throw new Error("The pull request went away while it was read.");
  process.stdout.write(reportOf(decision, pull, format));
  return decision.verdict === "success" ? exitCodes.satisfied : exitCodes.findings;
}

async function readConfigFile(path: string): Promise<FileOnBranch> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new UsageError(`The config \`${path}\` cannot be read. Name a file with --config.`);
  });
  const blob = { state: "text", text, bytes: Buffer.byteLength(text) } as const;
  return { path: configPath, blobId: "", blob };
}

function reportOf(decision: Decision, pull: PullRequest, format: (typeof formats)[number]): string {
  switch (format) {
    case "pretty":
      return asText(decision, pull);
    case "markdown":
      return asMarkdown(decision, pull);
    case "json":
      return asJson(decision);
  }
}

const closedNote = "The pull request is closed: the gate would write nothing.";

/** For people at a terminal: the verdict, why, who said what, and the rows as `check` prints them. */
function asText(
  { verdict, title, reasons, isClosed, pullRequests }: Decision,
  { repository }: PullRequest,
): string {
  const terminal = { ...describeTerminal(process.stdout), isQuiet: false };
  const paint = createPaint(terminal.hasColors);
  const color = { success: paint.green, action_required: paint.yellow, failure: paint.red }[verdict];
  const lead = (text: string) => visibleLine(text, 1_000);
  const why = reasons.filter((reason) => reason !== title).map((reason) => `  ${lead(reason)}`);
  const parts = pullRequests.map((pull) => {
    const name = `${repository.owner}/${repository.name}#${pull.number}`;
    const said = pull.record.map(wordLine);
    const lines = [`${lead(name)}: ${lead(pull.title)}`, ...objectionLines(pull), ...said];
    return `\n${lines.join("\n")}\n${rowsText(pull, terminal)}`;
  });
  const closed = isClosed ? [closedNote] : [];
  return `${[color(lead(title)), ...why, ...closed].join("\n")}\n${parts.join("")}`;
}

function wordLine({ type, login, subject, at }: Word): string {
  return `  ${at}  @${visibleLine(login, 100)}  ${type}  ${visibleLine(subject, 300)}`;
}

function asMarkdown(decision: Decision, { repository }: PullRequest): string {
  const { title, summary, text } = renderCheckRun(decision, { repository, ledgerBlock: "" });
  const closed = decision.isClosed ? [closedNote] : [];
  return `${[`# ${title}`, ...closed, summary, text].join("\n\n").trimEnd()}\n`;
}

function asJson(decision: Decision): string {
  const { headSha, verdict, title, reasons, isClosed, pullRequests } = decision;
  return formatJson({ version: 1, headSha, verdict, title, reasons, isClosed, pullRequests });
}
