import { expect, test } from "vitest";
import { sizeProblem } from "../../src/gate/plan-problems.ts";
import type { GatedChanges } from "../../src/gate/view.ts";
import { noFacts } from "../../src/pull-request/need.ts";
import type { TreeEntry } from "../../src/pull-request/content.ts";
import { shas } from "./world.ts";

/** A changed plan with files of these sizes, of which nothing was read yet. */
function changesOf(sizes: readonly (number | null)[]): GatedChanges {
  const path = ".specify/specs/f-1-x";
  const plan: TreeEntry = { path: `${path}/plan.md`, mode: "100644", blobId: "plan", bytes: 1 };
  const head: readonly TreeEntry[] = sizes.map((bytes, index) => ({
    path: `${path}/contracts/${index}.md`,
    mode: bytes === null ? "160000" : "100644",
    blobId: `blob-${index}`,
    bytes,
  }));
  const gated = [plan, ...head].map(({ mode, blobId, path: name }) => ({
    path: name.slice(path.length + 1),
    mode,
    blobId,
  }));
  const files = { gated, specName: "spec.md", plan, spec: null, tasks: null, isPlanFolder: false };
  const comparison = {
    baseSha: shas.base,
    mergeBaseSha: shas.mergeBase,
    files: [],
    commits: [],
    totalCommits: 0,
  };
  return {
    features: [
      {
        feature: { id: "F-1", path },
        change: { type: "changed", head: files, mergeBases: [{ ...files, gated: [] }] },
        base: { branch: "main", comparison },
        tips: [],
      },
    ],
    specs: [],
    config: null,
    head: [plan, ...head],
  };
}

const kibibyte = 1024;

test("plans that the tree tells to be too much are not read at all", () => {
  const sizes = Array.from({ length: 5 }, () => 250 * kibibyte);

  expect(sizeProblem(changesOf(sizes), noFacts)).toBe(
    "The changed plans have more than 1 MiB of text; split the pull request",
  );
});

test("a file that is too large by itself is none that is judged", () => {
  const sizes = Array.from({ length: 5 }, () => 300 * kibibyte);

  expect(sizeProblem(changesOf([...sizes, null]), noFacts)).toBeNull();
});

test("texts that were left out for want of room count", () => {
  const left = Array.from({ length: 17 }, (_, index) => [
    `blob-${index}`,
    { state: "too-large" as const, bytes: 256 * kibibyte },
  ]);

  expect(sizeProblem(changesOf([1]), { ...noFacts, blobs: Object.fromEntries(left) })).toBe(
    "The pull request's plans, specifications and settings have more than 4 MiB of text; split the pull request",
  );
});

test("what was left unread among files that are no text is said, and nothing is judged", () => {
  const blobs = { "blob-0": { state: "unread" as const, bytes: 0 as const } };

  expect(sizeProblem(changesOf([1]), { ...noFacts, blobs })).toBe(
    "Too many of the changed files are no text to read them all; take them out, or split the pull request",
  );
});
