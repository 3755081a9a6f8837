import { describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { judgingProcesses } from "../live/judging-processes.ts";
import { featureFiles, openScene } from "../live/scene.ts";
import { manyThinPlans, mergeGroup, readings, type Situation } from "./situations.ts";
import { breakRequests, lostAnswers, ownRuns, type RequestKind, refusals } from "./trouble.ts";

/** Long enough for the emulator, short enough for a test that waits for it. */
const timeoutMs = 1_000;

const cases = [...readings, mergeGroup].flatMap((situation) =>
  situation.requests.map((kind) => ({ name: situation.name, kind, situation })),
);

describe.concurrent(
  "nothing new is green before GitHub could be read and written, and then it turns right",
  () => {
    test.each(cases)(
      "$name · $kind",
      async ({ situation, kind }) => {
        const gate = await openLiveGate({ timeoutMs });
        try {
          for (const how of Object.keys(refusals)) await endsRight(gate, situation, kind, how);
        } finally {
          await gate.close();
        }
      },
      120_000,
    );
  },
);

async function endsRight(gate: LiveGate, situation: Situation, kind: RequestKind, how: string) {
  const { prepare, ends, again, ...which } = situation;
  const { scene, act } = await prepare(gate);
  const watch = breakRequests(gate, scene, kind, { ...which, failure: refusals[how] ?? {}, times: 1 });
  const judged = act();
  watch.follow(judged.head);
  await gate.settle();

  expect(watch.failed(), how).toBe(1);
  for (const seen of watch.whileBroken) expect(seen, how).not.toContain("success");
  const isBelieved = how === "answered 404" && !ends.test(shown(gate, scene.name, judged.head));
  const head = isBelieved ? await again(scene, judged) : judged.head;
  await gate.settle();
  expect(shown(gate, scene.name, head), how).toMatch(ends);
  expect(ownRuns(scene, head), how).toHaveLength(1);
}

function shown({ github }: LiveGate, name: string, head: string): string {
  const run = github.world.checkRuns(name, head, "plan-gate").at(-1);
  return run === undefined ? "nothing" : `${run.conclusion ?? run.status} · ${run.output.title ?? ""}`;
}

describe.concurrent("a new head says what is wrong as long as it lasts", () => {
  test.each([
    ["never answered", "GitHub did not answer in time"],
    ["answered 502", "GitHub could not answer (502)"],
  ])(
    "%s",
    async (how, title) => {
      const gate = await openLiveGate({ timeoutMs });
      try {
        const scene = openScene(gate);
        const kind = "GET /repos/{owner}/{repo}/compare/{+basehead}";
        const watch = breakRequests(gate, scene, kind, { failure: refusals[how] ?? {}, times: 2 });
        const head = scene.push(manyThinPlans);
        watch.follow(head);
        scene.open();

        expect(await scene.verdict(head)).toMatch(/^failure · /);
        expect(watch.whileBroken.at(-1)).toContain(`in_progress  · ${title}; it is tried again`);
        expect(ownRuns(scene, head)).toHaveLength(1);
      } finally {
        await gate.close();
      }
    },
    120_000,
  );
});

describe.concurrent("who the App is", () => {
  test.each(Object.keys(refusals))(
    "that GitHub does not say at first (%s) keeps nothing shut for long",
    async (how) => {
      const gate = await openLiveGate({ timeoutMs });
      try {
        const scene = openScene(gate);
        const watch = breakRequests(gate, scene, "GET /app", { failure: refusals[how] ?? {}, times: 1 });
        const head = scene.push(featureFiles());
        watch.follow(head);
        scene.open();

        expect(await scene.verdict(head)).toMatch(/^action_required · F-15: waiting for approval/);
        expect(watch.failed()).toBe(1);
        for (const seen of watch.whileBroken) expect(seen).toBe("");
      } finally {
        await gate.close();
      }
    },
    120_000,
  );
});

test.each([1, 2])(
  "a check run whose notes are cut off after %i requests of them still ends right",
  async (written) => {
    const gate = await openLiveGate({ timeoutMs });
    try {
      for (const [how, failure] of Object.entries({ ...lostAnswers, "answered 502": { status: 502 } })) {
        const scene = openScene(gate);
        const route = "/repos/{owner}/{repo}/check-runs/{run}";
        gate.github.clearFaults();
        if (written > 1) gate.github.inject({ method: "PATCH", route, times: written - 1 });
        gate.github.inject({ ...failure, method: "PATCH", route });
        const head = scene.push(manyThinPlans);
        scene.open();

        expect(await scene.verdict(head), how).toMatch(/^failure · /);
        expect(ownRuns(scene, head), how).toHaveLength(1);
      }
    } finally {
      await gate.close();
    }
  },
  120_000,
);

test("a judging process that dies while it is asked is started anew, and the head says so meanwhile", async () => {
  const gate = await openLiveGate();
  try {
    const scene = openScene(gate);
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
      before: () => seen.push(...ownRuns(scene, head).map(({ output }) => output.title ?? "")),
    });
    scene.open();
    await gate.github.webhooks.settle();
    process.kill(pid, "SIGKILL");

    expect(await scene.verdict(head)).toMatch(/^action_required · F-15: waiting for approval/);
    expect(seen[0]).toMatch(/^The evaluation failed \(crashed\); it is tried again/);
    expect(ownRuns(scene, head)).toHaveLength(1);
  } finally {
    await gate.close();
  }
}, 60_000);
