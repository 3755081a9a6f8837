import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { kinds } from "../../src/cli/new/skeleton.ts";
import { evidenceRules } from "../../src/plan/rules/index.ts";
import { goodSpec } from "./good-plan.ts";
import { makeRepository, runCli } from "./run-cli.ts";

const report = z.object({
  features: z.tuple([
    z.object({ rules: z.array(z.object({ id: z.string(), status: z.string(), severity: z.string() })) }),
  ]),
});

/** Status by rule of the one feature in a folder. */
async function judge(root: string, folder: string): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await runCli(root, "check", folder, "--format", "json");
  const [feature] = report.parse(JSON.parse(stdout)).features;
  return Object.fromEntries(feature.rules.map(({ id, status }) => [id, status]));
}

describe("new", () => {
  test.each(kinds)("of the kind %s writes a skeleton of which not one row passes", async (kind) => {
    const root = await makeRepository({});

    const ended = await runCli(root, "new", "F-16", "Team invitations", "--kind", kind);

    const folder = ".specify/specs/f-16-team-invitations";
    expect(ended.stdout.split("\n")).toEqual([
      `Wrote ${folder}/spec.md`,
      `Wrote ${folder}/plan.md`,
      `Fill in every gap; \`plan-gate check ${folder}\` says what is still missing.`,
      "",
    ]);
    const rows = await judge(root, folder);
    expect(Object.keys(rows)).toEqual(
      expect.arrayContaining([...evidenceRules.map(({ id }) => id), "spec-exists", "no-placeholders"]),
    );
    expect(new Set(Object.values(rows))).toEqual(new Set(["fail"]));
  });

  test("tells in every section what counts, in the words of its rule", async () => {
    const root = await makeRepository({});

    await runCli(root, "new", "F-16", "invitations", "--kind", "cli");

    const plan = await readFile(join(root, ".specify/specs/f-16-invitations/plan.md"), "utf8");
    const sections = plan.split(/^## /m).slice(1);
    expect(sections.map((section) => section.split("\n", 1)[0])).toEqual([
      "Architecture decisions",
      ...evidenceRules.map(({ title }) => title),
    ]);
    for (const [index, { docs }] of evidenceRules.entries()) {
      expect(sections[index + 1]).toContain(docs.wants);
      expect(sections[index + 1]).toContain(docs.instruction);
    }
    expect(plan).toContain("Here: each command with its arguments, options, output and exit codes.");
  });

  test("leaves sections to fill: with the rules' own examples every row passes", async () => {
    const root = await makeRepository({});
    await runCli(root, "new", "F-16", "invitations");
    const folder = join(root, ".specify/specs/f-16-invitations");

    const skeleton = await readFile(join(folder, "plan.md"), "utf8");
    const [top = "", ...sections] = skeleton.replaceAll(/<!--[\s\S]*?-->\n*/g, "").split(/^(?=## )/m);
    const filled = sections.map((section, index) => {
      const example = evidenceRules[index - 1]?.docs.good ?? "One process, because nothing needs two.";
      return section.replace("[NEEDS CLARIFICATION]", example);
    });
    await writeFile(join(folder, "plan.md"), [top, ...filled].join(""));
    await writeFile(join(folder, "spec.md"), goodSpec);

    const failing = Object.entries(await judge(root, folder)).filter(([, status]) => status !== "pass");
    expect(failing).toEqual([]);
  });

  test.each([
    ["flow", { ".specify/specs/f-009-a/spec.md": "", ".specify/specs/f-015-b/spec.md": "" }, "f-016-new-one"],
    ["flow without zeros", { ".specify/f-9-a/spec.md": "" }, "f-10-new-one"],
    ["numbers", { ".specify/specs/001-a/plan.md": "", ".specify/specs/041-b/plan.md": "" }, "042-new-one"],
    ["nothing yet", {}, "f-1-new-one"],
    ["nothing but a glob", { ".github/plan-gate.yml": 'features: ["specs/*"]\n' }, "001-new-one"],
    [
      "a workspace's own folder",
      {
        "apps/web/.specify/f-1-a/spec.md": "",
        "apps/web/.specify/f-2-b/spec.md": "",
        ".specify/f-7-c/spec.md": "",
      },
      "f-8-new-one",
    ],
  ])("takes the next free number where the repository has %s", async (_what, files, name) => {
    const root = await makeRepository(files);

    const ended = await runCli(root, "new", "New one!");

    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.stdout).toContain(`/${name}/plan.md\n`);
  });

  test("puts a feature where most features are", async () => {
    const root = await makeRepository({
      ".github/plan-gate.yml": 'features: ["specs/*"]\n',
      "specs/001-a/spec.md": "",
      "specs/002-b/spec.md": "",
      ".specify/f-7-c/spec.md": "",
    });

    const ended = await runCli(root, "new", "3", "Größe Å");

    expect(ended.stdout).toContain("Wrote specs/003-große-a/plan.md\n");
  });

  test("asks for the team's own sections, and leaves out what is off", async () => {
    const root = await makeRepository({
      ".github/plan-gate.yml": `rules:
  cli-first: "off"
sections:
  - { id: rollout, title: Rollout plan, headings: [Rollout] }
`,
    });

    await runCli(root, "new", "F-1", "x");

    const plan = await readFile(join(root, ".specify/specs/f-1-x/plan.md"), "utf8");
    expect(plan).toContain("\n## Rollout plan\n\n[NEEDS CLARIFICATION]\n");
    expect(plan).not.toContain("CLI-first");
  });

  test.each([
    [["F-15", "again"], "`F-15` is `.specify/specs/f-015-b` already. The next free number is 16."],
    [["sixteen", "x"], "`sixteen` is no id of a feature, expected one such as `F-16` or `16`."],
    [["F-16", "!?"], "`!?` holds no letter or digit. Name the feature in a few words."],
    [["F-16", "x", "--kind", "servce"], "`servce` is not a kind, did you mean `service`?"],
  ])("refuses %j", async (words, message) => {
    const root = await makeRepository({ ".specify/specs/f-015-b/spec.md": goodSpec });

    const ended = await runCli(root, "new", ...words);

    expect(ended).toEqual({ exitCode: 2, stdout: "", stderr: `plan-gate: ${message}\n` });
  });

  test("keeps a file that is there", async () => {
    const root = await makeRepository({
      ".specify/specs/f-16-x/data-model.md": "",
      ".specify/specs/f-16-x/SPEC.md": "",
    });

    const ended = await runCli(root, "new", "F-16", "x");

    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
  });
});
