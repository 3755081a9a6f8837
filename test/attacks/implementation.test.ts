import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene } from "../live/scene.ts";
import { openApproved } from "./opened.ts";

let gate: LiveGate;

beforeAll(async () => {
  gate = await openLiveGate();
});

afterAll(() => gate.close());

const config =
  'approval:\n  users: [alice]\nlegacy: strict\nimplementation:\n  paths: ["src/**"]\n  require: approved-plan\n';
const refused = "failure · Code before its plan:";
const planned = /^success · implements F-15 · plan approved by @alice in #\d+ \([0-9a-f]{12}\)$/;

interface Code {
  readonly head: string;
  readonly number: number;
}

/** A pull request of code by mona from a branch of its own. */
async function openCode(scene: Scene, request: { title?: string; body?: string } = {}): Promise<Code> {
  const head = scene.push({ "src/a.ts": "1\n" }, "code");
  const { world } = gate.github;
  const number = world.openPullRequest(scene.name, { by: "mona", head: "code", title: "Code", ...request });
  await gate.settle();
  return { head, number };
}

async function mergePlan(scene: Scene, method: "merge" | "squash" = "merge"): Promise<void> {
  const { number } = await openApproved(scene);
  gate.github.world.merge(scene.name, number, { by: "mona", method });
  await gate.settle();
}

