import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { allCommands } from "../../src/cli/run.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const root = resolve(import.meta.dirname, "..", "..");

/** A clone in which nothing was installed yet, as far as the command line needs it. */
function openClone(): string {
  const clone = temporaryFolder();
  cpSync(join(root, "bundle"), join(clone, "bundle"), { recursive: true });
  cpSync(join(root, "package.json"), join(clone, "package.json"));
  return clone;
}

function planGate(clone: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(clone, "bundle", "plan-gate.mjs"), ...words],
    { cwd: clone, encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

test("in a clone without libraries help lists what works, and names what does after `npm ci`", () => {
  const clone = openClone();

  const { status, stdout } = planGate(clone, "--help");

  const [, list = "", others = ""] =
    /^Commands:\n(.*)^After `npm ci` in `[^`]+` also: (.*)\.$/ms.exec(stdout) ?? [];
  const works = [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = ""]) => name);
  const names = [...works.filter((name) => name !== "help"), ...others.split(", ")];
  expect(status).toBe(0);
  expect(works).toContain("check");
  expect(names.toSorted()).toEqual(
    allCommands()
      .map((command) => command.name())
      .toSorted(),
  );
});

test("in a clone without libraries a command that needs them says what to run, and an unknown one is told", () => {
  const clone = openClone();

  expect(planGate(clone, "doctor", "acme/shop")).toEqual({
    status: 2,
    stdout: "",
    stderr: `plan-gate: \`doctor\` needs the libraries: run \`npm ci\` in \`${clone}/\`.\n`,
  });
  expect(planGate(clone, "chekc")).toEqual({
    status: 2,
    stdout: "",
    stderr: "plan-gate: unknown command `chekc`, did you mean `check`?\n",
  });
});
