import { realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { findRoot, withSlashes } from "../repository.ts";
import { fieldOf } from "./kept.ts";
import { type GuardVerdict, judgeWrite } from "./judge-code.ts";

/** What Claude Code writes to a hook's standard input before it uses a tool; https://code.claude.com/docs/en/hooks */
interface ToolUse {
  readonly tool: string;
  /** Where the agent stands, absolute. */
  readonly cwd: string;
  /** File that the tool writes, as it names it; `null` for a tool that writes none by name. */
  readonly file: string | null;
}

/** Tools that look and write nothing. */
const readers: ReadonlySet<string> = new Set(["Read", "Glob", "Grep", "LS", "NotebookRead"]);
const hookEventName = "PreToolUse";

/** What to judge by. */
export interface HookOptions {
  readonly mayAsk: boolean;
  /** `CLAUDE_PROJECT_DIR`: the project that the session was started in; `null` where it is not said. */
  readonly projectFolder: string | null;
}

/** What the hook answers: nothing on standard output leaves the call to the agent's own permissions. */
export interface HookAnswer {
  readonly stdout: string;
  /** For people who look into the log. */
  readonly stderr: string;
}

/** Answers one call of a tool. Throws where the input is not of the documented form. */
export async function answerToolUse(input: string, options: HookOptions): Promise<HookAnswer> {
  const use = readToolUse(input);
  if (use.file === null || readers.has(use.tool)) return { stdout: "", stderr: "" };
  const file = resolve(use.cwd, use.file);
  const verdicts = await Promise.all(
    (await placesOf(file, use, options)).map(({ root, paths }) =>
      judgeWrite({ root, paths, side: { type: "disk" }, branch: null, mayAsk: options.mayAsk }),
    ),
  );
  return answerOf(verdicts);
}

/** The documented answer that refuses a call and says why. */
function refusal(permissionDecisionReason: string): string {
  const hookSpecificOutput = { hookEventName, permissionDecision: "deny", permissionDecisionReason };
  return `${JSON.stringify({ hookSpecificOutput })}\n`;
}

function answerOf(verdicts: readonly GuardVerdict[]): HookAnswer {
  const reasons = verdicts.flatMap((verdict) => (verdict.state === "shut" ? [verdict.reason] : []));
  if (reasons.length > 0) return { stdout: refusal(reasons.join("\n\n")), stderr: "" };
  const notes = verdicts.flatMap((verdict) =>
    verdict.state === "open" && verdict.note !== null ? [verdict.note] : [],
  );
  return { stdout: "", stderr: notes.map((note) => `plan-gate: ${note}\n`).join("") };
}

function readToolUse(input: string): ToolUse {
  const value: unknown = JSON.parse(input);
  const tool = textIn(value, "tool_name");
  if (tool === null) throw new Error("The input names no `tool_name`.");
  const toolInput = fieldOf(value, "tool_input");
  const file = textIn(toolInput, "file_path") ?? textIn(toolInput, "notebook_path");
  return { tool, cwd: textIn(value, "cwd") ?? process.cwd(), file };
}

function textIn(value: unknown, name: string): string | null {
  const field = fieldOf(value, name);
  return typeof field === "string" && field !== "" ? field : null;
}

interface GuardedPaths {
  readonly root: string;
  readonly paths: readonly string[];
}

/**
 * The repositories a file lies in, by the name it was given and by where its folders really are: its own, the one the agent
 * stands in, and the project's, so that a repository made inside another hides nothing.
 */
async function placesOf(
  file: string,
  { cwd }: ToolUse,
  { projectFolder }: HookOptions,
): Promise<readonly GuardedPaths[]> {
  const files = [...new Set([file, await realFile(file)])];
  const starts = [...files.map(dirname), cwd, ...(projectFolder === null ? [] : [projectFolder])];
  const roots = await Promise.all(starts.map(async (folder) => realFolder(await findRoot(folder))));
  return [...new Set(roots)].flatMap((root) => {
    const paths = files.map((one) => relative(root, one)).filter(isInside);
    return paths.length === 0 ? [] : [{ root, paths: paths.map(withSlashes) }];
  });
}

function isInside(path: string): boolean {
  return path !== "" && path !== ".." && !/^\.\.[/\\]/.test(path) && !isAbsolute(path);
}

/** Where a file would really be written: the nearest folder that is there, resolved. The file itself may be a link. */
async function realFile(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    const folder = dirname(file);
    return folder === file ? file : join(await realFile(folder), basename(file));
  }
}

function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}
