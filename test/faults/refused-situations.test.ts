import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusals } from "../../emulator/http/refusals.ts";
import { approvedBy, waitingForAlice } from "../attacks/opened.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene, type Scene } from "../live/scene.ts";
import { account, courtesies, onlyShown, readComments, token } from "./refused-routes.ts";
import { rareReadings } from "./rare-situations.ts";
import { type Judged, mergeGroup, readings, type Situation } from "./situations.ts";
import { ownRuns, refuse, repositoriesOf, type RequestKind, shown } from "./trouble.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(async () => {
  await gate.close();
});

/** What may pass by itself, one after the other. */
const passing = [
  refusals["a time-out of its own"],
  refusals["an empty repository"],
  refusals["a request that comes too early"],
];

/** Each kind of request with a missing permission, with a request that is not valid, and with one that may pass. */
function casesOf<Of extends { readonly kind: RequestKind }>(kinds: readonly Of[]) {
  return kinds.flatMap((one, index) =>
    [
      refusals["a missing permission"],
      refusals["a request that is not valid"],
      passing[index % passing.length] ?? {},
    ].map((answer) => ({ ...one, answer, name: `${String(answer.status)} to ${one.kind}` })),
  );
}

const stickyOf = (scene: Scene, number: number): string =>
  scene.ownComments(number).find((body) => body.endsWith("\n<!-- plan-gate -->\n")) ?? "";

const commentIds = (scene: Scene): ReadonlySet<number> =>
  new Set(repositoriesOf(scene).flatMap((repository) => [...repository.comments.keys()]));

/** What a command got that was not among `earlier` comments; `null` where nobody wrote one. */
function answerTo(scene: Scene, { number }: Judged, earlier: ReadonlySet<number>) {
  const found = gate.github.world
    .comments(scene.name, number)
    .find(({ id, body }) => body.startsWith("/approve-plan") && !earlier.has(id));
  return found === undefined ? null : found.reactions.map(({ content }) => content);
}

/** What parts of GitHub do not know yet is asked for in vain as long as the refusal lasts. */
function refuseBeside(scene: Scene, { beside = [] }: Situation) {
  return beside.map(({ method = "", route = "", ...answer }) =>
    refuse(gate, scene, `${method} ${route}`, answer),
  );
}

/** `refused-beside.test.ts` has the others: without a token nothing can be written, and a name is asked for once. */
const others: readonly RequestKind[] = [token, account];
const situations = [...readings, mergeGroup]
  .filter(({ requests }) => !requests.some((kind) => others.includes(kind)))
  .map((situation) => ({ name: situation.name, situation }));

describe("whatever is refused, nothing opens, and the title, the comment and who wrote a command are told", () => {
  test.each(situations)("$name", ({ situation }) => tellsWhatIsRefused([situation]), 240_000);

  test("where GitHub's usual answers do not suffice", () => tellsWhatIsRefused(rareReadings), 240_000);
});

