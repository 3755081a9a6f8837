import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "../../emulator/http/faults.ts";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene, type Scene } from "../live/scene.ts";
import { rareReadings } from "./rare-situations.ts";
import { manyThinPlans, mergeGroup, readings, type Situation } from "./situations.ts";
import { breakRequests, isAbout, lostAnswers, ownRuns, type RequestKind, refusals } from "./trouble.ts";

/** Long enough for the emulator, short enough for a test that waits for it. */
const timeoutMs = 2_000;

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate({ timeoutMs });
});
afterAll(() => gate.close());

const cases = [...readings, ...rareReadings, mergeGroup].flatMap((situation) =>
  situation.requests.map((kind) => ({ name: situation.name, kind, situation })),
);

describe("nothing new is green before GitHub could be read and written, and then it turns right", () => {
  test.each(cases)(
    "$name · $kind",
    async ({ situation, kind }) => {
      await Promise.all(Object.keys(refusals).map((how) => endsRight(situation, kind, how)));
    },
    120_000,
  );
});

async function endsRight(situation: Situation, kind: RequestKind, how: string) {
  const { prepare, ends, again, ...which } = situation;
  const { scene, act } = await prepare(gate);
  const watch = breakRequests(gate, scene, kind, { ...which, failure: refusals[how] ?? {}, times: 1 });
  const judged = act();
  watch.follow(judged.head);
  await gate.settle();

  expect(watch.failed(), how).toBe(1);
  for (const seen of watch.whileBroken) expect(seen, how).not.toContain("success");
  const isBelieved = how === "answered 404" && !ends.test(shown(scene, judged.head));
  const head = isBelieved ? await again(scene, judged) : judged.head;
  await gate.settle();
  expect(shown(scene, head), how).toMatch(ends);
  expect(ownRuns(scene, head), how).toHaveLength(1);
}

function shown(scene: Scene, head: string): string {
  const run = ownRuns(scene, head).at(-1);
  return run === undefined ? "nothing" : `${run.conclusion ?? run.status} · ${run.output.title ?? ""}`;
}

describe("a new head says what is wrong as long as it lasts", () => {
  test.each([
    ["never answered", "GitHub did not answer in time"],
    ["answered 502", "GitHub could not answer (502)"],
  ])(
    "%s",
    async (how, title) => {
      const scene = openScene(gate);
      const kind = "GET /repos/{owner}/{repo}/compare/{+basehead}";
      const watch = breakRequests(gate, scene, kind, { failure: refusals[how] ?? {}, times: 2 });
      const head = scene.push(manyThinPlans);
      watch.follow(head);
      scene.open();

      expect(await scene.verdict(head)).toMatch(/^failure · /);
      expect(watch.whileBroken.at(-1)).toContain(`in_progress  · ${title}; it is tried again`);
      expect(ownRuns(scene, head)).toHaveLength(1);
    },
    120_000,
  );
});

test("who the App is, that GitHub does not say at first, keeps nothing shut for long", async () => {
  const one = async (how: string): Promise<void> => {
    const fresh = await openLiveGate({ timeoutMs });
    try {
      const scene = openScene(fresh);
      let failed = 0;
      const fault = { ...refusals[how], before: () => (failed += 1) };
      fresh.github.inject({ ...fault, method: "GET", route: "/app", times: 1 });
      const head = scene.push(featureFiles());
      scene.open();

      expect(await scene.verdict(head), how).toMatch(/^action_required · F-15: waiting for approval/);
      expect(failed, how).toBe(1);
    } finally {
      await fresh.close();
    }
  };
  await Promise.all(Object.keys(refusals).map(one));
}, 120_000);

test.each([1, 2])(
  "a check run whose notes are cut off after %i requests of them still ends right",
  async (written) => {
    const one = async ([how, failure]: readonly [string, Fault]): Promise<void> => {
      const scene = openScene(gate);
      const patches = {
        method: "PATCH",
        route: "/repos/{owner}/{repo}/check-runs/{run}",
        matches: isAbout(scene),
      };
      if (written > 1) gate.github.inject({ ...patches, times: written - 1 });
      gate.github.inject({ ...failure, ...patches });
      const head = scene.push(manyThinPlans);
      scene.open();

      expect(await scene.verdict(head), how).toMatch(/^failure · /);
      expect(ownRuns(scene, head), how).toHaveLength(1);
    };
    await Promise.all(Object.entries({ ...lostAnswers, "answered 502": { status: 502 } }).map(one));
  },
  120_000,
);
