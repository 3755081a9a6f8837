import type { Fault } from "../../emulator/http/faults.ts";
import { approvedBy, openApproved, openPlan } from "../attacks/opened.ts";
import type { LiveGate } from "../live/live-gate.ts";
import { featureFiles, openScene, type Scene, thinPlan } from "../live/scene.ts";
import { repositoriesOf, type RequestKind } from "./trouble.ts";

/** Something that happens to a pull request or a merge group, and what the gate asks and writes then. */
export interface Situation {
  readonly name: string;
  readonly requests: readonly RequestKind[];
  /** Which requests of the kind; all where left out. */
  readonly matches?: NonNullable<Fault["matches"]>;
  /** What else goes wrong, and makes the gate ask. */
  readonly beside?: readonly Fault[];
  readonly prepare: (gate: LiveGate) => Promise<Prepared>;
  /** The verdict once GitHub answers. */
  readonly ends: RegExp;
  /** What a person does where GitHub said that there is no such thing, and was believed. Answers the head to look at. */
  readonly again: (scene: Scene, judged: Judged) => Promise<string>;
}

/** What is to be judged. */
export interface Judged {
  readonly head: string;
  readonly number: number;
}

/** The world before the trouble, and what happens in it. */
interface Prepared {
  readonly scene: Scene;
  readonly act: () => Judged;
}

/** Who is in the scene's team, and in no other scene: what is asked about her can be told apart. */
function memberIn({ name }: Scene): string {
  return `tess-${name.split("/")[0] ?? ""}`;
}

const code = { "src/a.ts": "export const a = 1;\n" };
const waiting = /^action_required · F-15: waiting for approval/;
const smokeConfig = [
  "approval:",
  "  users: [alice]",
  "smoke:",
  "  workflow: .github/workflows/smoke.yml",
  "  required: always",
  "",
].join("\n");

const lookAgain = say("/recheck-plan");
const approveAgain = say("/approve-plan");

function say(body: string): Situation["again"] {
  return async (scene, { head, number }) => {
    await scene.comment("alice", number, body);
    return head;
  };
}

/** A plan waits for approval; then somebody acts on it, a second later. */
async function onWaiting(
  gate: LiveGate,
  config: string,
  act: (scene: Scene, pull: Judged) => void,
): Promise<Prepared> {
  const scene = openScene(gate, { config });
  const pull = await openPlan(scene);
  gate.github.clock.advance(2);
  return {
    scene,
    act: () => {
      act(scene, pull);
      return pull;
    },
  };
}

