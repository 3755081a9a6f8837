import { expect, test } from "vitest";
import type { Fault } from "../../emulator/http/faults.ts";
import { openPlan, waitingForAlice } from "../attacks/opened.ts";
import { openLiveGate } from "../live/live-gate.ts";
import { openScene } from "../live/scene.ts";
import { interruptions, isAbout, lostAnswers, outages } from "./trouble.ts";

const comments = { method: "POST", route: "/repos/{owner}/{repo}/issues/{number}/comments" };

test("a refusal is answered once, though GitHub does not take the reply, or its answer is lost", async () => {
  const gate = await openLiveGate();
  try {
    const one = async ([how, failure]: readonly [string, Fault]): Promise<void> => {
      const scene = openScene(gate);
      const { head, number } = await openPlan(scene);
      gate.github.inject({ ...failure, ...comments, matches: isAbout(scene), times: 1 });
      await scene.comment("carol", number, "/approve-plan");

      expect(await scene.verdict(head), how).toBe(waitingForAlice);
      expect(repliesTo("carol", scene.ownComments(number)), how).toHaveLength(1);
    };
    await Promise.all(Object.entries({ ...outages, ...interruptions, ...lostAnswers }).map(one));
  } finally {
    await gate.close();
  }
}, 60_000);

test("a reply that was lost for good with the server is written by a later evaluation, once", async () => {
  const gate = await openLiveGate();
  try {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    gate.github.inject({ ...comments, status: 403, body: { message: "Locked" }, times: 1 });
    await scene.comment("carol", number, "/approve-plan");
    await gate.settle();
    const lost = repliesTo("carol", scene.ownComments(number));

    for (let times = 0; times < 3; times += 1) {
      gate.github.clock.advance(600);
      await scene.comment("mona", number, "/recheck-plan");
      await gate.settle();
    }

    expect(lost).toEqual([]);
    expect(repliesTo("carol", scene.ownComments(number))).toEqual([
      expect.stringContaining("an earlier command of yours does not count. You are not among those"),
    ]);
    expect(await scene.verdict(head)).toBe(waitingForAlice);
  } finally {
    await gate.close();
  }
}, 60_000);

function repliesTo(login: string, bodies: readonly string[]): readonly string[] {
  return bodies.filter((body) => body.startsWith(`\`@${login}\``));
}
