import { describe, expect, test } from "vitest";
import { type Files, judge, judgeFirst } from "./world.ts";

const readme: Files = { "README.md": "# Shop\n" };
const hidden: Files = { ...readme, "hidden/f-15/plan.md": "# Whatever\n" };
const feature: Files = { ".specify/f-15/spec.md": "# Spec\n\nWhat it is for.\n" };

describe("a link or submodule where features belong", () => {
  test.each([
    ["for a feature's folder", ".specify/specs/f-15", "symlink:../../hidden/f-15"],
    ["for the folder of all features", ".specify/specs", "symlink:../hidden"],
    ["for `.specify`", ".specify", "symlink:hidden"],
    ["for a feature's folder, from elsewhere", ".specify/f-15", "submodule:x"],
    ["within a feature's folder", ".specify/f-15/f-16", "symlink:../../hidden/f-15"],
  ])("fails: %s", (_name, path, entry) => {
    const decided = judgeFirst({ mergeBase: hidden, head: { ...hidden, [path]: entry } });

    expect(decided.verdict).toBe("failure");
    expect(decided.title).toContain("the plan cannot be read");
  });

  test("fails in the place of a feature that was there", () => {
    const mergeBase = { ...feature, ".specify/f-15/plan.md": "# Plan\n" };

    expect(judge({ mergeBase, head: { ...readme, ".specify/f-15": "submodule:x" } }).verdict).toBe("failure");
  });

  test("fails where a glob of the config says that features are", () => {
    const world = {
      mergeBase: hidden,
      head: { ...hidden, specs: "symlink:hidden" },
      config: 'features: ["specs/*"]\n',
    };

    expect(judge(world).verdict).toBe("failure");
  });
});

describe("nothing is hidden", () => {
  test.each([
    ["by a link elsewhere", { docs: "symlink:hidden" }],
    ["by a link in a folder of the tools", { ".specify/memory": "symlink:../hidden" }],
    ["by a plain file beside the features", { ".specify/README.md": "# Features\n" }],
  ])("%s", (_name, more) => {
    expect(judge({ mergeBase: hidden, head: { ...hidden, ...more } }).title).toBe("No plans changed");
  });

  test("by a link that was there before", () => {
    const before = { ...hidden, ...feature, ".specify/f-16": "symlink:../hidden/f-15" };

    expect(judge({ mergeBase: before, head: { ...before, ".specify/f-15/notes.md": "x" } }).verdict).toBe(
      "success",
    );
  });

  test("by links in the place of files, which are judged with their feature", () => {
    const links = { ".specify/f-15/spec.md": "symlink:../../README.md" };

    expect(judge({ mergeBase: readme, head: { ...readme, ...links } }).title).toBe(
      "F-15: specification only, nothing to approve yet",
    );
  });
});
