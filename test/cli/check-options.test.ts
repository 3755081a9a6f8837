import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { hasColors } from "../../src/cli/console.ts";
import { goodPlan, goodSpec } from "./good-plan.ts";
import { makeRepository, runCli, runCliOn, runCliWith } from "./run-cli.ts";

const folder = ".specify/specs/f-15-stack";
const bad = "# Plan\n\nSoon.\n";
const good = { [`${folder}/plan.md`]: goodPlan, [`${folder}/spec.md`]: goodSpec };

const reportSchema = z.object({
  ok: z.boolean(),
  features: z.array(
    z.object({
      id: z.string(),
      plan: z.string(),
      rules: z.array(z.object({ id: z.string(), status: z.string() })),
    }),
  ),
});

function read(stdout: string) {
  return reportSchema.parse(JSON.parse(stdout));
}

describe("standard input", () => {
  test("is judged as the file it would be, with what lies beside it", async () => {
    const root = await makeRepository({ ...good, [`${folder}/plan.md`]: bad });
    const path = `${folder}/plan.md`;

    const saved = await runCli(root, "check", path);
    const typed = await runCliOn(goodPlan, root, "check", "-", "--stdin-filename", path, "--format", "json");
    const worse = await runCliOn("", root, "check", "-", "--stdin-filename", path, "--format", "compact");

    expect(saved.exitCode).toBe(1);
    expect(typed.exitCode).toBe(0);
    expect(read(typed.stdout).features).toMatchObject([{ id: "F-15", plan: path }]);
    expect(worse).toMatchObject({
      exitCode: 1,
      stdout: `${path}:1:1: error plan-readable: F-15: Plan can be read: \`plan.md\` is empty. Write the plan.\n`,
    });
  });

  test("needs no name, no file and no folder", async () => {
    const root = await makeRepository({});

    const nameless = await runCliOn(goodPlan, root, "check", "-", "--format", "json");
    const ahead = await runCliOn(goodPlan, root, "check", "-", "--stdin-filename", ".specify/f-9-x/plan.md");

    expect(read(nameless.stdout).features).toMatchObject([
      { id: "standard-input.md", plan: "standard-input.md" },
    ]);
    expect(nameless.exitCode).toBe(0);
    expect(ahead.stdout).toContain("✗ F-9: There is no `spec.md` beside the plan.");
  });

  test("that is too long is not read to its end", async () => {
    const root = await makeRepository({});

    const { stdout, exitCode } = await runCliOn("x".repeat(3_000_000), root, "check", "-");

    expect(exitCode).toBe(1);
    expect(stdout).toContain("256 KiB");
  });

  test.each([
    [["-", folder], "What comes on standard input is judged by itself. Leave out the paths."],
    [["--stdin-filename", "plan.md"], "--stdin-filename names what comes on standard input. Add `-`."],
    [["-", "--changed"], "What comes on standard input is no commit's. Leave out --base and --changed."],
    [
      ["-", "--stdin-filename", "a.txt"],
      "`a.txt` is no Markdown file. Name a plan, a feature's folder or a repository.",
    ],
  ])("cannot be had with %j", async (args, message) => {
    const root = await makeRepository(good);

    expect(await runCliOn(goodPlan, root, "check", ...args)).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `plan-gate: ${message}\n`,
    });
  });
});

describe("a feature's id", () => {
  const several = {
    ...good,
    ".specify/f-016-a/plan.md": bad,
    "apps/web/.specify/f-7-a/plan.md": bad,
    "apps/api/.specify/f-7-b/plan.md": bad,
  };

  test.each(["F-15", "f-015", "f-15-stack"])("names its folder: %s", async (id) => {
    const root = await makeRepository({ ...several, "src/x.ts": "" });

    const { stdout, exitCode } = await runCli(join(root, "src"), "check", id, "--format", "json");

    expect(exitCode).toBe(0);
    expect(read(stdout).features).toMatchObject([{ id: "F-15", plan: `../${folder}/plan.md` }]);
  });

  test.each([
    [
      "F-7",
      "`F-7` is the id of several features. Name one by its folder: `apps/api/.specify/f-7-b`, `apps/web/.specify/f-7-a`.",
    ],
    ["F-1", "`F-1` does not exist, did you mean `F-16`?"],
    ["login", "`login` does not exist."],
    ["a/f-15", "`a/f-15` does not exist."],
  ])("must be one: %s", async (id, message) => {
    const root = await makeRepository(several);

    expect(await runCli(root, "check", id)).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `plan-gate: ${message}\n`,
    });
  });

  test("names what to compare with the base too", async () => {
    const root = await makeRepository({});
    execFileSync("git", ["init", "--quiet"], { cwd: root });
    for (const [path, text] of Object.entries(several)) {
      await mkdir(join(root, path, ".."), { recursive: true });
      await writeFile(join(root, path), text);
    }

    const { stdout } = await runCli(root, "check", "F-16", "--changed", "--format", "json");

    expect(read(stdout).features.map(({ id }) => id)).toEqual(["F-16"]);
  });

  test("stands in the order of its number", async () => {
    const root = await makeRepository({
      ".specify/f-10-x/plan.md": bad,
      ".specify/f-9-x/plan.md": bad,
      ".specify/f-2-x/plan.md": bad,
    });

    const { stdout } = await runCli(root, "check", "--format", "json");
    const status = await runCli(root, "status");

    expect(read(stdout).features.map(({ id }) => id)).toEqual(["F-2", "F-9", "F-10"]);
    expect(status.stdout.match(/F-\d+/g)).toEqual(["F-2", "F-9", "F-10"]);
  });
});

