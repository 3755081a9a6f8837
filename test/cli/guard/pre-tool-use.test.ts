import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { answerToolUse } from "../../../src/cli/guard/pre-tool-use.ts";
import { goodPlan, goodSpec } from "../good-plan.ts";
import { openTestClone, strictConfig, type TestClone } from "./clone.ts";

const folder = ".specify/specs/f-15-stack";
const planned = {
  ".github/plan-gate.yml": strictConfig,
  [`${folder}/plan.md`]: goodPlan,
  [`${folder}/spec.md`]: goodSpec,
  "src/index.ts": "export {};\n",
  "README.md": "# Shop\n",
};

/** The answer that Claude Code documents for a hook that refuses: https://code.claude.com/docs/en/hooks */
const refusalSchema = z.strictObject({
  hookSpecificOutput: z.strictObject({
    hookEventName: z.literal("PreToolUse"),
    permissionDecision: z.literal("deny"),
    permissionDecisionReason: z.string(),
  }),
});

/** What Claude Code documents that each tool is given. */
function inputOf(tool: string, file: string): Readonly<Record<string, unknown>> {
  switch (tool) {
    case "Write":
      return { file_path: file, content: "b" };
    case "MultiEdit":
      return { file_path: file, edits: [{ old_string: "a", new_string: "b", replace_all: false }] };
    case "NotebookEdit":
      return { notebook_path: file, cell_id: "a1", new_source: "b", cell_type: "code", edit_mode: "replace" };
    default:
      return { file_path: file, old_string: "a", new_string: "b", replace_all: false };
  }
}

/** What Claude Code documents that a hook is given. */
function toolUse(clone: TestClone, file: string, tool = "Edit"): string {
  return JSON.stringify({
    session_id: "abc123",
    transcript_path: "/home/mona/.claude/projects/shop/transcript.jsonl",
    cwd: clone.root,
    permission_mode: "acceptEdits",
    hook_event_name: "PreToolUse",
    tool_name: tool,
    tool_input: inputOf(tool, file),
    tool_use_id: "toolu_01ABC123",
  });
}

const offline = { mayAsk: false, projectFolder: null };

/** Why a call is refused; `null` where it is left to the agent's own permissions. */
async function refusalOf(clone: TestClone, file: string, tool?: string): Promise<string | null> {
  const { stdout } = await answerToolUse(toolUse(clone, file, tool), offline);
  return stdout === ""
    ? null
    : refusalSchema.parse(JSON.parse(stdout)).hookSpecificOutput.permissionDecisionReason;
}

/** The base as it was, with another plan: the clone stays as it is. */
function movedBase(clone: TestClone, plan: string): string {
  const here = clone.git("rev-parse", "--abbrev-ref", "HEAD").trim();
  clone.git("switch", "--quiet", "--detach", "origin/main");
  clone.write({ [`${folder}/plan.md`]: plan });
  const sha = clone.commit("another plan");
  clone.git("switch", "--quiet", here);
  return sha;
}

