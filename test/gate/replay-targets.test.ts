import { describe, expect, test } from "vitest";
import type { ChangedFile } from "../../src/pull-request/content.ts";
import { replayTargets } from "../../src/gate/carried-edits.ts";
import { isGatedText } from "../../src/gate/gated-text.ts";
import { playBranches } from "./real-replay.ts";

const plan = ".specify/f-1/plan.md";
const draft = "docs/draft.md";
const isGated = (path: string): boolean =>
  isGatedText(path, { globs: [], ownersDesignate: false, spec: "exists" });

/** Twenty lines, of which some are in capitals. */
function text(name: string, ...changed: readonly number[]): string {
  return Array.from({ length: 20 }, (_, index) =>
    changed.includes(index) ? `${name.toUpperCase()} LINE ${index}` : `${name} line ${index}`,
  ).join("\n");
}

const withoutDraft = { "src/a.ts": text("a") };
const before = { ...withoutDraft, [draft]: text("draft") };
const withPlan = { ...before, [plan]: text("plan") };

describe("what Git makes of commits that are replayed one by one, where their sum shows no change", () => {
  test("an edit that is taken back is carried twice into the plan that the base made of a draft", () => {
    const { rebased, merged, steps, baseFiles } = playBranches({
      before,
      commits: [{ ...before, [draft]: text("draft", 3) }, before],
      base: { ...withoutDraft, [plan]: text("draft", 3, 15) },
    });

    expect(merged?.[plan]).toBe(text("draft", 3, 15));
    expect(rebased?.[plan]).toBe(text("draft", 15));
    expect(replayTargets(steps, baseFiles, isGated)).toEqual([plan]);
  });

  test("what the base approved is taken back with a commit that did the same", () => {
    const { rebased, merged, steps, baseFiles } = playBranches({
      before: withPlan,
      commits: [{ ...withPlan, [plan]: text("plan", 3) }, withPlan],
      base: { ...withPlan, [plan]: text("plan", 3, 15) },
    });

    expect(merged?.[plan]).toBe(text("plan", 3, 15));
    expect(rebased?.[plan]).toBe(text("plan", 15));
    expect(replayTargets(steps, baseFiles, isGated)).toEqual([plan]);
  });

  test("a plan is made of a file that the base has edited, and the file is put back", () => {
    const { rebased, merged, steps, baseFiles } = playBranches({
      before: { ...before, [plan]: text("draft") },
      commits: [before, { ...withoutDraft, [plan]: text("draft") }, { ...before, [plan]: text("draft") }],
      base: { ...before, [plan]: text("draft"), [draft]: text("draft", 3) },
    });

    expect(merged?.[plan]).toBe(text("draft"));
    expect(rebased?.[plan]).toBe(text("draft", 3));
    expect(replayTargets(steps, baseFiles, isGated)).toEqual([plan]);
  });

  test("the same in two moves", () => {
    const { rebased, merged, steps, baseFiles } = playBranches({
      before: { ...before, [plan]: text("draft") },
      commits: [
        before,
        { ...withoutDraft, "docs/way.md": text("draft") },
        { ...withoutDraft, [plan]: text("draft") },
        { ...before, [plan]: text("draft") },
      ],
      base: { ...before, [plan]: text("draft"), [draft]: text("draft", 3) },
    });

    expect(merged?.[plan]).toBe(text("draft"));
    expect(rebased?.[plan]).toBe(text("draft", 3));
    expect(replayTargets(steps, baseFiles, isGated)).toEqual([plan]);
  });
});

const changed = (path: string, status: ChangedFile["status"], previousPath: string | null = null) => ({
  path,
  previousPath,
  status,
  blobId: null,
});

describe("what a replay may carry", () => {
  test("is a file that lands in a folder that the base renamed into a feature, and is taken away again", () => {
    const commits = [[changed("drafts/plan.md", "added")], [changed("drafts/plan.md", "removed")]];
    const base = [changed(".specify/f-1/one.md", "renamed", "drafts/one.md")];

    expect(replayTargets(commits, base, isGated)).toEqual([plan]);
  });

  test("is a file of the base, along two renames of its folder", () => {
    const commits = [
      [changed("way/one.md", "renamed", "drafts/one.md")],
      [changed(".specify/f-1/contracts/one.md", "renamed", "way/one.md")],
      [changed("drafts/one.md", "renamed", ".specify/f-1/contracts/one.md")],
    ];

    expect(replayTargets(commits, [changed("drafts/free.md", "added")], isGated)).toEqual([
      ".specify/f-1/contracts/free.md",
    ]);
  });

  test("is an edit of a file that landed in a renamed folder, and was taken for the plan that is like it", () => {
    const commits = [[changed("drafts/new.md", "added")], [changed("drafts/new.md", "modified")]];
    const base = [changed("texts/one.md", "renamed", "drafts/one.md"), changed(plan, "added")];

    expect(replayTargets(commits, base, isGated)).toEqual([plan]);
  });

  test("is nothing beside a plan of the base, while files move here", () => {
    const commits = [
      [changed("src/b.ts", "renamed", "src/a.ts"), changed("lib/c.ts", "renamed", "src/c.ts")],
      [changed("src/b.ts", "modified")],
    ];

    expect(replayTargets(commits, [changed(plan, "added"), changed("src/d.ts", "added")], isGated)).toEqual(
      [],
    );
  });
});

describe("what no replay can change", () => {
  test("a plan of commits that the base has nothing to do with", () => {
    const { rebased, steps, baseFiles } = playBranches({
      before,
      commits: [withPlan, { ...withPlan, [plan]: text("plan", 3) }],
      base: { ...before, "src/a.ts": text("a", 3) },
    });

    expect(rebased?.[plan]).toBe(text("plan", 3));
    expect(replayTargets(steps, baseFiles, isGated)).toEqual([]);
  });
});
