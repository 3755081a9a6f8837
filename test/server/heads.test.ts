import { afterEach, describe, expect, test } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import type { RunningServer } from "../../src/server/start.ts";
import { openGitHub, openPull, openServer, until, verdictOn } from "./rig.ts";

const thin = {
  ".specify/specs/f-1-x/spec.md": "# Spec\n\nWhat it is for.\n",
  ".specify/specs/f-1-x/plan.md": "# Plan\n\nTBD\n",
};

describe("evaluations that meet", () => {
  let emulator: Emulator;
  let server: RunningServer;

  afterEach(async () => {
    await server.close();
    await emulator.close();
  }, 40_000);

  test("no verdict waits behind a comment, though GitHub wants seconds between comments", async () => {
    emulator = await openGitHub();
    server = await openServer(emulator, {}, { isThrottled: true });

    const heads = [1, 2, 3, 4, 5].map(
      (number) => openPull(emulator, `branch-${number}`, { ...thin, "src/n.ts": `${number}` }).headSha,
    );
    await until(() => heads.every((sha) => verdictOn(emulator, sha)?.conclusion === "failure"));

    const writes = emulator.requests.filter(({ method, status }) => method === "POST" && status === 201);
    const comments = writes.filter(({ route }) => route.endsWith("/comments"));
    expect(writes.filter(({ route }) => route.endsWith("/check-runs"))).toHaveLength(5);
    expect(comments.length).toBeLessThan(5);
  });

  test("two pull requests with one head have one check run, whoever looks first", async () => {
    emulator = await openGitHub();
    server = await openServer(emulator);
    const { world } = emulator;
    const sha = world.push("acme/shop", { by: "bob", branch: "one", files: thin });
    world.push("acme/shop", { by: "bob", branch: "release", files: { "src/r.ts": "1\n" } });
    emulator.webhooks.hold();
    const first = world.openPullRequest("acme/shop", { by: "bob", head: "one" });
    const second = world.openPullRequest("acme/shop", { by: "bob", head: "one", base: "release" });

    await Promise.all(emulator.webhooks.pending().map((delivery) => emulator.webhooks.deliver(delivery)));
    await emulator.webhooks.release();
    for (const number of [first, second, first, second]) {
      world.comment("acme/shop", number, { by: "alice", body: "/recheck-plan" });
    }
    await emulator.webhooks.settle();

    await until(() => verdictOn(emulator, sha)?.conclusion === "failure");
    expect(world.checkRuns("acme/shop", sha, "plan-gate")).toHaveLength(1);
  });
});