describe("rows that are asked for", () => {
  test("are told alone, and decide alone", async () => {
    const root = await makeRepository({ [`${folder}/plan.md`]: goodPlan });

    const both = await runCli(
      root,
      "check",
      "--rule",
      "testing",
      "--rule",
      "failure-modes",
      "--format",
      "json",
    );
    const missing = await runCli(root, "check", "--rule", "spec-exists");
    const pretty = await runCli(root, "check", "--rule", "testing");

    expect(both.exitCode).toBe(0);
    expect(read(both.stdout).features[0]?.rules.map(({ id }) => id)).toEqual(["failure-modes", "testing"]);
    expect(missing.exitCode).toBe(1);
    expect(pretty.stdout).toContain("1 plan, nothing missing in the rows asked for\n");
  });

  test("hide nothing that kept the plan from being judged", async () => {
    const root = await makeRepository({ [`${folder}/plan.md`]: " " });

    expect(await runCli(root, "check", "--rule", "testing")).toMatchObject({ exitCode: 1 });
  });

  test("may be sections of the config, and must be there", async () => {
    const root = await makeRepository({
      ...good,
      ".github/plan-gate.yml": "sections: [{id: rollout, title: Rollout, headings: [Rollout]}]\n",
    });

    const house = await runCli(root, "check", "--rule", "rollout", "--format", "json");

    expect(read(house.stdout).features[0]?.rules).toEqual([{ id: "rollout", status: "fail" }]);
    expect(await runCli(root, "check", "--rule", "rolout")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "plan-gate: `rolout` is not a rule, did you mean `rollout`?\n",
    });
  });
});

describe("warnings", () => {
  const files = {
    ...good,
    ".github/plan-gate.yml": "rules: {spec-exists: warning, testing: warning}\n",
    [`${folder}/spec.md`]: "",
  };

  test.each([
    ["0", 1, "plan-gate: 1 warning, and --max-warnings is 0.\n"],
    ["1", 0, ""],
  ])("may be at most so many: %s", async (number, exitCode, stderr) => {
    const root = await makeRepository(files);

    expect(await runCli(root, "check", "--max-warnings", number)).toMatchObject({ exitCode, stderr });
  });

  test("are counted in whole numbers", async () => {
    const root = await makeRepository(files);

    expect(await runCli(root, "check", "--max-warnings", "some")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "plan-gate: `--max-warnings` is `some`, expected a whole number such as 0.\n",
    });
  });
});

describe("a report in a file", () => {
  test("leaves standard output alone, and has no colors", async () => {
    const root = await makeRepository({ [`${folder}/plan.md`]: bad });

    const sarif = await runCli(root, "check", "--format", "sarif", "--output", "out/plans.sarif");
    const pretty = await runCli(root, "check", "--output", "plans.txt");

    expect(sarif).toEqual({ exitCode: 1, stdout: "", stderr: "" });
    expect(pretty).toEqual({ exitCode: 1, stdout: "", stderr: "" });
    expect(await readFile(join(root, "out/plans.sarif"), "utf8")).toContain('"version": "2.1.0"');
    expect(await readFile(join(root, "plans.txt"), "utf8")).toMatch(/^✗ F-15: /);
  });

  test("that cannot be written ends with 2", async () => {
    const root = await makeRepository(good);

    expect(await runCli(root, "check", "--output", ".specify")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "plan-gate: `.specify` cannot be written. Name another file with --output.\n",
    });
  });
});

