import { afterEach, describe, expect, test } from "vitest";
import { refusals } from "../../emulator/http/refusals.ts";
import type { Emulator } from "../../emulator/server.ts";
import { type RunningServer, startServer } from "../../src/server/start.ts";
import { judgingHere } from "../live/judging-here.ts";
import { featureFiles } from "../live/scene.ts";
import { environmentFor, openGitHub, openPull, until, verdictOn, webhookUrl } from "../server/rig.ts";
import { whoWeAre, workLists } from "./refused-routes.ts";
import { refuseAll } from "./trouble.ts";

const answers = {
  "403": refusals["a missing permission"],
  "408": refusals["a time-out of its own"],
  "422": refusals["a request that is not valid"],
} as const;

const open: { readonly server: RunningServer; readonly github: Emulator }[] = [];

afterEach(async () => {
  const opened = open.splice(0);
  await Promise.all(opened.map(({ server }) => server.close()));
  await Promise.all(opened.map(({ github }) => github.close()));
});

/** A server that sweeps more often than anybody may set it to. */
async function start(github: Emulator): Promise<RunningServer> {
  const environment = { ...environmentFor(github), sweepIntervalMinutes: 0.02 };
  const server = await startServer(environment, { isThrottled: false, judging: judgingHere() });
  github.webhooks.deliverTo(webhookUrl(server.port));
  open.push({ server, github });
  return server;
}

async function pageOf({ port }: RunningServer, page: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}/${page}`)).text();
}

const failedScan = /plan_gate_scans_total\{[^}]*outcome="failed"[^}]*\} [1-9]/;

async function hasFailedToScan(server: RunningServer): Promise<boolean> {
  return failedScan.test(await pageOf(server, "metrics"));
}

const settings = "version: 1\napproval:\n  users: [alice]\n";
const isWaiting = (github: Emulator, sha: string) => verdictOn(github, sha)?.conclusion === "action_required";
const isGreen = (github: Emulator, sha: string) => verdictOn(github, sha)?.conclusion === "success";

const cases = workLists.flatMap((kind) =>
  Object.entries(answers).map(([status, answer]) => ({ kind, answer, name: `${status} to ${kind}` })),
);

// One after the other: Octokit asks once for the token of an installation, whichever GitHub of this process has it.
describe("a word that no webhook told of counts once the sweep is answered again", () => {
  test.each(cases)(
    "after $name",
    async ({ kind, answer }) => {
      const github = await openGitHub(settings);
      const server = await start(github);
      const { number, headSha } = openPull(github, "feature", featureFiles());
      await until(() => isWaiting(github, headSha));
      github.clock.advance(10);
      const fault = refuseAll(github, kind, answer);
      await until(async () => fault.met() > 0 && (await hasFailedToScan(server)));
      github.webhooks.deliverTo(null);
      github.world.comment("acme/shop", number, { by: "alice", body: "/approve-plan" });
      github.clock.advance(10);

      fault.end();
      await until(() => isGreen(github, headSha));
      expect(github.world.checkRuns("acme/shop", headSha, "plan-gate")).toHaveLength(1);
    },
    60_000,
  );
});

describe("as long as GitHub does not say who the App is, nothing opens and the server says why it is not ready", () => {
  test.each(Object.entries(answers))(
    "with %s",
    async (status, answer) => {
      const github = await openGitHub(settings);
      const fault = refuseAll(github, whoWeAre, answer);
      const server = await start(github);
      const { headSha } = openPull(github, "feature", featureFiles());
      await until(() => fault.met() > 1);

      expect(await server.refusal).toBeNull();
      expect(verdictOn(github, headSha)).toBeNull();
      expect(await pageOf(server, "readyz")).toContain(`GitHub refused GET /app of the App (${status})`);

      fault.end();
      await until(() => isWaiting(github, headSha));
      await until(async () => (await pageOf(server, "readyz")).includes('"ready":true'));
    },
    60_000,
  );
});
