import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, openScene } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan } from "./opened.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

const two = "approval:\n  users: [alice, carol]\n";

describe("whoever wrote the text", () => {
  // claude-code-action's agent-approval-check looks at no content, and so at nobody's part in it.
  test("cannot approve it where somebody else moved it to its folder", async () => {
    const scene = openScene(gate, { config: two });
    const { world } = gate.github;
    const draft = featureFiles(".specify/specs/f-99-draft");
    const gone = Object.fromEntries(Object.keys(draft).map((path) => [path, null]));
    world.push(scene.name, { by: "carol", branch: "feature", files: draft });
    const head = scene.push({ ...gone, ...featureFiles() });
    const number = scene.open();
    await gate.settle();

    await scene.comment("carol", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval");
    expect(scene.ownComments(number).join()).toContain("You took part in the text by commit");
  });

  test("is not hidden behind GitHub's own identity: `committers: exclude` asks for one more", async () => {
    const scene = openScene(gate, { config: `${two}  committers: exclude\n` });
    const github = { name: "GitHub", email: "noreply@github.com" };
    const head = gate.github.world.push(scene.name, {
      by: "mona",
      branch: "feature",
      files: featureFiles(),
      author: github,
      committer: github,
    });
    const number = scene.open();
    await gate.settle();

    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("waiting for approval by @alice or @carol (1 of 2)");
    expect((await scene.check(head)).output.summary).toContain("GitHub <noreply@github.com>");
  });
});

test("an approver who updates the branch has written nothing, though the settings changed on the base", async () => {
  const scene = openScene(gate);
  const { world } = gate.github;
  await openApproved(scene);
  world.push(scene.name, {
    by: "carol",
    branch: "main",
    files: { ".github/plan-gate.yml": "approval:\n  users: [alice, bob]\n" },
  });
  await gate.settle();

  const head = world.mergeBranch(scene.name, { by: "alice", into: "feature", from: "main" });

  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
});

test("a symlink in the place of `spec.md` is no specification", async () => {
  const scene = openScene(gate);
  const spec = { symlink: "../../../docs/a-long-name-that-has-words.md" };
  const head = gate.github.world.push(scene.name, {
    by: "mona",
    branch: "feature",
    files: { ...featureFiles(), [`${feature}/spec.md`]: spec },
  });
  scene.open();

  expect(await scene.verdict(head)).toBe('failure · F-15: "Specification exists" fails');
});

describe("a review", () => {
  const config = "approval:\n  users: [alice]\n  methods: [review]\n";

  test.each([
    ["counts over a push of code that comes before the gate reads it", { "src/a.ts": "1\n" }, /^success/],
    [
      "does not count over a push that changes the text",
      { [`${feature}/contracts/api.yaml`]: "x: 1\n" },
      /^action_required/,
    ],
  ])("%s", async (_, files, verdict) => {
    const scene = openScene(gate, { config });
    const { world, webhooks, clock } = gate.github;
    const { number } = await openPlan(scene);
    clock.advance(5);
    webhooks.hold();
    world.review(scene.name, number, { by: "alice", state: "APPROVED", body: "/approve-plan" });
    const head = scene.push(files);
    await webhooks.release();

    expect(await scene.verdict(head)).toMatch(verdict);
  });
});
