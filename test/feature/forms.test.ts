import { describe, expect, test } from "vitest";
import {
  candidatePlaces,
  type FeatureGlob,
  hasOwnNames,
  mayLeadTo,
  ownNames,
} from "../../src/feature/feature-folder.ts";
import { fileNamesOf, pathInFeature, planPathOf, shortNameOf } from "../../src/feature/file-names.ts";
import { featureFinder, findFeatures, findNamed } from "../../src/feature/find-features.ts";
import { isGatedIn, isGatedPath } from "../../src/feature/gated-path.ts";

const named = { type: "named", plan: "design.md", spec: "proposal.md" } as const;
const file = { type: "file" } as const;
const globs: readonly FeatureGlob[] = [
  "specs/*",
  { glob: "openspec/changes/*", plan: "design.md", spec: "proposal.md" },
  { glob: "rfcs/*", plan: "RFC.md" },
  "plans/*.md",
];

describe("where the config gives files other names", () => {
  test.each([
    ["openspec/changes/x/design.md", [{ path: "openspec/changes/x", form: named }]],
    ["RFCs/7/rfc.md", [{ path: "RFCs/7", form: { type: "named", plan: "RFC.md", spec: "spec.md" } }]],
    ["specs/001/plan.md", [{ path: "specs/001" }]],
    ["plans/x.md", [{ path: "plans/x.md", form: file }]],
    ["Plans/X.MD", [{ path: "Plans/X.MD", form: file }]],
    ["plans/x.md/inside.txt", [{ path: "plans/x.md", form: file }]],
    ["plans/deep/x.md", []],
    [".specify/memory/x.md", []],
  ])("%s may belong to %j", (path, places) => {
    expect(candidatePlaces(path, [...globs, ".specify/memory/*.md"])).toEqual(places);
  });

  test("names that Windows gives for short are the long ones, in folders and files", () => {
    const kiro = { glob: ".kiro/specs/*", plan: "requirements-and-design.md" };
    const form = { type: "named", plan: "requirements-and-design.md", spec: "spec.md" } as const;
    const short = "KIRO~1/specs/x/REQUIR~1.MD";

    expect(candidatePlaces(short, [kiro])).toEqual([{ path: "KIRO~1/specs/x", form }]);
    expect(findFeatures([short], [kiro])).toEqual([{ id: "x", path: "KIRO~1/specs/x", form }]);
    expect(isGatedIn(short, { path: "KIRO~1/specs/x", form }, "exists")).toBe(true);
    expect(mayLeadTo("KIRO~1", [kiro])).toBe(true);
    expect(candidatePlaces("SPECS~1/x/plan.md", ["specs/*"])).toEqual([]);
  });

  test("a single file stays one, whatever else names it; of folders the first entry counts", () => {
    const both: readonly FeatureGlob[] = ["plans/**", { glob: "plans/a", plan: "a.md" }, "plans/*.md"];

    expect(candidatePlaces("plans/x.md", both)).toEqual([
      { path: "plans" },
      { path: "plans/x.md", form: file },
    ]);
    expect(candidatePlaces("plans/a/b.md", both)).toEqual([{ path: "plans" }, { path: "plans/a" }]);
  });

  test("usual names spelled out are the usual ones", () => {
    const usual: readonly FeatureGlob[] = ["a/*", { glob: "b/*", plan: "PLAN.md" }, { glob: "c/*" }];

    expect(hasOwnNames(usual)).toBe(false);
    expect(hasOwnNames(globs)).toBe(true);
    expect(ownNames(globs)).toEqual(["design.md", "proposal.md", "rfc.md", "spec.md", "*.md"]);
  });

  test.each([
    ["plans", true],
    ["PLANS", true],
    ["openspec", true],
    ["openspec/changes", true],
    ["openspec/changes/x", false],
    ["docs", false],
  ])("the globs lead through %s: %j", (path, does) => {
    expect(mayLeadTo(path, globs)).toBe(does);
    expect(mayLeadTo(path, ["*/x/**/y.md"])).toBe(false);
  });

  test("features are found by those names, by `plan.md` and by tasks", () => {
    const paths = [
      "openspec/changes/a/design.md",
      "openspec/changes/b/proposal.md",
      "openspec/changes/c/plan.md",
      "openspec/changes/d/tasks.md",
      "openspec/changes/e/spec.md",
      "openspec/changes/f/notes.md",
      "plans/001-g.md",
      "plans/h.txt",
      "plans/i.md/inside.md",
    ];

    expect(findFeatures(paths, globs).map(({ id }) => id)).toEqual(["a", "b", "c", "d", "1", "i"]);
  });

  test("a file belongs to itself before the folder around it", () => {
    const features = findFeatures(["plans/x.md", "plans/plan.md"], ["plans", "plans/*.md"]);
    const find = featureFinder(features);

    expect(find("plans/X.md")?.path).toBe("plans/x.md");
    expect(find("plans/notes.txt")?.path).toBe("plans");
    expect(find("plans")).toBeNull();
  });
});

describe("names in a feature", () => {
  test("are the form's", () => {
    expect(fileNamesOf({ path: "a/b", form: named })).toEqual({
      folder: "a/b",
      plan: "design.md",
      spec: "proposal.md",
    });
    expect(fileNamesOf({ path: "a/b.md", form: file })).toEqual({ folder: "a", plan: "b.md", spec: null });
    expect(planPathOf({ path: "a/b" })).toBe("a/b/plan.md");
    expect(planPathOf({ path: "a/b.md", form: file })).toBe("a/b.md");
    expect([{ path: "a/b.md", form: file }, { path: "a/b.md" }].map(shortNameOf)).toEqual(["b", "b.md"]);
  });

  test.each([
    ["a/B.md", "B.md"],
    ["a/b.md/c/d", "b.md/c/d"],
    ["a/b.mdx", null],
    ["a", null],
  ])("%s is %j in a single file", (path, name) => {
    expect(pathInFeature(path, { path: "a/b.md", form: file })).toBe(name);
    expect(isGatedIn(path, { path: "a/b.md", form: file }, "exists")).toBe(name !== null);
  });

  test.each([
    ["DESIGN.md", true, true],
    ["design.md/inside", true, true],
    ["plan.md", true, true],
    ["contracts/api.yaml", true, true],
    ["Proposal.md", false, true],
    ["spec.md", false, false],
    ["tasks.md", false, false],
  ])("%s is gated %j, with its specification %j", (path, alone, withSpec) => {
    expect(isGatedPath(path, "exists", named)).toBe(alone);
    expect(isGatedPath(path, "with-plan", named)).toBe(withSpec);
  });

  test.each([
    ["openspec/changes/a/design.md", "a"],
    ["openspec/changes/a/", "a"],
    ["./plans/001-b.md", "1"],
    ["001-b", "1"],
    ["1", "1"],
  ])("%s means %s", (name, id) => {
    const features = findFeatures(["openspec/changes/a/design.md", "plans/001-b.md"], globs);

    expect(findNamed([{ name, isCertain: true }], features)).toMatchObject([
      { state: "found", feature: { id } },
    ]);
  });
});
