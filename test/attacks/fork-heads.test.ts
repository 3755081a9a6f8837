import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appId, type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene } from "../live/scene.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const plan = `${feature}/plan.md`;

interface Fork {
  readonly name: string;
  readonly owner: string;
}

/** A fork by somebody who may only read. */
function forkOf(scene: Scene): Fork {
  const { world } = gate.github;
  const owner = `eve-of-${scene.name.split("/", 1)[0] ?? ""}`;
  world.user(owner);
  return { owner, name: world.fork(scene.name, owner) };
}

function pushTo({ name, owner }: Fork, files: Readonly<Record<string, string>>): string {
  return gate.github.world.push(name, { by: owner, branch: "fix", files });
}

/** The head changes the plan of `release`, which has an older one, and of no other branch. */
function openFork(scene: Scene, branches: readonly string[]): { readonly fork: Fork; readonly head: string } {
  const { world } = gate.github;
  world.setBranch(scene.name, "release", { to: "main", by: "alice" });
  world.protect(scene.name, "release", { checks: [{ context: "plan-gate", appId }] });
  const newer = { [plan]: `${goodPlan}\nApproved for main alone.\n` };
  world.push(scene.name, { by: "carol", branch: "main", files: newer });
  for (const branch of branches) world.setBranch(scene.name, branch, { to: "main", by: "alice" });
  const fork = forkOf(scene);
  return { fork, head: pushTo(fork, { "code.ts": "export {};\n" }) };
}

function openFromFork(scene: Scene, { name, owner }: Fork, base: string): number {
  const from = { head: "fix", headRepository: name };
  return gate.github.world.openPullRequest(scene.name, { by: owner, ...from, base });
}

const heads = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `dev-${index + 1}`);

// GitHub does not list a fork's pull requests for a commit: those that share a head are found in our record alone.
describe("the sixth pull request of a stranger's head", () => {
  test("is in mind when another one is looked at, though it was refused", async () => {
    const scene = openScene(gate, { files: featureFiles() });
    const { world } = gate.github;
    const branches = heads(5);
    const { fork, head } = openFork(scene, branches);
    const harmless = branches.map((branch) => openFromFork(scene, fork, branch));
    expect(await scene.verdict(head)).toBe("success · No plans changed");
    const sixth = openFromFork(scene, fork, "release");
    expect(await scene.verdict(head)).toContain("failure · More than 5 open pull requests share this head");
    world.editPullRequest(scene.name, harmless[0] ?? 0, { by: fork.owner, title: "Look again" });
    expect(await scene.verdict(head)).toContain("failure · More than 5 open pull requests share this head");
    for (const number of harmless.slice(1)) world.closePullRequest(scene.name, number, { by: fork.owner });
    await gate.settle();
    world.editPullRequest(scene.name, harmless[0] ?? 0, { by: fork.owner, title: "And again" });

    expect(await scene.verdict(head)).toBe(
      `action_required · #${sixth}, which shares this head: F-15: waiting for approval by @alice`,
    );
    expect(() => world.merge(scene.name, sixth, { by: "carol" })).toThrow("plan-gate");
  });
});

test("a stranger's reopened pull request whose evaluation is refused is in mind when another one is looked at", async () => {
  const notes = "drafts/notes.txt";
  const scene = openScene(gate, { files: { [notes]: goodPlan } });
  const { world } = gate.github;
  const fork = forkOf(scene);
  pushTo(fork, { "code.ts": "export {};\n" });
  world.setBranch(scene.name, "dev", { to: "main", by: "alice" });
  const many = Object.fromEntries(
    Array.from({ length: 310 }, (_, index) => [`generated/${index}.txt`, String(index)]),
  );
  world.push(scene.name, {
    by: "alice",
    branch: "main",
    files: { ...many, ...featureFiles(), [notes]: null },
  });
  const number = openFromFork(scene, fork, "main");
  await gate.settle();
  world.closePullRequest(scene.name, number, { by: fork.owner });
  await gate.settle();
  const head = pushTo(fork, { [notes]: goodPlan.replace("# ", "# EVIL ") });
  world.reopenPullRequest(scene.name, number, { by: fork.owner });
  const refused = await scene.verdict(head);
  openFromFork(scene, fork, "dev");

  expect(refused).toContain("failure · Merging may make a text");
  expect(await scene.verdict(head)).toContain(
    `failure · #${number}, which shares this head: Merging may make`,
  );
  expect(() => world.merge(scene.name, number, { by: "carol" })).toThrow("plan-gate");
});

/** GitHub lets nobody read anything of the repository but check runs. */
function refuseReading(scene: Scene): void {
  const isNoCheck = ({ url }: { readonly url: URL }): boolean =>
    url.pathname.includes(scene.name) && !url.pathname.includes("/check-");
  const refusal = { status: 403, body: { message: "Forbidden" }, times: Infinity };
  gate.github.inject({ ...refusal, method: "GET", matches: isNoCheck });
}

describe("a stranger's pull request that GitHub lets nobody judge ends the green of the head it shares", () => {
  test("when it is opened", async () => {
    const scene = openScene(gate, { files: featureFiles() });
    const { world } = gate.github;
    const { fork, head } = openFork(scene, ["dev"]);
    openFromFork(scene, fork, "dev");
    expect(await scene.verdict(head)).toBe("success · No plans changed");
    refuseReading(scene);
    const number = openFromFork(scene, fork, "release");
    const refused = await scene.verdict(head);
    gate.github.clearFaults();

    expect(refused).toContain("failure · ");
    expect(() => world.merge(scene.name, number, { by: "carol" })).toThrow("plan-gate");
  });

  test("when it is opened again, though it was judged before it was closed", async () => {
    const scene = openScene(gate, { files: featureFiles() });
    const { world } = gate.github;
    const { fork, head } = openFork(scene, ["dev"]);
    const number = openFromFork(scene, fork, "release");
    expect(await scene.verdict(head)).toBe("action_required · F-15: waiting for approval by @alice");
    openFromFork(scene, fork, "dev");
    await gate.settle();
    world.closePullRequest(scene.name, number, { by: fork.owner });
    expect(await scene.verdict(head)).toBe("success · No plans changed");
    refuseReading(scene);
    world.reopenPullRequest(scene.name, number, { by: fork.owner });
    const refused = await scene.verdict(head);
    gate.github.clearFaults();

    expect(refused).toContain("failure · ");
    expect(() => world.merge(scene.name, number, { by: "carol" })).toThrow("plan-gate");
  });
});
