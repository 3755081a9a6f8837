import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene } from "../live/scene.ts";
import { approvedBy, openPlan } from "./opened.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

const config = `approval:
  require:
    - people: [alice]
    - { people: [carol], paths: ["**/auth-*"] }
`;
const auth = { "src/auth-session.ts": "export {};\n" };

describe("a group that is asked by path", () => {
  test("is asked about the plan beside such a file, and not before there is one", async () => {
    const scene = openScene(gate, { config });
    const { head, number } = await openPlan(scene);
    await scene.comment("carol", number, "/approve-plan");
    expect(await scene.verdict(head)).toBe("action_required · F-15: waiting for approval by @alice");

    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));

    const next = scene.push(auth);
    expect(await scene.verdict(next)).toBe("action_required · F-15: waiting for approval by @carol");
    await scene.comment("carol", number, "/approve-plan");
    expect(await scene.verdict(next)).toMatch(/^success · Approved by @alice and @carol /);
  });

  test("is asked about a file that is moved away from there", async () => {
    const scene = openScene(gate, { config, files: auth });
    const { head, number } = await openPlan(scene, {
      ...featureFiles(),
      "src/auth-session.ts": null,
      "src/session.ts": auth["src/auth-session.ts"],
    });
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toBe("action_required · F-15: waiting for approval by @carol");
  });

  test("is not written out of the settings by the pull request that needs it", async () => {
    const scene = openScene(gate, { config });
    const { head, number } = await openPlan(scene, {
      ...featureFiles(),
      ...auth,
      ".github/plan-gate.yml": config.replace("**/auth-*", "nowhere/*"),
    });
    await scene.comment("alice", number, "/approve-plan");
    await scene.comment("alice", number, "/approve-plan config");

    expect(await scene.verdict(head)).toBe("action_required · config: waiting for approval by @carol");
  });

  test("is asked whatever a path looks like that nobody would write", async () => {
    const scene = openScene(gate, {
      config: config.replace("**/auth-*", "**/*a*b"),
    });
    const { head, number } = await openPlan(scene, { ...featureFiles(), [`src/${"a".repeat(200)}`]: "x\n" });
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

test("a group in which nobody could approve is told at once", async () => {
  const scene = openScene(gate, {
    config: "approval:\n  users: [alice]\n  require:\n    - people: [mona]\n",
  });
  const { head } = await openPlan(scene);
  const run = await scene.check(head);

  expect(run.output.title).toBe("F-15: too few of @mona could approve; the summary says how to go on");
  expect(run.output.summary).toContain("Too few of a group that must approve could: ");
});
