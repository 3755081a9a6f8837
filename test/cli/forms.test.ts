import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { goodPlan, goodSpec } from "./good-plan.ts";
import { makeRepository, runCli } from "./run-cli.ts";

const report = z.object({
  features: z.array(z.object({ id: z.string(), path: z.string(), plan: z.string(), ok: z.boolean() })),
});

const config = (features: string): string => `features:\n  - ${features}\n`;
const openSpec = config('{ glob: "openspec/changes/*", plan: design.md, spec: proposal.md }');
const change = "openspec/changes/add-two-factor";
const inOpenSpec = { [`${change}/design.md`]: goodPlan, [`${change}/proposal.md`]: goodSpec };

async function check(root: string, ...args: readonly string[]) {
  const { stdout } = await runCli(root, "check", ...args, "--format", "json");
  return report.parse(JSON.parse(stdout)).features;
}

describe("a plan that the config names", () => {
  const found = { id: "add-two-factor", path: change, plan: `${change}/design.md`, ok: true };

  test.each([[[]], [[change]], [[`${change}/design.md`]], [["add-two-factor"]]])(
    "is found by check %j",
    async (args) => {
      const root = await makeRepository({ ".github/plan-gate.yml": openSpec, ...inOpenSpec });

      expect(await check(root, ...args)).toEqual([found]);
    },
  );

  test("is missed by its name, and so is the specification", async () => {
    const root = await makeRepository({
      ".github/plan-gate.yml": openSpec,
      [`${change}/tasks.md`]: "- [ ] 1\n",
      "openspec/changes/other/design.md": goodPlan,
    });
    const { stdout } = await runCli(root, "check");

    expect(stdout).toContain("`tasks.md` is here without `design.md`");
    expect(stdout).toContain("There is no `proposal.md` beside the plan.");
  });
});

test("a file that is a plan by itself is found by its folder, by name and by id, and needs no specification", async () => {
  const root = await makeRepository({
    ".github/plan-gate.yml": config('"plans/*.md"'),
    "plans/012-two-factor.md": goodPlan,
  });
  const found = { id: "12", path: "plans/012-two-factor.md", plan: "plans/012-two-factor.md", ok: true };

  for (const args of [[], ["plans"], ["plans/012-two-factor.md"], ["12"]])
    expect(await check(root, ...args)).toEqual([found]);
});

describe("where no setting names the plans of another tool", () => {
  test.each([
    [".kiro/specs/login/design.md", '{ glob: ".kiro/specs/*", plan: design.md, spec: requirements.md }'],
    [
      "apps/web/openspec/changes/login/design.md",
      '{ glob: "apps/web/openspec/changes/*", plan: design.md, spec: proposal.md }',
    ],
    ["specs/001-login/plan.md", '"specs/*"'],
  ])("check prints the line for %s, beside judged ones too", async (path, entry) => {
    const root = await makeRepository({ [path]: goodPlan });
    const alone = await runCli(root, "check");
    expect(alone.exitCode).toBe(2);
    expect(alone.stderr).toContain(`features: [${entry}]`);

    const feature = ".specify/specs/f-1-x";
    const both = await makeRepository({
      [path]: goodPlan,
      [`${feature}/plan.md`]: goodPlan,
      [`${feature}/spec.md`]: goodSpec,
    });
    expect((await runCli(both, "check")).stderr).toContain(`features: [${entry}]`);
  });

  test("init writes them, each in a line of its own, and new follows", async () => {
    const root = await makeRepository({
      "specs/001-login/spec.md": goodSpec,
      ".kiro/specs/login/requirements.md": goodSpec,
      ...inOpenSpec,
      "plans/README.md": "# Plans\n",
    });
    await runCli(root, "init");

    const text = await readFile(join(root, ".github/plan-gate.yml"), "utf8");
    expect(text).toContain(`features:
  - "specs/*"
  - { glob: ".kiro/specs/*", plan: design.md, spec: requirements.md }
  - { glob: "openspec/changes/*", plan: design.md, spec: proposal.md }
`);
    expect(await check(root, change)).toMatchObject([{ id: "add-two-factor", ok: true }]);
  });

  test("init writes strings alone in one line", async () => {
    const root = await makeRepository({ "specs/001-login/spec.md": goodSpec, "plans/login.md": goodPlan });
    await runCli(root, "init");

    const text = await readFile(join(root, ".github/plan-gate.yml"), "utf8");
    expect(text).toContain('features: ["specs/*", "plans/*.md"]\n');
  });
});

describe("new", () => {
  test("takes the names of the layout, and no number", async () => {
    const root = await makeRepository({ ".github/plan-gate.yml": openSpec, ...inOpenSpec });

    const { stdout } = await runCli(root, "new", "Password reset");

    const folder = "openspec/changes/password-reset";
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      `Wrote ${folder}/proposal.md`,
      `Wrote ${folder}/design.md`,
    ]);
    const again = await runCli(root, "new", "add two factor");
    expect(again.stderr).toContain(`\`add-two-factor\` is \`${change}\` already. Choose another name.`);
  });

  test("writes a single file, numbered where the others are", async () => {
    const root = await makeRepository({ ".github/plan-gate.yml": config('"plans/*.md"') });
    expect((await runCli(root, "new", "Login")).stdout).toContain("Wrote plans/login.md\n");

    const numbered = await makeRepository({
      ".github/plan-gate.yml": config('"plans/*.md"'),
      "plans/012-two-factor.md": goodPlan,
    });
    expect((await runCli(numbered, "new", "Login")).stdout).toContain("Wrote plans/013-login.md\n");
  });
});