describe("code", () => {
  test.each(["merge", "squash"] as const)(
    "is refused before its plan, and opens once that is merged by %s, though nobody touches it",
    async (method) => {
      const scene = openScene(gate, { config });
      const { head } = await openCode(scene, { body: "Feature: F-15" });
      expect(await scene.verdict(head)).toBe(`${refused} there is no feature \`F-15\``);

      await mergePlan(scene, method);

      expect(await scene.verdict(head)).toMatch(planned);
    },
  );

  test("opens by a line in the description, and shuts again without it", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    await mergePlan(scene);
    const { head, number } = await openCode(scene);
    expect(await scene.verdict(head)).toBe(`${refused} the code names no feature`);

    world.editPullRequest(scene.name, number, { by: "mona", body: "Feature: F-15" });
    expect(await scene.verdict(head)).toMatch(planned);

    world.editPullRequest(scene.name, number, { by: "mona", body: "Feature: F-1" });
    expect(await scene.verdict(head)).toBe(`${refused} there is no feature \`F-1\``);
  });

  test("shuts when the plan is changed on the base without approval, or removed from it", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    await mergePlan(scene);
    const { head } = await openCode(scene, { title: "F-15: code" });
    expect(await scene.verdict(head)).toMatch(planned);

    const plan = `${feature}/plan.md`;
    world.push(scene.name, { by: "alice", branch: "main", files: { [plan]: `${goodPlan}\nAnd more.\n` } });
    expect(await scene.verdict(head)).toBe(`${refused} F-15: the plan changed since it was approved`);

    world.push(scene.name, { by: "alice", branch: "main", files: { [plan]: null } });
    expect(await scene.verdict(head)).toBe(`${refused} F-15 has no plan yet`);
  });

  test("is let go by somebody who may, for what it is, and for no other pull request", async () => {
    const scene = openScene(gate, { config });
    const { head, number } = await openCode(scene);
    await scene.comment("mona", number, "/waive-plan implementation mine");
    await scene.comment("carol", number, "/waive-plan implementation please");
    expect(await scene.verdict(head)).toMatch(/^failure/);
    await scene.comment("alice", number, "/waive-plan implementation a typo");
    expect(await scene.verdict(head)).toBe("success · Code without a plan, waived by @alice");

    const next = scene.push({ "src/b.ts": "2\n" }, "code");
    const other = scene.push({ "src/c.ts": "3\n" }, "other");
    scene.open("other");

    expect(await scene.verdict(next)).toMatch(/^failure/);
    expect(await scene.verdict(other)).toMatch(/^failure/);
  });

  test("is held by the setting of the default branch, though the pull request takes it away", async () => {
    const scene = openScene(gate, { config });
    const settings = "approval:\n  users: [alice]\n";
    const head = scene.push({ "src/a.ts": "1\n", ".github/plan-gate.yml": settings });
    const number = scene.open();
    await scene.comment("alice", number, "/approve-plan config");

    expect(await scene.verdict(head)).toBe(`${refused} the code names no feature`);
  });

  test.each([
    ["a link", { symlink: "../../elsewhere" }],
    ["a submodule", { submodule: "1".repeat(40) }],
  ])("behind %s that no glob names is code, alone and in a merge queue", async (_what, entry) => {
    const scene = openScene(gate, { config: config.replace("src/**", "src/**/*.ts") });
    const { world } = gate.github;
    await mergePlan(scene);
    const files = { "src/vendor": entry };
    const head = world.push(scene.name, { by: "mona", branch: "code", files });
    const number = scene.open("code");
    const plain = scene.push({ "src/Makefile": "all:\n" }, "plain");
    scene.open("plain");
    await gate.settle();
    const group = world.enqueue(scene.name, number, { by: "mona" });

    expect(await scene.verdict(head)).toBe(`${refused} the code names no feature`);
    expect(await scene.verdict(plain)).toBe("success · No plans changed");
    expect(await scene.verdict(group.headSha)).toBe(`${refused} the code names no feature`);
  });

  test("in a merge queue waits as it does alone", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    await mergePlan(scene);
    const { number } = await openCode(scene, { body: "Feature: F-15" });
    const group = world.enqueue(scene.name, number, { by: "mona" });
    expect(await scene.verdict(group.headSha)).toMatch(/^success/);
    scene.push({ "src/b.ts": "2\n" }, "other");
    const second = scene.open("other");
    await gate.settle();
    const other = world.enqueue(scene.name, second, { by: "mona" });

    expect(await scene.verdict(other.headSha)).toBe(`${refused} the code names no feature`);
  });

  test("in a merge queue is let go by no waiver that lapsed, green by a plan that the group takes away", async () => {
    const scene = openScene(gate, { config: config.replace("[alice]", "[alice, carol]") });
    const { world } = gate.github;
    await mergePlan(scene);
    const { head, number } = await openCode(scene);
    await scene.comment("carol", number, "/waive-plan implementation a typo");
    expect(await scene.verdict(head)).toBe("success · Code without a plan, waived by @carol");
    world.permission(scene.name, "carol", null);
    await scene.comment("mona", number, "/recheck-plan");
    expect(await scene.verdict(head)).toBe(`${refused} the code names no feature`);
    world.editPullRequest(scene.name, number, { by: "mona", body: "Feature: F-15" });
    await scene.comment("mona", number, "/recheck-plan");
    expect(await scene.verdict(head)).toMatch(planned);
    world.setBranch(scene.name, "removal", { to: "main", by: "mona" });
    scene.push({ [`${feature}/plan.md`]: null, [`${feature}/spec.md`]: null }, "removal");
    const removal = scene.open("removal");
    await scene.comment("alice", removal, "/approve-plan");
    await gate.settle();
    const groups = [removal, number].map((one) => world.enqueue(scene.name, one, { by: "mona" }));

    expect((await scene.check(groups[0]?.headSha ?? "")).conclusion).toBe("success");
    expect(await scene.verdict(groups[1]?.headSha ?? "")).toBe(`${refused} there is no feature \`F-15\``);
  });

  test("of a fork waits for the plan that it names as any other", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    const fork = world.fork(scene.name, "carol");
    const head = world.push(fork, { by: "carol", branch: "fix", files: { "src/a.ts": "1\n" } });
    const from = { head: "fix", headRepository: fork, body: "Feature: F-15" };
    world.openPullRequest(scene.name, { by: "carol", base: "main", ...from });
    expect(await scene.verdict(head)).toBe(`${refused} there is no feature \`F-15\``);

    await mergePlan(scene);

    expect(await scene.verdict(head)).toMatch(planned);
  });

  test("of two features waits until both plans stand, and an approval that is not merged is none", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    await mergePlan(scene);
    scene.push(featureFiles(".specify/specs/f-16-mail"), "mail");
    const mail = scene.open("mail");
    await scene.comment("alice", mail, "/approve-plan");
    const { head } = await openCode(scene, { body: "Feature: F-15\nFeature: F-16" });
    expect(await scene.verdict(head)).toBe(`${refused} there is no feature \`F-16\``);

    world.merge(scene.name, mail, { by: "mona" });

    expect(await scene.verdict(head)).toMatch(
      /^success · implements F-15 · plan approved by @alice .*; implements F-16 · plan approved by @alice /,
    );
  });

  test("that is taken back is code of its feature, and needs the plan that stands then", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    await mergePlan(scene);
    const { head, number } = await openCode(scene, { title: "F-15: code" });
    expect(await scene.verdict(head)).toMatch(planned);
    world.merge(scene.name, number, { by: "mona" });
    await gate.settle();
    const back = scene.push({ "src/a.ts": null }, `revert-${number}-code`);
    const request = { by: "mona", head: `revert-${number}-code`, title: 'Revert "F-15: code"' };
    world.openPullRequest(scene.name, request);
    expect(await scene.verdict(back)).toMatch(planned);

    const plan = `${feature}/plan.md`;
    world.push(scene.name, { by: "alice", branch: "main", files: { [plan]: null } });

    expect(await scene.verdict(back)).toBe(`${refused} F-15 has no plan yet`);
  });

  test.each(["src/engine", "src"])("is what a submodule at `%s` brings, commit by commit", async (path) => {
    const scene = openScene(gate, { config });
    const push = (submodule: string): string =>
      gate.github.world.push(scene.name, { by: "mona", branch: "code", files: { [path]: { submodule } } });
    const first = push("1".repeat(40));
    const number = scene.open("code");
    expect(await scene.verdict(first)).toBe(`${refused} the code names no feature`);
    await scene.comment("alice", number, "/waive-plan implementation that commit alone");
    expect(await scene.verdict(first)).toBe("success · Code without a plan, waived by @alice");

    const next = push("2".repeat(40));

    expect(await scene.verdict(next)).toBe(`${refused} the code names no feature`);
  });

  test("behind a link in its place is held by the link", async () => {
    const scene = openScene(gate, { config, files: { "other/a.ts": "1\n" } });
    const files = { "src/engine": { symlink: "../other" } };
    const head = gate.github.world.push(scene.name, { by: "mona", branch: "code", files });
    scene.open("code");

    expect(await scene.verdict(head)).toBe(`${refused} the code names no feature`);
  });

  test("in a draft waits as in any pull request, and does not open when that is ready", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    const head = scene.push({ "src/a.ts": "1\n" }, "code");
    const request = { by: "mona", head: "code", title: "F-15: code", isDraft: true };
    const number = world.openPullRequest(scene.name, request);
    expect(await scene.verdict(head)).toBe(`${refused} there is no feature \`F-15\``);

    world.setDraft(scene.name, number, { by: "mona", isDraft: false });
    expect(await scene.verdict(head)).toBe(`${refused} there is no feature \`F-15\``);

    await mergePlan(scene);
    world.setDraft(scene.name, number, { by: "mona", isDraft: true });
    expect(await scene.verdict(head)).toMatch(planned);
  });

  test("is not let in by a plan that is approved in a draft, and not on the base", async () => {
    const scene = openScene(gate, { config });
    const { world } = gate.github;
    const { number } = await openApproved(scene);
    world.setDraft(scene.name, number, { by: "mona", isDraft: true });
    const { head } = await openCode(scene, { body: "Feature: F-15" });

    expect(await scene.verdict(head)).toBe(`${refused} there is no feature \`F-15\``);
  });

  test("under contracts that no feature holds is code under `**`, and those of a feature wait for their approval", async () => {
    const everything = config.replace("src/**", "**");
    const scene = openScene(gate, { config: everything });
    await mergePlan(scene);
    const orphan = scene.push({ ".specify/specs/f-16-mail/contracts/api.ts": "1\n" }, "orphan");
    scene.open("orphan");
    const held = scene.push({ [`${feature}/contracts/api.ts`]: "1\n" }, "held");
    scene.open("held");

    expect(await scene.verdict(orphan)).toBe(`${refused} the code names no feature`);
    expect(await scene.verdict(held)).toMatch(/^action_required · F-15: /);
  });
});
