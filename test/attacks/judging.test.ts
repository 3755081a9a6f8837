import { afterEach, describe, expect, test } from "vitest";
import { openLiveGate, type LiveGate } from "../live/live-gate.ts";
import { feature, featureFiles, goodPlan, openScene, type Scene } from "../live/scene.ts";
import { approvedBy, openApproved, openPlan, waitingForAlice } from "./opened.ts";

/** Texts that end the judging process: what remains when every bound before a parser has a hole. */
const endings = ["ABORTS-THE-PROCESS", "NEVER-COMES-TO-AN-END", "THROWS-AN-ERROR"];

let gate: LiveGate | null = null;

async function openDying(): Promise<{ gate: LiveGate; scene: Scene }> {
  const entry = new URL("../worker/dying-entry.ts", import.meta.url);
  gate = await openLiveGate({ judging: { entry, deadlineMs: 1_500 } });
  return { gate, scene: openScene(gate) };
}

afterEach(async () => {
  await gate?.close();
  gate = null;
});

describe("a text that ends the judging", { timeout: 60_000 }, () => {
  test.each(endings)("shuts its own head after two deaths and names the file: %s", async (ending) => {
    const { scene } = await openDying();

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
    const { gate, scene } = await openDying();
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
    const { scene } = await openDying();
    scene.push(featureFiles(feature, `${goodPlan}\nABORTS-THE-PROCESS\n`), "poison");
    scene.open("poison");
    const innocent = scene.push(featureFiles(), "innocent");
    scene.open("innocent");

    expect(await scene.verdict(innocent)).toBe(waitingForAlice);
  });

  test("in a comment leaves no green standing, is named, and costs no decision", async () => {
    const { gate, scene } = await openDying();
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
});
