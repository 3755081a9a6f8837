import { exitCodes } from "../exit-codes.ts";
import { visibleText } from "../../render/text/visible-text.ts";
import type { GuardHook } from "./guard-call.ts";
import { type GuardVerdict, judgeWrite } from "./judge-code.ts";
import { answerToolUse } from "./pre-tool-use.ts";
import { findRoot } from "../repository.ts";
import { git, gitPaths, openClone } from "./clone.ts";

/** Ends a hook so that Claude Code refuses the call, and tells the agent what is on standard error. */
const blockingExitCode = 2;

/** Runs one hook on the process's input and output; answers its exit code. What goes wrong refuses. */
export async function runGuard(hook: GuardHook, isOffline: boolean): Promise<number> {
  const mayAsk = !isOffline && (process.env["GITHUB_TOKEN"] ?? process.env["GH_TOKEN"] ?? "") !== "";
  switch (hook) {
    case "pre-tool-use":
      return runToolHook(mayAsk);
    case "pre-commit":
      return runGitHook(() => judgeCommit(process.cwd(), mayAsk));
    case "pre-push":
      return runGitHook(async () => judgePush(process.cwd(), await readInput(), mayAsk));
  }
}

async function runToolHook(mayAsk: boolean): Promise<number> {
  try {
    const projectFolder = process.env["CLAUDE_PROJECT_DIR"] ?? null;
    const { stdout, stderr } = await answerToolUse(await readInput(), { mayAsk, projectFolder });
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    return exitCodes.satisfied;
  } catch (error) {
    process.stderr.write(`${visibleText(failure(error))}\n`);
    return blockingExitCode;
  }
}

async function runGitHook(judge: () => Promise<readonly GuardVerdict[]>): Promise<number> {
  const verdicts = await judge().catch((error: unknown): readonly GuardVerdict[] => [
    { state: "shut", reason: failure(error) },
  ]);
  const said = verdicts.flatMap((verdict) => {
    if (verdict.state === "shut") return [verdict.reason];
    return verdict.note === null ? [] : [`plan-gate: ${verdict.note}`];
  });
  for (const text of said) process.stderr.write(`${visibleText(text)}\n`);
  return verdicts.some(({ state }) => state === "shut") ? exitCodes.findings : exitCodes.satisfied;
}

function failure(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `Plan Gate failed itself, so it refuses: ${why}`;
}

async function readInput(): Promise<string> {
  let text = "";
  process.stdin.setEncoding("utf8");
  for await (const chunk of process.stdin) text += String(chunk);
  return text;
}

/** One line that Git writes to a `pre-push` hook; https://git-scm.com/docs/githooks#_pre_push */
interface Push {
  readonly sha: string;
  /** Without `refs/heads/`. */
  readonly branch: string;
}

const gone = /^0+$/;
const heads = "refs/heads/";
const maxListed = 3_000;

/** Judges what is staged. */
export async function judgeCommit(cwd: string, mayAsk: boolean): Promise<readonly GuardVerdict[]> {
  const root = await findRoot(cwd);
  const paths = await gitPaths(root, [
    "diff",
    "--cached",
    "--name-only",
    "--no-renames",
    "--no-ext-diff",
    "-z",
  ]);
  if (paths === null) return [unreadable("What is staged")];
  if (paths.length === 0) return [];
  return [await judgeWrite({ root, paths, side: { type: "index" }, branch: null, mayAsk })];
}

/** Judges what is about to be pushed; `input` is what Git writes to the hook. */
export async function judgePush(
  cwd: string,
  input: string,
  mayAsk: boolean,
): Promise<readonly GuardVerdict[]> {
  const root = await findRoot(cwd);
  const verdicts: GuardVerdict[] = [];
  for (const push of pushesIn(input)) verdicts.push(await judgeOne(root, push, mayAsk));
  return verdicts;
}

async function judgeOne(root: string, { sha, branch }: Push, mayAsk: boolean): Promise<GuardVerdict> {
  const { base } = await openClone(root);
  const paths = await changedPaths(root, sha, base?.sha ?? null);
  if (paths === null || paths.length > maxListed) return unreadable(`What is pushed to \`${branch}\``);
  return judgeWrite({ root, paths, side: { type: "commit", sha }, branch, mayAsk });
}

/** What a commit changes since it left the base; all it holds where there is no base. */
async function changedPaths(
  root: string,
  sha: string,
  base: string | null,
): Promise<readonly string[] | null> {
  const fork = base === null ? null : ((await git(root, ["merge-base", base, sha]))?.trim() ?? null);
  const all = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", sha];
  const options = ["--name-only", "--no-renames", "--no-ext-diff", "-z"];
  return gitPaths(root, fork === null ? all : ["diff", ...options, fork, sha, "--"]);
}

/** Branches that are pushed; deleted ones and tags bring no code to a pull request. */
function pushesIn(input: string): readonly Push[] {
  return input.split("\n").flatMap((line) => {
    const [, sha = "", remoteRef = ""] = line.trim().split(/\s+/);
    if (sha === "" || gone.test(sha) || !remoteRef.startsWith(heads)) return [];
    return [{ sha, branch: remoteRef.slice(heads.length) }];
  });
}

function unreadable(what: string): GuardVerdict {
  return { state: "shut", reason: `Plan Gate: ${what} cannot be read in this clone.` };
}
