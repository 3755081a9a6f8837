import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { ruleIds } from "../../src/plan/finding.ts";
import { makeRepository, runCli } from "./run-cli.ts";

const bundle = resolve(import.meta.dirname, "../../bundle");

/** What bash offers for the last word. */
function offered(...words: readonly string[]): readonly string[] {
  const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _plan_gate; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const args = ["--norc", "-c", script, "bash", `${bundle}/completion.bash`, "plan-gate", ...words];
  return execFileSync("bash", args, { encoding: "utf8" })
    .split("\n")
    .filter((line) => line !== "");
}

test.each([
  [["che"], ["check"]],
  [["check", "--ma"], ["--max-warnings"]],
  [["check", "--format", "s"], ["sarif"]],
  [["check", "--quiet", "--rule", ""], ruleIds],
  [["explain", "fail"], ["failure-modes"]],
  [
    ["completion", ""],
    ["bash", "zsh", "fish"],
  ],
  [["check", "--output", ""], []],
  [["wait", "x"], []],
])("bash completes %j", (words, expected) => {
  expect(offered(...words)).toEqual(expected);
});

test("bash offers every command that help lists", async () => {
  const { stdout } = await runCli(await makeRepository({}), "--help");
  const [, list = ""] = /^Commands:\n(.*)/ms.exec(stdout) ?? [];
  const names = [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = ""]) => name);

  expect(offered("")).toEqual(expect.arrayContaining(names.filter((name) => name !== "help")));
});

test.each(["bash", "zsh", "fish"])(
  "the command prints what %s reads, and the shell finds no fault in it",
  async (shell) => {
    const file = `${bundle}/completion.${shell}`;
    const { stdout, exitCode } = await runCli(await makeRepository({}), "completion", shell);
    const { error, status, stderr } = spawnSync(shell, ["-n", file], { encoding: "utf8" });

    expect(exitCode).toBe(0);
    expect(stdout).toBe(readFileSync(file, "utf8"));
    if (error === undefined) expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  },
);

test("another shell ends with 2", async () => {
  expect(await runCli(await makeRepository({}), "completion", "fisch")).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "plan-gate: `fisch` is not a shell, did you mean `fish`?\n",
  });
});
