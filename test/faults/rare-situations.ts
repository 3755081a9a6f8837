import { openApproved, openPlan } from "../attacks/opened.ts";
import type { LiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene } from "../live/scene.ts";
import { approvedBy } from "../attacks/opened.ts";
import type { Judged, Situation } from "./situations.ts";
import { changedPlan } from "./trouble.ts";

const lookAgain: Situation["again"] = async (scene, { head, number }) => {
  await scene.comment("alice", number, "/recheck-plan");
  return head;
};

/** What the gate reads where GitHub's usual answers do not suffice, and for another text. */
export const rareReadings: readonly Situation[] = [
  {
    name: "another plan pushed on an approved one",
    requests: ["GET /repos/{owner}/{repo}/git/blobs/{sha}"],
    prepare: (gate) => onApproved(gate, (push) => push(changedPlan)),
    ends: /^action_required · F-15: /,
    again: lookAgain,
  },
  {
    name: "code pushed to a head without a check run",
    requests: ["GET /repos/{owner}/{repo}/commits/{+ref}/check-suites"],
    prepare: (gate) => onApproved(gate, (push) => push({ "src/a.ts": "export const a = 1;\n" })),
    ends: approvedBy("alice"),
    again: lookAgain,
  },
  {
    name: "an approval where GitHub does not list the check run any more",
    requests: ["GET /repos/{owner}/{repo}/check-suites/{suite}/check-runs"],
    beside: [
      {
        method: "GET",
        route: "/repos/{owner}/{repo}/commits/{+ref}/check-runs",
        status: 200,
        body: { total_count: 0, check_runs: [] },
        times: Infinity,
      },
    ],
    prepare: async (gate) => {
      const scene = openScene(gate);
      const pull = await openPlan(scene);
      gate.github.clock.advance(2);
      return {
        scene,
        act: () => {
          gate.github.world.comment(scene.name, pull.number, { by: "alice", body: "/approve-plan" });
          return pull;
        },
      };
    },
    ends: approvedBy("alice"),
    again: lookAgain,
  },
  {
    name: "a difference that GitHub turns down, so that the histories are read",
    requests: ["GET /repos/{owner}/{repo}/git/ref/{+ref}", "GET /repos/{owner}/{repo}/commits"],
    beside: [
      {
        method: "GET",
        route: "/repos/{owner}/{repo}/compare/{+basehead}",
        status: 422,
        body: { message: "Server Error: Sorry, this diff is taking too long to generate." },
        times: Infinity,
      },
    ],
    prepare: (gate) => {
      const scene = openScene(gate);
      const act = (): Judged => {
        const head = scene.push(featureFiles());
        return { head, number: scene.open() };
      };
      return Promise.resolve({ scene, act });
    },
    ends: /^action_required · F-15: waiting for approval/,
    again: lookAgain,
  },
];

type Push = (files: Readonly<Record<string, string | null>>) => string;

/** A plan is approved; then something is pushed. */
async function onApproved(gate: LiveGate, act: (push: Push) => string) {
  const scene = openScene(gate);
  const { number } = await openApproved(scene);
  return { scene, act: () => ({ head: act((files) => scene.push(files)), number }) };
}