describe("what a repository leaves out", () => {
  const files = {
    ...good,
    ".specify/specs/f-1-old/plan.md": bad,
    ".specify/attic/f-2-old/plan.md": bad,
    "specs/001-x/plan.md": bad,
    ".plan-gateignore": "# nobody works on these\n.specify/specs/f-1-*\n.specify/attic/\nspecs/**\n",
  };

  test("is not judged when it is searched, and that is said", async () => {
    const root = await makeRepository(files);

    const ended = await runCli(root, "check", "--format", "json");

    expect(read(ended.stdout).features.map(({ id }) => id)).toEqual(["F-15"]);
    expect(ended).toMatchObject({
      exitCode: 0,
      stderr:
        "plan-gate: 2 features are left out by `.plan-gateignore`. The gate judges what a pull request changes all the same.\n",
    });
  });

  test("is judged when it is named, and when it is changed", async () => {
    const root = await makeRepository(files);
    execFileSync("git", ["init", "--quiet"], { cwd: root });

    expect(await runCli(root, "check", "F-1")).toMatchObject({ exitCode: 1, stderr: "" });
    expect(await runCli(root, "check", ".specify/attic/f-2-old/plan.md")).toMatchObject({ exitCode: 1 });
    expect(read((await runCli(root, "check", "--changed", "--format", "json")).stdout).features).toHaveLength(
      3,
    );
  });

  test("is no green of its own", async () => {
    const root = await makeRepository({ ...files, ".plan-gateignore": "**\n" });

    expect(await runCli(root, "check")).toMatchObject({ exitCode: 2, stdout: "" });
    expect(await runCli(root, "check", "--allow-empty")).toMatchObject({ exitCode: 0 });
  });

  test.each([
    ["!.specify/f-1", "`!.specify/f-1` leaves nothing out, expected a glob without `!` and parentheses."],
    ["*a*a*b", "`*a*a*b` leaves nothing out, expected at most 2 `*` between two `/`."],
  ])("is named by globs that cannot run long: %s", async (glob, message) => {
    const root = await makeRepository({ ...good, ".plan-gateignore": `\n${glob}\n` });

    expect(await runCli(root, "check", "--format", "compact")).toEqual({
      exitCode: 2,
      stdout: `.plan-gateignore:2:1: error config: ${message}\n`,
      stderr: `plan-gate: .plan-gateignore:2:1: ${message}\n`,
    });
  });

  test("is a list of a sensible length", async () => {
    const many = await makeRepository({ ...good, ".plan-gateignore": "a\n".repeat(201) });
    const large = await makeRepository({ ...good, ".plan-gateignore": "a".repeat(65_537) });

    expect((await runCli(many, "check")).stderr).toBe(
      "plan-gate: .plan-gateignore:201:1: `a` leaves nothing out, expected at most 200 globs.\n",
    );
    expect((await runCli(large, "check")).stderr).toBe(
      "plan-gate: `.plan-gateignore` is over 64 KiB. Make it shorter.\n",
    );
  });
});

test.each([
  ["json", /^\{\n {2}"version": 1,\n {2}"ok": false,\n {2}"features": \[\],\n {2}"config": \[/],
  ["sarif", /"executionSuccessful": false/],
  [
    "github",
    /^::error file=\.github\/plan-gate\.yml,line=2,col=1,title=Plan Gate%3A config::`aproval` is not/,
  ],
  ["markdown", /^### ✗ The config is wrong, so no plan was judged\n/],
  ["compact", /^\.github\/plan-gate\.yml:2:1: error config: `aproval` is not a setting/],
])("a wrong config is an answer as %s too", async (format, expected) => {
  const root = await makeRepository({ ...good, ".github/plan-gate.yml": "version: 1\naproval: {}\n" });

  const ended = await runCli(root, "check", "--format", format);

  expect(ended.stdout).toMatch(expected);
  expect(ended).toMatchObject({
    exitCode: 2,
    stderr: "plan-gate: .github/plan-gate.yml:2:1: `aproval` is not a setting, did you mean `approval`?\n",
  });
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: "1" }, false],
  [true, { NO_COLOR: "" }, true],
  [true, { TERM: "dumb" }, false],
  [false, { FORCE_COLOR: "1" }, true],
  [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
  [true, { FORCE_COLOR: "0" }, false],
  [true, { FORCE_COLOR: "false" }, false],
])("a terminal (%j) with %j has colors: %j", (isTTY, env, expected) => {
  expect(hasColors({ isTTY }, env)).toBe(expected);
});

test("colors are forced into a pipe too", async () => {
  const root = await makeRepository(good);

  expect((await runCliWith({ FORCE_COLOR: "1" }, root, "check")).stdout).toContain("\u001b[32m✓\u001b[0m");
});
