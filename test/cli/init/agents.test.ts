import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { evidenceRules } from "../../../src/plan/rules/index.ts";
import { makeRepository, runCli } from "../run-cli.ts";

const gitConfig =
  '[core]\n\trepositoryformatversion = 0\n[remote "origin"]\n\turl = git@github.com:acme/shop.git\n';
const base = { ".git/config": gitConfig, ".git/objects/.keep": "", ".git/refs/.keep": "" };

/** The hooks of a settings file as Claude Code documents them: https://code.claude.com/docs/en/hooks */
const settingsSchema = z.looseObject({
  hooks: z.strictObject({
    PreToolUse: z.array(
      z.strictObject({
        matcher: z.string(),
        hooks: z.array(
          z.strictObject({
            type: z.literal("command"),
            command: z.string(),
            timeout: z.number().positive().optional(),
            onFailure: z.enum(["block", "allow"]).optional(),
          }),
        ),
      }),
    ),
  }),
});

/** The manifest as spec-kit documents it in EXTENSION-API-REFERENCE.md, schema version 1.0; unknown keys are refused. */
const hookSchema = z.strictObject({
  command: z.string(),
  priority: z.int().min(1).optional(),
  optional: z.boolean().optional(),
  prompt: z.string().optional(),
  description: z.string().optional(),
  condition: z.string().nullable().optional(),
});
const manifestSchema = z.strictObject({
  schema_version: z.literal("1.0"),
  extension: z.strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    name: z.string().min(1),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    description: z.string().min(1).max(199),
    author: z.string().min(1),
    repository: z.url(),
    license: z.string().min(1),
    homepage: z.url().optional(),
  }),
  requires: z.strictObject({
    speckit_version: z.string().regex(/^(?:[<>=!~]=?\d+(?:\.\d+)*)(?:,[<>=!~]=?\d+(?:\.\d+)*)*$/),
    tools: z
      .array(
        z.strictObject({
          name: z.string(),
          version: z.string().optional(),
          required: z.boolean().optional(),
        }),
      )
      .optional(),
  }),
  provides: z.strictObject({
    commands: z
      .array(
        z.strictObject({
          name: z.string().regex(/^speckit\.[a-z0-9-]+\.[a-z0-9-]+$/),
          file: z.string(),
          description: z.string(),
        }),
      )
      .min(1),
  }),
  hooks: z.partialRecord(
    z.enum(
      [
        "specify",
        "plan",
        "tasks",
        "implement",
        "analyze",
        "checklist",
        "clarify",
        "constitution",
        "taskstoissues",
      ].flatMap((step) => [`before_${step}`, `after_${step}`]),
    ),
    hookSchema,
  ),
});