async function tellsWhatIsRefused(all: readonly Situation[]): Promise<void> {
  const cases = casesOf(all.flatMap((situation) => situation.requests.map((kind) => ({ kind, situation }))));
  const prepared = await Promise.all(
    cases.map(async (one) => ({ ...one, ...(await one.situation.prepare(gate)) })),
  );
  const broken = prepared.map(({ act, ...one }) => {
    const { scene, kind, answer, situation } = one;
    const { matches } = situation;
    const faults = [
      refuse(gate, scene, kind, { ...answer, ...(matches && { matches }) }),
      ...refuseBeside(scene, situation),
    ];
    return { ...one, faults, earlier: commentIds(scene), judged: act() };
  });
  await gate.settle();

  for (const { name, kind, situation, scene, faults, earlier, judged } of broken) {
    expect(faults[0]?.met(), name).toBeGreaterThan(0);
    // Where GitHub turns a difference down, the trees tell.
    if (situation.ends.test(shown(scene, judged.head))) {
      expect(kind, name).toContain("/compare/");
      continue;
    }
    expect(shown(scene, judged.head), name).not.toContain("success");
    // Where it is not known whether there is a check run, none is made, and the comment tells.
    if (!/\/check-(runs|suites)/.test(kind))
      expect(shown(scene, judged.head), name).toMatch(/^failure · GitHub refuses to /);
    if (situation === mergeGroup) continue;
    const reactions = answerTo(scene, judged, earlier);
    if (reactions !== null) expect(reactions, name).toEqual(["confused"]);
    if (kind === readComments) continue;
    expect(stickyOf(scene, judged.number), name).toContain("GitHub refuses to ");
    expect(stickyOf(scene, judged.number), name).toContain("`/recheck-plan`");
    expect(stickyOf(scene, judged.number), name).not.toContain("tried again");
    const replies = scene.ownComments(judged.number).filter((body) => body.includes("could not be decided"));
    expect(replies.length, name).toBe(reactions === null ? 0 : 1);
  }

  for (const { faults } of broken) for (const { end } of faults) end();
  gate.github.clock.advance(2);
  const repaired = [];
  for (const { name, situation, scene, judged } of broken) {
    const isGroup = situation === mergeGroup;
    if (!isGroup) gate.github.world.comment(scene.name, judged.number, { by: "mona", body: "/recheck-plan" });
    const head = isGroup ? await situation.again(scene, judged) : judged.head;
    repaired.push({ name, situation, scene, head });
  }
  await gate.settle();

  for (const { name, situation, scene, head } of repaired) {
    expect(shown(scene, head), name).toMatch(situation.ends);
    expect(ownRuns(scene, head), name).toHaveLength(1);
  }
}

test("what is only shown delays no verdict, and what cannot be told is said to be so", async () => {
  const opened = casesOf(onlyShown.map((kind) => ({ kind }))).map((one) => {
    const config = "approval:\n  permission: maintain\n  teams: [architects]\n";
    const scene = openScene(gate, { config });
    gate.github.world.team(scene.name.split("/")[0] ?? "", "architects", { members: ["alice"] });
    if (one.kind.includes("branches")) gate.github.world.protect(scene.name, "main", { checks: [] });
    const fault = refuse(gate, scene, one.kind, one.answer);
    const head = scene.push(featureFiles());
    return { ...one, scene, fault, head, number: scene.open() };
  });
  await gate.settle();

  for (const { name, kind, scene, fault, head } of opened) {
    expect(fault.met(), name).toBeGreaterThan(0);
    expect(shown(scene, head), name).toMatch(/^action_required · F-15: waiting for approval/);
    const { summary } = ownRuns(scene, head)[0]?.output ?? {};
    if (kind.includes("branches")) {
      expect(summary, name).toContain("could not be read: GitHub refuses to show ");
      expect(summary, name).not.toContain("is not a required check");
    }
  }

  gate.github.clock.advance(2);
  for (const { scene, number } of opened)
    gate.github.world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
  await gate.settle();
  for (const { name, scene, head } of opened) expect(shown(scene, head), name).toMatch(approvedBy("alice"));
}, 120_000);

test("no verdict depends on what is written beside it, and the rest is written", async () => {
  const opened = casesOf(courtesies.map((kind) => ({ kind }))).map((one) => {
    const scene = openScene(gate);
    const fault = refuse(gate, scene, one.kind, one.answer);
    const head = scene.push(featureFiles());
    return { ...one, scene, fault, head, number: scene.open() };
  });
  await gate.settle();
  for (const { name, scene, head } of opened) expect(shown(scene, head), name).toBe(waitingForAlice);

  gate.github.clock.advance(2);
  for (const { scene, number } of opened) {
    gate.github.world.comment(scene.name, number, { by: "carol", body: "/approve-plan" });
    gate.github.world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
  }
  await gate.settle();

  for (const { name, kind, scene, fault, head, number } of opened) {
    expect(fault.met(), name).toBeGreaterThan(0);
    expect(shown(scene, head), name).toMatch(approvedBy("alice"));
    const given = gate.github.world
      .comments(scene.name, number)
      .flatMap(({ reactions }) => reactions.map(({ content }) => content));
    expect(given, name).toEqual(kind.endsWith("/reactions") ? [] : ["confused", "+1"]);
    const replies = scene.ownComments(number).filter((body) => body.startsWith("`@carol`"));
    expect(replies.length, name).toBe(kind.endsWith("{number}/comments") ? 0 : 1);
  }
}, 180_000);
