import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openApproved, openPlan } from "../../attacks/opened.ts";
import { type LiveGate, openLiveGate } from "../../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene, soundSpec } from "../../live/scene.ts";
import { makeRepository, runCliWith } from "../run-cli.ts";

vi.setConfig({ testTimeout: 90_000 });

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

const other = ".specify/specs/f-16-login";

/** A repository with one approved plan on `main`, and one that nobody approved. */
async function openRecorded(): Promise<Scene> {
  const scene = openScene(gate, { files: featureFiles(other) });
  const { number } = await openApproved(scene);
  gate.github.world.merge(scene.name, number, { by: "mona" });
  await gate.settle();
  return scene;
}

/** A clone with these files; it has commits that GitHub has not. */
async function clone(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await makeRepository(files);
  const git = (...words: readonly string[]) => execFileSync("git", ["-C", folder, ...words]);
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=Mona", "-c", "user.email=mona@example.org", "commit", "--quiet", "-m", "All");
  return folder;
}

async function run(folder: string, ...words: readonly string[]) {
  const reach = { GITHUB_TOKEN: "user:alice", GHE_HOST: gate.github.host, GHE_PROTOCOL: "http" };
  return runCliWith(reach, folder, ...words);
}

test("approvals of a branch tells of every plan who approved which text in which pull request", async () => {
  const scene = await openRecorded();
  const folder = await makeRepository({});

  const pretty = await run(folder, "approvals", scene.name, "--branch", "main");
  const json = await run(
    folder,
    ...["approvals", scene.name, "--branch", "main", "--feature", "F-15", "--format", "json"],
  );

  expect(pretty.exitCode).toBe(0);
  expect(pretty.stdout).toMatch(/^✓ F-15 [0-9a-f]{12} {2}approved by @alice by comment \S+ in #1 {2}/m);
  expect(pretty.stdout).toMatch(/^✗ F-16 [0-9a-f]{12} {2}no approval on record {2}/m);
  expect(JSON.parse(json.stdout)).toMatchObject({
    version: 1,
    ok: true,
    repository: scene.name,
    ref: "main",
    features: [
      { id: "F-15", path: feature, state: "approved", approvals: [{ login: "alice", pullRequest: 1 }] },
    ],
  });
});

test("approvals of a branch says of what it cannot find that it is not there", async () => {
  const scene = await openRecorded();
  const folder = await makeRepository({});

  const branch = await run(folder, "approvals", scene.name, "--branch", "release");
  const unknown = await run(folder, "approvals", scene.name, "--branch", "main", "--feature", "F-1");
  const alone = await run(folder, "approvals", `${scene.name}#1`, "--feature", "F-15");

  expect(branch).toMatchObject({ exitCode: 2, stderr: "plan-gate: There is no branch `release`.\n" });
  expect(unknown).toMatchObject({
    exitCode: 2,
    stderr: "plan-gate: There is no plan of a feature `F-1` here.\n",
  });
  expect(alone).toMatchObject({ exitCode: 2, stderr: "plan-gate: --feature goes with --branch.\n" });
});

test("verify passes a clone whose plan is the approved text, and fails one where a byte differs", async () => {
  const scene = await openRecorded();
  const same = await clone(featureFiles());
  const changed = await clone(featureFiles(feature, `${goodPlan}\n`));

  const passed = await run(same, "verify", scene.name);
  const failed = await run(changed, "verify", scene.name);

  expect(passed).toMatchObject({ exitCode: 0, stderr: "" });
  expect(passed.stdout).toContain("✓ F-15");
  expect(failed.exitCode).toBe(1);
  expect(failed.stdout).toMatch(/✗ F-15 [0-9a-f]{12} {2}changed since [0-9a-f]{12}, approved by @alice/);
});

test("approvals and verify tell a plan that an administrator let through from an approved one", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [alice]\n  override: admins\n" });
  const { world } = gate.github;
  world.user("root");
  world.permission(scene.name, "root", "admin");
  const { number } = await openPlan(scene);
  await scene.comment("root", number, "/override-plan the pager is on fire");
  await gate.settle();
  const same = await clone(featureFiles());
  const pull = `${scene.name}#${number}`;
  const pretty = await run(same, "approvals", pull);
  const json = await run(same, "approvals", pull, "--format", "json");
  world.merge(scene.name, number, { by: "mona" });
  await gate.settle();
  const branch = await run(same, "approvals", scene.name, "--branch", "main");
  const verified = await run(same, "verify", scene.name);
  const asJson = await run(same, "verify", scene.name, "--format", "json");

  expect(pretty.stdout).toMatch(/@root {2}override {2}.*: the pager is on fire\n/);
  expect(JSON.parse(json.stdout)).toMatchObject({
    checkRun: { title: "Overridden by @root: the pager is on fire" },
    words: [{ type: "override", login: "root", reason: "the pager is on fire" }],
  });
  const line =
    /^✗ F-15 [0-9a-f]{12} {2}overridden by @root by comment \S+: the pager is on fire in #1, not approved {2}/m;
  expect(branch.stdout).toMatch(line);
  expect(verified).toMatchObject({ exitCode: 1, stderr: "" });
  expect(verified.stdout).toMatch(line);
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    ok: false,
    features: [
      {
        state: "overridden",
        approvals: [],
        overrides: [{ login: "root", reason: "the pager is on fire", pullRequest: number }],
      },
    ],
  });
  expect(await run(same, "verify", scene.name, "--format", "in-toto")).toMatchObject({ exitCode: 2 });
});

