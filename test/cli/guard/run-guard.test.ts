import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readGuardCall } from "../../../src/cli/guard/guard-call.ts";
import { runCli } from "../run-cli.ts";
import { openTestClone, strictConfig, type TestClone } from "./clone.ts";

const main = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
const loader = import.meta.resolve("tsx");

/** The guard as a process of its own, without a token. */
function guard({ root }: TestClone, input: string, ...words: readonly string[]) {
  const env = { ...process.env, GITHUB_TOKEN: "", GH_TOKEN: "", CLAUDE_PROJECT_DIR: root };
  const options = { cwd: root, input, env, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", loader, main, "guard", ...words],
    options,
  );
  return { status, stdout, stderr };
}

test("as a process it answers an agent on standard output, and Git with its exit code", () => {
  const clone = openTestClone({ ".github/plan-gate.yml": strictConfig }, "quick-fix");
  clone.write({ "src/a.ts": "" });
  clone.git("add", "--all");
  const input = JSON.stringify({
    cwd: clone.root,
    tool_name: "Write",
    tool_input: { file_path: "src/a.ts", content: "" },
  });

  const agent = guard(clone, input);
  const broken = guard(clone, "{");
  const commit = guard(clone, "", "pre-commit");

  expect(agent).toMatchObject({ status: 0, stderr: "" });
  expect(JSON.parse(agent.stdout)).toMatchObject({ hookSpecificOutput: { permissionDecision: "deny" } });
  expect(broken).toMatchObject({ status: 2, stdout: "" });
  expect(broken.stderr).toMatch(/^Plan Gate failed itself, so it refuses: /);
  expect(commit).toMatchObject({ status: 1, stdout: "" });
  expect(commit.stderr).toContain("- the code names no feature.");
});

test("a plain call is told from all others, so that nothing else is loaded for it", () => {
  expect(readGuardCall(["guard"])).toBe("pre-tool-use");
  expect(readGuardCall(["guard", "pre-push", "origin", "git@github.com:acme/shop.git"])).toBe("pre-push");
  expect(
    [["guard", "--help"], ["guard", "pre-commit", "--offline"], ["guard", "commit"], ["check"], []].map(
      readGuardCall,
    ),
  ).toEqual([null, null, null, null, null]);
});

test("neither words of all languages nor what reads a config are loaded for it, as they take long", () => {
  const bundled = readFileSync(new URL("../../../bundle/guard.mjs", import.meta.url), "utf8");

  expect(bundled).toContain("// src/cli/guard/run-guard.ts");
  expect(bundled).not.toMatch(/^\/\/ (?:src\/plan\/vocabulary|node_modules\/(?:yaml|zod))\//m);
});

test("in the bundle the second call goes by what the first has kept", () => {
  const clone = openTestClone(
    { ".github/plan-gate.yml": strictConfig, ".specify/f-1-login/plan.md": "# Plan\n" },
    "f-1-login",
  );
  const input = JSON.stringify({ tool_name: "Edit", tool_input: { file_path: "src/a.ts" } });
  const bundle = fileURLToPath(new URL("../../../bundle/plan-gate.mjs", import.meta.url));
  const call = () =>
    spawnSync(process.execPath, [bundle, "guard"], { cwd: clone.root, input, encoding: "utf8" });
  const kept = join(clone.root, ".git/plan-gate/settings.json");

  const first = call();
  writeFileSync(kept, readFileSync(kept, "utf8").replace("src/**", "lib/**"));
  const second = call();

  expect(first).toMatchObject({ status: 0, stderr: "plan-gate: F-1: the plan is on `origin/main`.\n" });
  expect(second).toMatchObject({ status: 0, stdout: "", stderr: "" });
});

test("a hook that is none is a slip", async () => {
  const { root } = openTestClone({ "README.md": "" }, "x");

  expect(await runCli(root, "guard", "pre-comit")).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "plan-gate: `pre-comit` is not a hook, did you mean `pre-commit`?\n",
  });
});
