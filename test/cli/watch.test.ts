import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { goodPlan, goodSpec } from "./good-plan.ts";
import { makeRepository, runCli } from "./run-cli.ts";

const bundle = resolve(import.meta.dirname, "../../bundle/plan-gate.mjs");
const folder = ".specify/specs/f-15-stack";

/** A watch that runs; `until` waits for words that it says after the ones waited for before. */
function openWatch(root: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [bundle, "check", "--watch", ...args], { cwd: root });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let said = "";
  let heard: () => void = () => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      heard();
    });
  }
  const until = async (words: string): Promise<string> => {
    while (!said.includes(words)) {
      await new Promise<void>((next) => {
        heard = next;
      });
    }
    const end = said.indexOf(words) + words.length;
    const before = said.slice(0, end);
    said = said.slice(end);
    return before;
  };
  const end = async (): Promise<number | null> => {
    child.kill("SIGINT");
    if (child.exitCode === null) await once(child, "exit");
    return child.exitCode;
  };
  return { until, end };
}

const waiting = "plan-gate: waiting for changes, Ctrl-C ends\n";

test("what is saved is judged again, also in a new feature and by new settings, until Ctrl-C", async () => {
  const root = await makeRepository({
    [`${folder}/plan.md`]: "# Plan\n\nSoon.\n",
    [`${folder}/spec.md`]: goodSpec,
  });
  const { until, end } = openWatch(root, "--format", "compact", "--output", "plans.txt");

  await until(waiting);
  writeFileSync(join(root, folder, "plan.md"), goodPlan);
  await until(waiting);
  mkdirSync(join(root, ".specify/specs/f-16-x"));
  await until(waiting);
  writeFileSync(join(root, ".specify/specs/f-16-x/plan.md"), "");
  await until(waiting);
  mkdirSync(join(root, ".github"));
  writeFileSync(join(root, ".github/plan-gate.yml"), "aproval: {}\n");
  const broken = await until("did you mean `approval`?");

  expect(broken).toContain("plan-gate: judging\n");
  expect(await end()).toBe(2);
});

test("standard input is nothing to watch", async () => {
  const root = await makeRepository({});

  expect(await runCli(root, "check", "-", "--watch")).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "plan-gate: What comes on standard input cannot be watched. Name its file.\n",
  });
});
