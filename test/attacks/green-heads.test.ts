import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const plan = `${feature}/plan.md`;
const config = ".github/plan-gate.yml";
const otherText = { [plan]: `${goodPlan}\nOne more sentence.\n` };
const noText = Object.fromEntries(Object.keys(featureFiles()).map((path) => [path, null]));
const code = { "src/main.ts": "export {};\n" };
const takenBack = (number: number) => `failure · The approval was taken back on a later commit of #${number}`;

/** Writes other settings to main, as alice. */
function configure(scene: Scene, text: string): void {
  gate.github.world.push(scene.name, { by: "alice", branch: "main", files: { [config]: text } });
}

/** What ends alice's approval, though nobody takes it back. */
const endings: readonly (readonly [string, (scene: Scene, number: number, comment: number) => void])[] = [
  [
    "leaves",
    (scene) => {
      gate.github.world.permission(scene.name, "alice", null);
    },
  ],
  [
    "may only read",
    (scene) => {
      gate.github.world.permission(scene.name, "alice", "read");
    },
  ],
  [
    "is named no more",
    (scene) => {
      configure(scene, "approval:\n  users: [carol]\n");
    },
  ],
  [
    "is one of two that are asked",
    (scene) => {
      configure(scene, "approval:\n  users: [alice, carol]\n  minimum: 2\n");
    },
  ],
  [
    "is in none of the groups that are asked",
    (scene) => {
      configure(scene, "approval:\n  users: [alice]\n  require:\n    - people: [carol]\n");
    },
  ],
  [
    "is nobody on this base",
    (scene) => {
      configure(
        scene,
        "approval:\n  users: [alice]\n  branches:\n    - { branches: [main], users: [carol] }\n",
      );
    },
  ],
  [
    "approved in a way that is none any more",
    (scene) => {
      configure(scene, "approval:\n  users: [alice, carol]\n  methods: [button]\n");
    },
  ],
  [
    "approved by a comment that is gone",
    (scene, _number, comment) => {
      gate.github.world.deleteComment(scene.name, comment, { by: "carol" });
    },
  ],
  [
    "approved by a comment that was edited",
    (scene, _number, comment) => {
      gate.github.world.editComment(scene.name, comment, { by: "carol", body: "/approve-plan F-15" });
    },
  ],
];

describe.each([
  ["has another text", otherText],
  ["changes no plan", { ...noText, ...code }],
  ["has the same text", code],
])("an earlier head, green while the newest one %s, turns red", (_name, files) => {
  test.each(endings)("when whoever approved it %s", async (_ending, end) => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
    const { head, number } = await openPlan(scene);
    const comment = await scene.comment("alice", number, "/approve-plan");
    await gate.settle();
    const next = scene.push(files);
    await scene.check(next);
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));

    end(scene, number, comment);
    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(head)).toBe(takenBack(number));
  });
});

test("an earlier head turns red with the waiver of a row that it needed, the newest one needs none", async () => {
  const rollout = "sections:\n  - { id: rollout, title: Rollout, headings: [Rollout] }\n";
  const scene = openScene(gate, { config: `approval:\n  users: [alice, carol]\n${rollout}` });
  const { world } = gate.github;
  const { head, number } = await openPlan(scene);
  await scene.comment("carol", number, "/waive-plan rollout it is a spike");
  await scene.comment("alice", number, "/approve-plan");
  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  const whole = `${goodPlan}\n## Rollout\n\nThe stack is brought up on the staging host first, then on the others, one a day.\n`;
  const next = scene.push({ [plan]: whole });
  await scene.comment("alice", number, "/approve-plan");
  expect(await scene.verdict(next)).toMatch(approvedBy("alice"));
  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));

  world.permission(scene.name, "carol", null);
  await scene.comment("mona", number, "/recheck-plan");

  expect(await scene.verdict(head)).toBe(takenBack(number));
});

test("an earlier head turns red with the waiver of its stack", async () => {
  const smoke = "smoke:\n  workflow: .github/workflows/smoke.yml\n  required: always\n";
  const scene = openScene(gate, { config: `approval:\n  users: [alice, carol]\n${smoke}` });
  const { head, number } = await openPlan(scene, code);
  await scene.comment("carol", number, "/waive-plan smoke no engine here");
  expect((await scene.check(head)).conclusion).toBe("success");
  await scene.check(scene.push({ "src/other.ts": "export {};\n" }));
  expect((await scene.check(head)).conclusion).toBe("success");

  await scene.comment("carol", number, "/revoke-plan");

  expect(await scene.verdict(head)).toBe(takenBack(number));
});

test("an earlier head stays green as long as enough people stand by it", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
  const { head, number } = await openPlan(scene);
  await scene.comment("alice", number, "/approve-plan");
  await scene.comment("carol", number, "/approve-plan");
  await scene.check(head);
  await scene.check(scene.push(otherText));
  gate.github.world.permission(scene.name, "alice", null);
  await scene.comment("mona", number, "/recheck-plan");

  expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice and @carol /);
});

describe("an earlier head that another pull request has as well", () => {
  const openTwins = async () => {
    const scene = openScene(gate);
    const { world, clock } = gate.github;
    const { head, number } = await openApproved(scene);
    world.setBranch(scene.name, "twin", { to: head, by: "mona" });
    clock.advance(2);
    const twin = scene.open("twin");
    await scene.comment("alice", twin, "/approve-plan");
    await scene.check(scene.push(code));
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    return { scene, head, number, twin };
  };

  test("is that one's while it is open, and turns red once it is closed", async () => {
    const { scene, head, number, twin } = await openTwins();
    await scene.comment("alice", number, "/revoke-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));

    gate.github.world.closePullRequest(scene.name, twin, { by: "mona" });
    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(head)).toBe(closedTitle);
  });

  const closedTitle = "action_required · Closed; it is judged again when it is opened";
  test.each<[string, (scene: Scene, twin: number) => void, string | null]>([
    [
      "was closed",
      (scene, twin) => {
        gate.github.world.closePullRequest(scene.name, twin, { by: "mona" });
      },
      closedTitle,
    ],
    [
      "went on",
      (scene) => {
        scene.push({ "src/twin.ts": "export {};\n" }, "twin");
      },
      null,
    ],
  ])("is red with the approval where that one %s before", async (_name, leave, title) => {
    const { scene, head, number, twin } = await openTwins();
    leave(scene, twin);
    await scene.comment("alice", number, "/revoke-plan");

    expect(await scene.verdict(head)).toBe(title ?? takenBack(number));
  });
});

test("an earlier head turns red once ten newer ones were green, and is judged anew when the branch comes back", async () => {
  const scene = openScene(gate);
  const { head, number } = await openApproved(scene);
  const heads: string[] = [];
  for (let count = 1; count <= 10; count += 1) {
    heads.push(scene.push({ "src/main.ts": `export const count = ${count};\n` }));
    await gate.settle();
  }
  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  const last = scene.push({ "src/main.ts": "export const count = 0;\n" });
  expect(await scene.verdict(last)).toMatch(approvedBy("alice"));
  expect(await scene.verdict(head)).toBe(`failure · A newer commit of #${number} has the verdict`);
  for (const green of heads) expect(await scene.verdict(green)).toMatch(approvedBy("alice"));

  gate.github.world.setBranch(scene.name, "feature", { to: head, by: "mona" });

  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
});
