import { expect, test, vi } from "vitest";
import { fine, finding, formatDoctor } from "../../src/cli/doctor/finding.ts";
import { createPaint } from "../../src/render/report/terminal.ts";
import { goodPlan } from "./good-plan.ts";
import { makeRepository, runCli, runCliWith } from "./run-cli.ts";

/** Every command is a process of its own. */
vi.setConfig({ testTimeout: 90_000 });

const hostile = "f-1-\u001b[31m\u202e\u009b2J\u2066";
const hidden = /(?!\n)[\p{Cc}\p{Cf}]/u;

test.each([
  ["status"],
  ["status", "--format", "json"],
  ["check"],
  ["check", "--format", "json"],
  ["check", "--format", "sarif"],
  ["check", "--format", "github"],
  ["check", "--format", "markdown"],
  ["check", hostile],
  ["check", "--format", hostile],
  ["check", `--${hostile}`],
  ["explain", hostile],
  ["smoke", "--config", hostile],
])("no name of a folder steers the terminal or hides: %j", async (...command) => {
  const root = await makeRepository({
    [`.specify/${hostile}/plan.md`]: "# Plan\n\nSoon.\n",
    [`.specify/${hostile}/tasks.md`]: "- [ ] T-1\n",
    ".specify/f-2/plan.md": goodPlan,
  });

  const { stdout, stderr } = await runCli(root, ...command);

  expect(stdout + stderr).not.toBe("");
  expect(stdout + stderr).not.toMatch(hidden);
});

test("no name that doctor tells steers the terminal or hides", () => {
  const repository = {
    id: 1,
    owner: hostile,
    name: "x",
    ownerType: "Organization",
    defaultBranch: "main",
    htmlUrl: "https://github.com/x/x",
  } as const;
  const findings = [
    fine("approvers", `1 may approve: \`${hostile}\`.`),
    finding("config", "problem", {
      message: `There is nobody behind \`team\n${hostile}\`.`,
      fix: `On \`${hostile}\`:\nrun it.`,
    }),
  ];

  const text = formatDoctor({ repository }, findings, createPaint(false));

  expect(text).not.toMatch(hidden);
  expect(text).toContain("✗ There is nobody behind `team f-1-‹U+001B›[31m‹U+202E›‹U+009B›2J‹U+2066›`.\n");
});

test("no line of a refusal of the smoke test is a command of its own", async () => {
  const root = await makeRepository({});

  const { stderr, stdout, exitCode } = await runCliWith(
    { GITHUB_ACTIONS: "true" },
    root,
    ...["smoke", "--config", "a\n::add-mask::b\u001b"],
  );

  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    "plan-gate smoke: The config `a\nplan-gate smoke: ::add-mask::b‹U+001B›` cannot be read. Name a file with --config.\n",
  );
  expect(stdout).toBe(
    "::error title=Compose smoke::The config `a\n::error title=Compose smoke::::add-mask::b‹U+001B›` cannot be read. Name a file with --config.\n",
  );
});

test("smoke --help names each default once", async () => {
  const { stdout } = await runCli(await makeRepository({}), "smoke", "--help");

  expect(stdout.replaceAll(/\s+/g, " ")).toContain("(default: as Compose finds it) --profile");
  expect(stdout).not.toContain("(default: [])");
});

test("init puts no host into its commands that is none", async () => {
  const remote = "https://x$(touch\u001b[31m)/acme/shop.git";
  const root = await makeRepository({
    ".git/config": `[core]\n\trepositoryformatversion = 0\n[remote "origin"]\n\turl = ${remote}\n`,
    ".git/objects/.keep": "",
    ".git/refs/.keep": "",
  });

  const { stdout } = await runCli(root, "init");

  expect(stdout).not.toMatch(hidden);
  expect(stdout).toContain("repos/OWNER/REPO/rulesets");
});
