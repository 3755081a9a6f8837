import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { openClone } from "../../../src/cli/guard/clone.ts";
import { readSettings } from "../../../src/cli/guard/settings.ts";
import { filesOfFeatures } from "../../../src/cli/guard/tree-files.ts";
import { openTestClone, strictConfig, type TestClone } from "./clone.ts";

const planned = { ".github/plan-gate.yml": strictConfig, ".specify/f-1-login/plan.md": "# Plan\n" };

/** A file that stands for one version of the program. */
function program(clone: TestClone): URL {
  const file = join(clone.root, ".git", "program.mjs");
  writeFileSync(file, "1");
  return pathToFileURL(file);
}

const keptFile = ({ root }: TestClone, name: string) => join(root, ".git", "plan-gate", `${name}.json`);

/** Changes what is kept, as nobody but a test does: what is read then tells whether it was read there. */
function replaceKept(clone: TestClone, name: string, from: string, to: string): void {
  const file = keptFile(clone, name);
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

async function pathsIn(clone: TestClone, reader?: URL): Promise<readonly string[]> {
  const reading = await readSettings(await openClone(clone.root), reader);
  return reading.state === "valid" ? reading.settings.implementation.paths : [];
}

function moveBase(clone: TestClone, files: Readonly<Record<string, string>>): void {
  clone.write(files);
  clone.git("update-ref", "refs/remotes/origin/main", clone.commit("next"));
}

test("the settings of the base are read once", async () => {
  const clone = openTestClone(planned, "f-1-login");
  const reader = program(clone);

  const first = await pathsIn(clone, reader);
  replaceKept(clone, "settings", "src/**", "lib/**");

  expect(first).toEqual(["src/**"]);
  expect(await pathsIn(clone, reader)).toEqual(["lib/**"]);
});

test("and again when they are other ones, or another version of the program reads them", async () => {
  const clone = openTestClone(planned, "f-1-login");
  const reader = program(clone);
  await pathsIn(clone, reader);
  replaceKept(clone, "settings", "src/**", "lib/**");

  writeFileSync(reader, "version 2");
  const byAnother = await pathsIn(clone, reader);
  replaceKept(clone, "settings", "src/**", "lib/**");
  moveBase(clone, { ".github/plan-gate.yml": `${strictConfig}legacy: strict\n` });

  expect(byAnother).toEqual(["src/**"]);
  expect(await pathsIn(clone, reader)).toEqual(["src/**"]);
});

test.each([
  ["text that is no JSON", "{", ""],
  ["a list of other things", '["src/**"]', "[1]"],
  ["features that are none", '"features":[]', '"features":[{"glob":1}]'],
  ["an unknown gate of specifications", '"spec":"exists"', '"spec":"never"'],
  ["owners who are no answer", '"codeowners":false', '"codeowners":"no"'],
  ["a requirement that there is not", '"require":"approved-plan"', '"require":"nothing"'],
])("what is kept is not read where it is not whole: %s", async (_what, from, to) => {
  const clone = openTestClone(planned, "f-1-login");
  const reader = program(clone);
  await pathsIn(clone, reader);

  replaceKept(clone, "settings", from, to);

  expect(await pathsIn(clone, reader)).toEqual(["src/**"]);
});

test("places with names of their own are kept as they are", async () => {
  const features = 'features: [{ glob: "openspec/changes/*", spec: proposal.md }, "specs/*"]\n';
  const clone = openTestClone({ ".github/plan-gate.yml": `${strictConfig}${features}` }, "f-1");
  const reader = program(clone);
  const opened = await openClone(clone.root);

  const first = await readSettings(opened, reader);
  replaceKept(clone, "settings", "src/**", "lib/**");
  const second = await readSettings(opened, reader);

  expect(first).toMatchObject({
    settings: { features: [{ glob: "openspec/changes/*", spec: "proposal.md" }, "specs/*"] },
  });
  expect(second).toMatchObject({
    settings: {
      features: [{ glob: "openspec/changes/*", spec: "proposal.md" }, "specs/*"],
      implementation: { paths: ["lib/**"] },
    },
  });
});

test("a broken config is never kept", async () => {
  const clone = openTestClone({ ".github/plan-gate.yml": "aproval: {}\n" }, "x");
  const reader = program(clone);

  const readings = [
    await readSettings(await openClone(clone.root), reader),
    await readSettings(await openClone(clone.root), reader),
  ];

  expect(readings.map(({ state }) => state)).toEqual(["broken", "broken"]);
  expect(existsSync(join(clone.root, ".git", "plan-gate"))).toBe(false);
});

test("where nothing can be written, or no file tells the version, nothing is kept and all is read", async () => {
  const clone = openTestClone(planned, "f-1-login");
  const reader = program(clone);

  const withoutVersion = await pathsIn(clone);
  const isKept = existsSync(join(clone.root, ".git", "plan-gate"));
  writeFileSync(join(clone.root, ".git", "plan-gate"), "a file");
  const unwritable = await pathsIn(clone, reader);

  expect({ withoutVersion, isKept, unwritable }).toEqual({
    withoutVersion: ["src/**"],
    isKept: false,
    unwritable: ["src/**"],
  });
});

test("the files of features are listed once for each commit of the base, and where else they may lie", async () => {
  const clone = openTestClone({ ...planned, "src/a.ts": "", "specs/x/plan.md": "" }, "f-1-login");
  const reader = program(clone);
  const opened = await openClone(clone.root);
  const list = async (sha: string, globs: readonly string[] = []) =>
    (await filesOfFeatures(opened, { sha, globs }, reader)).map(({ path }) => path);
  const before = opened.base?.sha ?? "";

  const first = await list(before);
  replaceKept(clone, "features", "f-1-login", "f-2-kept");
  const kept = await list(before);
  const elsewhere = await list(before, ["specs/*"]);
  moveBase(clone, { ".specify/f-3-new/spec.md": "# Spec\n" });
  const moved = await list((await openClone(clone.root)).base?.sha ?? "");

  expect(first).toEqual([".specify/f-1-login/plan.md"]);
  expect(kept).toEqual([".specify/f-2-kept/plan.md"]);
  expect(elsewhere).toEqual([".specify/f-1-login/plan.md", "specs/x/plan.md"]);
  expect(moved).toEqual([".specify/f-1-login/plan.md", ".specify/f-3-new/spec.md"]);
});

test("a list that Git does not give is not kept, and one that is not whole not read", async () => {
  const clone = openTestClone(planned, "f-1-login");
  const reader = program(clone);
  const opened = await openClone(clone.root);
  const sha = opened.base?.sha ?? "";

  const unknown = await filesOfFeatures(opened, { sha: "0".repeat(40), globs: [] }, reader);
  const isKept = existsSync(keptFile(clone, "features"));
  await filesOfFeatures(opened, { sha, globs: [] }, reader);
  replaceKept(clone, "features", '"mode":"100644"', '"mode":0');
  const again = await filesOfFeatures(opened, { sha, globs: [] }, reader);

  expect({ unknown, isKept }).toEqual({ unknown: [], isKept: false });
  expect(again).toMatchObject([{ mode: "100644", path: ".specify/f-1-login/plan.md" }]);
  expect(readdirSync(join(clone.root, ".git", "plan-gate"))).toEqual(["features.json"]);
});
