import { afterEach, describe, expect, test } from "vitest";
import { createClock } from "../../emulator/clock.ts";
import type { Emulator } from "../../emulator/server.ts";
import { type RunningServer, startServer } from "../../src/server/start.ts";
import { judgingHere } from "../live/judging-here.ts";
import { featureFiles } from "../live/scene.ts";
import { type Replica, startReplica, stopReplica } from "./replica.ts";
import { environmentFor, openGitHub, openPull, until, variablesFor, verdictOn, webhookUrl } from "./rig.ts";

const settings = "version: 1\napproval:\n  users: [alice]\n";
/** GitHub's time, and where the machine's clock is from there. */
const times = [
  ["2040-01-05T09:00:00Z", "behind"],
  ["2020-01-05T09:00:00Z", "ahead"],
] as const;
const hourSeconds = 3_600;

const conclusionOn = (github: Emulator, sha: string) => verdictOn(github, sha)?.conclusion ?? null;

describe("on a machine whose clock is years from GitHub's, the sweep", () => {
  let github: Emulator;
  let server: RunningServer;

  afterEach(async () => {
    await server.close();
    await github.close();
  });

  async function start(time: string): Promise<void> {
    github = await openGitHub(settings, createClock(time));
    const environment = { ...environmentFor(github), sweepIntervalMinutes: 0.02 };
    server = await startServer(environment, { isThrottled: false, judging: judgingHere() });
    github.webhooks.deliverTo(webhookUrl(server.port));
  }

  /** Until that many more scans of the repository are over. */
  async function sweeps(count: number): Promise<void> {
    const done = async (): Promise<number> => {
      const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
      return Number(/scans_total\{of="repository",outcome="done"\} (\d+)/.exec(metrics)?.[1] ?? 0);
    };
    const before = await done();
    await until(async () => (await done()) >= before + count);
  }

  async function approve(): Promise<string> {
    const { number, headSha } = openPull(github, "feature", featureFiles());
    await until(() => conclusionOn(github, headSha) === "action_required");
    github.clock.advance(10);
    github.world.comment("acme/shop", number, { by: "alice", body: "/approve-plan" });
    await until(() => conclusionOn(github, headSha) === "success");
    github.clock.advance(120);
    return headSha;
  }

  test.each(times)(
    "leaves alone what it looked at within the hour (GitHub: %s, the machine: %s)",
    async (time) => {
      await start(time);
      await approve();
      await sweeps(2);
      github.requests.length = 0;
      await sweeps(3);

      expect(github.requests.filter(({ route }) => route.includes("/contents/"))).toEqual([]);
    },
  );

  test.each(times)(
    "notices after an hour that an approver may not write any more (GitHub: %s, the machine: %s)",
    async (time) => {
      await start(time);
      const headSha = await approve();
      await sweeps(2);
      github.webhooks.deliverTo(null);
      github.world.permission("acme/shop", "alice", "read");
      github.clock.advance(2 * hourSeconds);

      await until(() => conclusionOn(github, headSha) === "action_required");
    },
  );
});

/** For a process, in the form that `NODE_OPTIONS` takes: its clock is wrong by so much. */
function wrongClock(byMs: number): string {
  const code = `const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) { given.length === 0 ? super(Real.now() + ${byMs}) : super(...given); }
  static now() { return Real.now() + ${byMs}; }
};`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

describe("a process whose clock is hours from GitHub's", () => {
  let github: Emulator;
  let replica: Replica;

  afterEach(async () => {
    await stopReplica(replica, "SIGTERM");
    await github.close();
  });

  test.each([
    ["behind", -3],
    ["ahead", 3],
  ])("starts, judges and counts approvals by GitHub's time, and warns: %s", async (_how, hours) => {
    github = await openGitHub(settings);
    const NODE_OPTIONS = wrongClock(hours * hourSeconds * 1_000);
    replica = await startReplica({ ...variablesFor(github), NODE_OPTIONS });
    github.webhooks.deliverTo(webhookUrl(replica.port));
    const { number, headSha } = openPull(github, "feature", featureFiles());
    await until(() => conclusionOn(github, headSha) === "action_required");
    github.clock.advance(10);
    github.world.comment("acme/shop", number, { by: "alice", body: "/approve-plan" });
    await until(() => conclusionOn(github, headSha) === "success");

    expect(github.world.checkRuns("acme/shop", headSha, "plan-gate")).toHaveLength(1);
    expect(replica.lines.join("\n")).toMatch(
      /GitHub API time and system time are different by -?\d+ seconds/,
    );
    expect(await (await fetch(`http://127.0.0.1:${replica.port}/readyz`)).text()).toContain('"ready":true');
  });
});