/** What the gate reads beyond what every evaluation reads. */
export const readings: readonly Situation[] = [
  {
    name: "a press of the button",
    requests: ["GET /repos/{owner}/{repo}/check-runs/{run}"],
    prepare: (gate) =>
      onWaiting(gate, "approval:\n  users: [alice]\n", (scene, { head }) => {
        const [run] = gate.github.world.checkRuns(scene.name, head, "plan-gate");
        const identifier = run?.actions[0]?.identifier ?? "";
        gate.github.world.press(scene.name, run?.id ?? 0, { by: "alice", identifier });
      }),
    ends: approvedBy("alice"),
    again: approveAgain,
  },
  {
    name: "an approving review",
    requests: ["GET /repos/{owner}/{repo}/pulls/{number}/reviews", "POST /graphql"],
    prepare: (gate) =>
      onWaiting(gate, "approval:\n  users: [alice]\n  methods: [review, comment]\n", (scene, { number }) => {
        const review = { by: "alice", state: "APPROVED", body: "/approve-plan" } as const;
        gate.github.world.review(scene.name, number, review);
      }),
    ends: approvedBy("alice"),
    again: lookAgain,
  },
  {
    name: "a team's member approves",
    requests: ["GET /orgs/{org}/teams/{slug}/memberships/{login}", "GET /users/{login}"],
    prepare: async (gate) => {
      const { world } = gate.github;
      const prepared = await onWaiting(gate, "approval:\n  teams: [architects]\n", (scene, { number }) => {
        world.comment(scene.name, number, { by: memberIn(scene), body: "/approve-plan" });
      });
      const { scene } = prepared;
      const [organization = ""] = scene.name.split("/");
      world.user(memberIn(scene));
      world.permission(scene.name, memberIn(scene), "write");
      world.team(organization, "architects", { members: [memberIn(scene)] });
      return prepared;
    },
    ends: /^success · Approved by @tess-/,
    again: async (scene, { head, number }) => {
      await scene.comment(memberIn(scene), number, "/approve-plan");
      return head;
    },
  },
  {
    name: "code pushed where the smoke run must pass",
    requests: ["GET /repos/{owner}/{repo}/actions/workflows/{workflow}/runs"],
    prepare: async (gate) => {
      const scene = openScene(gate, { config: smokeConfig });
      const { number } = await openApproved(scene);
      return {
        scene,
        act: () => {
          const headSha = scene.push(code);
          const path = ".github/workflows/smoke.yml";
          const run = { by: "mona", path, headSha, headBranch: "feature", conclusion: "success" } as const;
          gate.github.world.workflowRun(scene.name, run);
          return { head: headSha, number };
        },
      };
    },
    ends: approvedBy("alice"),
    again: lookAgain,
  },
  {
    name: "a comment where the head may have been force-pushed",
    requests: ["POST /graphql"],
    matches: ({ text }) => text.includes("HEAD_REF_FORCE_PUSHED_EVENT"),
    prepare: (gate) =>
      onWaiting(gate, "approval:\n  users: [alice]\n", (scene, { number }) => {
        gate.github.world.comment(scene.name, number, { by: "alice", body: "/approve-plan" });
      }),
    ends: approvedBy("alice"),
    again: lookAgain,
  },
  {
    name: "a hundred comments before the approval",
    requests: ["GET /repos/{owner}/{repo}/issues/{number}/comments"],
    matches: ({ url }) => url.searchParams.get("page") === "2",
    prepare: async (gate) => {
      const { world, clock } = gate.github;
      const scene = openScene(gate);
      const pull = await openPlan(scene);
      for (let count = 0; count < 100; count += 1)
        world.comment(scene.name, pull.number, { by: "carol", body: "Hm." });
      await gate.settle();
      clock.advance(2);
      return {
        scene,
        act: () => {
          world.comment(scene.name, pull.number, { by: "alice", body: "/approve-plan" });
          return pull;
        },
      };
    },
    ends: approvedBy("alice"),
    again: lookAgain,
  },
  {
    name: "a tree that GitHub cuts",
    requests: ["GET /repos/{owner}/{repo}/git/trees/{+tree}"],
    matches: ({ url }) => !url.searchParams.has("recursive"),
    prepare: (gate) => {
      const scene = openScene(gate);
      for (const repository of repositoriesOf(scene)) repository.maxTreeEntries = 4;
      return Promise.resolve({ scene, act: () => openedNow(scene, featureFiles()) });
    },
    ends: waiting,
    again: lookAgain,
  },
  {
    name: "a pull request from a fork",
    requests: ["GET /repos/{owner}/{repo}/pulls/{number}"],
    prepare: (gate) => {
      const scene = openScene(gate);
      const { world } = gate.github;
      return Promise.resolve({
        scene,
        act: () => {
          const by = scene.name.replace("/", "-");
          world.user(by);
          const fork = world.fork(scene.name, by);
          const head = world.push(fork, { by, branch: "feature", files: featureFiles() });
          const pull = { by, head: "feature", headRepository: fork };
          return { head, number: world.openPullRequest(scene.name, pull) };
        },
      });
    },
    ends: waiting,
    again: lookAgain,
  },
  {
    name: "a push that parts of GitHub do not know yet",
    requests: ["GET /repos/{owner}/{repo}/git/commits/{sha}"],
    beside: [{ method: "GET", route: "/repos/{owner}/{repo}/compare/{+basehead}", status: 404, times: 1 }],
    prepare: (gate) => {
      const scene = openScene(gate);
      return Promise.resolve({ scene, act: () => openedNow(scene, featureFiles()) });
    },
    ends: waiting,
    again: lookAgain,
  },
  {
    name: "an installation without a token",
    requests: ["POST /app/installations/{installation}/access_tokens"],
    prepare: (gate) => {
      const scene = openScene(gate);
      return Promise.resolve({ scene, act: () => openedNow(scene, featureFiles()) });
    },
    ends: waiting,
    again: lookAgain,
  },
  {
    name: "code pushed after the approver took another name",
    requests: ["GET /user/{id}"],
    prepare: async (gate) => {
      const scene = openScene(gate, { config: "approval:\n  permission: maintain\n" });
      const ann = `ann-${scene.name.replace("/", "-")}`;
      gate.github.world.user(ann);
      gate.github.world.permission(scene.name, ann, "maintain");
      const { head, number } = await openPlan(scene);
      const run = await scene.check(head);
      const identifier = run.actions[0]?.identifier ?? "";
      gate.github.world.press(scene.name, run.id, { by: ann, identifier });
      await gate.settle();
      gate.github.world.renameAccount(ann, `${ann}-b`);
      return { scene, act: () => ({ head: scene.push(code), number }) };
    },
    ends: /^success · Approved by @ann-/,
    again: lookAgain,
  },
];

/** Around a merge group; its head is a new one. */
export const mergeGroup: Situation = {
  name: "a merge group",
  requests: [
    "GET /repos/{owner}/{repo}",
    "GET /repos/{owner}/{repo}/compare/{+basehead}",
    "GET /repos/{owner}/{repo}/contents/{+path}",
    "GET /repos/{owner}/{repo}/git/trees/{+tree}",
    "GET /repos/{owner}/{repo}/pulls/{number}",
    "GET /repos/{owner}/{repo}/commits/{+ref}/check-runs",
    "POST /repos/{owner}/{repo}/check-runs",
  ],
  prepare: async (gate) => {
    const scene = openScene(gate);
    const { number } = await openApproved(scene);
    return {
      scene,
      act: () => ({ head: gate.github.world.enqueue(scene.name, number, { by: "mona" }).headSha, number }),
    };
  },
  ends: /^success · Every plan in this merge group is approved$/,
  again: ({ gate, name }, { number }) => {
    gate.github.world.dequeue(name, number);
    gate.github.clock.advance(2);
    return Promise.resolve(gate.github.world.enqueue(name, number, { by: "mona" }).headSha);
  },
};

/** Twelve plans without evidence: more notes than fit into two requests. */
export const manyThinPlans: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) =>
    featureFiles(`.specify/specs/f-${index + 20}-x`, thinPlan),
  ).flatMap((files) => Object.entries(files)),
);

function openedNow(scene: Scene, files: Readonly<Record<string, string>>): Judged {
  const head = scene.push(files);
  return { head, number: scene.open() };
}