test("verify and approvals take a specification into the text where the config says so, ticked or not", async () => {
  const config = "approval:\n  users: [alice]\nspec: with-plan\n";
  const scene = openScene(gate, { config });
  const files = {
    ...featureFiles(),
    [`${feature}/spec.md`]: "# Spec\n\nIt collects metrics.\n\n- [ ] agreed\n",
  };
  const { number } = await openApproved(scene, files);
  gate.github.world.merge(scene.name, number, { by: "mona" });
  await gate.settle();
  const withSpec = (text: string) =>
    clone({ ...files, ".github/plan-gate.yml": config, [`${feature}/spec.md`]: text });
  const ticked = await withSpec("# Spec\n\nIt collects metrics.\n\n- [x] agreed\n");
  const changed = await withSpec("# Spec\n\nIt collects everything.\n\n- [ ] agreed\n");

  expect((await run(ticked, "verify", scene.name)).stdout).toContain("✓ F-15");
  expect((await run(changed, "verify", scene.name)).stdout).toContain("✗ F-15");
  expect((await run(changed, "approvals", scene.name, "--branch", "main")).stdout).toContain("✓ F-15");
});

test("verify and approvals tell of specifications that have a gate of their own, beside their plans", async () => {
  const config = "approval:\n  users: [alice]\nspec: approved\n";
  const scene = openScene(gate, { config });
  const boxed = `${soundSpec}\n- [ ] agreed\n`;
  const files = { [`${feature}/spec.md`]: boxed, [`${feature}/plan.md`]: goodPlan };
  const { number } = await openPlan(scene, files);
  await scene.comment("alice", number, "/approve-spec");
  await scene.comment("alice", number, "/approve-plan");
  await gate.settle();
  gate.github.world.merge(scene.name, number, { by: "mona" });
  await gate.settle();
  const withSpec = (text: string) =>
    clone({ ...files, ".github/plan-gate.yml": config, [`${feature}/spec.md`]: text });
  const ticked = await withSpec(boxed.replace("[ ]", "[x]"));
  const changed = await withSpec(`${boxed}\nMore.\n`);

  const passed = await run(ticked, "verify", scene.name);
  const failed = await run(changed, "verify", scene.name);
  const statement = await run(ticked, "verify", scene.name, "--format", "in-toto");

  expect(passed.stdout).toMatch(
    /✓ F-15 spec [0-9a-f]{12} {2}approved by @alice[^\n]*\n✓ F-15 [0-9a-f]{12} {2}approved/,
  );
  expect([passed.exitCode, failed.exitCode]).toEqual([0, 1]);
  expect(failed.stdout).toMatch(/✗ F-15 spec [0-9a-f]{12} {2}changed since[^\n]*\n✓ F-15 /);
  expect(JSON.parse(statement.stdout)).toMatchObject({
    subject: [{ name: `${feature}/spec.md` }, { name: `${feature}/plan.md` }],
    predicate: {
      features: [
        { id: "F-15", spec: `${feature}/spec.md` },
        { id: "F-15", plan: `${feature}/plan.md` },
      ],
    },
  });
  expect(
    (await run(changed, "approvals", scene.name, "--branch", "main", "--feature", "F-15")).stdout,
  ).toContain("✓ F-15 spec");
});

