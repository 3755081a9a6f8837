import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { temporaryFolder } from "../../temporary-folder.ts";
import { soundSpec } from "../../live/scene.ts";
import { goodPlan, goodSpec } from "../good-plan.ts";
import { runCli, runCliWith } from "../run-cli.ts";

const bad = "# Plan\n\nSoon.\n";

function git(root: string, ...args: readonly string[]): string {
  const settings = ["user.name=a", "user.email=a@example.com", "init.defaultBranch=main"];
  return execFileSync("git", [...settings.flatMap((one) => ["-c", one]), ...args], {
    cwd: root,
    encoding: "utf8",
  }).trim();
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function commit(root: string, files: Readonly<Record<string, string>>): void {
  write(root, files);
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--allow-empty", "--message", "x");
}

/** A clone on a branch `work`, with this on `main`. */
function cloneWith(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  git(root, "init", "--quiet");
  commit(root, files);
  git(root, "checkout", "--quiet", "-b", "work");
  return root;
}

const reportSchema = z.object({
  features: z.array(
    z.object({
      id: z.string(),
      plan: z.string(),
      digest: z.string().nullable(),
      rules: z.array(
        z.object({ id: z.string(), status: z.string(), severity: z.string(), message: z.string() }),
      ),
    }),
  ),
});

async function report(root: string, ...args: readonly string[]) {
  const { stdout, stderr, exitCode } = await runCli(root, "check", "--format", "json", ...args);
  return { stderr, exitCode, features: reportSchema.parse(JSON.parse(stdout)).features };
}

const two = {
  ".specify/f-1/plan.md": bad,
  ".specify/f-1/spec.md": goodSpec,
  ".specify/f-2/plan.md": bad,
  ".specify/f-2/spec.md": goodSpec,
};

describe("check --base", () => {
  test("judges only features that differ, committed or not, and softens what failed before", async () => {
    const root = cloneWith(two);
    write(root, { ".specify/f-1/plan.md": `${bad}\nMore.\n` });

    const ended = await report(root, "--base", "main");

    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.features).toMatchObject([{ id: "F-1", plan: ".specify/f-1/plan.md" }]);
    expect(ended.features[0]?.rules.find(({ id }) => id === "testing")).toMatchObject({
      status: "fail",
      severity: "warning",
      message:
        "Testing strategy: no evidence found; 2 cases with what is checked would be enough. It was so before this pull request.",
    });
    expect(ended.features[0]?.rules.find(({ id }) => id === "spec-exists")?.message).toBe(
      "The specification is on `main`.",
    );
  });

  test("softens nothing where the base says `legacy: strict`, whatever the branch says", async () => {
    const root = cloneWith({ ...two, ".github/plan-gate.yml": "legacy: strict\n" });
    commit(root, { ".specify/f-1/plan.md": `${bad}\nMore.\n`, ".github/plan-gate.yml": "legacy: warn\n" });

    const ended = await report(root, "--base", "main");
    const own = await report(root, "--base", "main", "--config", ".github/plan-gate.yml");

    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toBe(
      "plan-gate: Judged by the settings on `main`, as the gate does; --config judges by others.\n",
    );
    expect(own).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("a plan that is new has nothing old about it", async () => {
    const root = cloneWith({ "README.md": "x" });
    write(root, { ".specify/f-1/plan.md": bad, ".specify/f-1/spec.md": goodSpec });

    const ended = await report(root, "--base", "main");

    expect(ended.exitCode).toBe(1);
    expect(ended.features[0]?.rules.find(({ id }) => id === "spec-exists")?.message).toBe(
      "The specification is new here, not reviewed before.",
    );
  });

  test("the digest is the one of the same files on disk, and siblings that did not change are read", async () => {
    const root = cloneWith({
      ".specify/f-1/plan.md": "# Plan\n\nSee data-model.md.\n",
      ".specify/f-1/spec.md": goodSpec,
      ".specify/f-1/data-model.md": goodPlan,
      ".specify/f-1/tasks.md": "- [x] T-1\n",
    });
    write(root, { ".specify/f-1/plan.md": "# Plan\n\nSee `data-model.md`.\n" });

    const differing = await report(root, "--base", "main");
    const all = await report(root);

    expect(differing.features[0]?.digest).toBe(all.features[0]?.digest);
    expect(differing.features[0]?.rules.find(({ id }) => id === "data-models")?.status).toBe("pass");
  });

  test("a specification that is approved with its plan is judged with it, and ticking its boxes is no change", async () => {
    const spec = `${goodSpec}\n- [ ] agreed\n`;
    const root = cloneWith({
      ".github/plan-gate.yml": "spec: with-plan\n",
      ".specify/f-1/plan.md": goodPlan,
      ".specify/f-1/spec.md": spec,
    });

    write(root, { ".specify/f-1/spec.md": spec.replace("[ ]", "[x]") });
    const ticked = await report(root, "--base", "main");
    const all = await report(root);
    write(root, { ".specify/f-1/spec.md": `${spec}\nNEEDS CLARIFICATION: which?\n` });
    const changed = await report(root, "--base", "main");

    expect(ticked.features).toEqual([]);
    const gaps = ({ features }: typeof all) =>
      features[0]?.rules.find(({ id }) => id === "no-placeholders")?.status;
    expect([gaps(all), gaps(changed), gaps(await report(root))]).toEqual(["pass", "fail", "fail"]);
    expect(changed.features[0]?.digest).toBe((await report(root)).features[0]?.digest);
    expect(changed.features[0]?.digest).not.toBe(all.features[0]?.digest);
    write(root, { ".specify/f-1/spec.md": spec });
    expect((await report(root)).features[0]?.digest).toBe(all.features[0]?.digest);
  });

  test("a specification with a gate of its own is judged by itself, and goes before its plan", async () => {
    const root = cloneWith({
      ".github/plan-gate.yml": "spec: approved\n",
      ".specify/f-1/plan.md": goodPlan,
      ".specify/f-1/spec.md": soundSpec,
      ".specify/f-2/spec.md": soundSpec,
    });
    const isFailing = ({ status, severity }: { status: string; severity: string }) =>
      status === "fail" && severity === "error";
    const seen = async (files: Record<string, string>) => {
      write(root, files);
      const { exitCode, features } = await report(root, "--base", "main");
      return [
        exitCode,
        ...features.map(({ id, rules }) => `${id} ${rules.some(isFailing) ? "fails" : "passes"}`),
      ];
    };

    expect(await seen({ ".specify/f-1/spec.md": `${soundSpec}- Another service\n` })).toEqual([
      0,
      "F-1 spec passes",
    ]);
    expect(await seen({ ".specify/f-1/plan.md": `${goodPlan}\nMore.\n` })).toEqual([
      0,
      "F-1 spec passes",
      "F-1 passes",
    ]);
    const { features } = await report(root, "--base", "main");
    expect(features[1]?.rules.find(({ id }) => id === "spec-exists")?.message).toBe(
      "The specification is changed here, and is approved before the plan.",
    );
    expect(features[0]?.digest).not.toBe(features[1]?.digest);
    expect(await seen({ ".specify/f-2/spec.md": "# Search\n\nResults are shown fast.\n" })).toEqual([
      1,
      "F-1 spec passes",
      "F-1 passes",
      "F-2 spec fails",
    ]);
  });

  test.each([
    [
      "goes while its plan stays",
      (root: string) => {
        rmSync(join(root, ".specify/f-1/spec.md"));
      },
      ["spec-removed"],
    ],
    [
      "becomes empty",
      (root: string) => {
        write(root, { ".specify/f-1/spec.md": "\n" });
      },
      ["spec-readable"],
    ],
    [
      "goes with all there is of its feature",
      (root: string) => {
        rmSync(join(root, ".specify/f-2/spec.md"));
      },
      [],
    ],
  ])("a specification with a gate of its own %s", async (_what, change, expected) => {
    const root = cloneWith({
      ".github/plan-gate.yml": "spec: approved\n",
      ".specify/f-1/plan.md": goodPlan,
      ".specify/f-1/spec.md": soundSpec,
      ".specify/f-2/spec.md": soundSpec,
    });

    change(root);
    const { features } = await report(root, "--base", "main");

    expect(
      features.flatMap(({ rules }) => rules.filter(({ status }) => status === "fail").map(({ id }) => id)),
    ).toEqual(expected);
  });

  test("what was changed on the base alone is not ours, what was changed on both needs an update", async () => {
    const root = cloneWith(two);
    git(root, "checkout", "--quiet", "main");
    commit(root, { ".specify/f-1/plan.md": "# Theirs\n", ".specify/f-2/plan.md": "# Theirs\n" });
    git(root, "checkout", "--quiet", "work");
    commit(root, { ".specify/f-1/plan.md": "# Ours\n" });

    const { exitCode, features } = await report(root, "--base", "main");

    expect(exitCode).toBe(1);
    expect(features.map(({ id, rules }) => [id, rules.map((rule) => rule.message)])).toEqual([
      ["F-1", ["Merging would make a text nobody has seen. Update the branch, then ask for approval."]],
    ]);
  });

  test.each([
    [
      "removes a plan and keeps the rest",
      (root: string) => {
        rmSync(join(root, ".specify/f-1/plan.md"));
      },
      1,
    ],
    [
      "removes a feature",
      (root: string) => {
        rmSync(join(root, ".specify/f-1"), { recursive: true });
      },
      0,
    ],
    [
      "makes the plan a link",
      (root: string) => {
        rmSync(join(root, ".specify/f-1/plan.md"));
        symlinkSync("../f-2/plan.md", join(root, ".specify/f-1/plan.md"));
      },
      1,
    ],
    [
      "changes code only",
      (root: string) => {
        writeFileSync(join(root, "x.ts"), "");
      },
      0,
    ],
  ])("judges as the gate does where somebody %s", async (_name, change, exitCode) => {
    const root = cloneWith(two);
    change(root);

    expect((await report(root, "--base", "main")).exitCode).toBe(exitCode);
  });

  test("a plan past the bounds ends with 1, a change past them with 2", async () => {
    const root = cloneWith(two);
    write(root, { ".specify/f-1/plan.md": "x".repeat(256 * 1024 + 1) });
    const large = await report(root, "--base", "main");
    const files = Array.from(
      { length: 5 },
      (_, index) => [`.specify/f-1/contracts/${index}.md`, `${index} ${"x ".repeat(120_000)}\n`] as const,
    );
    write(root, { ".specify/f-1/plan.md": bad, ...Object.fromEntries(files) });

    expect(large.exitCode).toBe(1);
    expect(large.features[0]?.rules[0]?.message).toBe(
      "`plan.md` is larger than 256 KiB. Move details into sibling files.",
    );
    expect(await runCli(root, "check", "--base", "main")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "plan-gate: The changed plans have more than 1 MiB of text; split the pull request.\n",
    });
    expect((await report(root)).features[0]?.rules[0]?.message).toBe(
      "The changed plans have more than 1 MiB of text; split the pull request.",
    );
  });

  test("only what lies in the places that are named", async () => {
    const root = cloneWith(two);
    write(root, { ".specify/f-1/plan.md": "# 1\n", ".specify/f-2/plan.md": "# 2\n" });
    const ids = async (...places: readonly string[]) =>
      (await report(root, "--base", "main", ...places)).features.map(({ id }) => id);

    expect(await ids(".specify/f-2")).toEqual(["F-2"]);
    expect(await ids(".specify/f-1/plan.md")).toEqual(["F-1"]);
    expect(await ids(".")).toEqual(["F-1", "F-2"]);
    expect(await runCli(root, "check", "--base", "main", "nowhere")).toMatchObject({ exitCode: 2 });
  });

  test("says what it was compared with where nothing differs, and of plans that no setting names", async () => {
    const root = cloneWith(two);
    write(root, { "specs/001-x/plan.md": bad, "specs/002-x/plan.md": bad });

    expect(await runCli(root, "check", "--base", "main")).toEqual({
      exitCode: 0,
      stdout: "No plan to judge differs from `main`.\n",
      stderr:
        'plan-gate: 2 plans are not judged, such as `specs/001-x/plan.md`: no setting names the folder. Add to `.github/plan-gate.yml`:\nfeatures: ["specs/*"]\n',
    });
  });

  test.each([
    [["--base", "nope"], "`nope` is no commit of this clone. Fetch it, or name another with --base."],
    [["--base", "--help"], "`--help` is no commit of this clone. Fetch it, or name another with --base."],
    [["--all", "--changed"], "--all judges everything, --base and --changed only what differs. Choose one."],
  ])("ends with 2 for %j", async (args, message) => {
    const ended = await runCli(cloneWith(two), "check", ...args);

    expect(ended).toEqual({ exitCode: 2, stdout: "", stderr: `plan-gate: ${message}\n` });
  });

  test("ends with 2 where there is no Git, and where the clone is too shallow", async () => {
    const folder = temporaryFolder();
    write(folder, two);
    const root = cloneWith(two);
    git(root, "checkout", "--quiet", "--orphan", "other");
    commit(root, {});
    commit(root, {});
    const shallow = join(temporaryFolder(), "clone");
    git(root, "clone", "--quiet", "--depth=1", "--no-single-branch", `file://${root}`, shallow);

    expect((await runCli(folder, "check", "--changed")).stderr).toBe(
      "plan-gate: This is no Git repository, so nothing can be compared. Leave out --base and --changed.\n",
    );
    expect((await runCli(shallow, "check", "--base", "origin/main")).stderr).toBe(
      "plan-gate: This clone is too shallow to know where the work left `origin/main`. Fetch more: `git fetch --unshallow`, in Actions `fetch-depth: 0`.\n",
    );
    expect((await runCli(root, "check", "--base", "main")).stdout).toBe(
      "No plan to judge differs from `main`.\n",
    );
  });
});

describe("check --changed", () => {
  test("compares with the default branch of origin", async () => {
    const origin = cloneWith(two);
    git(origin, "checkout", "--quiet", "main");
    const root = join(temporaryFolder(), "clone");
    git(origin, "clone", "--quiet", origin, root);
    commit(root, { ".specify/f-1/plan.md": "# Mine\n" });

    expect((await report(root, "--changed")).features.map(({ id }) => id)).toEqual(["F-1"]);
  });

  test("without origin compares with the last commit, and with nothing before the first", async () => {
    const root = cloneWith(two);
    write(root, { ".specify/f-2/plan.md": "# Mine\n" });
    const fresh = temporaryFolder();
    git(fresh, "init", "--quiet");
    write(fresh, { ...two, ".github/plan-gate.yml": "rules: {cli-first: off}\n" });

    expect((await report(root, "--changed")).features.map(({ id }) => id)).toEqual(["F-2"]);
    expect((await report(fresh, "--changed")).features.map(({ id }) => id)).toEqual(["F-1", "F-2"]);
    expect((await runCli(cloneWith(two), "check", "--changed")).stdout).toBe(
      "No plan to judge differs from the last commit.\n",
    );
  });

  const actions = { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request", GITHUB_BASE_REF: "main" };

  test("is what a pull request's run in Actions does by itself, on the merge that is checked out", async () => {
    const root = cloneWith(two);
    commit(root, { ".specify/f-1/plan.md": "# Mine\n" });
    git(root, "checkout", "--quiet", "main");
    commit(root, { ".specify/f-2/plan.md": "# Theirs\n" });
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", "work");
    const run = async (...args: readonly string[]) => {
      const { stdout } = await runCliWith(actions, root, "check", "--format", "json", ...args);
      return reportSchema.parse(JSON.parse(stdout)).features.map(({ id }) => id);
    };

    expect(await run()).toEqual(["F-1"]);
    expect(await run("--all")).toEqual(["F-1", "F-2"]);
    expect(await run(".specify/f-2")).toEqual(["F-2"]);
  });

  test("in a merge group takes the base that GitHub's event names, and says where it is missing", async () => {
    const root = cloneWith(two);
    const base = git(root, "rev-parse", "HEAD");
    commit(root, { ".specify/f-1/plan.md": "# Mine\n" });
    const event = join(temporaryFolder(), "event.json");
    const env = {
      ...actions,
      GITHUB_EVENT_NAME: "merge_group",
      GITHUB_BASE_REF: "",
      GITHUB_EVENT_PATH: event,
    };
    const run = (sha: string) => {
      writeFileSync(event, JSON.stringify({ merge_group: { base_sha: sha } }));
      return runCliWith(env, root, "check", "--format", "json");
    };

    const found = await run(base);
    const missing = await run("f".repeat(40));

    expect(reportSchema.parse(JSON.parse(found.stdout)).features.map(({ id }) => id)).toEqual(["F-1"]);
    expect(missing).toEqual({
      exitCode: 2,
      stdout: "",
      stderr:
        "plan-gate: The commit to compare with is not in this checkout. Give actions/checkout `fetch-depth: 0`, or name the base with --base.\n",
    });
  });
});
