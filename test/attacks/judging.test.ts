import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCore } from "../../src/worker/judging-process.ts";
import { isAbout } from "../faults/trouble.ts";
import { judgingProcesses } from "../live/judging-processes.ts";
import { openLiveGate, type LiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "./opened.ts";

/** Texts that end the judging process: what remains when every bound before a parser has a hole. */
const endings = ["ABORTS-THE-PROCESS", "NEVER-COMES-TO-AN-END", "THROWS-AN-ERROR"];

describe("a text that ends the judging", { timeout: 60_000 }, () => {
  let gate: LiveGate;

  beforeAll(async () => {
    const entry = new URL("../worker/dying-entry.ts", import.meta.url);
    gate = await openLiveGate({ judging: createCore({ entry, deadlineMs: 3_000 }) });
  });
  afterAll(() => gate.close());

  test.each(endings)("shuts its own head after two deaths and names the file: %s", async (ending) => {
    const scene = openScene(gate);

    const { head } = await openPlan(scene, featureFiles(feature, `${goodPlan}\n${ending}\n`));

    const { conclusion, output } = await scene.check(head);
    expect(conclusion).toBe("failure");
    expect(output.title).toBe(`\`${feature}/plan.md\` cannot be read`);
    expect(output.summary).toBe(
      `\`${feature}/plan.md\` cannot be read.\n\n` +
        "Reading that file ended the judging twice. Shorten it, or take out what is nested or repeated.\n\n" +
        "This commit is not judged again: push one with that file repaired.",
    );
  });

  test("is not judged again until the head moves, whatever asks for it", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene, featureFiles(feature, `${goodPlan}\nABORTS-THE-PROCESS\n`));
    const before = gate.github.requests.length;

    await scene.comment("carol", number, "/recheck-plan");
    await gate.settle();
    const during = gate.github.requests.slice(before);
    const repaired = scene.push(featureFiles());

    expect(during.filter(({ method }) => method !== "GET").map(({ path }) => path)).toEqual([]);
    expect(await scene.verdict(repaired)).toBe(waitingForAlice);
  });

  test("delays no other pull request, and takes no other along", async () => {
    const scene = openScene(gate);
    scene.push(featureFiles(feature, `${goodPlan}\nABORTS-THE-PROCESS\n`), "poison");
    scene.open("poison");
    const innocent = scene.push(featureFiles(), "innocent");
    scene.open("innocent");

    expect(await scene.verdict(innocent)).toBe(waitingForAlice);
  });

  test("in a comment leaves no green standing, is named, and costs no decision", async () => {
    const scene = openScene(gate);
    const { head, number } = await openApproved(scene);
    const id = await scene.comment("bob", number, "/approve-plan\n\nABORTS-THE-PROCESS");
    const named = await scene.verdict(head);

    gate.github.world.deleteComment(scene.name, id, { by: "bob" });
    gate.github.clock.advance(2);

    expect(named).toMatch(
      new RegExp(
        `^failure · A comment cannot be read: http.*/${scene.name}/pull/${number}#issuecomment-${id}$`,
      ),
    );
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  test("in a comment does not make an approval before it too early", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    gate.github.clock.advance(2);
    gate.github.webhooks.hold();
    await scene.comment("alice", number, "/approve-plan");
    gate.github.clock.advance(2);
    const id = await scene.comment("bob", number, "/approve-plan\n\nABORTS-THE-PROCESS");
    gate.github.clock.advance(2);
    await gate.github.webhooks.release();
    const named = await scene.verdict(head);

    gate.github.world.deleteComment(scene.name, id, { by: "bob" });

    expect(named).toMatch(/^failure · A comment cannot be read/);
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });

  // A text that comes back is green as soon as it is shown again, so the check alone tells since when.
  test.each(["the only one", "one of two"])(
    "in a comment on a green pull request, %s of its head, does not make an approval before it too early",
    async (which) => {
      const scene = openScene(gate);
      const { clock, webhooks } = gate.github;
      const { number } = await openApproved(scene);
      clock.advance(2);
      const others = which === "one of two" ? [scene.open("feature", otherBase(scene))] : [];
      for (const other of others) await scene.comment("alice", other, "/approve-plan");
      await gate.settle();
      scene.push(featureFiles(feature, `${goodPlan}\nAnother sentence.\n`));
      await gate.settle();
      clock.advance(2);
      const head = scene.push(featureFiles());
      const green = await scene.verdict(head);
      clock.advance(2);
      webhooks.hold();
      for (const one of [number, ...others]) {
        gate.github.world.comment(scene.name, one, { by: "alice", body: "/revoke-plan" });
        gate.github.world.comment(scene.name, one, { by: "alice", body: "/approve-plan" });
      }
      clock.advance(2);
      const poison = { by: "bob", body: "/approve-plan\n\nABORTS-THE-PROCESS" };
      const id = gate.github.world.comment(scene.name, number, poison);
      clock.advance(2);
      await webhooks.release();
      const named = await scene.verdict(head);

      gate.github.world.deleteComment(scene.name, id, { by: "bob" });

      expect(green).toMatch(/^success · /);
      expect(named).toMatch(/^failure · A comment cannot be read/);
      expect(await scene.verdict(head)).toMatch(/^success · /);
    },
    120_000,
  );
});

describe("a judging process that is killed while it is asked", { timeout: 60_000 }, () => {
  let gate: LiveGate;

  beforeAll(async () => {
    // Its end is to come by the kill alone, however long the rest takes.
    gate = await openLiveGate({ judging: createCore({ deadlineMs: 50_000 }) });
  });
  afterAll(() => gate.close());

  test("is started anew, and the head says so meanwhile", async () => {
    const scene = openScene(gate);
    const { world } = gate.github;
    scene.push({ "src/a.ts": "1\n" }, "warm");
    scene.open("warm");
    await gate.settle();
    const [pid] = judgingProcesses();
    if (pid === undefined) throw new Error("There is no judging process.");
    process.kill(pid, "SIGSTOP");
    const seen: string[] = [];
    const head = scene.push(featureFiles());
    gate.github.inject({
      times: Infinity,
      matches: isAbout(scene),
      before: () =>
        seen.push(...world.checkRuns(scene.name, head, "plan-gate").map(({ output }) => output.title ?? "")),
    });
    scene.open();
    await gate.github.webhooks.settle();
    process.kill(pid, "SIGKILL");

    expect(await scene.verdict(head)).toMatch(/^action_required · F-15: waiting for approval/);
    expect(seen[0]).toMatch(/^The evaluation failed \(crashed\); it is tried again/);
    expect(world.checkRuns(scene.name, head, "plan-gate")).toHaveLength(1);
  });
});

/** A second branch to merge into. */
function otherBase({ gate, name }: Scene): string {
  gate.github.world.push(name, { by: "mona", branch: "next", files: { "next.md": "Next.\n" } });
  return "next";
}
