import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
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

test("the words of all languages, which take long to index, are not loaded for it", () => {
  const bundled = readFileSync(new URL("../../../bundle/guard.mjs", import.meta.url), "utf8");

  expect(bundled).toContain("// src/cli/guard/run-guard.ts");
  expect(bundled).not.toContain("// src/plan/vocabulary/");
});

test("a hook that is none is a slip", async () => {
  const { root } = openTestClone({ "README.md": "" }, "x");

  expect(await runCli(root, "guard", "pre-comit")).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "plan-gate: `pre-comit` is not a hook, did you mean `pre-commit`?\n",
  });
});
