import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openPlan, waitingForAlice } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const plan = `${feature}/plan.md`;
const refusal = { message: "Sorry, this diff is taking too long to generate." };
const compare = "/repos/{owner}/{repo}/compare/{+basehead}";

/** GitHub's first page of a comparison, which names files, or every page. */
async function refusing(which: "first page" | "every page", act: () => Promise<void>): Promise<void> {
  gate.github.inject({
    method: "GET",
    route: compare,
    times: 1_000,
    status: 422,
    body: refusal,
    matches: ({ url }) => which === "every page" || url.searchParams.get("page") !== "2",
  });
  try {
    await act();
    await gate.settle();
  } finally {
    gate.github.clearFaults();
  }
}

function pushToMain(scene: Scene, files: Readonly<Record<string, string>>): void {
  gate.github.world.push(scene.name, { by: "alice", branch: "main", files });
}

describe.each(["first page", "every page"] as const)("a comparison that GitHub refuses on %s", (which) => {
  test("is no way past the gate, and no way to lock it", async () => {
    const scene = openScene(gate);
    await refusing(which, async () => {
      const { head, number } = await openPlan(scene);
      expect(await scene.verdict(head)).toBe(waitingForAlice);
      await scene.comment("alice", number, "/approve-plan");
      expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
      const next = scene.push({ [plan]: `${goodPlan}\nAnd a back door.\n` });

      expect(await scene.verdict(next)).toBe(waitingForAlice);
    });
  });

  test("is judged from its merge base, behind its base too", async () => {
    const scene = openScene(gate, { files: featureFiles() });
    scene.push({ "src/a.ts": "export {};\n" });
    pushToMain(scene, { [plan]: `${goodPlan}\nChanged on main.\n` });
    await refusing(which, async () => {
      const number = scene.open();
      await gate.settle();
      const head = gate.github.world.pullRequest(scene.name, number).head.sha;

      expect(await scene.verdict(head)).toBe("success · No plans changed");
    });
  });

  test("still excludes who wrote the plan", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    world.push(scene.name, { by: "mona", author: "alice", branch: "feature", files: featureFiles() });
    await refusing(which, async () => {
      const number = scene.open();
      await scene.comment("alice", number, "/approve-plan");
      const head = world.pullRequest(scene.name, number).head.sha;

      expect(await scene.verdict(head)).not.toContain("success");
    });
  });
});

describe("a branch with a history of its own", () => {
  test("is judged by what differs from its base, and can be approved", async () => {
    const scene = openScene(gate, { files: featureFiles() });
    const { world } = gate.github;
    const edited = { ...featureFiles(), [plan]: `${goodPlan}\nRewritten.\n` };
    const head = world.commit(scene.name, {
      by: "mona",
      parents: [],
      files: { "README.md": "# Shop\n", ...edited },
    });
    world.setBranch(scene.name, "feature", { to: head, by: "mona" });
    const number = scene.open();

    expect(await scene.verdict(head)).toBe("action_required · config: waiting for approval by @alice");
    const config = "approval:\n  users: [alice]\n";
    const whole = scene.push({ ".github/plan-gate.yml": config });
    expect(await scene.verdict(whole)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(whole)).toMatch(approvedBy("alice"));
  });

  test("that changes no gated text is green", async () => {
    const scene = openScene(gate, { config: null });
    const { world } = gate.github;
    const head = world.commit(scene.name, { by: "mona", parents: [], files: { "src/a.ts": "export {};\n" } });
    world.setBranch(scene.name, "feature", { to: head, by: "mona" });
    scene.open();

    expect(await scene.verdict(head)).toBe("success · No plans changed");
  });
});

describe("branches that were merged crosswise", () => {
  // GitHub names one of two merge bases, and Git merges from both: what looks untouched goes back to an older text.
  test("do not take an approved text back without a word", async () => {
    const scene = openScene(gate, { files: featureFiles() });
    const { world, clock } = { ...gate.github };
    world.setBranch(scene.name, "feature", { to: "main", by: "mona" });
    pushToMain(scene, { [plan]: `${goodPlan}\nApproved on main.\n` });
    const onMain = world.tip(scene.name, "main");
    clock.advance(60);
    const first = scene.push({ "src/a.ts": "export {};\n" });
    world.mergeBranch(scene.name, { by: "alice", into: "main", from: "feature" });
    const files = { "src/b.ts": "export {};\n" };
    const head = world.commit(scene.name, { by: "mona", parents: [first, onMain], files });
    world.setBranch(scene.name, "feature", { to: head, by: "mona" });
    const number = scene.open();

    expect(await scene.verdict(head)).toBe(
      `failure · Merging may make a text of \`${plan}\` that nobody has seen; update the branch`,
    );
    expect(() => world.merge(scene.name, number, { by: "mona" })).toThrow("plan-gate");
  });
});
