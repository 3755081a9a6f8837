import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What the guard takes before an edit, without network; medians. */
export interface GuardFigures {
  readonly guardMs: number;
  /** The same machine, starting Node alone. */
  readonly nodeMs: number;
}

const runs = 21;
const program = fileURLToPath(new URL("../bundle/plan-gate.mjs", import.meta.url));
const files = {
  ".github/plan-gate.yml": 'implementation: { paths: ["src/**"], require: approved-plan }\n',
  ".specify/specs/f-15-x/spec.md": "# Spec\n",
  ".specify/specs/f-15-x/plan.md": "# Plan\n",
  "src/index.ts": "export {};\n",
};

/** Makes a clone with a planned feature, and lets an agent edit its code again and again. */
export function benchGuard(): GuardFigures {
  const root = mkdtempSync(join(tmpdir(), "plan-gate-bench-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const git = (...words: readonly string[]) =>
      execFileSync("git", [
        "-C",
        root,
        "-c",
        "user.name=bench",
        "-c",
        "user.email=bench@example.org",
        ...words,
      ]);
    git("init", "--quiet", "--initial-branch", "main");
    git("add", "--all");
    git("commit", "--quiet", "--message", "base");
    git("switch", "--quiet", "--create", "f-15-x");
    const input = JSON.stringify({ cwd: root, tool_name: "Edit", tool_input: { file_path: "src/index.ts" } });
    const guardMs: number[] = [];
    const nodeMs: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      nodeMs.push(take(root, ["--eval", "0"], ""));
      guardMs.push(take(root, [program, "guard"], input));
    }
    return { guardMs: median(guardMs), nodeMs: median(nodeMs) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Runs Node to its end; in milliseconds. */
function take(cwd: string, words: readonly string[], input: string): number {
  const env = { ...process.env, GITHUB_TOKEN: "", GH_TOKEN: "", CLAUDE_PROJECT_DIR: cwd };
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { cwd, env, input, encoding: "utf8" });
  if (status !== 0) throw new Error(`Node ended with ${String(status)}: ${stderr}`);
  return performance.now() - startedMs;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
