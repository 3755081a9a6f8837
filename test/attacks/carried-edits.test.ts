import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileInput } from "../../emulator/world/commits.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, goodSpec, openScene, type Scene } from "../live/scene.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const plan = `${feature}/plan.md`;
const draft = "docs/draft.md";
const config = ".github/plan-gate.yml";
const edited = goodPlan.replace("## ", "And a back door.\n\n## ");
const backDoor = "And a back door.";
const unseen = (path: string): string =>
  `failure · Merging may make a text of \`${path}\` that nobody has seen; update the branch`;

type Files = Readonly<Record<string, FileInput | null>>;

/** Straight onto `main`, as a merged and approved pull request would. */
function land(scene: Scene, files: Files): void {
  gate.github.world.push(scene.name, { by: "alice", branch: "main", files: files });
}

/** A pull request from a branch that begins before `land`. */
async function openBehind(
  scene: Scene,
  files: Files,
  landed: Files,
): Promise<{ head: string; number: number }> {
  const head = gate.github.world.push(scene.name, { by: "mona", branch: "feature", files: files });
  land(scene, landed);
  const number = scene.open();
  await gate.settle();
  return { head, number };
}

describe("an edit of the file that a plan came from", () => {
  test("does not ride into the plan that was moved and approved on main", async () => {
    const scene = openScene(gate, { files: { [draft]: goodPlan, [`${feature}/spec.md`]: goodSpec } });
    const { head, number } = await openBehind(
      scene,
      { [draft]: edited },
      { [draft]: null, [plan]: goodPlan },
    );

    expect(await scene.verdict(head)).toBe(unseen(plan));
    expect(() => gate.github.world.merge(scene.name, number, { by: "mona" })).toThrow("plan-gate");
  });

  test("on main does not ride into the plan that is moved here", async () => {
    const scene = openScene(gate, { files: { [draft]: goodPlan, [`${feature}/spec.md`]: goodSpec } });
    const head = scene.push({ [draft]: null, [plan]: goodPlan });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toContain("success · ");
    land(scene, { [draft]: edited });

    expect(await scene.verdict(head)).toBe(unseen(plan));
    expect(() => gate.github.world.merge(scene.name, number, { by: "mona" })).toThrow("plan-gate");
  });

  test("on main does not ride into a moved plan after it was moved there in two steps", async () => {
    const scene = openScene(gate, { files: { [draft]: goodPlan, [`${feature}/spec.md`]: goodSpec } });
    const { head } = await openBehind(scene, { [draft]: edited }, { [plan]: goodPlan });
    expect(await scene.verdict(head)).toBe("success · No plans changed");
    land(scene, { [draft]: null });

    expect(await scene.verdict(head)).toBe(unseen(plan));
  });

  test("inside the feature's own folder rides nowhere", async () => {
    const notes = `${feature}/notes.md`;
    const scene = openScene(gate, { files: { ...featureFiles(), [notes]: goodPlan } });
    const { head } = await openBehind(
      scene,
      { [notes]: edited },
      { [notes]: null, [`${feature}/research.md`]: goodPlan },
    );

    expect(await scene.verdict(head)).toBe(unseen(`${feature}/research.md`));
  });

  test("under a former name of the settings names no approvers", async () => {
    const settings = "approval:\n  users: [alice]\nlegacy: warn\ncomment: true\nrequest_reviews: true\n";
    const scene = openScene(gate, { config: null, files: { "docs/gate.yml": settings } });
    const { head } = await openBehind(
      scene,
      { "docs/gate.yml": settings.replace("[alice]", "[alice, mona]") },
      { "docs/gate.yml": null, [config]: settings },
    );

    expect(await scene.verdict(head)).toBe(unseen(config));
  });
});

describe("a file added to a folder that was renamed on the other side", () => {
  test("does not land in a feature on main", async () => {
    const scene = openScene(gate, { files: { "drafts/stack/notes.md": "One\ntwo\nthree\n" } });
    const { head } = await openBehind(
      scene,
      { "drafts/stack/plan.md": edited },
      { "drafts/stack/notes.md": null, [`${feature}/notes.md`]: "One\ntwo\nthree\n" },
    );

    expect(await scene.verdict(head)).toBe(unseen(plan));
  });

  test("does not land in the new folder of a feature as a contract nobody saw", async () => {
    const scene = openScene(gate, { files: featureFiles(".specify/a") });
    const { head, number } = await openBehind(
      scene,
      { ".specify/a/contracts/x.md": "Everything is allowed.\n" },
      { ".specify/a/spec.md": null, ".specify/a/plan.md": null, ...featureFiles(".specify/b") },
    );
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("failure · ");
  });

  test("on main does not land in a feature whose folder is renamed here", async () => {
    const scene = openScene(gate, {
      files: { "drafts/stack/notes.md": "One\ntwo\nthree\n", ...featureFiles() },
    });
    const { head } = await openBehind(
      scene,
      { "drafts/stack/notes.md": null, [`${feature}/contracts/notes.md`]: "One\ntwo\nthree\n" },
      { "drafts/stack/free.md": "Everything is allowed.\n" },
    );
    await scene.comment("alice", 1, "/approve-plan");

    expect(await scene.verdict(head)).toBe(unseen(`${feature}/contracts/free.md`));
  });
});

describe("GitHub's own test merge", () => {
  test("clears a pull request whose files only look as if they had become a plan", async () => {
    const scene = openScene(gate, { files: { "src/old.ts": "export const a = 1;\n".repeat(40) } });
    const { head } = await openBehind(
      scene,
      { "src/old.ts": "export const a = 2;\n".repeat(40) },
      { "src/old.ts": null, "src/new.ts": "export const a = 1;\n".repeat(40), ...featureFiles() },
    );

    expect(await scene.verdict(head)).toBe("success · No plans changed");
  });

  test("is not believed while it joins other commits", async () => {
    const scene = openScene(gate, { files: { "src/old.ts": "export const a = 1;\n".repeat(40) } });
    gate.github.world.holdTestMerges(scene.name);
    const { head } = await openBehind(
      scene,
      { "src/old.ts": "export const a = 2;\n".repeat(40) },
      { "src/old.ts": null, "src/new.ts": "export const a = 1;\n".repeat(40), ...featureFiles() },
    );

    expect(await scene.verdict(head)).toBe(unseen(plan));
  });
});

describe("updating the branch", () => {
  test("shows the carried edit as what it is: a change of the plan", async () => {
    const scene = openScene(gate, { files: { [draft]: goodPlan, [`${feature}/spec.md`]: goodSpec } });
    const { number } = await openBehind(scene, { [draft]: edited }, { [draft]: null, [plan]: goodPlan });
    const head = gate.github.world.mergeBranch(scene.name, { by: "mona", into: "feature", from: "main" });

    expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval by @alice");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toContain("success · Approved by @alice");
    gate.github.world.merge(scene.name, number, { by: "mona" });
    expect(gate.github.world.text(scene.name, "main", plan)).toContain(backDoor);
  });
});
