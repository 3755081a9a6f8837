import { createServer, type IncomingMessage, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusals } from "../../emulator/http/refusals.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "../attacks/opened.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { openScene, type Scene } from "../live/scene.ts";
import { createRun, updateRun } from "./refused-routes.ts";
import { isAbout, ownRuns, refuse, shown } from "./trouble.ts";

let gate: LiveGate;
let elsewhere: Server;
let elsewhereUrl: string;
/** What arrived at the other server. */
const strayed: IncomingMessage[] = [];

beforeAll(async () => {
  gate = await openLiveGate();
  elsewhere = createServer((request, response) => {
    strayed.push(request);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const address = elsewhere.address();
  elsewhereUrl = `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
});

afterAll(async () => {
  elsewhere.close();
  await gate.close();
});

const code = { "src/a.ts": "export const a = 1;\n" };

async function recheck(scene: Scene, number: number): Promise<void> {
  await scene.comment("mona", number, "/recheck-plan");
  await gate.settle();
}

test("a repository that GitHub blocks opens nothing, costs a few requests, and is judged when it is back", async () => {
  const scene = openScene(gate);
  const { head, number } = await openPlan(scene);
  let isBlocked = true;
  const isHere = isAbout(scene);
  gate.github.inject({
    ...refusals["a blocked repository"],
    matches: (request) => isBlocked && request.url.pathname.includes("/repos/") && isHere(request),
    times: Infinity,
  });
  const { requests } = gate.github;
  const before = requests.length;
  await scene.comment("alice", number, "/approve-plan");
  await gate.settle();

  expect(shown(scene, head)).toBe(waitingForAlice);
  expect(requests.length - before).toBeLessThan(30);
  isBlocked = false;
  await recheck(scene, number);
  expect(shown(scene, head)).toMatch(approvedBy("alice"));
});

test("a verdict that is too large for GitHub leaves the check shut with the reason, and its record whole", async () => {
  const scene = openScene(gate);
  const { head, number } = await openPlan(scene);
  const fault = refuse(gate, scene, updateRun, {
    status: 413,
    body: { message: "Payload too large" },
    matches: ({ text }) => text.includes('"success"'),
  });
  await scene.comment("alice", number, "/approve-plan");
  await gate.settle();

  expect(fault.met()).toBe(1);
  expect(shown(scene, head)).toBe(
    "failure · GitHub refuses to update the check run (413): Payload too large",
  );
  expect(scene.ownComments(number).join("\n")).toContain("GitHub refuses to update the check run (413)");
  fault.end();
  await recheck(scene, number);
  expect(shown(scene, head)).toMatch(approvedBy("alice"));
});

test("a proxy that finds a verdict too large, and says so in a page of its own, is not believed to be GitHub", async () => {
  const scene = openScene(gate);
  const { head, number } = await openPlan(scene);
  gate.github.inject({
    method: "PATCH",
    route: "/repos/{owner}/{repo}/check-runs/{run}",
    status: 413,
    headers: { "content-type": "text/html" },
    body: Buffer.from("<html><h1>413 Request Entity Too Large</h1></html>"),
    matches: isAbout(scene),
    times: 2,
  });
  await scene.comment("alice", number, "/approve-plan");
  await gate.settle();

  expect(shown(scene, head)).toMatch(approvedBy("alice"));
  expect(ownRuns(scene, head)).toHaveLength(1);
});

test.each([
  { where: "itself, over and over", target: () => "/api/v3/zen?again", strays: 0 },
  { where: "another server", target: () => `${elsewhereUrl}/api/v3/trees`, strays: 2 },
])("nothing is concluded from what is read and leads to $where", async ({ target, strays }) => {
  const scene = openScene(gate);
  const { number } = await openApproved(scene);
  gate.github.inject({ route: "/zen", status: 301, headers: { location: target() }, times: 40 });
  const fault = refuse(gate, scene, "GET /repos/{owner}/{repo}/git/trees/{+tree}", {
    status: 301,
    headers: { location: target() },
    matches: () => fault.met() < 2,
  });
  const head = scene.push(code);
  await gate.settle();

  expect(fault.met()).toBeGreaterThan(0);
  expect(shown(scene, head)).toMatch(approvedBy("alice"));
  expect(ownRuns(scene, head)).toHaveLength(1);
  expect(strayed.map(({ headers }) => headers.authorization ?? "none")).toEqual(Array(strays).fill("none"));
  expect(scene.ownComments(number)).toHaveLength(1);
});

test("what is written and leads to another server is not written there, and people are told", async () => {
  const scene = openScene(gate);
  const { number } = await openApproved(scene);
  const before = strayed.length;
  const fault = refuse(gate, scene, createRun, {
    status: 307,
    headers: { location: `${elsewhereUrl}/api/v3/check-runs` },
  });
  const head = scene.push(code);
  await gate.settle();

  expect(fault.met()).toBeGreaterThan(0);
  expect(strayed).toHaveLength(before);
  expect(shown(scene, head)).toBe("nothing");
  expect(scene.ownComments(number).join("\n")).toContain("GitHub's answer leads to another server (307)");
  fault.end();
  await recheck(scene, number);
  expect(shown(scene, head)).toMatch(approvedBy("alice"));
});
