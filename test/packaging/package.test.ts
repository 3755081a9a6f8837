import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "..", "..");
const manifestSchema = z.object({ version: z.string(), files: z.array(z.string()), bin: z.string() });
const packedSchema = z.array(
  z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }),
);

let work: string;
let tarball: string;
let paths: readonly string[];
let manifest: z.infer<typeof manifestSchema>;

/** Builds and packs beside the working tree, so that nobody's `dist` is in the way. */
beforeAll(async () => {
  work = await realpath(await mkdtemp(join(tmpdir(), "plan-gate-pack-")));
  manifest = manifestSchema.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));
  const staged = join(work, "staged");
  await mkdir(staged);
  const wanted = [...manifest.files.filter((name) => name !== "dist" && !name.startsWith("!"))];
  for (const name of [...wanted, "package.json", "README.md", "LICENSE"]) {
    await cp(join(root, name), join(staged, name), { recursive: true });
  }
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const project = join(root, "tsconfig.build.json");
  await run(process.execPath, [tsc, "-p", project, "--outDir", join(staged, "dist")], { cwd: root });
  const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--json"], { cwd: staged });
  const [packed] = packedSchema.parse(JSON.parse(stdout));
  tarball = join(staged, packed?.filename ?? "");
  paths = packed?.files.map(({ path }) => path) ?? [];
}, 180_000);

afterAll(() => rm(work, { recursive: true, force: true }));

test("the package holds what is needed, and nothing else", () => {
  const others = paths.filter(
    (path) =>
      !/^(?:dist\/.+\.(?:js|mjs)|bundle\/(?:LICENSES\.txt|completion\.(?:bash|fish|zsh)|(?:commands|config|guard|language-server|plan-gate)\.mjs)|docs\/rules\/[a-z-]+\.md)$/.test(
        path,
      ),
  );

  expect(others.toSorted()).toEqual([
    ".env.example",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "app.yml",
    "package.json",
    "schema/plan-gate.schema.json",
  ]);
  for (const path of [
    "dist/main.js",
    manifest.bin,
    "bundle/commands.mjs",
    "bundle/guard.mjs",
    "bundle/language-server.mjs",
    "dist/worker/entry.js",
    "dist/cli/judge-thread.js",
    "dist/cli/guard/ask-github.js",
  ]) {
    expect(paths).toContain(path);
  }
});

test("packing prints the file name alone, whatever the build prints, for scripts to read", async () => {
  const loud = join(work, "loud");
  const scripts = { prepare: "echo built" };
  await mkdir(loud);
  await writeFile(join(loud, "package.json"), JSON.stringify({ name: "loud", version: "1.0.0", scripts }));
  await cp(join(root, ".npmrc"), join(loud, ".npmrc"));

  const plain = await run("npm", ["pack"], { cwd: loud });
  const json = await run("npm", ["pack", "--json"], { cwd: loud });

  expect(plain.stdout).toBe("loud-1.0.0.tgz\n");
  expect(packedSchema.parse(JSON.parse(json.stdout))).toMatchObject([{ filename: "loud-1.0.0.tgz" }]);
}, 60_000);

test("publint has nothing to say", async () => {
  const bytes = await readFile(tarball);

  const { messages } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });

  expect(messages).toEqual([]);
});

test("the command works from a packed install, in an empty folder; what needs no GitHub without any library", async () => {
  const installed = join(work, "somewhere", "node_modules", "plan-gate");
  const empty = join(work, "empty");
  await mkdir(installed, { recursive: true });
  await mkdir(empty);
  await run("tar", ["--extract", "--file", tarball, "--strip-components", "1", "--directory", installed]);
  const planGate = async (...args: readonly string[]) =>
    (await run(process.execPath, [join(installed, manifest.bin), ...args], { cwd: empty })).stdout;

  expect(await planGate("--version")).toBe(`${manifest.version}\n`);
  expect(await planGate("check", "--allow-empty")).toBe("No plans here.\n");
  expect(await planGate("explain", "failure-modes")).toContain("Failure modes");
  expect(await planGate("completion", "bash")).toContain("complete -F _plan_gate plan-gate");

  await symlink(join(root, "node_modules"), join(installed, "node_modules"));
  expect(await planGate("doctor", "--help")).toContain("Usage: plan-gate doctor");
}, 60_000);