function read(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

describe("init --agents", () => {
  test("tells agents the order of steps, the rows and the commands, and hooks the guard in", async () => {
    const root = await makeRepository(base);

    const ended = await runCli(root, "init", "--agents");

    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.stdout.split("\n").slice(0, 2)).toEqual(["Wrote AGENTS.md", "Wrote .claude/settings.json"]);
    const section = read(root, "AGENTS.md");
    expect(section).toMatch(/^<!-- plan-gate: begin, .*-->\n## Plans are approved before code is written\n/);
    for (const { title, docs } of evidenceRules) expect(section).toContain(`| ${title} | ${docs.wants} |`);
    for (const call of [
      "plan-gate check --format json",
      "plan-gate wait acme/shop#N",
      "plan-gate new F-16",
    ]) {
      expect(section).toContain(call);
    }
    expect(settingsSchema.parse(JSON.parse(read(root, ".claude/settings.json"))).hooks.PreToolUse).toEqual([
      {
        matcher: "Edit|MultiEdit|Write|NotebookEdit",
        hooks: [{ type: "command", command: "plan-gate guard", timeout: 30, onFailure: "block" }],
      },
    ]);
    expect(existsSync(join(root, "CLAUDE.md"))).toBe(false);
    expect(existsSync(join(root, ".plan-gate"))).toBe(false);
  });

  test("comes to the same again, and --remove leaves what was there to the byte", async () => {
    const settings = `{
    "permissions": { "allow": ["Bash(npm test)"] },
    "hooks": {
        "PreToolUse": [
            { "matcher": "Bash", "hooks": [{ "type": "command", "command": "check-plan-gate" }] }
        ],
        "Stop": []
    }
}
`;
    const theirs = {
      "AGENTS.md": "# Agents\n\nBe brief.\n",
      "CLAUDE.md": "@AGENTS.md\n",
      ".claude/settings.json": `${JSON.stringify(JSON.parse(settings), null, 4)}\n`,
      ".specify/memory/constitution.md": "# Constitution\n",
    };
    const root = await makeRepository({ ...base, ...theirs });
    const files = [...Object.keys(theirs), ".plan-gate/spec-kit/extension.yml"];

    await runCli(root, "init", "--agents");
    const first = files.map((path) => read(root, path));
    const again = await runCli(root, "init", "--agents");
    const second = files.map((path) => read(root, path));
    const removed = await runCli(root, "init", "--agents", "--remove");

    expect(second).toEqual(first);
    expect(again.stdout).not.toContain("Wrote");
    expect(first[0]).toMatch(/^# Agents\n\nBe brief\.\n\n<!-- plan-gate: begin/);
    expect(first[1]).toContain("## Plans are approved before code is written");
    expect(first[2]).toContain("check-plan-gate");
    expect(removed.exitCode).toBe(0);
    for (const [path, text] of Object.entries(theirs)) expect(read(root, path), path).toBe(text);
    expect(existsSync(join(root, ".plan-gate"))).toBe(false);
  });

  test("--remove takes away files that held nothing else", async () => {
    const root = await makeRepository(base);
    await runCli(root, "init", "--agents");

    const ended = await runCli(root, "init", "--agents", "--remove");

    expect(ended.stdout).toBe("Removed AGENTS.md\nRemoved .claude/settings.json\n");
    expect(existsSync(join(root, ".claude"))).toBe(false);
  });

  test("renews its own section where it stands", async () => {
    const root = await makeRepository({
      ...base,
      "AGENTS.md":
        "# Agents\n\n<!-- plan-gate: begin, written by `plan-gate init --agents` -->\nStale words.\n<!-- plan-gate: end -->\n\n## More\n",
    });

    await runCli(root, "init", "--agents");

    expect(read(root, "AGENTS.md")).toMatch(
      /^# Agents\n\n<!-- plan-gate: begin[^]*<!-- plan-gate: end -->\n\n## More\n$/,
    );
    expect(read(root, "AGENTS.md")).not.toContain("Stale words");
  });

  test("writes one section where CLAUDE.md is a link to AGENTS.md", async () => {
    const root = await makeRepository({ ...base, "AGENTS.md": "# Agents\n" });
    symlinkSync("AGENTS.md", join(root, "CLAUDE.md"));

    await runCli(root, "init", "--agents");

    expect(read(root, "AGENTS.md").match(/plan-gate: begin/g)).toHaveLength(1);
  });

  test("calls the guard of the project's own packages where it is one of them", async () => {
    const root = await makeRepository(base);
    const own = join(root, "node_modules/.bin/plan-gate");
    await mkdir(dirname(own), { recursive: true });
    await writeFile(own, "");

    await runCli(root, "init", "--agents");
    await runCli(root, "init", "--agents");

    const { hooks } = settingsSchema.parse(JSON.parse(read(root, ".claude/settings.json")));
    expect(hooks.PreToolUse.flatMap((entry) => entry.hooks.map(({ command }) => command))).toEqual([
      '"$CLAUDE_PROJECT_DIR"/node_modules/.bin/plan-gate guard',
    ]);
  });

  test.each(["{", "[]", '{"hooks":[]}', '{"hooks":{"PreToolUse":{}}}'])(
    "leaves settings alone that it cannot read: %s",
    async (text) => {
      const root = await makeRepository({ ...base, ".claude/settings.json": text });

      const ended = await runCli(root, "init", "--agents");

      expect(ended).toMatchObject({
        exitCode: 2,
        stderr:
          "plan-gate: `.claude/settings.json` is not of the form that Claude Code documents. Mend it, and run this again.\n",
      });
      expect(read(root, ".claude/settings.json")).toBe(text);
    },
  );

  test("--remove alone is a slip", async () => {
    const ended = await runCli(await makeRepository(base), "init", "--remove");

    expect(ended).toMatchObject({ exitCode: 2, stderr: "plan-gate: `--remove` goes with `--agents`.\n" });
  });

  test("gives spec-kit an extension of its documented form, with a hook after the plan", async () => {
    const root = await makeRepository({ ...base, ".specify/templates/plan-template.md": "# Plan\n" });

    const ended = await runCli(root, "init", "--agents");

    const folder = ".plan-gate/spec-kit";
    const manifest = manifestSchema.parse(parse(read(root, `${folder}/extension.yml`)));
    expect(manifest.extension.repository).toBe("https://github.com/acme/shop");
    const names = manifest.provides.commands.map(({ name }) => name);
    expect(manifest.hooks["after_plan"]).toMatchObject({
      command: "speckit.plan-gate.check",
      optional: false,
    });
    expect(names).toEqual(expect.arrayContaining(Object.values(manifest.hooks).map((hook) => hook?.command)));
    expect(names.every((name) => name.startsWith(`speckit.${manifest.extension.id}.`))).toBe(true);
    for (const { file } of manifest.provides.commands) {
      const [, front = "", body = ""] =
        /^---\n([^]*?)\n---\n([^]*)$/.exec(read(root, `${folder}/${file}`)) ?? [];
      expect(z.strictObject({ description: z.string().min(1) }).parse(parse(front))).toBeDefined();
      expect(body).toContain("$ARGUMENTS");
    }
    expect(ended.stdout).toContain(
      "Install the extension with `specify extension add --dev .plan-gate/spec-kit`.\n",
    );
  });
});
