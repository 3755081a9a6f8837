import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LiveGate, openLiveGate } from "../live/live-gate.ts";
import { openScene } from "../live/scene.ts";
import { approvedBy, openPlan, waitingForAlice } from "./opened.ts";

let gate: LiveGate;
beforeAll(async () => {
  gate = await openLiveGate();
});
afterAll(() => gate.close());

/** Posts what looks like a webhook; answers the status. */
async function post(body: string, signature: string | null): Promise<number> {
  const headers = {
    "content-type": "application/json",
    "x-github-event": "issue_comment",
    "x-github-delivery": "00000000-0000-4000-8000-000000000000",
    ...(signature !== null && { "x-hub-signature-256": signature }),
  };
  const answer = await fetch(`${gate.serverUrl}/api/github/webhooks`, { method: "POST", headers, body });
  return answer.status;
}

describe("a webhook", () => {
  test("that GitHub did not sign is turned away, and asks GitHub nothing", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene);
    await scene.comment("mona", number, "/recheck-plan");
    await gate.settle();
    const body =
      gate.github.webhooks.deliveries.findLast(({ event }) => event === "issue_comment")?.body ?? "";
    const sign = (secret: string, text: string) =>
      `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`;
    gate.github.requests.length = 0;
    const forged = [
      null,
      "",
      "sha256=",
      sign("development", body),
      sign("", body),
      sign("a secret for tests", `${body} `),
    ];
    const statuses = await Promise.all(forged.map((signature) => post(body, signature)));
    await gate.settle();

    for (const status of statuses) expect(status >= 400 && status < 500).toBe(true);
    expect(gate.github.requests).toHaveLength(0);
    expect(await post(body, sign("a secret for tests", body))).toBeLessThan(300);
    await gate.settle();
    expect(gate.github.requests.length).toBeGreaterThan(0);
  });

  test("about our own comment, reaction or check run asks GitHub nothing", async () => {
    const scene = openScene(gate);
    const { number } = await openPlan(scene);
    await scene.comment("carol", number, "/approve-plan");
    await gate.settle();
    const own = gate.github.webhooks.deliveries.filter(
      ({ body, event }) =>
        ["check_run", "check_suite", "issue_comment"].includes(event) &&
        body.includes('"login":"plan-gate[bot]"') &&
        body.includes(scene.name) &&
        !body.includes('/approve-plan"'),
    );
    expect(own.length).toBeGreaterThan(1);
    gate.github.requests.length = 0;
    for (const delivery of own) await gate.github.webhooks.redeliver(delivery);
    await gate.settle();

    expect(gate.github.requests).toHaveLength(0);
  });

  test("sent twice answers once", async () => {
    const scene = openScene(gate);
    const { head, number } = await openPlan(scene);
    await scene.comment("carol", number, "/approve-plan");
    await gate.settle();
    const replies = scene.ownComments(number).length;
    const delivery = gate.github.webhooks.deliveries.findLast(({ body }) => body.includes("/approve-plan"));
    for (let count = 0; count < 3; count += 1) if (delivery) await gate.github.webhooks.redeliver(delivery);

    expect(await scene.verdict(head)).toBe(waitingForAlice);
    expect(scene.ownComments(number)).toHaveLength(replies);
    await scene.comment("alice", number, "/approve-plan");
    expect(await scene.verdict(head)).toMatch(approvedBy("alice"));
  });
});
