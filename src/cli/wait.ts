import { setTimeout as pause } from "node:timers/promises";
import { Command } from "commander";
import { visibleLine } from "../render/text/visible-text.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";
import { connect, explainRefusals, openRemote } from "./remote/remote.ts";
import { chooseWord, formatOption } from "./words.ts";
import { readAppId, readPullRequestName, type PullRequestName } from "./remote/names.ts";
import { readPull } from "./remote/find-app.ts";
import { describeTerminal } from "./console.ts";
import { createLook } from "./wait/look.ts";
import { type Clock, type Ending, watch } from "./wait/watch.ts";
import type { PullRequestDecision } from "../gate/decision.ts";
import { featureJson } from "../render/report/check-json.ts";
import { formatJson } from "../render/report/json.ts";
import type { Terminal } from "../render/report/terminal.ts";
import { checkedFeatures, objectionLines, rejections, rowsText } from "./remote/decision-text.ts";

const formats = ["pretty", "json"] as const;
const durationForm = /^(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/;
const longestMs = 7 * 24 * 3_600_000;

interface WaitOptions {
  readonly feature?: string;
  readonly timeout: string;
  readonly format: string;
  readonly appId?: string;
}

/** `plan-gate wait`: returns when the gate has spoken. */
export function waitCommand(): Command {
  return new Command("wait")
    .description(
      "Wait for the gate's decision: ends with 0 if approved, 1 if rejected or failing, 4 if time ran out",
    )
    .argument("<owner/repo#number>", "pull request on GitHub")
    .option("--feature <feature>", "wait for one feature only: its id or path")
    .option("--timeout <duration>", "longest time to wait, such as 45m or 1h30m", "8h")
    .option("--app-id <number>", "id of the GitHub App whose check counts (default: APP_ID, else looked up)")
    .addOption(formatOption(formats))
    .addHelpText("after", "\nReads GitHub with GITHUB_TOKEN or GH_TOKEN, and writes nothing.")
    .action(async (text: string, options: WaitOptions) => {
      process.exitCode = await wait(text, options);
    });
}

const wallClock: Clock = { now: () => performance.now(), pause: (ms) => pause(ms) };

async function wait(text: string, options: WaitOptions): Promise<number> {
  const name = readPullRequestName(text);
  const format = chooseWord("format", options.format, formats);
  const timeoutMs = readDuration(options.timeout);
  const appId = readAppId(options.appId);
  const { octokit } = await connect(process.env);
  const remote = openRemote(octokit, name);
  const { app } = await explainRefusals(name, readPull(remote, name, appId));
  if (app?.source === "check-run") {
    say(`\`plan-gate\` is not bound to an App here: the word of \`${app.slug}\` is taken.`);
  }
  say(
    `waiting for ${text}${options.feature === undefined ? "" : ` (${options.feature})`}, ${options.timeout} at most`,
  );
  const look = createLook({ remote, name, app, feature: options.feature ?? null });
  const ending = await explainRefusals(name, watch({ look, clock: wallClock, timeoutMs, say }));
  const terminal = { ...describeTerminal(process.stdout), isQuiet: false };
  process.stdout.write(format === "json" ? endingJson(name, ending) : endingText(name, ending, terminal));
  return exitCodeOf(ending);
}

function exitCodeOf({ state }: Ending): number {
  switch (state) {
    case "approved":
      return exitCodes.satisfied;
    case "rejected":
    case "failing":
    case "closed":
      return exitCodes.findings;
    case "time-over":
      return exitCodes.timeOver;
  }
}

function say(line: string): void {
  process.stderr.write(`plan-gate: ${visibleLine(line, 500)}\n`);
}

/** Reads `8h`, `1h30m`, `90s`. */
function readDuration(text: string): number {
  const read = durationForm.exec(text);
  const [, hours = "0", minutes = "0", seconds = "0"] = read ?? [];
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
  if (text !== "" && read !== null && ms <= longestMs) return ms;
  throw new UsageError(
    `\`--timeout\` is \`${text}\`, expected a duration of at most a week, such as \`8h\` or \`1h30m\`.`,
  );
}

/** The end of waiting as JSON, version 1. */
function endingJson({ owner, repo, number }: PullRequestName, ending: Ending): string {
  const decision = decisionOf(ending);
  return formatJson({
    version: 1,
    repository: `${owner}/${repo}`,
    pullRequest: number,
    headSha: ending.headSha,
    outcome: ending.state,
    title: ending.title,
    reasons: decision?.reasons ?? [],
    rejections: rejections(decision).map(({ login, reason, subject, url, at }) => ({
      login,
      reason,
      subject,
      url,
      at,
    })),
    features: checkedFeatures(decision).map(featureJson),
  });
}

/** The same for people: the verdict, why it was rejected, and what `check` would print of the rows. */
function endingText({ owner, repo, number }: PullRequestName, ending: Ending, terminal: Terminal): string {
  const decision = decisionOf(ending);
  const how = ending.state === "time-over" ? "the time is over, still " : "";
  const title = `${owner}/${repo}#${number}: ${how}${visibleLine(ending.title, 300)}`;
  const rows = ending.state === "failing" ? rowsText(decision, terminal) : "";
  return `${[title, ...objectionLines(decision)].join("\n")}\n${rows}`;
}

function decisionOf(ending: Ending): PullRequestDecision | null {
  return ending.state === "time-over" ? null : ending.decision;
}
