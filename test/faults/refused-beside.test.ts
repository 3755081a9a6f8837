import { afterAll, beforeAll, expect, test } from "vitest";
import { refusals } from "../../emulator/http/refusals.ts";
import { approvedBy, openPlan, waitingForAlice } from "../attacks/opened.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, openScene, type Scene } from "../live/scene.ts";
import { account, misplacedReads, token } from "./refused-routes.ts";
import { ownRuns, refuse, type RequestKind, shown } from "./trouble.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(async () => {
  await gate.close();
});

const answers = {
  "403": refusals["a missing permission"],
  "404": refusals["nothing there"],
  "408": refusals["a time-out of its own"],
  "422": refusals["a request that is not valid"],
  "425": refusals["a request that comes too early"],
} as const;

const onLine = { path: `${feature}/plan.md`, body: "/approve-plan" };
const review = { by: "alice", state: "APPROVED", body: "/approve-plan" } as const;

/** What is read only to say that a command does not count where it stands. */
const misplaced: Readonly<Record<RequestKind, (scene: Scene, number: number) => void>> = {
  [misplacedReads.lineComment]: (scene, number) => {
    gate.github.world.lineComment(scene.name, number, { by: "alice", ...onLine });
  },
  [misplacedReads.reviews]: (scene, number) => {
    gate.github.world.review(scene.name, number, review);
  },
};

test("a command that cannot be read where it does not count changes no verdict, and what counts still does", async () => {
  const cases = Object.entries(misplaced).flatMap(([kind, write]) =>
    Object.entries(answers).map(([status, answer]) => {
      const [method = "", route = ""] = kind.split(" ");
      return { kind: `${method} ${route}` as const, write, answer, name: `${status} to ${kind}` };
    }),
  );
  const opened = [];
  for (const one of cases) {
    const scene = openScene(gate);
    opened.push({
      ...one,
      scene,
      ...(await openPlan(scene)),
      fault: refuse(gate, scene, one.kind, one.answer),
    });
  }
  gate.github.clock.advance(2);
  for (const { write, scene, number } of opened) write(scene, number);
  await gate.settle();
  for (const { name, scene, head, fault } of opened) {
    expect(fault.met(), name).toBeGreaterThan(0);
    expect(shown(scene, head), name).toBe(waitingForAlice);
  }

  gate.github.clock.advance(2);
  for (const { scene, number } of opened)
    gate.github.world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
  await gate.settle();
  for (const { name, scene, head } of opened) expect(shown(scene, head), name).toMatch(approvedBy("alice"));
}, 120_000);

test("without a token nothing opens and nothing is said but in the log, and it heals by itself", async () => {
  const cases = Object.entries({ ...answers, suspended: refusals["a suspended installation"] });
  const opened = cases.map(([name, answer]) => {
    const scene = openScene(gate);
    const fault = refuse(gate, scene, token, answer);
    const head = scene.push(featureFiles());
    return { name, scene, fault, head, number: scene.open() };
  });
  await gate.settle();
  for (const { name, scene, fault, head, number } of opened) {
    expect(fault.met(), name).toBeGreaterThan(0);
    expect(ownRuns(scene, head), name).toEqual([]);
    expect(scene.ownComments(number), name).toEqual([]);
  }

  for (const { fault } of opened) fault.end();
  gate.github.clock.advance(2);
  for (const { scene, number } of opened)
    gate.github.world.comment(scene.name, number, { by: "alice", body: "/recheck-plan" });
  await gate.settle();
  for (const { name, scene, head } of opened) expect(shown(scene, head), name).toBe(waitingForAlice);
}, 120_000);

test("an approver whom GitHub does not show any more holds the gate shut, and the check says so", async () => {
  const opened = [];
  for (const [name, answer] of Object.entries(answers)) {
    const scene = openScene(gate, { config: "approval:\n  permission: maintain\n" });
    const ann = `ann-${scene.name.replace("/", "-")}`;
    gate.github.world.user(ann);
    gate.github.world.permission(scene.name, ann, "maintain");
    const { head, number } = await openPlan(scene);
    const run = await scene.check(head);
    gate.github.world.press(scene.name, run.id, { by: ann, identifier: run.actions[0]?.identifier ?? "" });
    await gate.settle();
    gate.github.world.renameAccount(ann, `${ann}-b`);
    opened.push({ name, scene, number, fault: refuse(gate, scene, account, answer) });
  }
  const pushed = opened.map((one) => ({
    ...one,
    head: one.scene.push({ "src/a.ts": "export const a = 1;\n" }),
  }));
  await gate.settle();
  for (const { name, scene, number, fault, head } of pushed) {
    expect(fault.met(), name).toBeGreaterThan(0);
    if (name === "404") {
      expect(shown(scene, head), name).toMatch(/^action_required · /);
      continue;
    }
    expect(shown(scene, head), name).toMatch(/^failure · GitHub refuses to show an account /);
    expect(scene.ownComments(number).join("\n"), name).toContain("GitHub refuses to show an account ");
  }

  for (const { fault } of pushed) fault.end();
  gate.github.clock.advance(2);
  for (const { scene, number } of pushed)
    gate.github.world.comment(scene.name, number, { by: "mona", body: "/recheck-plan" });
  await gate.settle();
  for (const { name, scene, head } of pushed)
    expect(shown(scene, head), name).toMatch(/^success · Approved by @ann-/);
}, 120_000);

test("a head after one that was refused is judged like a first one: nothing was recorded that could be missed", async () => {
  const opened = Object.entries(answers)
    .filter(([status]) => status !== "404")
    .map(([name, answer]) => {
      const scene = openScene(gate);
      const fault = refuse(gate, scene, "GET /repos/{owner}/{repo}/git/trees/{+tree}", answer);
      const head = scene.push(featureFiles());
      return { name, scene, fault, head, number: scene.open() };
    });
  await gate.settle();
  for (const { name, scene, head } of opened)
    expect(shown(scene, head), name).toMatch(/^failure · GitHub refuses to list the files /);

  for (const { fault } of opened) fault.end();
  gate.github.clock.advance(2);
  const pushed = opened.map((one) => ({
    ...one,
    next: one.scene.push({ "src/a.ts": "export const a = 1;\n" }),
  }));
  await gate.settle();
  for (const { name, scene, next } of pushed) expect(shown(scene, next), name).toBe(waitingForAlice);

  gate.github.clock.advance(2);
  for (const { scene, number } of pushed)
    gate.github.world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
  await gate.settle();
  for (const { name, scene, next } of pushed) expect(shown(scene, next), name).toMatch(approvedBy("alice"));
}, 120_000);
