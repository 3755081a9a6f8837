import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";

/** The agent's own clone, with the guard as its hook. */
export interface Desk {
  /** What the guard says to an edit of a file: why not, or `null` where it lets the agent go on. */
  readonly edit: (path: string) => string | null;
  /** The base branch gets these files, as after a merge and a fetch. */
  readonly fetch: (files: Readonly<Record<string, string>>) => void;
  readonly close: () => void;
}

const answerSchema = z.object({
  hookSpecificOutput: z.object({
    permissionDecision: z.literal("deny"),
    permissionDecisionReason: z.string(),
  }),
});
const program = resolve(import.meta.dirname, "..", "bundle", "plan-gate.mjs");
const identity = ["-c", "user.name=mona", "-c", "user.email=mona@example.org"];
const base = "refs/remotes/origin/main";

/** Opens a clone on a branch; `null` where there is no Git on this machine. */
export function openDesk(branch: string, files: Readonly<Record<string, string>>): Desk | null {
  const root = mkdtempSync(join(tmpdir(), "plan-gate-desk-"));
  const git = (...words: readonly string[]) =>
    spawnSync("git", ["-C", root, ...identity, ...words], { encoding: "utf8" }).status === 0;
  const fetch = (changed: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    git("add", "--all");
    git("commit", "--quiet", "--no-verify", "--message", "base");
    git("update-ref", base, "HEAD");
  };
  const close = () => {
    rmSync(root, { recursive: true, force: true });
  };
  if (!git("init", "--quiet")) {
    close();
    return null;
  }
  git("symbolic-ref", "HEAD", `refs/heads/${branch}`);
  fetch(files);
  return { edit: (path) => askGuard(root, path), fetch, close };
}

/** Calls the guard as Claude Code does before it edits a file. */
function askGuard(root: string, path: string): string | null {
  const call = {
    hook_event_name: "PreToolUse",
    cwd: root,
    tool_name: "Write",
    tool_input: { file_path: path },
  };
  const env = { ...process.env, GITHUB_TOKEN: "", GH_TOKEN: "" };
  const options = { cwd: root, env, input: JSON.stringify(call), encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "guard"], options);
  if (status !== 0) return stderr;
  if (stdout === "") return null;
  return answerSchema.parse(JSON.parse(stdout)).hookSpecificOutput.permissionDecisionReason;
}
