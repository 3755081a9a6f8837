import { execFileSync } from "node:child_process";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { digestOf } from "../../src/approval/digest.ts";
import { specId } from "../../src/gate/compared-text.ts";
import { rules } from "../../src/plan/rules/index.ts";
import { soundSpec } from "../live/scene.ts";
import { goodPlan, goodSpec } from "./good-plan.ts";
import { makeRepository, runCli } from "./run-cli.ts";

const reportSchema = z.object({
  version: z.literal(1),
  ok: z.boolean(),
  features: z.array(
    z.object({
      id: z.string(),
      path: z.string(),
      plan: z.string(),
      phase: z.string(),
      digest: z.string().nullable(),
      ok: z.boolean(),
      rules: z.array(z.object({ id: z.string(), status: z.string(), message: z.string() })),
    }),
  ),
});

const folder = ".specify/specs/f-15-stack";

async function report(root: string, ...args: readonly string[]) {
  const { stdout, exitCode } = await runCli(root, "check", "--format", "json", ...args);
  return { exitCode, report: reportSchema.parse(JSON.parse(stdout)) };
}

test("a repository whose plans lack nothing ends with 0", async () => {
  const root = await makeRepository({
    [`${folder}/plan.md`]: goodPlan,
    [`${folder}/spec.md`]: goodSpec,
    "specs/001-x/plan.md": "not looked at",
  });

  const ended = await runCli(root, "check");

  expect(ended.stdout).toContain("✓ F-15: nothing is missing but the approval");
  expect(ended.stdout).toContain("1 plan, nothing missing but the approval");
  expect(ended).toMatchObject({
    exitCode: 0,
    stderr:
      'plan-gate: One plan is not judged, such as `specs/001-x/plan.md`: no setting names the folder. Add to `.github/plan-gate.yml`:\nfeatures: ["specs/*"]\n',
  });
});

test("a specification with a gate of its own is judged before there is a plan, and beside one", async () => {
  const vague = "# Stack\n\nMetrics are shown fast.\n";
  const at = (spec: string, more: Record<string, string> = {}) =>
    makeRepository({ ".github/plan-gate.yml": "spec: approved\n", [`${folder}/spec.md`]: spec, ...more });
  const failing = (json: z.output<typeof reportSchema>) =>
    json.features.flatMap(({ rules: rows }) =>
      rows.filter(({ status }) => status === "fail").map(({ id }) => id),
    );

  const sound = await report(await at(soundSpec));
  const alone = await report(await at(vague));
  const beside = await report(await at(vague, { [`${folder}/plan.md`]: goodPlan }));
  const unread = await report(await at("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"));
  const status = await runCli(await at(vague), "status");

  expect(sound).toMatchObject({
    exitCode: 0,
    report: {
      features: [{ id: "F-15", plan: `${folder}/spec.md`, phase: "specify", ok: true }],
    },
  });
  expect(sound.report.features[0]?.digest).toBe(
    digestOf([{ path: "spec.md", mode: "100644", blobId: specId(soundSpec) }]),
  );
  const rows = ["spec-testable", "spec-atomic", "spec-unambiguous", "spec-dependencies"];
  expect([alone.exitCode, failing(alone.report)]).toEqual([1, rows]);
  expect([beside.exitCode, failing(beside.report)]).toEqual([1, rows]);
  expect(unread.report.features[0]?.rules[0]?.message).toContain("is a pointer to Git LFS");
  expect(status.stdout).toContain("4 checks fail");
});

test("what is missing ends with 1, from any folder of the repository", async () => {
  const root = await makeRepository({ [`${folder}/plan.md`]: "# Plan\n\nSoon.\n", "src/x.ts": "" });

  const { exitCode, report: json } = await report(join(root, "src"));

  expect(exitCode).toBe(1);
  expect(json.ok).toBe(false);
  expect(json.features).toMatchObject([
    { id: "F-15", path: `../${folder}`, plan: `../${folder}/plan.md`, phase: "plan", ok: false },
  ]);
  expect(json.features[0]?.rules.find(({ id }) => id === "spec-exists")).toMatchObject({
    status: "fail",
    message: "There is no `spec.md` beside the plan.",
  });
});

test("a Markdown file named directly is a plan, wherever it lies, and asks for no specification", async () => {
  const root = await makeRepository({ "drafts/idea.md": goodPlan });

  const { exitCode, report: json } = await report(root, "drafts/idea.md", join(root, "drafts/idea.md"));

  expect(exitCode).toBe(0);
  expect(json.features).toMatchObject([{ id: "idea.md", plan: "drafts/idea.md", ok: true }]);
  expect(json.features[0]?.rules.map(({ id }) => id)).not.toContain("spec-exists");
});

