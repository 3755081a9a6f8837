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

describe("a lock-out is announced at once:", () => {
  const coAuthored =
    /^action_required · F-15: @alice took part in the text by commit `[0-9a-f]{12}`, and too few others may approve; the summary says how to go on$/;

  test("the only approver wrote a part of the text, or somebody put her name there", async () => {
    const scene = openScene(gate);
    const { head, number } = await openCommitted(scene, { coAuthors: ["alice"] });

    expect(await scene.verdict(head)).toMatch(coAuthored);
    const { summary } = (await scene.check(head)).output;
    expect(summary).toContain("as its co-author, and so does not approve it.");
    expect(summary).toContain("Rewrite or split the commit");
    expect(summary).not.toMatch(/allow_author|committers/);
    expect(scene.ownComments(number)[0]).toContain(
      "too few of those who may decide could approve this. `@alice` took part",
    );
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(coAuthored);
  });

  test("her suggestion was applied, and another approver is left", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice, carol]\n" });
    const { number } = await openPlan(scene);
    const head = gate.github.world.push(scene.name, {
      by: "mona",
      branch: "feature",
      files: { [`${feature}/plan.md`]: `${featureFiles()[`${feature}/plan.md`] ?? ""}\nAs suggested.\n` },
      coAuthors: ["alice"],
    });

    expect(await scene.verdict(head)).toContain(
      "action_required · F-15: waiting for approval by @alice or @carol",
    );
    expect(scene.ownComments(number)[0]).toContain("`@alice` took part in the text by commit");
    await scene.comment("carol", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("carol"));
  });

  test("it ends when the commit is rewritten", async () => {
    const scene = openScene(gate);
    const { number } = await openCommitted(scene, { coAuthors: ["alice"] });
    await gate.settle();
    const message = "Write the plan";
    const head = gate.github.world.amend(scene.name, { by: "mona", branch: "feature", message });
    expect(await scene.verdict(head)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("nobody of those who are named exists, or can write", async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [alcie, bob]\n  teams: [architcts]\n" });
    const { head } = await openPlan(scene);

    expect(await scene.verdict(head)).toBe(
      "action_required · F-15: nobody who is named could approve; the summary says how to go on",
    );
    const { summary } = (await scene.check(head)).output;
    expect(summary).toContain("GitHub knows no `@alcie` in `approval.users`. Correct the login.");
    expect(summary).toContain("`@bob` in `approval.users` cannot write to this repository");
    expect(summary).toContain("Correct its slug.");
  });

  test("the names of new settings are looked up in their own pull request", async () => {
    const scene = openScene(gate, { files: { ".github/CODEOWNERS": "* a@example.org\n" } });
    const config = "approval:\n  users: [alcie]\n  teams: [other/team]\n  codeowners: true\n";
    const { head } = await openPlan(scene, { ".github/plan-gate.yml": config });
    const { summary } = (await scene.check(head)).output;

    expect(summary).toContain("In the new settings: GitHub knows no `@alcie` in `approval.users`.");
    expect(summary).toContain("`@other/team` in `approval.teams` is a team of another organization");
    expect(summary).toContain("CODEOWNERS names only e-mail addresses for");
  });
});

describe("who commits again what was there takes no part in it:", () => {
  const again = {
    by: "alice",
    branch: "feature",
    onto: "main",
    author: "mona",
    committer: "alice",
    message: "Update files",
  };

  test("an update by rebase keeps the approval of who pressed it, and her right to approve", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene);
    const before = gate.github.world.rebase(scene.name, again);
    expect(await scene.verdict(before)).toBe(waitingForAlice);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(before)).toMatch(approvedBy("alice"));
    gate.github.world.push(scene.name, { by: "mona", branch: "main", files: { "src/a.ts": "1" } });
    const after = gate.github.world.rebase(scene.name, again);

    expect(await scene.verdict(after)).toMatch(approvedBy("alice"));
  });

  test("who changes the bytes on the way does", async () => {
    const scene = openScene(gate);
    await openPlan(scene);
    const text = `${featureFiles()[`${feature}/plan.md`] ?? ""}\nA back door.\n`;
    const head = gate.github.world.rebase(scene.name, { ...again, files: { [`${feature}/plan.md`]: text } });

    expect(await scene.verdict(head)).toContain(
      "action_required · F-15: @alice took part in the text by commit",
    );
  });

  test("who commits it first does, however often it is rebased", async () => {
    const scene = openScene(gate);
    await openCommitted(scene, { author: "mona", committer: "alice" });
    const head = gate.github.world.rebase(scene.name, again);

    expect(await scene.verdict(head)).toContain(
      "action_required · F-15: @alice took part in the text by commit",
    );
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

    expect(await scene.verdict(head)).toContain("action_required · F-15: nobody who is named could approve");
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

  test("counts for nothing where reviews are no way, nor on a line of the diff: one reply says where it does", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    const { world, clock } = gate.github;
    const onLine = { path: `${feature}/plan.md`, body: "/approve-plan" };
    const answers = () => scene.ownComments(number).filter((body) => body.includes("does not count here"));
    clock.advance(2);
    world.lineComment(scene.name, number, { by: "bob", ...onLine });
    await gate.settle();
    expect(answers()).toEqual([]);
    world.lineComment(scene.name, number, { by: "alice", ...onLine });
    await gate.settle();
    world.review(scene.name, number, review);

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(answers()).toHaveLength(1);
    expect(answers()[0]).toContain("on a line of the diff");
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});

// curie#1054: solo maintainers lock themselves out and do not learn why.
test("a sole maintainer is told in the title, and given the settings that help", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [mona]\n" });
  const { head } = await openPlan(scene);

  expect(await scene.verdict(head)).toContain("action_required · F-15: nobody but the author could approve");
  expect((await scene.check(head)).output.summary).toContain("users: [somebody-else]");
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

describe("code owners are asked for all that is changed, in every spelling:", () => {
  const config = "approval:\n  codeowners: true\n";

  test("a plan under a folder that is `.specify` on disks without case", async () => {
    const owners = { ".github/CODEOWNERS": "* @carol\n/.specify/ @alice\n" };
    const scene = openScene(gate, { config, files: owners });
    const { head, number } = await openPlan(scene, featureFiles(feature.replace(".specify", ".Specify")));

    await scene.comment("carol", number, "/approve-plan");

    expect(await scene.verdict(head)).not.toContain("success");
  });

  test("the owners of CODEOWNERS where that is changed, not those of the config", async () => {
    const owners = { ".github/CODEOWNERS": "* @carol\n/.github/CODEOWNERS @alice\n" };
    const scene = openScene(gate, { config, files: owners });
    const { head, number } = await openPlan(scene, { ".github/CODEOWNERS": "* @carol\n" });

    await scene.comment("carol", number, "/approve-plan config");
    expect(await scene.verdict(head)).not.toContain("success");
    await scene.comment("alice", number, "/approve-plan config");
    expect(await scene.verdict(head)).toMatch(/^success · Approved by @alice/);
  });
});
