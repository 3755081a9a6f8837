import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import { asApp, asInstallation, startAcme, startReceiver } from "./start.ts";

const shop = { owner: "acme", repo: "shop" };
let emulator: Emulator;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeEach(async () => {
  emulator = await startAcme();
  receiver = await startReceiver();
  await emulator.webhooks.settle();
  emulator.webhooks.deliverTo(receiver.url);
});

afterEach(async () => {
  receiver.close();
  await emulator.close();
});

function act(): void {
  const { world } = emulator;
  world.push("acme/shop", { by: "bob", branch: "feature", files: { "plan.md": "# Plan\n" } });
  const number = world.openPullRequest("acme/shop", { by: "bob", head: "feature" });
  world.comment("acme/shop", number, { by: "alice", body: "Hello" });
}

const events = (): string[] => receiver.received.map(({ event }) => event);

describe("webhooks", () => {
  it("are sent in order, signed, with installation, repository and sender", async () => {
    act();
    await emulator.webhooks.settle();

    expect(events()).toEqual(["push", "check_suite", "pull_request", "issue_comment"]);
    for (const { body, signature } of receiver.received) {
      expect(signature).toBe(`sha256=${createHmac("sha256", "s3cret").update(body).digest("hex")}`);
    }
    expect(JSON.parse(receiver.received[3]?.body ?? "")).toMatchObject({
      action: "created",
      comment: { body: "Hello", user: { login: "alice" } },
      issue: { number: 1, pull_request: {} },
      repository: { full_name: "acme/shop", default_branch: "main" },
      organization: { login: "acme" },
      sender: { login: "alice" },
    });
    expect(JSON.parse(receiver.received[3]?.body ?? "")).toHaveProperty("installation.id");
  });

  it("are sent for the App's own writes too", async () => {
    const app = await asInstallation(emulator);
    const head_sha = emulator.world.tip("acme/shop", "main");

    await app.rest.checks.create({ ...shop, name: "plan-gate", head_sha, conclusion: "success" });
    await emulator.webhooks.settle();

    expect(events()).toEqual(["check_run", "check_run"]);
    const bodies: unknown[] = receiver.received.map(({ body }): unknown => JSON.parse(body));
    const sender = { login: "plan-gate[bot]", type: "Bot" };
    expect(bodies).toMatchObject([
      { action: "created", sender },
      { action: "completed", sender },
    ]);
  });

  it("can be held, lost, sent twice and in another order", async () => {
    emulator.webhooks.hold();
    act();
    const [push, suite, pull, comment] = emulator.webhooks.pending();
    if (push === undefined || suite === undefined || pull === undefined || comment === undefined) {
      throw new Error("Four deliveries were expected.");
    }

    await emulator.webhooks.deliver(comment);
    await emulator.webhooks.deliver(comment);
    emulator.webhooks.drop(suite);
    await emulator.webhooks.deliver(pull);
    await emulator.webhooks.release();

    expect(events()).toEqual(["issue_comment", "issue_comment", "pull_request", "push"]);
  });

  it("keep their GUID when they are delivered again, be it by the App", async () => {
    act();
    await emulator.webhooks.settle();
    const app = asApp(emulator);
    const { data: deliveries } = await app.rest.apps.listWebhookDeliveries();
    const [newest] = deliveries;

    await app.rest.apps.redeliverWebhookDelivery({ delivery_id: Number(newest?.id) });
    await emulator.webhooks.settle();

    expect(newest).toMatchObject({ event: "issue_comment", action: "created", status_code: 202 });
    const [first, again] = receiver.received.filter(({ event }) => event === "issue_comment");
    expect(again?.guid).toBe(first?.guid);
    expect(emulator.webhooks.deliveries.at(-1)?.isRedelivery).toBe(true);
  });

  it("are not sent for events the installation did not ask for, nor without one", async () => {
    const { world } = emulator;
    world.organization("tiny");
    world.installation("tiny", { events: ["issue_comment"] });
    world.repository("tiny/app");
    world.repository("acme/hidden", { isInstalled: false });
    await emulator.webhooks.settle();
    receiver.received.length = 0;

    world.push("tiny/app", { by: "bob", branch: "feature", files: { a: "a" } });
    world.push("acme/hidden", { by: "bob", branch: "feature", files: { a: "a" } });
    const number = world.openPullRequest("tiny/app", { by: "bob", head: "feature" });
    world.comment("tiny/app", number, { by: "bob", body: "Hi" });
    await emulator.webhooks.settle();

    expect(events()).toEqual(["issue_comment"]);
  });

  it("count as failed where nobody answers", async () => {
    receiver.close();

    act();
    await emulator.webhooks.settle();

    expect(emulator.webhooks.deliveries.at(-1)).toMatchObject({ state: "failed", statusCode: 0 });
  });
});
