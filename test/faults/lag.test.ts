import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LaggingRead } from "../../emulator/http/lagging-routes.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "../attacks/opened.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene, type Scene } from "../live/scene.ts";
import { changedPlan, isAbout, ownRuns } from "./trouble.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(async () => {
  await gate.close();
});

function lag({ name }: Scene, reads: readonly LaggingRead[], byMs = 1_300): void {
  for (const read of reads) gate.github.lag.begin(name, read, byMs);
}

/** What the head shows whenever GitHub is asked. */
function watch({ name }: Scene, look: () => readonly (string | null)[]): readonly (string | null)[] {
  const seen: (string | null)[] = [];
  gate.github.inject({
    times: Infinity,
    matches: ({ url }) => url.pathname.includes(name),
    before: () => seen.push(...look()),
  });
  return seen;
}

function reactions(scene: Scene, number: number): readonly string[] {
  const comments = gate.github.world.comments(scene.name, number);
  return comments.flatMap((comment) => comment.reactions.map(({ content }) => content));
}

const ofContent: readonly LaggingRead[] = ["commit", "comparison", "tree", "contents", "blob"];
const ofPulls: readonly LaggingRead[] = ["pull", "pulls of a commit"];
const everything: readonly LaggingRead[] = [...ofContent, ...ofPulls, "comments", "reviews", "nodes"];

describe.concurrent("a comment that GitHub does not show yet", () => {
  test.each<[string, readonly LaggingRead[]]>([
    ["in its list", ["comments"]],
    ["as a node", ["nodes"]],
    ["at all", everything],
  ])("%s, counts as soon as it does", async (_where, reads) => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    lag(scene, reads);

    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    expect(reactions(scene, number)).toEqual(["+1"]);
  });

  test("as a node for long, is decided when it is, and not before", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    const asked = watch(scene, () => [""]);
    lag(scene, ["nodes"], Infinity);
    await scene.comment("alice", number, "/approve-plan");
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBeGreaterThan(20);
    const before = reactions(scene, number);
    gate.github.lag.end(scene.name);

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    expect(before).toEqual([]);
    expect(reactions(scene, number)).toEqual(["+1"]);
  });

  test("as rejected, keeps a new head from a verdict without it", async () => {
    const scene = openScene(gate);
    const { number } = await openApproved(scene);
    gate.github.clock.advance(2);
    lag(scene, ["comments", "nodes"]);
    gate.github.world.comment(scene.name, number, { by: "alice", body: "/reject-plan Too thin." });
    const head = scene.push({ "src/a.ts": "export const a = 1;\n" });
    const seen = watch(scene, () => ownRuns(scene, head).map(({ conclusion }) => conclusion));

    expect(await scene.verdict(head)).toMatch(/^failure · .*[Rr]ejected by @alice/);
    expect(seen).not.toContain("success");
  });

  test("as edited or deleted, withdraws its approval as soon as GitHub does", async () => {
    const { world } = gate.github;
    for (const withdraw of ["edit", "delete"]) {
      const scene = openScene(gate);
      const { head, number } = await openPlan(scene);
      const id = await scene.comment("alice", number, "/approve-plan");
      await gate.settle();
      gate.github.clock.advance(2);
      lag(scene, ["comments", "nodes"]);
      if (withdraw === "edit") world.editComment(scene.name, id, { by: "carol", body: "/approve-plan F-15" });
      else world.deleteComment(scene.name, id, { by: "alice" });

      expect(await scene.verdict(head), withdraw).toMatch(/^action_required · /);
    }
  });
});

describe.concurrent("a pull request that GitHub does not show yet", () => {
  test.each<[string, readonly LaggingRead[]]>([
    ["by its number or its commit", ofPulls],
    ["by its commit", ["pulls of a commit"]],
    ["nor its commits", [...ofPulls, ...ofContent]],
  ])("%s, has its verdict as soon as it does", async (_where, reads) => {
    const scene = openScene(gate);
    lag(scene, reads);
    const head = scene.push(featureFiles());
    scene.open();

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(ownRuns(scene, head)).toHaveLength(1);
  });
});

describe.concurrent("a push that GitHub does not show yet", () => {
  test.each<[string, readonly LaggingRead[]]>([
    ["in the pull request", ofPulls],
    ["in comparisons", ["comparison"]],
    ["as a commit", ["commit", "comparison"]],
    ["in trees", ["tree"]],
    ["in files", ["contents", "blob"]],
    ["as a text", ["blob"]],
    ["anywhere", everything],
  ])("%s, has the verdict on the new text as soon as it does", async (_where, reads) => {
    const scene = openScene(gate);
    await openApproved(scene);
    lag(scene, reads);
    const head = scene.push(changedPlan);
    const seen = watch(scene, () => ownRuns(scene, head).map(({ output }) => output.title));

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(ownRuns(scene, head)).toHaveLength(1);
    expect(seen.filter((title) => /update the branch|cannot be read|UTF-8/.test(title ?? ""))).toEqual([]);
  });
});

