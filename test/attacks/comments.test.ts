import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fullName } from "../../emulator/shapes/repository.ts";
import { takeId } from "../../emulator/world/state.ts";
import { parseComment } from "../../src/slash-commands/parse-comment.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

describe("a comment that others can edit", () => {
  // policy-bot needs `ignore_edited_comments`, which is off by default.
  test("is no approval once somebody turned the architect's old words into a command", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    const id = await scene.comment("alice", number, "I am reading this.");
    await gate.settle();
    gate.github.clock.advance(2);
    gate.github.world.editComment(scene.name, id, { by: "carol", body: "/approve-plan" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(scene.ownComments(number).some((body) => body.includes("was edited"))).toBe(true);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("is no approval either when it was edited in the second in which it was written", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    gate.github.webhooks.hold();
    gate.github.clock.advance(2);
    const id = gate.github.world.comment(scene.name, number, { by: "alice", body: "Looks thin to me." });
    gate.github.world.editComment(scene.name, id, { by: "carol", body: "/approve-plan" });
    await gate.github.webhooks.release();

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(scene.ownComments(number).some((body) => body.includes("was edited"))).toBe(true);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("loses its approval with an edit, whatever the edit", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    const id = await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    gate.github.clock.advance(2);
    gate.github.world.editComment(scene.name, id, { by: "alice", body: "/approve-plan\n\nThanks!" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("of the gate itself is written anew when somebody else changes or deletes it", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene);
    const [before = ""] = scene.ownComments(number);
    const { world } = gate.github;
    const sticky = world.comments(scene.name, number).find(({ body }) => body === before);
    world.editComment(scene.name, sticky?.id ?? 0, {
      by: "mona",
      body: "**✓ Approved by @alice**\n\n<!-- plan-gate -->",
    });
    await gate.settle();

    expect(scene.ownComments(number)).toEqual([before]);
    world.deleteComment(scene.name, sticky?.id ?? 0, { by: "mona" });
    await gate.settle();
    expect(scene.ownComments(number)).toEqual([before]);
  });

  test("loses its approval when it is deleted", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    const id = await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    gate.github.world.deleteComment(scene.name, id, { by: "alice" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
  });
});

describe("a rejection", () => {
  test("outlives its comment, a new head with the same text, and everybody but its author", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
    const { world } = gate.github;
    const { head, number } = await openPlan(scene);
    const id = await scene.comment("alice", number, "/reject-plan The volumes have no backup.");
    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
    world.deleteComment(scene.name, id, { by: "carol" });
    await scene.comment("carol", number, "/approve-plan");
    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
    const amended = world.amend(scene.name, { by: "mona", branch: "feature" });
    expect(await scene.verdict(amended)).toContain("failure · F-15: rejected by @alice");

    await scene.comment("alice", number, "/revoke-plan");
    expect(await scene.verdict(amended)).toMatch(approvedBy("carol"));
  });

  test("is not turned into an approval by an edit", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    const id = await scene.comment("alice", number, "/reject-plan Not yet.");
    await gate.settle();
    gate.github.clock.advance(2);
    gate.github.world.editComment(scene.name, id, { by: "carol", body: "/approve-plan" });

    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("by the last of more than a hundred comments counts", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { head, number } = await openApproved(scene);
    gate.github.webhooks.hold();
    for (let count = 1; count <= 101; count += 1)
      world.comment(scene.name, number, { by: "bob", body: `Comment ${count}.` });
    for (const delivery of gate.github.webhooks.pending()) gate.github.webhooks.drop(delivery);
    await gate.github.webhooks.release();
    await scene.comment("alice", number, "/reject-plan I saw something.");

    expect(await scene.verdict(head)).toContain("failure · F-15: rejected by @alice");
  });
});

// mfittko/dev-loops counted quoted, negated and old comments (#1905, #1954).
test("words that only mention the command approve nothing", async () => {
  const scene = openScene(gate);
  const { head, number } = await openPlan(scene);
  const bodies = [
    "> /approve-plan",
    "> > /approve-plan\n/approve-plan",
    "```\n/approve-plan\n```",
    "    /approve-plan",
    "~~~md\n/approve-plan\n~~~",
    "`/approve-plan`",
    "<!--\n/approve-plan\n-->",
    "<!-- nothing to see -->\n\n/approve-plan",
    "<details>\n\n/approve-plan\n\n</details>",
    "I will not /approve-plan before Friday.",
    "Do not write\n/approve-plan-now",
    "- /approve-plan",
    "1. /approve-plan",
    "# /approve-plan",
    "/approve-plan\n===",
    "[text](\n/approve-plan\n)",
    "`code\n/approve-plan\n`",
    "| a |\n|---|\n/approve-plan",
    "/аpprove-plan",
    "/approve‐plan",
    "/approve-\u200Bplan",
    "\u202E/approve-plan",
    "/Approve-Plan",
    "／approve-plan",
    "/approve-plan\u00A0",
    "/approve-plans",
    "/approve-plan\n/reject-plan Both at once.",
    `/approve-plan\n${"\n".repeat(64 * 1024 - 100)}`,
  ];
  for (const body of bodies) await scene.comment("alice", number, body);
  expect(await scene.verdict(head)).toBe(waitingForAlice);
  for (const own of scene.ownComments(number)) expect(parseComment(own).state).toBe("none");

  await scene.comment("alice", number, "I read it.\r\n\r\n/approve-plan\r\n\r\nThanks.");
  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
});

describe("a refused command stays refused", () => {
  test("when its author is designated later", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    await scene.comment("carol", number, "/approve-plan");
    await gate.settle();
    gate.github.world.push(scene.name, {
      by: "alice",
      branch: "main",
      files: { ".github/plan-gate.yml": "approval:\n  users: [alice, carol]\n" },
    });
    await scene.comment("carol", number, "/recheck-plan");

    expect(await scene.verdict(head)).toBe(
      "action_required · F-15: waiting for approval by @alice or @carol",
    );
    await scene.comment("carol", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("carol"));
  });

  test("when its author joins the team later", async () => {
    const scene = openScene(gate, { config: "approval:\n  teams: [architects]\n" });
    const { world } = gate.github;
    const [organization = ""] = scene.name.split("/");
    for (const login of ["alice", "carol"]) world.member(organization, login);
    world.team(organization, "architects", { members: ["alice"] });
    const { head, number } = await openPlan(scene);
    await scene.comment("carol", number, "/approve-plan");
    await gate.settle();
    world.teamMember(organization, "architects", { login: "carol", state: "active" });
    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval");
    await scene.comment("carol", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("carol"));
  });

  test("when the rows it was too early for pass later", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene, featureFiles(feature, "# Plan\n\nSoon.\n"));
    await scene.comment("alice", number, "/approve-plan");
    await gate.settle();
    const head = scene.push({ [`${feature}/plan.md`]: goodPlan });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

describe("nobody approves what they could not have seen:", () => {
  test("a command in the very second in which the text was shown is too early", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    gate.github.world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(scene.ownComments(number).some((body) => body.includes("had not yet shown"))).toBe(true);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  // andrearaponi/walden#9 and kratos-harness#29: approvals that are not bound to a text.
  test("a command written while the plan was pushed anew is about the old text", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene);
    gate.github.webhooks.hold();
    gate.github.clock.advance(5);
    const pushed = scene.push({ [`${feature}/plan.md`]: `${goodPlan}\nAnd a back door.\n` });
    gate.github.clock.advance(5);
    gate.github.world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
    await gate.github.webhooks.release();

    expect(await scene.verdict(pushed)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(pushed)).toMatch(approvedBy("alice"));
  });

  test("a digest in the command must be the one of the text", async () => {
    const scene = openScene(gate);
    const { head, number } = await openApproved(scene);
    const digest = /\(([0-9a-f]{12})\)/.exec(await scene.verdict(head))?.[1] ?? "";
    const edited = scene.push({ [`${feature}/plan.md`]: `${goodPlan}\nMore.\n` });
    await scene.comment("alice", number, `/approve-plan ${digest}`);
    await scene.comment("alice", number, `/approve-plan F-15 ${"0".repeat(64)}`);

    expect(await scene.verdict(edited)).toBe(waitingForAlice);
    const next = /\/approve-plan F-15 ([0-9a-f]{12})/.exec((await scene.check(edited)).output.summary ?? "");
    await scene.comment("alice", number, `/approve-plan F-15 ${next?.[1] ?? ""}`);
    expect(await scene.verdict(edited)).toMatch(approvedBy("alice"));
  });
});

test("a rejection that GitHub lists after an approval with a higher id counts", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
  const { world } = gate.github;
  const { head, number } = await openPlan(scene);
  gate.github.webhooks.hold();
  gate.github.clock.advance(2);
  const id = world.comment(scene.name, number, { by: "carol", body: "/reject-plan no" });
  const repository = [...world.state.repositories.values()].find(({ comments }) => comments.has(id));
  const rejection = repository?.comments.get(id);
  repository?.comments.delete(id);
  for (const delivery of gate.github.webhooks.pending()) gate.github.webhooks.drop(delivery);
  await gate.github.webhooks.release();
  await scene.comment("alice", number, "/approve-plan");
  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));

  if (rejection !== undefined) repository?.comments.set(id, rejection);
  await scene.comment("mona", number, "/recheck-plan");

  expect(await scene.verdict(head)).toBe("failure · F-15: rejected by @carol");
});

test("the command that is offered for a folder with blanks rejects that feature alone", async () => {
  const scene = openScene(gate);
  const files = {
    ...featureFiles(".specify/specs/my first thing"),
    ...featureFiles(".specify/specs/f-2-other"),
  };
  const { head, number } = await openPlan(scene, files);
  const { summary } = (await scene.check(head)).output;
  const [, offered = ""] = /`(\/reject-plan [0-9a-f]{12}) <reason>`/.exec(String(summary)) ?? [];
  await scene.comment("alice", number, "/reject-plan .specify/specs/my first thing no");
  expect(await scene.verdict(head)).toContain("action_required · ");
  await scene.comment("alice", number, `${offered} no rollback`);

  expect(await scene.verdict(head)).toBe("failure · `my first thing`: rejected by @alice");
  expect((await scene.check(head)).output.summary).toContain("F-2: waiting for approval by `@alice`");
});

test("ten thousand comments are not read to their end, and lose no objection", async () => {
  const scene = openScene(gate);
  const { world, requests } = gate.github;
  const { head, number } = await openPlan(scene);
  const id = await scene.comment("alice", number, "/reject-plan It has no way back.");
  await gate.settle();
  const { comments } = repositoryOf(scene.name);
  const [chatter] = world.comments(scene.name, number).filter((one) => one.id === id);
  if (chatter === undefined) throw new Error("There is no comment.");
  const authorId = world.user("bob").id;
  for (let count = 0; count < 10_000; count += 1) {
    const own = takeId(world.state);
    comments.set(own, { ...chatter, id: own, authorId, body: `Nice, ${count}.` });
  }
  world.deleteComment(scene.name, id, { by: "carol" });
  await gate.settle();
  const before = requests.length;
  await scene.comment("carol", number, "/recheck-plan");
  const flooded = await scene.verdict(head);
  const pages = requests.slice(before).filter(({ route }) => route.endsWith("/issues/{number}/comments"));
  for (const [own, one] of comments) if (one.authorId === authorId) comments.delete(own);
  await scene.comment("carol", number, "/recheck-plan");

  expect(flooded).toBe("failure · More than 3000 comments; go on in a new pull request");
  expect(pages.length).toBeLessThan(5);
  expect(await scene.verdict(head)).toBe("failure · F-15: rejected by @alice");
});

/** As the emulator keeps it: of ten thousand comments nobody has to hear. */
function repositoryOf(name: string) {
  const { state } = gate.github.world;
  for (const repository of state.repositories.values())
    if (fullName(state, repository) === name) return repository;
  throw new Error(`There is no ${name}.`);
}

describe("a rejection is not taken for one of less", () => {
  const others = "approval:\n  users: [alice, carol]\n";
  const aside = ".specify/specs/the";
  const without = (folder: string) => ({ [`${folder}/plan.md`]: null, [`${folder}/spec.md`]: null });

  test("by a folder that is named like its first word, and goes again", async () => {
    const scene = openScene(gate, { config: others });
    const { number } = await openPlan(scene, { ...featureFiles(), ...featureFiles(aside) });
    await scene.comment("carol", number, "/approve-plan");
    await scene.comment("alice", number, "/reject-plan The rollback plan is missing");
    await gate.settle();

    const head = scene.push(without(aside));

    expect(await scene.verdict(head)).toBe("failure · F-15: rejected by @alice");
  });

  test("by a plan beside the settings, which goes again", async () => {
    const scene = openScene(gate, { config: others });
    const settings = { ".github/plan-gate.yml": `${others}  allow_author: true\n` };
    const { number } = await openPlan(scene, { ...settings, ...featureFiles() });
    await scene.comment("carol", number, "/approve-plan config");
    await scene.comment("alice", number, "/reject-plan nobody shall approve their own plans");
    await gate.settle();

    const head = scene.push(without(feature));

    expect(await scene.verdict(head)).toContain("rejected by @alice");
  });
});
