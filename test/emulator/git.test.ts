import { describe, expect, it } from "vitest";
import { changedFiles } from "../../emulator/git/file-changes.ts";
import { mergeBaseOf } from "../../emulator/git/history.ts";
import { mergeTrees } from "../../emulator/git/merge-trees.ts";
import {
  createObjectStore,
  type Entry,
  type ObjectStore,
  writeBlob,
  writeCommit,
} from "../../emulator/git/object-store.ts";
import { editTree, entryAt } from "../../emulator/git/trees.ts";

function tree(store: ObjectStore, files: Record<string, string>, base: string | null = null): string {
  const entries = Object.entries(files).map(([path, text]): [string, Entry] => [
    path,
    { mode: "100644", sha: writeBlob(store, text) },
  ]);
  return editTree(store, base, new Map(entries));
}

const lines = (...changed: string[]): string =>
  ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    .map((line) => (changed.includes(line) ? line.toUpperCase() : line))
    .join("\n");

describe("Git objects", () => {
  it("have the ids that git itself gives them", () => {
    const store = createObjectStore();
    const text = (content: string): Entry => ({ mode: "100644", sha: writeBlob(store, content) });
    const changes = new Map<string, Entry>([
      ["src/a.ts", text("a")],
      ["README.md", text("hello\n")],
      ["src.txt", { ...text("x"), mode: "100755" }],
      ["link", { ...text("README.md"), mode: "120000" }],
    ]);

    const root = editTree(store, null, changes);
    const { sha } = writeCommit(store, {
      tree: root,
      parents: [],
      author: { name: "A", email: "a@x.io", date: "2026-01-05T09:00:00Z" },
      committer: { name: "B", email: "b@x.io", date: "2026-01-05T09:00:01Z" },
      message: "First\n",
    });

    expect(entryAt(store, root, "README.md")?.sha).toBe("ce013625030ba8dba906f756967f9e9ca394464a");
    expect(entryAt(store, root, "src")?.sha).toBe("8451a974785fd0f70c5d192f4b90e7a9448511bf");
    expect(root).toBe("aa89369d50edee2e277988442d84611afa1177a4");
    expect(sha).toBe("458eeb3f575238f5607f74dc09f4c051802db1a9");
  });

  it("vanish with the last file of a folder", () => {
    const store = createObjectStore();
    const before = tree(store, { "a.txt": "a", "deep/er/b.txt": "b" });

    const after = editTree(store, before, new Map([["deep/er/b.txt", null]]));

    expect(after).toBe(tree(store, { "a.txt": "a" }));
  });
});

describe("comparing trees", () => {
  it("names added, removed, modified and renamed files, and files that only changed their mode", () => {
    const store = createObjectStore();
    const before = tree(store, { gone: "gone", kept: "1", moved: lines(), mode: "m" });
    const edited = tree(store, { kept: "2", "new/place": lines("two"), added: "other" });
    const after = editTree(
      store,
      edited,
      new Map([["mode", { mode: "100755", sha: writeBlob(store, "m") } as const]]),
    );

    const changes = changedFiles(store, before, after);

    expect(changes.map(({ status, path, previousPath }) => [status, path, previousPath])).toEqual([
      ["added", "added", null],
      ["removed", "gone", null],
      ["modified", "kept", null],
      ["changed", "mode", null],
      ["renamed", "new/place", "moved"],
    ]);
  });
});

describe("merging trees", () => {
  it("joins changes to different lines of a file", () => {
    const store = createObjectStore();
    const base = tree(store, { "a.txt": lines() });

    const { tree: merged, conflicts } = mergeTrees(
      store,
      base,
      tree(store, { "a.txt": lines("one") }),
      tree(store, { "a.txt": lines("eight"), "b.txt": "b" }),
    );

    expect(conflicts).toEqual([]);
    expect(merged).toBe(tree(store, { "a.txt": lines("one", "eight"), "b.txt": "b" }));
  });

  it("finds a conflict where both sides changed a line", () => {
    const store = createObjectStore();
    const [base, ours, theirs] = ["1", "2", "3"].map((text) => tree(store, { "a.txt": text }));

    expect(mergeTrees(store, base ?? null, ours ?? "", theirs ?? "").conflicts).toEqual(["a.txt"]);
  });
});

describe("histories", () => {
  it("have the newest common ancestor as merge base, also after merges in between", () => {
    const store = createObjectStore();
    const root = tree(store, { a: "a" });
    let second = 0;
    const commit = (...parents: string[]): string => {
      const date = new Date(Date.UTC(2026, 0, 1, 0, 0, second++)).toISOString();
      const author = { name: "A", email: "a@x.io", date };
      return writeCommit(store, { tree: root, parents, author, committer: author, message: String(second) })
        .sha;
    };
    const first = commit();
    const main = commit(first);
    const branch = commit(first);
    const merged = commit(branch, main);

    expect(mergeBaseOf(store, main, branch)).toBe(first);
    expect(mergeBaseOf(store, commit(main), commit(merged))).toBe(main);
    expect(mergeBaseOf(store, main, commit())).toBeNull();
  });
});