describe.concurrent("a check run of ours that GitHub does not list yet", () => {
  test("is not made a second time, and what is said meanwhile counts", async () => {
    const scene = openScene(gate);
    lag(scene, ["check runs"]);
    const head = scene.push(featureFiles());
    const number = scene.open();
    await expect.poll(() => ownRuns(scene, head).length).toBe(1);
    await scene.comment("alice", number, "/approve-plan");

    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
    expect(ownRuns(scene, head)).toHaveLength(1);
  });

  test("as green, is taken back all the same", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    lag(scene, ["check runs"]);
    const id = await scene.comment("alice", number, "/approve-plan");
    await expect.poll(() => ownRuns(scene, head)[0]?.conclusion).toBe("success");
    gate.github.world.deleteComment(scene.name, id, { by: "alice" });

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(ownRuns(scene, head)).toHaveLength(1);
  });

  test("as approved, is carried over to the next head", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    lag(scene, ["check runs"]);
    await scene.comment("alice", number, "/approve-plan");
    await expect.poll(() => ownRuns(scene, head)[0]?.conclusion).toBe("success");
    const next = scene.push({ "src/a.ts": "export const a = 1;\n" });
    const seen = watch(scene, () => ownRuns(scene, next).map(({ output }) => output.title));

    expect(await scene.verdict(next)).toMatch(approvedBy("alice"));
    expect(seen.filter((title) => title?.includes("could not be read") === true)).toEqual([]);
  });

  test("as rejected by a comment that is gone since, keeps the next head shut", async () => {
    const scene = openScene(gate);
    const { head, number } = await openApproved(scene);
    gate.github.clock.advance(2);
    lag(scene, ["check runs"]);
    const id = await scene.comment("alice", number, "/reject-plan Too thin.");
    await expect.poll(() => ownRuns(scene, head)[0]?.conclusion).toBe("failure");
    gate.github.world.deleteComment(scene.name, id, { by: "alice" });
    const next = scene.push({ "src/a.ts": "export const a = 1;\n" });

    expect(await scene.verdict(next)).toMatch(/^failure · .*[Rr]ejected by @alice/);
  });
});

test.concurrent(
  "a merge group whose commits GitHub cannot compare yet is not thrown out of the queue",
  async () => {
    const scene = openScene(gate);
    const { number } = await openApproved(scene);
    lag(scene, ofContent);
    const { headSha } = gate.github.world.enqueue(scene.name, number, { by: "mona" });

    expect(await scene.verdict(headSha)).toBe("success · Every plan in this merge group is approved");
  },
);

test.concurrent(
  "CODEOWNERS that GitHub does not show yet at the newest commit of the base designate soon",
  async () => {
    const scene = openScene(gate, { config: "approval:\n  users: [alice]\n  codeowners: true\n" });
    await openPlan(scene);
    lag(scene, ["contents"]);
    const owners = { ".github/CODEOWNERS": "* @bob\n" };
    gate.github.world.push(scene.name, { by: "mona", branch: "main", files: owners });
    const head = scene.push(changedPlan);

    expect(await scene.verdict(head)).toBe("action_required · F-15: waiting for approval by @alice or @bob");
  },
);

describe.concurrent("settings pushed to the default branch, that GitHub does not show yet", () => {
  test.each<[string, readonly LaggingRead[]]>([
    ["in files", ["contents"]],
    ["in comparisons", ["comparison"]],
    ["anywhere", everything],
  ])("%s, judge as soon as it does", async (_where, reads) => {
    const scene = openScene(gate);
    const { head } = await openApproved(scene);
    lag(scene, reads);
    const files = { ".github/plan-gate.yml": "approval:\n  users: [carol]\n" };
    gate.github.world.push(scene.name, { by: "mona", branch: "main", files });

    expect(await scene.verdict(head)).toMatch(/^action_required · F-15: waiting for approval by @carol/);
  });

  test("in files, judge no new head by the older ones", async () => {
    const scene = openScene(gate);
    await openApproved(scene);
    lag(scene, ["contents"], Infinity);
    const files = { ".github/plan-gate.yml": "approval:\n  users: [carol]\n" };
    gate.github.world.push(scene.name, { by: "mona", branch: "main", files });
    const head = scene.push({ "src/a.ts": "export const a = 1;\n" });
    const seen = watch(scene, () => ownRuns(scene, head).map(({ conclusion }) => conclusion));
    await expect.poll(() => seen.length, { timeout: 20_000 }).toBeGreaterThan(6);
    gate.github.lag.end(scene.name);

    expect(await scene.verdict(head)).toMatch(/^action_required · F-15: waiting for approval by @carol/);
    expect(seen).not.toContain("success");
  });

  test("followed by another push at once, judge without waiting for the first", async () => {
    const scene = openScene(gate);
    const { head } = await openApproved(scene);
    const { world, webhooks } = gate.github;
    webhooks.hold();
    const files = { ".github/plan-gate.yml": "approval:\n  users: [carol]\n" };
    world.push(scene.name, { by: "mona", branch: "main", files });
    world.push(scene.name, { by: "mona", branch: "main", files: { "src/b.ts": "export const b = 1;\n" } });
    const before = gate.github.requests.length;
    await webhooks.release();

    expect(await scene.verdict(head)).toMatch(/^action_required · F-15: waiting for approval by @carol/);
    const asked = gate.github.requests.slice(before).filter(({ path }) => path.includes(scene.name));
    expect(asked.filter(({ path }) => path.includes("/compare/refs%2Fheads%2Fmain...")).length).toBeLessThan(
      3,
    );
  });
});

