import { describe, expect, test } from "vitest";
import { baseWatch, carryTargets, namedCarryTargets, widestWatch } from "../../src/gate/carried-edits.ts";
import { isGatedText } from "../../src/gate/gated-text.ts";
import type { ChangedFile } from "../../src/pull-request/content.ts";

const folder = ".specify/specs/f-1-x";
const plan = `${folder}/plan.md`;
const isGated = (path: string) => isGatedText(path, { globs: [], ownersDesignate: false, spec: "exists" });

function file(status: ChangedFile["status"], path: string, previousPath: string | null = null): ChangedFile {
  return { path, previousPath, status, blobId: "1" };
}

const added = (path: string) => file("added", path);
const removed = (path: string) => file("removed", path);
const edited = (path: string) => file("modified", path);

const moved = [removed("docs/draft.md"), added(plan)];

describe("a merge may carry an edit", () => {
  test.each<[string, readonly ChangedFile[]]>([
    ["edited", [edited("docs/draft.md")]],
    ["given another mode", [file("changed", "docs/draft.md")]],
  ])("into a plan that came from a file %s on the other side, whichever side that is", (_, change) => {
    expect(carryTargets({ head: change, base: moved }, isGated)).toEqual([plan]);
    expect(carryTargets({ head: moved, base: change }, isGated)).toEqual([plan]);
  });

  test("whether GitHub calls it a rename or not", () => {
    const renamed = [file("renamed", plan, "docs/draft.md")];

    expect(carryTargets({ head: [edited("docs/draft.md")], base: renamed }, isGated)).toEqual([plan]);
  });

  test("into settings too", () => {
    const base = [removed("gate.yml"), added(".github/plan-gate.yml")];

    expect(carryTargets({ head: [edited("gate.yml")], base }, isGated)).toEqual([".github/plan-gate.yml"]);
  });

  test.each<[string, readonly ChangedFile[], readonly ChangedFile[]]>([
    ["nothing went", [edited("docs/draft.md")], [added(plan)]],
    ["what went was left alone", [edited("docs/other.md")], moved],
    ["what came is no gated text", [edited("src/a.ts")], [removed("src/a.ts"), added("src/b.ts")]],
    [
      "it was copied, which Git does not follow",
      [edited("docs/draft.md")],
      [file("copied", plan, "docs/draft.md")],
    ],
    ["a rename has no old name", [edited("docs/draft.md")], [file("renamed", plan)]],
  ])("not where %s", (_, head, base) => {
    expect(carryTargets({ head, base }, isGated)).toEqual([]);
    expect(carryTargets({ head: base, base: head }, isGated)).toEqual([]);
  });
});

describe("a merge may move a new file", () => {
  test("from a folder that went to a folder that came", () => {
    const base = [removed("drafts/x/notes.md"), added(`${folder}/notes.md`)];

    expect(carryTargets({ head: [added("drafts/x/plan.md")], base }, isGated)).toContain(plan);
    expect(carryTargets({ head: [added("drafts/x/other.md")], base }, isGated)).toEqual([]);
    expect(carryTargets({ head: [added("elsewhere/plan.md")], base }, isGated)).toEqual([]);
    expect(
      carryTargets({ head: [added("drafts/x/plan.md")], base: [removed("drafts/x/a")] }, isGated),
    ).toEqual([]);
  });

  test("with the folders above it, and to the root", () => {
    const base = [removed("old/.github/a.yml"), added("a.yml")];

    expect(carryTargets({ head: [added("old/.github/plan-gate.yml")], base }, isGated)).toEqual([
      ".github/plan-gate.yml",
      "plan-gate.yml",
    ]);
  });

  test("anywhere, where there are too many folders to look at each", () => {
    const folders = Array.from({ length: 400 }, (_, index) => `a/${index}`);
    const base = [removed("a/0/x"), ...folders.map((name) => added(`b/${name}/y`))];
    const head = folders.map((name) => added(`a/0/${name}`));

    expect(carryTargets({ head, base }, isGated)).toEqual(["a/0/a/0"]);
  });
});

describe("GitHub's own word for a rename", () => {
  test("tells a plan that came from a file edited on the other side", () => {
    const renamed = [file("renamed", plan, "docs/draft.md")];

    expect(namedCarryTargets({ head: [edited("docs/draft.md")], base: renamed }, isGated)).toEqual([plan]);
    expect(namedCarryTargets({ head: renamed, base: [edited("docs/draft.md")] }, isGated)).toEqual([plan]);
    expect(namedCarryTargets({ head: [edited("docs/draft.md")], base: moved }, isGated)).toEqual([]);
    const code = [file("renamed", "src/b.ts", "src/a.ts")];
    expect(namedCarryTargets({ head: [edited("src/a.ts")], base: code }, isGated)).toEqual([]);
  });
});

describe("a push to the base is watched", () => {
  test.each<[string, readonly ChangedFile[], readonly ChangedFile[], string]>([
    ["for any edit where a plan came and something went here", moved, [], "edits"],
    ["for removals where a plan came on the base", [edited("src/a.ts")], [added(plan)], "removals"],
    ["for removals where a file with a plan's name came here", [added("drafts/plan.md")], [], "removals"],
    [
      "for nothing where only code changed",
      [removed("src/b.ts"), added("src/a.ts")],
      [edited("c")],
      "nothing",
    ],
    ["for nothing where files are listed that did not change", [file("unchanged", "a")], [], "nothing"],
  ])("%s", (_, head, base, watch) => {
    expect(baseWatch({ head, base }, isGated)).toBe(watch);
  });

  test("for the widest of several reasons", () => {
    expect(widestWatch(["nothing", "removals", "edits"])).toBe("edits");
    expect(widestWatch(["removals", "nothing"])).toBe("removals");
    expect(widestWatch([])).toBe("nothing");
  });
});
