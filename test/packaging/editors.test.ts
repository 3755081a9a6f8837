import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { makeRepository, runCli } from "../cli/run-cli.ts";

const root = resolve(import.meta.dirname, "..", "..");
const patternSchema = z.strictObject({
  regexp: z.string(),
  file: z.number(),
  line: z.number(),
  column: z.number(),
  severity: z.number(),
  code: z.number(),
  message: z.number(),
});

function read(path: string): unknown {
  return JSON.parse(readFileSync(resolve(root, path), "utf8"));
}

const { problemMatcher } = z
  .strictObject({
    problemMatcher: z.tuple([
      z.strictObject({ owner: z.literal("plan-gate"), pattern: z.tuple([patternSchema]) }),
    ]),
  })
  .parse(read("editors/problem-matcher.json"));
const [pattern] = problemMatcher[0].pattern;

test("the problem matcher finds every problem of a real report, and nothing else in it", async () => {
  const repository = await makeRepository({
    ".specify/f-1-a/plan.md": "# Plan\n\n## Risks\n\nNone: 1:1: error.\n\nTBD\n",
    ".specify/f-1-a/tasks.md": "- [ ] T-1",
    "specs/002/plan.md": "",
    ".github/plan-gate.yml": "rules: {testing: warning}\n",
  });

  const { stdout, stderr } = await runCli(repository, "check", "--format", "compact");
  const lines = `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
  const found = lines.flatMap((line) => {
    const match = new RegExp(pattern.regexp).exec(line);
    return match === null
      ? []
      : [
          {
            file: match[pattern.file],
            severity: match[pattern.severity],
            code: match[pattern.code],
            line: match[pattern.line],
          },
        ];
  });

  expect(found).toHaveLength(stdout.split("\n").length - 1);
  expect(found.every(({ file, line }) => file === ".specify/f-1-a/plan.md" && Number(line) > 0)).toBe(true);
  expect(found).toContainEqual({
    file: ".specify/f-1-a/plan.md",
    severity: "warning",
    code: "testing",
    line: "7",
  });
  expect(found.map(({ code }) => code)).toContain("failure-modes");
});

test("the problem matcher finds what is wrong in a config", async () => {
  const repository = await makeRepository({ ".github/plan-gate.yml": "aproval: {}\n" });

  const { stdout } = await runCli(repository, "check", "--format", "compact");

  expect(new RegExp(pattern.regexp, "m").exec(stdout)?.slice(1, 6)).toEqual([
    ".github/plan-gate.yml",
    "1",
    "1",
    "error",
    "config",
  ]);
});

test("the task of VS Code has the same pattern, and the words that a watch says", () => {
  const { tasks } = z
    .object({
      tasks: z.tuple([
        z.object({
          command: z.literal("plan-gate check --watch --format compact"),
          problemMatcher: z.object({
            pattern: patternSchema,
            background: z.object({ beginsPattern: z.string(), endsPattern: z.string() }),
          }),
        }),
      ]),
    })
    .parse(read("editors/vscode-tasks.json"));
  const [{ problemMatcher: matcher }] = tasks;

  expect(matcher.pattern).toEqual(pattern);
  expect("plan-gate: judging").toMatch(new RegExp(matcher.background.beginsPattern));
  expect("plan-gate: waiting for changes, Ctrl-C ends").toMatch(new RegExp(matcher.background.endsPattern));
});
