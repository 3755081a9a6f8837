import { exitCodes } from "../exit-codes.ts";
import { visibleText } from "../../render/text/visible-text.ts";
import type { GuardHook } from "./guard-call.ts";
import { judgeCommit, judgePush } from "./git-hooks.ts";
import type { GuardVerdict } from "./judge-code.ts";
import { answerToolUse } from "./pre-tool-use.ts";

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
