import type { Emulator } from "../emulator/server.ts";
import { type LoggedRequest, sequentialRoundTrips } from "../emulator/http/request-log.ts";
import { goodPlan, planFiles } from "./plans.ts";
import { openGitHub, startServer, untilIdle, webhookUrl, type Subject } from "./rig.ts";

/** What one event costs, with tokens and caches warm. */
export interface EventCost {
  readonly event: string;
  readonly requests: number;
  /** Requests that had to wait for one another, until the verdict was posted. */
  readonly roundTrips: number;
}

const repository = "acme/shop";
const latencyMs = 60;

/** Counts requests and sequential round trips of each kind of event. */
export async function benchRequests(): Promise<readonly EventCost[]> {
  const emulator = await openGitHub(latencyMs);
  const server = await startServer(emulator);
  emulator.webhooks.deliverTo(webhookUrl(server));
  try {
    return await measure(emulator, server);
  } finally {
    await server.stop();
    await emulator.close();
  }
}

async function measure(emulator: Emulator, server: Subject): Promise<readonly EventCost[]> {
  const { world } = emulator;
  world.organization("acme");
  for (const login of ["alice", "bob"]) world.user(login);
  world.repository(repository, {
    files: { ".github/plan-gate.yml": "version: 1\napproval:\n  users: [alice]\n" },
  });
  world.permission(repository, "alice", "maintain");
  world.permission(repository, "bob", "write");
  world.protect(repository, "main", { checks: [{ context: "plan-gate", appId: 7 }] });

  const cost = async (event: string, act: () => void): Promise<EventCost> => {
    await quiet(emulator, server);
    emulator.requests.length = 0;
    act();
    await quiet(emulator, server);
    return { event, requests: emulator.requests.length, roundTrips: untilVerdict(emulator.requests) };
  };
  const push = (branch: string, files: Readonly<Record<string, string>>): void => {
    world.push(repository, { by: "bob", branch, files });
  };
  const open = (branch: string): number => world.openPullRequest(repository, { by: "bob", head: branch });

  push("warm", planFiles("f-1-warm"));
  await cost("warm-up", () => void open("warm"));
  push("code", { "src/a.ts": "1\n" });
  const code = await cost("pull request without plans", () => void open("code"));
  push("plan", planFiles("f-2-plan", `${goodPlan}\nSecond.\n`));
  let number = 0;
  const plan = await cost("pull request with one plan", () => {
    number = open("plan");
  });
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const approval = await cost("approval comment", () => {
    world.comment(repository, number, { by: "alice", body: "/approve-plan" });
  });
  const chatter = await cost("irrelevant event", () => {
    world.comment(repository, number, { by: "alice", body: "Nice." });
  });
  return [code, plan, approval, chatter];
}

async function quiet(emulator: Emulator, server: Subject): Promise<void> {
  for (let before = -1; before !== emulator.requests.length;) {
    before = emulator.requests.length;
    await emulator.webhooks.settle();
    await untilIdle(server);
    await emulator.webhooks.settle();
  }
}

function untilVerdict(requests: readonly LoggedRequest[]): number {
  const isVerdict = ({ method, route }: LoggedRequest): boolean =>
    method !== "GET" && route.includes("/check-runs");
  const verdict = requests.find(isVerdict);
  return verdict === undefined
    ? 0
    : sequentialRoundTrips(requests.filter(({ startedAt }) => startedAt <= verdict.startedAt));
}
