import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import { rules } from "../../src/plan/rules/index.ts";
import { goodPlan, goodSpec } from "./good-plan.ts";
import { makeRepository, runCli, spawnCli } from "./run-cli.ts";

test("help and version end with 0", async () => {
  const root = await makeRepository({});

  const help = await runCli(root, "--help");
  const version = await runCli(root, "--version");

  expect(help.exitCode).toBe(0);
  for (const command of ["check", "status", "explain", "init", "smoke", "serve"]) {
    expect(help.stdout).toContain(`\n  ${command}`);
  }
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("status tells how far every feature is and what it waits for", async () => {
  const root = await makeRepository({
    ".specify/f-1/spec.md": goodSpec,
    ".specify/f-2/plan.md": goodPlan,
    ".specify/f-2/spec.md": goodSpec,
    ".specify/f-3/tasks.md": "- [x] done",
  });

  const pretty = await runCli(root, "status");
  const json = await runCli(root, "status", "--format", "json");

  expect(pretty.stdout.split("\n")).toEqual([
    "① specify      F-1  waits for a plan  .specify/f-1",
    "② plan         F-2  nothing is missing but the approval  .specify/f-2",
    "● complete     F-3  `tasks.md` is here without `plan.md`: step 3 before step 2. Write the plan first.  .specify/f-3",
    "",
  ]);
  expect(pretty.exitCode).toBe(0);
  expect(JSON.parse(json.stdout)).toMatchObject({
    version: 1,
    features: [{ id: "F-1", verdict: "no-plan" }, {}, {}],
  });
});

test("explain tells what a rule wants, and lists the rules", async () => {
  const root = await makeRepository({});

  const rule = await runCli(root, "explain", "failure-modes");
  const list = await runCli(root, "explain");

  expect(rule.stdout).toMatch(/^Failure modes \(failure-modes, section, error by default\)\n/);
  expect(rule.stdout).toContain("\n\nEnough:\n");
  expect(list.stdout.split("\n")).toHaveLength(18);
});

test("explain wraps its prose to the terminal, and leaves examples whole", async () => {
  const root = await makeRepository({});

  const { stdout } = await onTerminal(50, () => runCli(root, "explain", "failure-modes"));

  const lines = stdout.split("\n");
  const prose = lines.filter((line) => !line.startsWith("    "));
  expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(50);
  expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(50);
});

/** Standard output is a terminal without colors meanwhile, so many columns wide. */
async function onTerminal<Result>(columns: number, run: () => Promise<Result>): Promise<Result> {
  const own = { isTTY: process.stdout.isTTY, columns: process.stdout.columns };
  vi.stubEnv("NO_COLOR", "1");
  Object.assign(process.stdout, { isTTY: true, columns });
  try {
    return await run();
  } finally {
    Object.assign(process.stdout, own);
    vi.unstubAllEnvs();
  }
}

test("explain prints every rule for a prompt, as Markdown and as JSON", async () => {
  const root = await makeRepository({});

  const markdown = await runCli(root, "explain", "--all", "--format", "markdown");
  const json = await runCli(root, "explain", "--all", "--format", "json");
  const one = await runCli(root, "explain", "failure-modes", "--format", "json");
  const pretty = await runCli(root, "explain", "--all");
  const both = await runCli(root, "explain", "failure-modes", "--all");

  expect(markdown.stdout.match(/^## .*/gm)).toEqual(rules.map(({ title }) => `## ${title}`));
  expect(markdown.stdout).toContain("\n`failure-modes` · section · error by default\n");
  expect(markdown.stdout).toContain("\nEnough:\n\n    ## Failure modes\n");
  expect(JSON.parse(json.stdout)).toMatchObject({
    version: 1,
    rules: rules.map(({ id, title, docs }) => ({ id, title, wants: docs.wants, good: docs.good })),
  });
  expect(JSON.parse(one.stdout)).toMatchObject({ rules: [{ id: "failure-modes", severity: "error" }] });
  expect(pretty.stdout.match(/^Enough:$/gm)).toHaveLength(rules.length);
  expect(both).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "plan-gate: Give the id of a rule or `--all`, not both.\n",
  });
});

test("init writes what it could find out, and a config that is valid", async () => {
  const root = await makeRepository({
    ".git/config":
      '[core]\n\trepositoryformatversion = 0\n[remote "origin"]\n\turl = git@github.com:acme/shop.git\n',
    ".git/objects/.keep": "",
    ".git/refs/.keep": "",
    ".github/CODEOWNERS": "* @acme/architects\n",
    "specs/001-login/plan.md": goodPlan,
    "compose.yaml": "services: {}\n",
  });

  const commit = "c".repeat(40);
  const first = await runCli(root, "init", "--app-id", "4711", "--from", `acme/plan-gate@${commit}`);
  const second = await runCli(root, "init", "--from", `acme/plan-gate@${commit}`);

  const text = await readFile(join(root, ".github/plan-gate.yml"), "utf8");
  expect(parseConfig(text)).toMatchObject({
    state: "valid",
    config: {
      features: ["specs/*"],
      approval: { codeowners: true, permission: null },
      smoke: { workflow: ".github/workflows/compose-smoke.yml" },
    },
  });
  const schema = `https://raw.githubusercontent.com/acme/plan-gate/${commit}/schema/plan-gate.schema.json`;
  expect(text.split("\n")[0]).toBe(`# yaml-language-server: $schema=${schema}`);
  expect(await readFile(join(root, ".github/workflows/compose-smoke.yml"), "utf8")).toContain(
    `      - uses: acme/plan-gate/smoke@${commit}\n`,
  );
  expect(first.stdout).toContain(
    `It runs acme/plan-gate at ${commit}, which its Actions must be able to read.\n`,
  );
  expect(first.stdout).toContain("Wrote .github/plan-gate.yml\n");
  expect(first.stdout).toContain("gh api --method POST repos/acme/shop/rulesets --input - <<JSON\n");
  expect(first.stdout).toContain('"integration_id": 4711');
  expect(second.stdout).toContain("Kept .github/plan-gate.yml, which is here already\n");
  expect(second.stdout).toContain("app_id=$(gh api apps/YOUR-APP --jq .id)\n");
});

test("init for one person lets the author approve, with the button only", async () => {
  const root = await makeRepository({});

  const ended = await runCli(root, "init", "--solo");

  const parsed = parseConfig(await readFile(join(root, ".github/plan-gate.yml"), "utf8"));
  expect(parsed).toMatchObject({
    state: "valid",
    config: { approval: { allow_author: true, methods: ["button"], permission: "maintain" } },
  });
  expect(ended.stdout).toContain("repos/OWNER/REPO/rulesets");
});

test("init has the setting for code that waits for its plan as a comment, and with --strict for good", async () => {
  const written = async (...options: readonly string[]) => {
    const root = await makeRepository({});
    await runCli(root, "init", ...options);
    return readFile(join(root, ".github/plan-gate.yml"), "utf8");
  };
  const [plain, strict] = [await written(), await written("--strict")];

  expect(plain).toContain('# implementation:\n#   paths: ["src/**"]\n#   require: approved-plan\n');
  expect(parseConfig(plain)).toMatchObject({ config: { implementation: { require: "off" } } });
  expect(parseConfig(strict)).toMatchObject({
    state: "valid",
    config: { implementation: { paths: ["src/**"], require: "approved-plan" } },
  });
});

test.each(["acme/plan-gate", "acme/plan-gate@v1", `x@${"c".repeat(40)}`])(
  "init takes no source that names no commit: %s",
  async (from) => {
    const root = await makeRepository({ "compose.yaml": "services: {}\n" });

    expect(await runCli(root, "init", "--from", from)).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `plan-gate: \`${from}\` names no commit of Plan Gate, expected OWNER/REPO@ and 40 hex digits.\n`,
    });
  },
);

test("an App's id that is no number ends with 2", async () => {
  const root = await makeRepository({});

  expect(await runCli(root, "init", "--app-id", "plan-gate")).toMatchObject({
    exitCode: 2,
    stderr: "plan-gate: The App's id is `plan-gate`, expected a whole number such as 123456.\n",
  });
});

test("serve ends as the server ends: with half of its settings it does not start", async () => {
  const root = await makeRepository({ ".env": "WEBHOOK_SECRET=development\n" });

  const ended = await spawnCli(root, "serve");

  expect(ended.exitCode).not.toBe(0);
  expect(ended.stdout + ended.stderr).toContain("APP_ID");
});
