import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judgeCommit, judgePush } from "../../../src/cli/guard/run-guard.ts";
import { goodPlan, goodSpec } from "../good-plan.ts";
import { openTestClone, strictConfig } from "./clone.ts";

const folder = ".specify/specs/f-15-stack";
const planned = {
  ".github/plan-gate.yml": strictConfig,
  [`${folder}/plan.md`]: goodPlan,
  [`${folder}/spec.md`]: goodSpec,
  "src/index.ts": "export {};\n",
};
const nothing = "0".repeat(40);

describe("the pre-commit hook", () => {
  test("judges what is staged, and nothing else", async () => {
    const clone = openTestClone(planned, "quick-fix");
    clone.write({ "src/index.ts": "export const a = 1;\n", "README.md": "# Shop\n" });
    clone.git("add", "README.md");

    const text = await judgeCommit(clone.root, false);
    clone.git("add", "src");
    const code = await judgeCommit(clone.root, false);

    expect(text).toEqual([{ state: "open", note: null }]);
    expect(code).toMatchObject([{ state: "shut" }]);
  });

  test("lets code of an unchanged plan in, and holds it where a change of the plan is staged with it", async () => {
    const clone = openTestClone(planned, "f-15-stack");
    clone.write({ "src/index.ts": "export const a = 1;\n" });
    clone.git("add", "--all");

    const alone = await judgeCommit(clone.root, false);
    clone.write({ [`${folder}/plan.md`]: `${goodPlan}\nMore.\n` });
    const unstaged = await judgeCommit(clone.root, false);
    clone.git("add", "--all");
    const together = await judgeCommit(clone.root, false);

    expect([alone, unstaged, together].flat().map(({ state }) => state)).toEqual(["open", "open", "shut"]);
  });

  test("takes a link for code where the globs name what may lie behind it, a file of that name not", async () => {
    const config = strictConfig.replace('"src/**"', '"src/**/*.ts"');
    const clone = openTestClone({ ...planned, ".github/plan-gate.yml": config }, "quick-fix");
    clone.write({ "src/Makefile": "all:\n" });
    clone.git("add", "--all");
    const file = await judgeCommit(clone.root, false);

    symlinkSync("../../elsewhere", join(clone.root, "src/vendor"));
    clone.git("add", "--all");
    const link = await judgeCommit(clone.root, false);
    const made = clone.commit("Link");
    rmSync(join(clone.root, "src/vendor"));
    clone.git("add", "--all");
    const removal = await judgeCommit(clone.root, false);
    const push = await judgePush(clone.root, `refs/heads/x ${made} refs/heads/x ${nothing}\n`, false);

    expect(file).toEqual([{ state: "open", note: null }]);
    expect(link).toMatchObject([{ state: "shut" }]);
    expect(removal).toMatchObject([{ state: "shut" }]);
    expect(push).toMatchObject([{ state: "shut" }]);
  });

  test("has nothing to say where nothing is staged", async () => {
    expect(await judgeCommit(openTestClone(planned, "f-15").root, false)).toEqual([]);
  });
});

describe("the pre-push hook", () => {
  /** What Git writes: `<local ref> <local id> <remote ref> <remote id>`. */
  const line = (sha: string, branch: string) => `refs/heads/x ${sha} refs/heads/${branch} ${nothing}\n`;

  test("judges what the branch changes since it left the base, by its name on the other side", async () => {
    const clone = openTestClone(planned, "work");
    clone.write({ "src/index.ts": "export const a = 1;\n" });
    const sha = clone.commit("Code");

    const named = await judgePush(clone.root, line(sha, "f-15-stack"), false);
    const unnamed = await judgePush(clone.root, line(sha, "work"), false);
    const both = await judgePush(clone.root, line(sha, "f-15-stack") + line(sha, "work"), false);

    expect([named, unnamed, both].map((verdicts) => verdicts.map(({ state }) => state))).toEqual([
      ["open"],
      ["shut"],
      ["open", "shut"],
    ]);
  });

  test("lets plans, deleted branches and tags go", async () => {
    const clone = openTestClone(planned, "work");
    clone.write({ ".specify/specs/f-16-mail/plan.md": goodPlan });
    const sha = clone.commit("Plan");

    const plan = await judgePush(clone.root, line(sha, "work"), false);
    const others = await judgePush(
      clone.root,
      `(delete) ${nothing} refs/heads/old ${sha}\nrefs/tags/v1 ${sha} refs/tags/v1 ${nothing}\n`,
      false,
    );

    expect(plan).toEqual([{ state: "open", note: null }]);
    expect(others).toEqual([]);
  });

  test("takes in what the base got meanwhile, and sees code that was taken out again for what it leaves", async () => {
    const clone = openTestClone(planned, "f-15-stack");
    clone.write({ "src/index.ts": "export const a = 1;\n" });
    const sha = clone.commit("Code");
    clone.git("switch", "--quiet", "--detach", "origin/main");
    clone.write({ [`${folder}/plan.md`]: `${goodPlan}\nA later plan.\n` });
    clone.git("update-ref", "refs/remotes/origin/main", clone.commit("A later plan"));

    expect(await judgePush(clone.root, line(sha, "f-15-stack"), false)).toMatchObject([{ state: "open" }]);
  });

  test("refuses what the clone cannot read", async () => {
    const clone = openTestClone(planned, "work");

    expect(await judgePush(clone.root, line("f".repeat(40), "f-15-stack"), false)).toMatchObject([
      { state: "shut" },
    ]);
  });
});
