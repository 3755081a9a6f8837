import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appId, type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, goodSpec, openScene, soundSpec } from "../live/scene.ts";
import { openApproved, openPlan } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

const settings = "version: 1\napproval:\n  users: [alice]\nspec: approved\nlegacy: warn\ncomment: true\n";

// policy-bot#800: every merge group is passed without a look.
describe("a merge group", () => {
  test("with the approved text merges", async () => {
    const scene = openScene(gate);
    const { number } = await openApproved(scene);
    const group = gate.github.world.enqueue(scene.name, number, { by: "mona" });

    expect(await scene.verdict(group.headSha)).toBe("success · Every plan in this merge group is approved");
    expect(gate.github.world.runMergeQueue(scene.name)).toEqual([number]);
  });

  test("with a text that is the sum of two approved ones does not", async () => {
    const lines = goodPlan.split("\n");
    const top = (text: string) => [text, ...lines].join("\n");
    const scene = openScene(gate, { files: featureFiles(feature, goodPlan) });
    const { world } = gate.github;
    const { number } = await openApproved(scene, { [`${feature}/plan.md`]: `${goodPlan}\nAt the end.\n` });
    scene.push({ [`${feature}/plan.md`]: top("At the top.\n") }, "other");
    const other = scene.open("other");
    await scene.comment("alice", other, "/approve-plan");
    await gate.settle();
    const first = world.enqueue(scene.name, number, { by: "mona" });
    const second = world.enqueue(scene.name, other, { by: "mona" });

    expect((await scene.check(first.headSha)).conclusion).toBe("success");
    expect(await scene.verdict(second.headSha)).toBe(
      "failure · F-15: the text in this merge group is not the one that was approved",
    );
  });

  test("naming another pull request in a commit's words borrows no approval of another text", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { number } = await openApproved(scene);
    world.push(scene.name, {
      by: "mona",
      branch: "sly",
      message: `Harmless (#${number})`,
      files: featureFiles(feature, `${goodPlan}\nAnd a back door.\n`),
    });
    const sly = scene.open("sly");
    await gate.settle();
    const group = world.enqueue(scene.name, sly, { by: "mona" });

    expect((await scene.check(group.headSha)).conclusion).toBe("failure");
  });

  test.each(["/reject-plan It has no way back.", "/revoke-plan"])(
    "that waits in the queue does not merge once the approver wrote %s",
    async (words) => {
      const scene = openScene(gate);
      const { world } = gate.github;
      const { number } = await openApproved(scene);
      const group = world.enqueue(scene.name, number, { by: "mona" });
      const before = await scene.verdict(group.headSha);
      await scene.comment("alice", number, words);

      const after = await scene.verdict(group.headSha);

      expect(before).toBe("success · Every plan in this merge group is approved");
      expect(after).toBe("failure · F-15: the text in this merge group is not the one that was approved");
      expect(world.runMergeQueue(scene.name)).toEqual([]);
    },
  );

  test("behind another one stays green when it is judged again because of a third pull request", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    const { number } = await openApproved(scene);
    scene.push(featureFiles(".specify/specs/f-16-login"), "second");
    const second = scene.open("second");
    await scene.comment("alice", second, "/approve-plan");
    scene.push(featureFiles(".specify/specs/f-17-logout"), "third");
    const third = scene.open("third");
    await scene.comment("alice", third, "/approve-plan");
    await gate.settle();
    const groups = [number, second].map((one) => world.enqueue(scene.name, one, { by: "mona" }));
    await gate.settle();
    await scene.comment("alice", third, "/revoke-plan");

    for (const { headSha } of groups)
      expect(await scene.verdict(headSha)).toBe("success · Every plan in this merge group is approved");
    expect(world.runMergeQueue(scene.name)).toEqual([number, second]);
  });

  test("that carries an edit into a plan borrows no word given for that text before it was dropped", async () => {
    const other = ".specify/specs/f-16-login";
    const notes = "drafts/notes.md";
    const scene = openScene(gate, {
      config: "approval:\n  users: [alice, carol]\n  minimum: 2\n",
      files: { [notes]: goodPlan },
    });
    const { world } = gate.github;
    const evil = `${goodPlan}\nAnd a back door.\n`;
    const first = await openPlan(scene, { [notes]: null, ...featureFiles() });
    scene.push({ ...featureFiles(feature, evil), ...featureFiles(other) }, "sly");
    const sly = scene.open("sly");
    await scene.comment("alice", sly, "/approve-plan");
    await scene.comment("carol", sly, "/reject-plan F-15 A back door.");
    await gate.settle();
    const gone = { [`${feature}/plan.md`]: null, [`${feature}/spec.md`]: null };
    const head = scene.push({ ...gone, [notes]: evil }, "sly");
    for (const number of [sly, first.number])
      for (const who of ["alice", "carol"]) await scene.comment(who, number, "/approve-plan");
    const green = [await scene.verdict(first.head), await scene.verdict(head)];
    const groups = [first.number, sly].map((number) => world.enqueue(scene.name, number, { by: "mona" }));

    expect(green.join()).toMatch(/^success .*,success /);
    expect(await scene.verdict(groups[1]?.headSha ?? "")).toBe(
      "failure · F-15: the text in this merge group is not the one that was approved",
    );
    expect(world.runMergeQueue(scene.name)).toEqual([first.number]);
  });

  test("that carries an edit into a plan borrows no approval that the head without any plan left behind", async () => {
    const notes = "drafts/notes.md";
    const scene = openScene(gate, { files: { [notes]: goodPlan } });
    const { world } = gate.github;
    const evil = `${goodPlan}\nAnd a back door.\n`;
    const first = await openPlan(scene, { [notes]: null, ...featureFiles() });
    scene.push(featureFiles(feature, evil), "sly");
    const sly = scene.open("sly");
    for (const number of [first.number, sly]) await scene.comment("alice", number, "/approve-plan");
    await gate.settle();
    const gone = { [`${feature}/plan.md`]: null, [`${feature}/spec.md`]: null };
    const head = scene.push({ ...gone, [notes]: evil }, "sly");
    const green = [await scene.verdict(first.head), await scene.verdict(head)];
    const groups = [first.number, sly].map((number) => world.enqueue(scene.name, number, { by: "mona" }));

    expect(green.join()).toMatch(/^success .*,success · No plans changed$/);
    expect(await scene.verdict(groups[1]?.headSha ?? "")).toBe(
      "failure · F-15: the text in this merge group is not the one that was approved",
    );
    expect(world.runMergeQueue(scene.name)).toEqual([first.number]);
  });

  test.each([
    ["a plan", "F-15", `${feature}/plan.md`, goodPlan, "/approve-plan F-15"],
    ["a specification", "F-15 spec", `${feature}/spec.md`, soundSpec, "/approve-spec"],
    ["settings", "config", ".github/plan-gate.yml", settings, "/approve-plan config"],
  ])(
    "that sums two changes of %s up borrows no word for that sum from an earlier head",
    async (_, name, path, text, command) => {
      const top = (of: string) =>
        `${path.endsWith(".md") ? `${of.split("\n", 1).join("")}\n\nIn short.\n` : "# In short.\n"}${of}`;
      const end = (of: string) => `${of}\n# The end\n`;
      const files = { ...featureFiles(), [`${feature}/spec.md`]: soundSpec, [path]: text };
      const scene = openScene(gate, { config: settings, files });
      const { world } = gate.github;
      const approve = async (number: number) => {
        await scene.comment("alice", number, command);
        await gate.settle();
      };
      const first = await openPlan(scene, { [path]: top(text) });
      await approve(first.number);
      const sum = scene.push({ [path]: end(top(text)) }, "sly");
      const sly = scene.open("sly");
      await approve(sly);
      const before = await scene.verdict(sum);
      const head = scene.push({ [path]: end(text) }, "sly");
      await gate.settle();
      await approve(sly);
      const green = [before, await scene.verdict(first.head), await scene.verdict(head)];
      const groups = [first.number, sly].map((number) => world.enqueue(scene.name, number, { by: "mona" }));

      expect(green.join()).toMatch(/^success .*,success .*,success /);
      expect(await scene.verdict(groups[0]?.headSha ?? "")).toContain("success · ");
      expect(await scene.verdict(groups[1]?.headSha ?? "")).toBe(
        `failure · ${name}: the text in this merge group is not the one that was approved`,
      );
      expect(world.runMergeQueue(scene.name)).toEqual([first.number]);
    },
  );

  test.each([
    ["of a feature", "", ["/approve-plan"]],
    ["of a specification with a gate of its own", "spec: approved\n", ["/approve-plan", "/approve-spec"]],
  ])(
    "of another branch merges an approved removal %s, whatever the default branch has",
    async (_, setting, commands) => {
      const config = `approval:\n  users: [alice]\n${setting}`;
      const scene = openScene(gate, { config, files: featureFiles() });
      const { world } = gate.github;
      world.setBranch(scene.name, "release", { to: "main", by: "carol" });
      world.ruleset(scene.name, {
        include: ["refs/heads/release"],
        checks: [{ context: "plan-gate", appId }],
        requiresPullRequest: true,
        requiresMergeQueue: true,
      });
      const hotfix = {
        [`${feature}/plan.md`]: `${goodPlan}\nFor this release alone.\n`,
        [`${feature}/spec.md`]: `${goodSpec}\nFor this release alone.\n`,
      };
      world.push(scene.name, { by: "carol", branch: "release", files: hotfix });
      const gone = { [`${feature}/plan.md`]: null, [`${feature}/spec.md`]: null };
      const head = world.push(scene.name, { by: "mona", branch: "remove", from: "release", files: gone });
      const number = scene.open("remove", "release");
      for (const command of commands) await scene.comment("alice", number, command);
      const approved = await scene.verdict(head);
      const group = world.enqueue(scene.name, number, { by: "mona" });

      expect(approved).toContain("success · ");
      expect(await scene.verdict(group.headSha)).toBe("success · Every plan in this merge group is approved");
      expect(world.runMergeQueue(scene.name)).toEqual([number]);
    },
  );
});