test("verify fails where a plan has no record, and names what is wrong with a call", async () => {
  const scene = await openRecorded();
  const folder = await clone({ ...featureFiles(), ...featureFiles(other) });

  const unrecorded = await run(folder, "verify", scene.name);
  const alone = await run(folder, "verify", scene.name, "--feature", feature, "--format", "json");

  expect(unrecorded.exitCode).toBe(1);
  expect(JSON.parse(alone.stdout)).toMatchObject({ ok: true, features: [{ id: "F-15" }] });
  expect(await run(folder, "verify")).toMatchObject({
    exitCode: 2,
    stderr:
      "plan-gate: The clone has no remote `origin` on GitHub. Name the repository: `plan-gate verify OWNER/REPO`.\n",
  });
  expect(await run(folder, "approvals", scene.name)).toMatchObject({
    exitCode: 2,
    stderr: `plan-gate: \`${scene.name}\` names no pull request, expected \`owner/repo#7\`, or \`owner/repo\` with --branch.\n`,
  });
  const { exitCode, stderr } = await run(folder, "verify", scene.name, "--ref", "nowhere");
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 2 });
  expect(stderr).toContain("`nowhere` is no commit of the repository in");
});

/** What in-toto's Statement v1 asks for, as its specification has it. */
const statementSchema = {
  type: "object",
  additionalProperties: false,
  required: ["_type", "subject", "predicateType"],
  properties: {
    _type: { const: "https://in-toto.io/Statement/v1" },
    subject: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["digest"],
        properties: {
          name: { type: "string" },
          digest: {
            type: "object",
            minProperties: 1,
            additionalProperties: { type: "string", pattern: "^[0-9a-f]+$" },
          },
        },
      },
    },
    predicateType: { type: "string", pattern: "^[a-z][a-z0-9+.-]*:\\S+$" },
    predicate: { type: "object" },
  },
};

test("verify writes an in-toto statement over the bytes of what was approved, and over nothing else", async () => {
  const scene = await openRecorded();
  const folder = await clone({ ...featureFiles(), ...featureFiles(other) });

  const ended = await run(folder, "verify", scene.name, "--format", "in-toto");
  const none = await run(folder, "verify", scene.name, "--feature", "F-16", "--format", "in-toto");

  const statement: unknown = JSON.parse(ended.stdout);
  const validate = new Ajv().compile(statementSchema);
  expect(validate(statement), JSON.stringify(validate.errors)).toBe(true);
  expect(ended.exitCode).toBe(1);
  expect(statement).toMatchObject({
    subject: [
      {
        name: `${feature}/plan.md`,
        digest: { sha256: createHash("sha256").update(goodPlan).digest("hex") },
      },
    ],
    predicateType: "urn:x-plan-gate:plan-approval:v1",
    predicate: { repository: scene.name, features: [{ id: "F-15", approvals: [{ login: "alice" }] }] },
  });
  expect(none).toMatchObject({
    exitCode: 2,
    stderr: "plan-gate: No plan here is approved, so there is nothing to attest.\n",
  });
});

test("an in-toto statement names a plan that is a single file by its own path", async () => {
  const config = 'features: ["plans/*.md"]\napproval:\n  users: [alice]\n';
  const scene = openScene(gate, { config });
  const { number } = await openApproved(scene, { "plans/f-15-stack.md": goodPlan });
  gate.github.world.merge(scene.name, number, { by: "mona" });
  await gate.settle();
  const folder = await clone({ ".github/plan-gate.yml": config, "plans/f-15-stack.md": goodPlan });

  const { stdout } = await run(folder, "verify", scene.name, "--format", "in-toto");

  expect(JSON.parse(stdout)).toMatchObject({ subject: [{ name: "plans/f-15-stack.md" }] });
});

test("verify says that what is not committed is not looked at", async () => {
  const scene = await openRecorded();
  const folder = await clone(featureFiles());
  await appendFile(join(folder, feature, "plan.md"), "\nAnd more.\n");

  const { exitCode, stderr } = await run(folder, "verify", scene.name);

  expect(exitCode).toBe(0);
  expect(stderr).toBe(
    `plan-gate: \`${feature}/plan.md\` differs from the commit that is looked at: what is not committed is not verified.\n`,
  );
});