describe("the hook of Claude Code", () => {
  test("lets code be written whose plan is on the base", async () => {
    const clone = openTestClone(planned, "f-15-stack");

    const answer = await answerToolUse(toolUse(clone, join(clone.root, "src/index.ts")), offline);

    expect(answer).toEqual({ stdout: "", stderr: "plan-gate: F-15: the plan is on `origin/main`.\n" });
  });

  test("refuses code of a feature that is only specified, and says what to do", async () => {
    const clone = openTestClone({ ...planned, ".specify/specs/f-16-mail/spec.md": goodSpec }, "f-16-mail");

    expect((await refusalOf(clone, join(clone.root, "src/mail.ts")))?.split("\n")).toEqual([
      "Plan Gate: `src/mail.ts` is code that waits for an approved plan.",
      "- F-16 has no plan yet. There is no `.specify/specs/f-16-mail/plan.md` on `origin/main`. Have a plan approved first, in a pull request of its own or in this one.",
      expect.stringMatching(/^Do not work around this: .*`plan-gate wait OWNER\/REPO#N`/),
      "Judged by `origin/main` in this clone; GitHub was not asked.",
    ]);
  });

  test("refuses code of a plan that is only on this branch", async () => {
    const clone = openTestClone(planned, "feature/F-16");
    clone.write({
      ".specify/specs/f-16-mail/plan.md": goodPlan,
      ".specify/specs/f-16-mail/spec.md": goodSpec,
    });

    expect(await refusalOf(clone, "src/mail.ts")).toContain("- F-16 has no plan yet.");
  });

  test("refuses code while the plan is not as on the base: edited, removed, or with a contract beside it", async () => {
    const clone = openTestClone(planned, "f-15-stack");
    const here: (string | null)[] = [];
    for (const change of [
      { [`${folder}/plan.md`]: `${goodPlan}\nAnd a second database.\n` },
      { [`${folder}/plan.md`]: null },
      { [`${folder}/contracts/api.yaml`]: "openapi: 3.1.0\n" },
    ]) {
      clone.write(change);
      here.push(await refusalOf(clone, "src/index.ts"));
      clone.git("clean", "--quiet", "--force", "-d");
      clone.git("checkout", "--quiet", "--", ".");
    }

    const again = await refusalOf(clone, "src/index.ts");

    expect(here.map((reason) => reason?.includes("F-15: the plan is not the one on `origin/main`."))).toEqual(
      [true, true, true],
    );
    expect(again).toBeNull();
  });

  test("refuses code while a specification that is approved with its plan is not as on the base, but for ticks", async () => {
    const spec = `${goodSpec}\n- [ ] agreed\n`;
    const config = `${strictConfig}spec: with-plan\n`;
    const files = { ...planned, ".github/plan-gate.yml": config, [`${folder}/spec.md`]: spec };
    const clone = openTestClone(files, "f-15-stack");
    const change = async (text: string) => {
      clone.write({ [`${folder}/spec.md`]: text });
      return refusalOf(clone, "src/index.ts");
    };

    expect(await change(`${spec}And more.\n`)).toContain("F-15: the plan is not the one on `origin/main`.");
    expect(await change(spec.replace("[ ]", "[x]"))).toBeNull();
    clone.commit("tick");
    expect(await refusalOf(clone, "src/index.ts")).toBeNull();
    clone.git("update-ref", "refs/remotes/origin/main", movedBase(clone, `${goodPlan}\nMore.\n`));
    expect(await refusalOf(clone, "src/index.ts")).toBeNull();
  });

  test("refuses code while a specification with a gate of its own is not as on the base, but for ticks", async () => {
    const spec = `${goodSpec}\n- [ ] agreed\n`;
    const config = `${strictConfig}spec: approved\n`;
    const files = { ...planned, ".github/plan-gate.yml": config, [`${folder}/spec.md`]: spec };
    const clone = openTestClone(files, "f-15-stack");
    const change = async (text: string) => {
      clone.write({ [`${folder}/spec.md`]: text });
      return refusalOf(clone, "src/index.ts");
    };

    expect(await change(`${spec}And more.\n`)).toContain("F-15: the plan is not the one on `origin/main`.");
    expect(await change(spec.replace("[ ]", "[x]"))).toBeNull();
  });

  test("reads lines of a commit's message, and asks for one where nothing is named", async () => {
    const clone = openTestClone(planned, "quick-fix");

    const before = await refusalOf(clone, "src/index.ts");
    clone.git("commit", "--quiet", "--allow-empty", "--message", "Begin\n\nFeature: F-15");
    const after = await refusalOf(clone, "src/index.ts");

    expect(before).toContain(
      "- the code names no feature. Say which plan it implements: add the line `Feature: F-15`",
    );
    expect(after).toBeNull();
  });

  test("takes F-1 for no part of F-15, and a name that two bear for none", async () => {
    const short = openTestClone(planned, "f-1");
    const twice = openTestClone({ ...planned, "apps/.specify/f-15-x/plan.md": goodPlan }, "f-15");

    expect(await refusalOf(short, "src/index.ts")).toContain("- there is no feature `f-1`.");
    expect(await refusalOf(twice, "src/index.ts")).toContain("- `f-15` names 2 features.");
  });

  test.each([
    ["README.md", "Edit"],
    ["src/deps.lock", "Write"],
    [`${folder}/plan.md`, "Edit"],
    [".github/plan-gate.yml", "Edit"],
    ["src/index.ts", "Read"],
  ])("leaves %s to the agent's own permissions (%s)", async (file, tool) => {
    const clone = openTestClone(planned, "quick-fix");

    expect(await refusalOf(clone, file, tool)).toBeNull();
  });

  test("takes contracts for code as the gate does: unless a feature holds them, on the base or here", async () => {
    const config = strictConfig.replace("src/**", "**");
    const clone = openTestClone({ ...planned, ".github/plan-gate.yml": config }, "quick-fix");
    const contract = ".specify/specs/f-16-mail/contracts/api.ts";

    const ofPlanned = await refusalOf(clone, `${folder}/contracts/api.ts`);
    const orphaned = await refusalOf(clone, contract);
    clone.write({ ".specify/specs/f-16-mail/spec.md": goodSpec });
    const specified = await refusalOf(clone, contract);
    clone.git("update-ref", "-d", "refs/remotes/origin/main");
    clone.git("branch", "--quiet", "--delete", "--force", "main");
    const withoutBase = await refusalOf(clone, contract);

    expect(ofPlanned).toBeNull();
    expect(orphaned).toContain(`Plan Gate: \`${contract}\` is code that waits for an approved plan.`);
    expect(specified).toBeNull();
    expect(withoutBase).toBeNull();
  });

  test.each(["Write", "MultiEdit", "NotebookEdit", "mcp__files__write"])(
    "looks at the file of %s",
    async (tool) => {
      const clone = openTestClone(planned, "quick-fix");

      expect(await refusalOf(clone, "src/a.ipynb", tool)).not.toBeNull();
    },
  );

  test("leaves calls without a file alone", async () => {
    const clone = openTestClone(planned, "quick-fix");
    const input = JSON.stringify({ cwd: clone.root, tool_name: "Bash", tool_input: { command: "ls" } });

    expect(await answerToolUse(input, offline)).toEqual({ stdout: "", stderr: "" });
  });

  test("is not led around by links, dots, spelling, or a repository within", async () => {
    const clone = openTestClone(planned, "quick-fix");
    symlinkSync(join(clone.root, "src"), join(clone.root, "docs"));
    mkdirSync(join(clone.root, "src", "own", ".git"), { recursive: true });

    for (const file of ["docs/new.ts", "docs/../src/a.ts", "./src/a.ts", "SRC/a.ts", "src/own/a.ts"]) {
      expect(await refusalOf(clone, file), file).not.toBeNull();
    }
  });

  test("judges by the config of the base, whatever is on disk", async () => {
    const clone = openTestClone(planned, "quick-fix");
    clone.write({ ".github/plan-gate.yml": "version: 1\n" });

    expect(await refusalOf(clone, "src/index.ts")).not.toBeNull();
  });

  test("judges by the config on disk where the base has none, and is open without any", async () => {
    const clone = openTestClone({ "README.md": "# Shop\n" }, "quick-fix");

    const without = await refusalOf(clone, "src/index.ts");
    clone.write({ ".github/plan-gate.yml": strictConfig });
    const withOne = await refusalOf(clone, "src/index.ts");

    expect(without).toBeNull();
    expect(withOne).toContain("- the code names no feature.");
  });

  test.each([
    [
      "a setting that is none",
      { ".github/plan-gate.yml": "implementaton: {}\n" },
      "`implementaton` is not a setting",
    ],
    [
      "a config that is not read",
      { ".github/plan-gate.yaml": strictConfig },
      "Rename it to `.github/plan-gate.yml`.",
    ],
  ])("holds all back but what mends it where the base has %s", async (_what, config, problem) => {
    const clone = openTestClone({ "README.md": "# Shop\n", ...config }, "f-15-stack");

    const code = await refusalOf(clone, "README.md");

    expect(code).toContain(
      "Plan Gate cannot tell whether `README.md` may be changed: the gate's config is broken.",
    );
    expect(code).toContain(problem);
    expect(await refusalOf(clone, ".github/plan-gate.yml")).toBeNull();
    expect(await refusalOf(clone, ".specify/specs/f-15-stack/plan.md")).toBeNull();
  });

  test("refuses where the clone knows no default branch", async () => {
    const clone = openTestClone(planned, "f-15-stack");
    clone.git("update-ref", "-d", "refs/remotes/origin/main");
    clone.git("symbolic-ref", "--delete", "refs/remotes/origin/HEAD");
    clone.git("branch", "--quiet", "-D", "main");

    expect(await refusalOf(clone, "src/index.ts")).toContain("this clone knows no default branch");
  });

  test.each(["", "[]", '{"tool_input":{"file_path":"src/a.ts"}}'])("fails on the input %j", async (input) => {
    await expect(answerToolUse(input, offline)).rejects.toThrow();
  });
});
