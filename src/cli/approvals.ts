import { Command } from "commander";
import type { Word } from "../approval/approval.ts";
import { shortDigest } from "../approval/digest.ts";
import { type ReadLedger, readLedger } from "../approval/record/ledger.ts";
import type { OwnCheckRun, PullRequest } from "../pull-request/snapshot.ts";
import { formatJson } from "../render/report/json.ts";
import { visibleLine } from "../render/text/visible-text.ts";
import { exitCodes, UsageError } from "./exit-codes.ts";
import { chooseWord, formatOption } from "./words.ts";
import { readBranchApprovals } from "./records/branch-approvals.ts";
import { recordsAsJson, recordsAsText } from "./records/format-records.ts";
import { connect, explainRefusals, openRemote, type Remote } from "./remote/remote.ts";
import { type FoundApp, readPull } from "./remote/find-app.ts";
import { type PullRequestName, readAppId, readPullRequestName, readRepositoryName } from "./remote/names.ts";

const formats = ["pretty", "json"] as const;

interface ApprovalsOptions {
  readonly format: string;
  readonly appId?: string;
  readonly branch?: string;
  readonly feature?: string;
}

/** `plan-gate approvals`: who decided what, as the check run keeps it. */
export function approvalsCommand(): Command {
  return new Command("approvals")
    .description(
      "Print who decided what, when and about which text: for a pull request, or for all plans on a branch",
    )
    .argument("<owner/repo#number>", "pull request on GitHub; with --branch, `owner/repo`")
    .option("--branch <name>", "every plan on this branch, from the pull requests that brought it")
    .option("--feature <id>", "with --branch: one feature, by its id or folder")
    .option("--app-id <number>", "id of the GitHub App whose record counts (default: APP_ID, else looked up)")
    .addOption(formatOption(formats))
    .addHelpText("after", "\nReads GitHub with GITHUB_TOKEN or GH_TOKEN, and writes nothing.")
    .action(async (text: string, options: ApprovalsOptions) => {
      const { branch } = options;
      process.exitCode =
        branch === undefined ? await approvals(text, options) : await branchApprovals(text, branch, options);
    });
}

async function approvals(text: string, options: ApprovalsOptions): Promise<number> {
  if (options.feature !== undefined) throw new UsageError("--feature goes with --branch.");
  const name = readPullRequestName(text, "`owner/repo` with --branch");
  const format = chooseWord("format", options.format, formats);
  const appId = readAppId(options.appId);
  const { octokit } = await connect(process.env);
  const record = await explainRefusals(name, readRecord(openRemote(octokit, name), name, appId));
  process.stdout.write(format === "json" ? asJson(name, record) : asText(name, record));
  return record.reading.state === "unreadable" ? exitCodes.findings : exitCodes.satisfied;
}

/** The record outlives the merge. */
async function branchApprovals(text: string, branch: string, options: ApprovalsOptions): Promise<number> {
  const name = readRepositoryName(text);
  const format = chooseWord("format", options.format, formats);
  const question = { branch, feature: options.feature ?? null, appId: readAppId(options.appId) };
  const { octokit } = await connect(process.env);
  const read = readBranchApprovals(openRemote(octokit, name), question);
  const { commitSha, plans } = await explainRefusals(name, read);
  const of = { ...name, ref: branch, commitSha };
  process.stdout.write(format === "json" ? recordsAsJson(of, plans) : recordsAsText(of, plans));
  return exitCodes.satisfied;
}

interface RecordOfHead {
  readonly pull: PullRequest;
  readonly app: FoundApp | null;
  readonly checkRun: OwnCheckRun | null;
  readonly reading: ReadLedger;
}

async function readRecord(
  remote: Remote,
  name: PullRequestName,
  appId: number | null,
): Promise<RecordOfHead> {
  const { pull, app } = await readPull(remote, name, appId);
  if (app === null) return { pull, app, checkRun: null, reading: { state: "none" } };
  const { checkRuns } = await remote.read(app, [{ type: "check-run", headSha: pull.headSha }]);
  const checkRun = checkRuns[pull.headSha] ?? null;
  return { pull, app, checkRun, reading: readLedger(checkRun, pull.repository.id) };
}

/** What was said on this pull request; several may share a head. */
function wordsOf({ pull, reading }: RecordOfHead): readonly Word[] {
  return reading.state === "read" ? (reading.ledger.pullRequests[String(pull.number)]?.words ?? []) : [];
}

function asJson({ owner, repo, number }: PullRequestName, record: RecordOfHead): string {
  const { pull, app, checkRun, reading } = record;
  const shown = reading.state === "read" ? reading.ledger.pullRequests[String(number)]?.shown : undefined;
  return formatJson({
    version: 1,
    repository: `${owner}/${repo}`,
    pullRequest: number,
    headSha: pull.headSha,
    app,
    checkRun: checkRun && {
      id: checkRun.id,
      conclusion: checkRun.conclusion,
      title: checkRun.title,
      completedAt: checkRun.completedAt,
    },
    record: reading.state,
    why: reading.state === "unreadable" ? reading.why : null,
    words: wordsOf(record),
    shown: shown?.map(({ subject, digest, at }) => ({ subject, digest, at })) ?? [],
  });
}

function asText({ owner, repo, number }: PullRequestName, record: RecordOfHead): string {
  const { pull, app, checkRun, reading } = record;
  const title = `${owner}/${repo}#${number} at ${pull.headSha.slice(0, 12)}`;
  const verdict = checkRun?.title ?? "no check run of the App on this head";
  if (app === null)
    return `${title}\nNo App has posted a check run \`plan-gate\` here; name it with --app-id.\n`;
  const words = wordsOf(record);
  const lines = words.length === 0 ? [nothing(reading)] : words.map(line);
  return `${[title, visibleLine(verdict, 300), "", ...lines].join("\n")}\n`;
}

function nothing(reading: ReadLedger): string {
  return reading.state === "unreadable"
    ? `The record cannot be read: ${visibleLine(reading.why, 300)}.`
    : "Nobody has decided anything yet.";
}

function line({ type, subject, digest, login, method, at, url, ruleId, reason }: Word): string {
  const rule = ruleId === null ? "" : ` ${ruleId}`;
  const because = reason === null ? "" : `: ${reason}`;
  const what = [at, `@${login}`, `${type}${rule}`, subject, shortDigest(digest), method, `${url}${because}`];
  return what.map((field) => visibleLine(field, 1_000)).join("  ");
}