test("a feature's folder is judged with its siblings, under the digest that the App shows", async () => {
  const root = await makeRepository({
    [`${folder}/plan.md`]: "# Plan\n\nSee data-model.md.\n",
    [`${folder}/data-model.md`]: rules[0]?.docs.good ?? "",
    [`${folder}/contracts/api.yaml`]: "openapi: 3.1.0\n",
    [`${folder}/tasks.md`]: "- [x] T-1\n- [ ] T-2\n",
    "other/.specify/f-2/plan.md": "",
  });
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  execFileSync("git", ["add", "."], { cwd: root });
  const index = execFileSync("git", ["ls-files", "--stage", "*.md", "*.yaml"], {
    cwd: join(root, folder),
    encoding: "utf8",
  });
  const gated = index.split("\n").flatMap((line) => {
    const [, mode, blobId, path] = /^(\d+) (\w+) 0\t(.*)$/.exec(line) ?? [];
    const isGated = mode !== undefined && blobId !== undefined && path !== undefined && path !== "tasks.md";
    return isGated ? [{ path, mode, blobId }] : [];
  });

  const { report: json } = await report(root, folder);

  expect(json.features).toMatchObject([{ id: "F-15", plan: `${folder}/plan.md`, phase: "implement" }]);
  expect(json.features[0]?.digest).toBe(digestOf(gated));
  expect(json.features[0]?.rules[0]).toMatchObject({ id: "data-models", status: "pass" });
});

test.each([
  ["tasks without a plan", { "tasks.md": "- [ ] T-1" }, "plan-exists"],
  ["a data model without a plan", { "spec.md": goodSpec, "data-model.md": "# Data" }, "plan-exists"],
  ["an empty plan", { "plan.md": " \n" }, "plan-readable"],
  ["a plan that is a folder", { "plan.md/x.md": "x" }, "plan-readable"],
  ["a plan over 256 KiB", { "plan.md": "x".repeat(256 * 1024 + 1) }, "plan-readable"],
  ["two files of one name", { "plan.md": goodPlan, "PLAN.md": goodPlan }, "names-differ"],
  ["text that no parser should be given", { "plan.md": "*a_ ".repeat(60_000) }, "plan-readable"],
])("%s cannot be judged", async (_name, files, ruleId) => {
  const root = await makeRepository(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text])),
  );

  const { exitCode, report: json } = await report(root);

  expect(exitCode).toBe(1);
  expect(json.features[0]?.rules.map(({ id }) => id)).toEqual([ruleId]);
});

test("a linked plan and a plan that is no text cannot be judged", async () => {
  const root = await makeRepository({ [`${folder}/spec.md`]: goodSpec, ".specify/f-2/spec.md": goodSpec });
  await symlink("../../../README.md", join(root, folder, "plan.md"));
  await writeFile(join(root, ".specify/f-2/plan.md"), Buffer.from([0xff, 0xfe, 0x41]));

  const { report: json } = await report(root);

  expect(json.features.map(({ rules }) => rules[0]?.message)).toEqual([
    "`plan.md` is not UTF-8 text. Save it as UTF-8.",
    "`plan.md` is a symbolic link. Make it a regular file.",
  ]);
});

test("a feature with a specification only is nothing to judge yet", async () => {
  const root = await makeRepository({ [`${folder}/spec.md`]: goodSpec });

  expect(await runCli(root, "check")).toEqual({ exitCode: 0, stdout: "No plans here.\n", stderr: "" });
});

test.each([
  [[], "specs/001-x/plan.md", "", '["specs/*"]'],
  [["specs"], "specs/001-x/plan.md", "", '["specs/*"]'],
  [[], "packages/a/specs/001-x/PLAN.md", "", '["packages/a/specs/*"]'],
  [[], "idea/plan.md", "", '["idea"]'],
  [[], "specs/001-x/plan.md", "features: ['rfcs/*']\n", '["rfcs/*", "specs/*"]'],
])(
  "plans that no setting names end with 2 and the line to add: %j in %s",
  async (args, path, config, line) => {
    const root = await makeRepository({ [path]: goodPlan, ".github/plan-gate.yml": config });

    const ended = await runCli(root, "check", ...args);
    await writeFile(join(root, ".github/plan-gate.yml"), `features: ${line}\nrules: {spec-exists: off}\n`);

    expect(ended).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `plan-gate: No setting names the folder of \`${path}\`. Add to \`.github/plan-gate.yml\`:\nfeatures: ${line}\n`,
    });
    expect(await runCli(root, "check", ...args)).toMatchObject({ exitCode: 0, stderr: "" });
  },
);

test.each([
  ["a folder without plans", { "src/x.ts": "" }],
  ["a template of the tools", { "src/x.ts": "", "src/.specify/templates/plan.md": "# Plan" }],
])("%s ends with 2, also beside one that has some", async (_name, files) => {
  const root = await makeRepository({
    ...files,
    [`${folder}/plan.md`]: goodPlan,
    [`${folder}/spec.md`]: goodSpec,
  });
  const stderr =
    "plan-gate: There is no feature in `src`. Name the folder of the plans; --allow-empty is for where none are expected.\n";

  expect(await runCli(root, "check", "src")).toEqual({ exitCode: 2, stdout: "", stderr });
  expect(await runCli(root, "check", folder, "src")).toEqual({ exitCode: 2, stdout: "", stderr });
});

