import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { mergeTrees } from "../../emulator/git/merge-trees.ts";
import { createObjectStore, type ObjectStore, writeBlob } from "../../emulator/git/object-store.ts";
import { editTree } from "../../emulator/git/trees.ts";
import { temporaryFolder } from "../temporary-folder.ts";

type Files = Readonly<Record<string, string>>;

/** Twenty lines, of which some are in capitals. */
function text(name: string, ...changed: readonly number[]): string {
  return Array.from({ length: 20 }, (_, index) =>
    changed.includes(index) ? `${name.toUpperCase()} LINE ${index}` : `${name} line ${index}`,
  ).join("\n");
}

function treeOf(store: ObjectStore, files: Files): string {
  const entries = Object.entries(files).map(
    ([path, content]) => [path, { mode: "100644", sha: writeBlob(store, content) }] as const,
  );
  return editTree(store, null, new Map(entries));
}

function emulated(base: Files, ours: Files, theirs: Files): string {
  const store = createObjectStore();
  const merged = mergeTrees(store, treeOf(store, base), treeOf(store, ours), treeOf(store, theirs));
  return merged.conflicts.length > 0 ? "conflict" : merged.tree;
}

/** The tree that Git itself makes of the three. */
function real(base: Files, ours: Files, theirs: Files): string {
  const folder = temporaryFolder();
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@x.io", ...args], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  const commit = (files: Files, ...onto: readonly string[]): string => {
    if (onto.length > 0) git("checkout", "--quiet", "--detach", ...onto);
    for (const path of git("ls-files", "-z").split("\0").filter(Boolean)) rmSync(join(folder, path));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "x");
    return git("rev-parse", "HEAD");
  };
  git("init", "--quiet");
  const root = commit(base);
  const [one, other] = [commit(ours, root), commit(theirs, root)];
  try {
    return git("-c", "merge.directoryRenames=true", "merge-tree", "--write-tree", one, other);
  } catch {
    return "conflict";
  }
}

const base = {
  "docs/draft.md": text("draft"),
  "drafts/a/one.md": text("one"),
  "drafts/a/two.md": text("two"),
};
const { "docs/draft.md": draft, ...others } = base;
const renamedFolder = {
  "docs/draft.md": draft,
  "plans/b/one.md": text("one"),
  "plans/b/two.md": text("two"),
};

describe("the emulator merges as Git does", () => {
  it.each<[string, Files, Files]>([
    [
      "an edit along a rename",
      { ...others, "plan.md": draft },
      { ...base, "docs/draft.md": text("draft", 3) },
    ],
    [
      "an edit along a rename on the other side",
      { ...base, "docs/draft.md": text("draft", 3) },
      { ...others, "plan.md": draft },
    ],
    [
      "an edit along a rename that was edited too",
      { ...others, "plan.md": text("draft", 1) },
      { ...base, "docs/draft.md": text("draft", 15) },
    ],
    ["an edit beside a copy", { ...base, "plan.md": draft }, { ...base, "docs/draft.md": text("draft", 3) }],
    ["a removal against an edit", others, { ...base, "docs/draft.md": text("draft", 3) }],
    ["a removal against a rename", others, { ...others, "plan.md": draft }],
    ["two renames to one name", { ...others, "plan.md": draft }, { ...others, "plan.md": draft }],
    ["two renames to two names", { ...others, "plan.md": draft }, { ...others, "other.md": draft }],
    [
      "a rename onto what the other side added",
      { ...others, "plan.md": draft },
      { ...base, "plan.md": "x\n" },
    ],
    ["a file added to a renamed folder", renamedFolder, { ...base, "drafts/a/new.md": "new\n" }],
    [
      "a file added to a renamed folder, the other way round",
      { ...base, "drafts/a/new.md": "new\n" },
      renamedFolder,
    ],
    ["a file added below a renamed folder", renamedFolder, { ...base, "drafts/a/deep/new.md": "new\n" }],
    [
      "a file added to a folder of which one file stayed",
      { ...renamedFolder, "drafts/a/two.md": text("two"), "plans/b/two.md": "another\n" },
      { ...base, "drafts/a/new.md": "new\n" },
    ],
    ["a file moved into a renamed folder", renamedFolder, { ...others, "drafts/a/draft.md": draft }],
    ["an edit in a renamed folder", renamedFolder, { ...base, "drafts/a/one.md": text("one", 7) }],
    [
      "two ways of a folder that was split evenly",
      { "docs/draft.md": draft, "x/one.md": text("one"), "y/two.md": text("two") },
      { ...base, "drafts/a/new.md": "new\n" },
    ],
  ])("%s", (_, ours, theirs) => {
    expect(emulated(base, ours, theirs)).toBe(real(base, ours, theirs));
  });
});