test.concurrent("a review that GitHub does not list yet counts as soon as it does", async () => {
  const scene = openScene(gate, { config: "approval:\n  users: [alice]\n  methods: [review]\n" });
  const { head, number } = await openPlan(scene);
  gate.github.clock.advance(2);
  lag(scene, ["reviews", "nodes"]);
  const review = { by: "alice", state: "APPROVED", body: "/approve-plan" } as const;
  gate.github.world.review(scene.name, number, review);

  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
});

test.concurrent("earlier heads that GraphQL does not tell at first are no lost record", async () => {
  const scene = openScene(gate);
  const { head, number } = await openApproved(scene);
  const missing = { type: "NOT_FOUND", path: ["repository", "pullRequest"], message: "Could not resolve" };
  const isHere = isAbout(scene);
  gate.github.inject({
    route: "/graphql",
    matches: (request) => isHere(request) && request.text.includes("HEAD_REF_FORCE_PUSHED_EVENT"),
    status: 200,
    body: { data: { repository: { pullRequest: null } }, errors: [missing] },
    times: 2,
  });
  await scene.comment("mona", number, "/recheck-plan");

  expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
});

test("what GitHub never shows is believed to be gone in the end", async () => {
  const scene = openScene(gate);
  const { head, number } = await openPlan(scene);
  gate.github.clock.advance(2);
  gate.github.webhooks.hold();
  const id = gate.github.world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
  gate.github.world.deleteComment(scene.name, id, { by: "alice" });
  for (const delivery of gate.github.webhooks.pending()) {
    if (delivery.action === "deleted") gate.github.webhooks.drop(delivery);
  }
  await gate.github.webhooks.release();

  expect(await scene.verdict(head)).toBe(waitingForAlice);
}, 60_000);

// Of people GitHub tells by organization, so no other test may lag meanwhile.
describe("an approver who left, and whom GitHub shows as before,", () => {
  const organizationOf = ({ name }: Scene): string => name.split("/")[0] ?? "";
  test.each<[string, readonly LaggingRead[], string, (scene: Scene) => void]>([
    [
      "a team",
      ["memberships"],
      "approval:\n  teams: [architects]\n",
      (scene) => {
        const out = { login: "alice", state: null } as const;
        gate.github.world.teamMember(organizationOf(scene), "architects", out);
      },
    ],
    [
      "the organization",
      ["memberships", "permissions"],
      "approval:\n  teams: [architects]\n",
      (scene) => {
        gate.github.world.member(organizationOf(scene), "alice", null);
      },
    ],
    [
      "the repository",
      ["permissions"],
      "approval:\n  users: [alice]\n",
      (scene) => {
        gate.github.world.permission(scene.name, "alice", null);
      },
    ],
    [
      "a role that approves",
      ["permissions"],
      "approval:\n  permission: maintain\n",
      (scene) => {
        gate.github.world.permission(scene.name, "alice", "write");
      },
    ],
  ])("%s, approves no more as soon as GitHub shows it", async (_what, reads, config, leave) => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    world.member(organizationOf(scene), "alice");
    world.team(organizationOf(scene), "architects", { members: ["alice"] });
    const { head } = await openApproved(scene);
    const before = gate.github.requests.length;
    lag(scene, reads, Infinity);
    leave(scene);
    const isAboutAlice = ({ path }: { readonly path: string }): boolean =>
      /\/(?:collaborators\/alice\/permission|memberships\/alice)$/.test(path);
    const countAsked = () => gate.github.requests.slice(before).filter(isAboutAlice).length;
    await expect.poll(countAsked, { timeout: 20_000 }).toBeGreaterThan(0);
    gate.github.lag.end(scene.name);

    expect(await scene.verdict(head)).toMatch(/^action_required · /);
  });
});

test("the end of a run of the stack, that GitHub shows as running, counts as soon as it does", async () => {
  const workflow = ".github/workflows/smoke.yml";
  const config = `approval:\n  users: [alice]\nsmoke:\n  workflow: ${workflow}\n  required: always\n`;
  const scene = openScene(gate, { config });
  const { head, number } = await openApproved(scene);
  const { world } = gate.github;
  const run = { by: "mona", headSha: head, headBranch: "feature", path: workflow };
  const id = world.workflowRun(scene.name, run);
  await scene.comment("mona", number, "/recheck-plan");
  expect(await scene.verdict(head)).toMatch(/^action_required · Compose smoke/);
  lag(scene, ["workflow runs"]);
  world.completeWorkflowRun(scene.name, id, "success");

  expect(await scene.verdict(head)).toMatch(/^success/);
});