test("an empty repository ends with 2, and with 0 where it may be empty", async () => {
  const root = await makeRepository({});

  expect(await runCli(root, "check")).toMatchObject({ exitCode: 2, stdout: "" });
  expect(await runCli(root, "check", "--allow-empty")).toEqual({
    exitCode: 0,
    stdout: "No plans here.\n",
    stderr: "",
  });
});

test("the repository's config is heard, or the one named", async () => {
  const root = await makeRepository({
    "specs/001-x/plan.md": goodPlan,
    ".github/plan-gate.yml": "features: ['specs/*']\nrules: {spec-exists: off}\n",
    "strict.yml": "features: ['specs/*']\n",
  });

  expect(await report(root)).toMatchObject({ exitCode: 0, report: { features: [{ id: "1" }] } });
  expect(await report(root, "--config", "strict.yml")).toMatchObject({ exitCode: 1 });
});

test("many plans are judged in threads, in the order of their paths", async () => {
  const ids = Array.from({ length: 14 }, (_, index) => `f-${index + 10}`);
  const root = await makeRepository(
    Object.fromEntries(
      ids.flatMap((id) => [
        [`.specify/${id}/plan.md`, goodPlan],
        [`.specify/${id}/spec.md`, goodSpec],
      ]),
    ),
  );

  const { exitCode, report: json } = await report(root);

  expect(exitCode).toBe(0);
  expect(json.features.map(({ id }) => id)).toEqual(ids.map((id) => id.toUpperCase()));
});

test.each([
  [["check", "--format", "jsn"], "plan-gate: `jsn` is not a format, did you mean `json`?\n"],
  [["check", "--fromat", "json"], "plan-gate: unknown option `--fromat`, did you mean `--format`?\n"],
  [["chek"], "plan-gate: unknown command `chek`, did you mean `check`?\n"],
  [["check", "nowhere"], "plan-gate: `nowhere` does not exist.\n"],
  [
    ["check", ".git/HEAD"],
    "plan-gate: `HEAD` is no Markdown file. Name a plan, a feature's folder or a repository.\n",
  ],
  [["explain", "data-model"], "plan-gate: `data-model` is not a rule, did you mean `data-models`?\n"],
])("%j ends with 2 and one sentence", async (args, stderr) => {
  const root = await makeRepository({});

  expect(await runCli(root, ...args)).toEqual({ exitCode: 2, stdout: "", stderr });
});

test.each([
  [
    { ".github/plan-gate.yml": "version: 1\naproval: {}\n" },
    "plan-gate: .github/plan-gate.yml:2:1: `aproval` is not a setting, did you mean `approval`?\n",
  ],
  [
    { ".github/plan-gate.yaml": "" },
    "plan-gate: .github/plan-gate.yaml:1:1: `.github/plan-gate.yaml` is not read. Rename it to `.github/plan-gate.yml`.\n",
  ],
])("a config that is wrong ends with 2: %j", async (files, stderr) => {
  const root = await makeRepository(files);

  expect(await runCli(root, "check")).toEqual({ exitCode: 2, stdout: "", stderr });
});

test("annotations and SARIF name files from the root of the repository", async () => {
  const root = await makeRepository({ [`${folder}/tasks.md`]: "- [ ] T-1" });

  const github = await runCli(join(root, ".specify"), "check", "--format", "github");
  const sarif = await runCli(join(root, ".specify"), "check", "--format", "sarif");
  const markdown = await runCli(root, "check", "--format", "markdown");

  expect(github.stdout).toMatch(/^::error file=\.specify\/specs\/f-15-stack\/plan\.md,line=1,/);
  expect(sarif.stdout).toContain('"uri": ".specify/specs/f-15-stack/plan.md"');
  expect(markdown.stdout).toContain("| Plan exists | ✗ |");
});

test("the smoke test takes the repository's config as every command does", async () => {
  const slipped = await makeRepository({ ".github/plan-gate.yaml": "version: 1\n" });
  const nested = await makeRepository({
    ".github/plan-gate.yml": "nonsense: 1\n",
    "inner/.git/HEAD": "ref: refs/heads/main\n",
  });

  const misspelled = await runCli(slipped, "smoke", "--lint-only");
  const outside = await runCli(`${nested}/inner`, "smoke", "--lint-only");

  expect(misspelled).toMatchObject({ exitCode: 2 });
  expect(misspelled.stderr).toContain(
    "`.github/plan-gate.yaml` is not read. Rename it to `.github/plan-gate.yml`.",
  );
  expect(outside.stderr).not.toContain("nonsense");
});
