import { afterEach, expect, test } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import type { RunningServer } from "../../src/server/start.ts";
import { createCore } from "../../src/worker/judging-process.ts";
import { judgingProcesses } from "../live/judging-processes.ts";
import { featureFiles } from "../live/scene.ts";
import { openGitHub, openServer, until, verdictOn } from "./rig.ts";

let emulator: Emulator | null = null;
let server: RunningServer | null = null;

afterEach(async () => {
  await server?.close();
  await emulator?.close();
});

test("a kill of the judging process in the middle of 200 evaluations loses nothing", async () => {
  emulator = await openGitHub("approval:\n  users: [alice]\n");
  server = await openServer(emulator, {}, { judging: createCore() });
  const { world } = emulator;
  const github = emulator;

  const heads = Array.from({ length: 200 }, (_, index) => {
    const branch = `feature-${index}`;
    const files = featureFiles(`.specify/specs/f-${index}-stack`);
    const head = world.push("acme/shop", { by: "bob", branch, files });
    world.openPullRequest("acme/shop", { by: "bob", head: branch });
    return head;
  });
  const kills: number[] = [];
  const done = (): number => heads.filter((head) => verdictOn(github, head)?.status === "completed").length;
  await until(() => {
    const [pid] = judgingProcesses();
    if (pid !== undefined && done() >= 20 * (kills.length + 1) && kills.length < 3) {
      kills.push(pid);
      process.kill(pid, "SIGKILL");
    }
    return done() === heads.length;
  }, 150_000);

  expect(new Set(kills).size).toBe(3);
  expect(new Set(heads.map((head) => verdictOn(github, head)?.conclusion))).toEqual(
    new Set(["action_required"]),
  );
  expect(heads.map((head) => world.checkRuns("acme/shop", head, "plan-gate").length)).toEqual(
    heads.map(() => 1),
  );
}, 180_000);
