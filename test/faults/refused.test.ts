import { afterAll, beforeAll, expect, test } from "vitest";
import { refusals } from "../../emulator/http/refusals.ts";
import { approvedBy, openApproved, openPlan } from "../attacks/opened.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { openScene, type Scene } from "../live/scene.ts";
import { createRun, readComments, readRuns, reads, updateRun } from "./refused-routes.ts";
import { isAbout, ownRuns, type RequestKind } from "./trouble.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(async () => {
  await gate.close();
});

const answers = {
  "403": refusals["a missing permission"],
  "409": refusals["an empty repository"],
  "422": refusals["a request that is not valid"],
  "allow list": refusals["an IP allow list"],
} as const;
type AnswerName = keyof typeof answers;

interface Case {
  readonly kind: RequestKind;
  readonly answer: AnswerName;
  readonly name: string;
}

function casesOf(kinds: readonly string[]): readonly Case[] {
  return kinds.flatMap((kind) =>
    (["403", "409", "422", "allow list"] as const).map((answer): Case => {
      const [method = "", route = ""] = kind.split(" ");
      return { kind: `${method} ${route}`, answer, name: `${answer} to ${kind}` };
    }),
  );
}

/** Where a difference is turned down, the trees tell; all else is refused for good. */
const isMadeUpFor = ({ kind, answer }: Case): boolean =>
  kind.includes("/compare/") && (answer === "409" || answer === "422");

function openTeamScene(): Scene {
  const scene = openScene(gate, { config: "approval:\n  teams: [architects]\n" });
  const [organization = ""] = scene.name.split("/");
  gate.github.world.team(organization, "architects", { members: ["alice"] });
  return scene;
}

/** Refuses a kind of request for one scene, until told otherwise. */
function refuse(scene: Scene, { kind, answer }: Case): { readonly end: () => void } {
  const [method = "", route = ""] = kind.split(" ");
  let isOver = false;
  const isHere = isAbout(scene);
  const matches: typeof isHere = (request) => !isOver && isHere(request);
  gate.github.inject({ ...answers[answer], method, route, matches, times: Infinity });
  return {
    end: () => {
      isOver = true;
    },
  };
}

function shown(scene: Scene, head: string): string {
  const run = ownRuns(scene, head).at(-1);
  return run === undefined ? "nothing" : `${run.conclusion ?? run.status} · ${run.output.title ?? ""}`;
}

function reactions(scene: Scene, number: number): readonly string[] {
  const comments = gate.github.world.comments(scene.name, number);
  return comments.flatMap((comment) => comment.reactions.map(({ content }) => content));
}

const undecided = (scene: Scene, number: number): readonly string[] =>
  scene.ownComments(number).filter((body) => body.includes("the command could not be decided"));

const stickyOf = (scene: Scene, number: number): string =>
  scene.ownComments(number).find((body) => body.endsWith("\n<!-- plan-gate -->\n")) ?? "";

test("a refusal that lasts is said to the approver: in the title, in the comment, by a reaction and by a reply", async () => {
  // Trees are known by their commit: nothing is asked again.
  const asked = Object.keys(reads).filter((kind) => !kind.includes("/git/trees/"));
  const cases = casesOf([...asked, readComments, updateRun]);
  const opened = [];
  for (const one of cases) {
    const scene = openTeamScene();
    opened.push({ one, scene, ...(await openPlan(scene)) });
  }
  gate.github.clock.advance(2);
  const broken = opened.map((pull) => ({ ...pull, fault: refuse(pull.scene, pull.one) }));
  for (const { scene, number } of broken)
    gate.github.world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
  await gate.settle();

  for (const { one, scene, head, number } of broken) {
    if (isMadeUpFor(one)) {
      expect(shown(scene, head), one.name).toMatch(approvedBy("alice"));
      continue;
    }
    const task = reads[one.kind] ?? "";
    expect(shown(scene, head), one.name).not.toContain("success");
    if (one.kind !== updateRun) expect(shown(scene, head), one.name).toContain(`GitHub refuses to ${task}`);
    expect(reactions(scene, number), one.name).toEqual(["confused"]);
    if (one.kind === readComments) continue;
    expect(stickyOf(scene, number), one.name).toContain(`GitHub refuses to ${task}`);
    expect(stickyOf(scene, number), one.name).toContain("`/recheck-plan`");
    expect(undecided(scene, number), one.name).toHaveLength(1);
    expect(`${shown(scene, head)} ${stickyOf(scene, number)}`, one.name).not.toContain("tried again");
    const blamesPermission = stickyOf(scene, number).includes("the App lacks");
    expect(blamesPermission, one.name).toBe(one.answer === "403");
  }

  for (const { fault } of broken) fault.end();
  gate.github.clock.advance(2);
  for (const { scene, number } of broken)
    gate.github.world.comment(scene.name, number, { by: "mona", body: "/recheck-plan" });
  await gate.settle();

  for (const { one, scene, head, number } of broken) {
    expect(shown(scene, head), one.name).toMatch(approvedBy("alice"));
    expect(stickyOf(scene, number), one.name).toContain("Approved by");
    expect(reactions(scene, number), one.name).toContain("+1");
  }
}, 240_000);

test("a new head whose evaluation is refused ends shut, and says why, or the comment does", async () => {
  const cases = casesOf([...Object.keys(reads), readComments, readRuns, createRun]);
  const opened = [];
  for (const one of cases) {
    const scene = openTeamScene();
    opened.push({ one, scene, ...(await openApproved(scene)) });
  }
  const broken = opened.map((pull) => {
    const fault = refuse(pull.scene, pull.one);
    return { ...pull, fault, next: pull.scene.push({ "src/a.ts": "export const a = 1;\n" }) };
  });
  await gate.settle();

  for (const { one, scene, number, next } of broken) {
    if (isMadeUpFor(one)) {
      expect(shown(scene, next), one.name).toMatch(approvedBy("alice"));
      continue;
    }
    const hasNoRun = one.kind === readRuns || one.kind === createRun;
    if (hasNoRun) expect(shown(scene, next), one.name).toBe("nothing");
    else expect(shown(scene, next), one.name).toMatch(/^failure · GitHub refuses to /);
    if (one.kind === readComments) continue;
    expect(stickyOf(scene, number), one.name).toContain("GitHub refuses to ");
  }

  for (const { fault } of broken) fault.end();
  for (const { scene, number } of broken)
    gate.github.world.comment(scene.name, number, { by: "mona", body: "/recheck-plan" });
  await gate.settle();

  for (const { one, scene, next } of broken) {
    expect(shown(scene, next), one.name).toMatch(approvedBy("alice"));
    expect(ownRuns(scene, next), one.name).toHaveLength(1);
  }
}, 240_000);
