import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

/** Commits the plan as somebody, pushes it as mona and opens the pull request. */
async function openCommitted(
  scene: Scene,
  who: {
    author?: string;
    committer?: string;
    coAuthors?: readonly (string | { name: string; email: string })[];
  },
): Promise<{ head: string; number: number }> {
  const head = gate.github.world.push(scene.name, {
    by: "mona",
    branch: "feature",
    files: featureFiles(),
    ...who,
  });
  const number = scene.open();
  await gate.settle();
  return { head, number };
}

describe("who took part in the text does not approve it:", () => {
  test.each([
    ["its author", { author: "carol", committer: "mona" }],
    ["its committer", { author: "mona", committer: "carol" }],
    ["its co-author", { coAuthors: ["carol"] }],
  ])("%s", async (_name, who) => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
    const { head, number } = await openCommitted(scene, who);
    await scene.comment("carol", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval");
    expect(scene.ownComments(number).some((body) => body.includes("took part in the text by commit"))).toBe(
      true,
    );
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("unless the config of the default branch allows it", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [carol]\n  committers: allow\n" });
    const { head, number } = await openCommitted(scene, { coAuthors: ["carol"] });
    await scene.comment("carol", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(approvedBy("carol"));
  });

  test("and somebody whom GitHub cannot name asks for one more person with `committers: exclude`", async () => {
    const config = "approval:\n  users: [alice, carol]\n  committers: exclude\n";
    const scene = openScene(gate, { config });
    const ghost = { name: "Somebody", email: "somebody@example.org" };
    const { head, number } = await openCommitted(scene, { coAuthors: [ghost] });
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toContain("action_required · ");
    expect((await scene.check(head)).output.summary).toContain("Somebody");

    await scene.comment("carol", number, "/approve-plan");
    expect(await scene.verdict(head)).toContain("success · ");
  });
});

describe("a team's word", () => {
  const config = "approval:\n  teams: [architects]\n";

  function withTeam(members: readonly string[]): Scene {
    const scene = openScene(gate, { config });
    const [organization = ""] = scene.name.split("/");
    for (const login of ["alice", "carol"]) gate.github.world.member(organization, login);
    gate.github.world.team(organization, "architects", { members });
    return scene;
  }

  test("is not that of somebody who was only invited", async () => {
    const scene = withTeam(["alice"]);
    const [organization = ""] = scene.name.split("/");
    gate.github.world.teamMember(organization, "architects", { login: "carol", state: "pending" });
    const { head, number } = await openPlan(scene);
    await scene.comment("carol", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("ends when its speaker leaves the team", async () => {
    const scene = withTeam(["alice", "carol"]);
    const [organization = ""] = scene.name.split("/");
    const { head, number } = await openPlan(scene);
    await scene.comment("carol", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("carol"));
    gate.github.world.teamMember(organization, "architects", { login: "carol", state: null });

    expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

describe("a name", () => {
  test("that changed hands does not carry an approval along", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [architect-1]\n" });
    const { world } = gate.github;
    world.user("architect-1");
    world.permission(scene.name, "architect-1", "write");
    const { head, number } = await openPlan(scene);
    await scene.comment("architect-1", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("architect-1"));
    world.renameAccount("architect-1", "architect-emeritus");
    world.user("architect-1");
    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(head)).toContain(
      "action_required · F-15: waiting for approval by @architect-1",
    );
  });

  test("that looks like the architect's is somebody else's", async () => {
    const scene = openScene(gate);
    for (const login of ["a1ice", "alice-", "alicе"]) {
      gate.github.world.user(login);
      gate.github.world.permission(scene.name, login, "write");
    }
    const { head, number } = await openPlan(scene);
    for (const login of ["a1ice", "alice-", "alicе"]) await scene.comment(login, number, "/approve-plan");

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("in other letter case is the same person", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [ALICE]\n" });
    const { head } = await openApproved(scene);

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

describe("who is named and cannot write to the repository", () => {
  test("does not approve, in a public repository either", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice, bob]\n" });
    const { head, number } = await openPlan(scene);
    await scene.comment("bob", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("does not approve as a code owner", async () => {
    const scene = openScene(gate, {
      config: "approval:\n  codeowners: true\n",
      files: { ".github/CODEOWNERS": "* @alice @bob\n" },
    });
    const { head, number } = await openPlan(scene);
    await scene.comment("bob", number, "/approve-plan");

    expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval");
  });

  test("takes an approval along when the right to write is taken", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [carol, alice]\n" });
    const { head, number } = await openPlan(scene);
    await scene.comment("carol", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("carol"));
    gate.github.world.permission(scene.name, "carol", "read");
    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval");
  });
});

test("a name whose bearer decided here before is not that of somebody else who registers it", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [architect-2, alice]\n" });
  const { world } = gate.github;
  world.user("architect-2");
  world.permission(scene.name, "architect-2", "write");
  const { head, number } = await openPlan(scene);
  await scene.comment("architect-2", number, "/approve-plan");
  expect(await scene.verdict(head)).toMatch(approvedBy("architect-2"));
  world.renameAccount("architect-2", "architect-2-retired");
  world.user("architect-2");
  world.permission(scene.name, "architect-2", "write");
  await scene.comment("architect-2", number, "/approve-plan");

  expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval");
  expect(scene.ownComments(number).at(-1)).toContain(
    "The account that bears the name `architect-2` now is number",
  );
});

test.each([
  [".specify/ @carol\n.specify/specs/\\[x\\]/ @alice\n", ".specify/specs/[x]", "@alice"],
  ["\uFEFF.specify/ @alice\n", ".specify/specs/f-15-x", "@alice"],
  [".specify/ @alice\n.specify/ @carol, @bob\n", ".specify/specs/f-15-x", "@alice"],
  [".specify/ @alice\n[Plans] @carol\n", ".specify/specs/f-15-x", "@alice"],
])("CODEOWNERS %j designates for %s whom GitHub would ask: %s", async (owners, folder, owner) => {
  const config = "approval:\n  codeowners: true\n";
  const scene = openScene(gate, { config, files: { ".github/CODEOWNERS": owners } });
  const { head } = await openPlan(scene, featureFiles(folder));

  expect(await scene.verdict(head)).toMatch(
    new RegExp(`^action_required · .*: waiting for approval by ${owner}$`),
  );
});

describe("an approval ends", () => {
  test.each<[string, (scene: Scene) => void]>([
    [
      "with the permission it rests on",
      (scene) => {
        gate.github.world.permission(scene.name, "erin", "write");
      },
    ],
    [
      "with the access",
      (scene) => {
        gate.github.world.permission(scene.name, "erin", null);
      },
    ],
    [
      "with the account's suspension",
      () => {
        gate.github.world.suspend("erin");
      },
    ],
  ])("%s", async (_name, leave) => {
    const scene = openScene(gate, { config: null });
    gate.github.world.user("erin");
    gate.github.world.suspend("erin", false);
    gate.github.world.permission(scene.name, "erin", "maintain");
    const { head, number } = await openPlan(scene);
    await scene.comment("erin", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("erin"));
    leave(scene);
    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(head)).toContain("action_required · F-15: waiting for approval");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

test("one person twice, by comment and by button, is one of two", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n  minimum: 2\n" });
  const { head, number } = await openPlan(scene);
  await scene.comment("alice", number, "/approve-plan");
  await scene.comment("alice", number, "/approve-plan");
  const run = await scene.check(head);
  gate.github.world.press(scene.name, run.id, { by: "alice", identifier: run.actions[0]?.identifier ?? "" });

  expect(await scene.verdict(head)).toContain("action_required · F-15: ");
  await scene.comment("carol", number, "/approve-plan");
  expect(await scene.verdict(head)).toContain("success · Approved by @alice");
});

describe("a review with the command, where reviews are a way,", () => {
  const config = "approval:\n  users: [alice]\n  methods: [comment, review]\n";
  const review = { by: "alice", state: "APPROVED", body: "/approve-plan" } as const;

  test("approves until it is dismissed, and does not come back", async () => {
    const scene = openScene(gate, { config });
    const { head, number } = await openPlan(scene);
    gate.github.clock.advance(2);
    const id = gate.github.world.review(scene.name, number, review);
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    gate.github.world.dismissReview(scene.name, number, { id, by: "carol" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("is void once it was edited", async () => {
    const scene = openScene(gate, { config });
    const { head, number } = await openPlan(scene);
    gate.github.clock.advance(2);
    const id = gate.github.world.review(scene.name, number, { ...review, body: "Fine." });
    gate.github.clock.advance(2);
    gate.github.world.editReview(scene.name, number, { id, by: "carol", body: "/approve-plan" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("counts for nothing where reviews are no way", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    gate.github.clock.advance(2);
    gate.github.world.review(scene.name, number, review);
    await scene.comment("mona", number, "/recheck-plan");

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

// curie#1054: solo maintainers lock themselves out and do not learn why.
test("a sole maintainer is told in the title, and given the settings that help", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [mona]\n" });
  const { head } = await openPlan(scene);

  expect(await scene.verdict(head)).toContain("action_required · F-15: nobody but the author could approve");
  expect((await scene.check(head)).output.summary).toContain("allow_author: true");
});

test("what is said about a specification approves no plan", async () => {
  const scene = openScene(gate);
  const { number } = await openPlan(scene, { [`${feature}/spec.md`]: "# Spec\n\nWhat it is for.\n" });
  await scene.comment("alice", number, "/approve-plan");
  const head = scene.push(featureFiles());

  expect(await scene.verdict(head)).toBe(waitingForAlice);
  await scene.comment("alice", number, "/approve-plan");
  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
});
