import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { permissionOfRoute } from "../src/github/client/permissions.ts";
import { handledEvents } from "../src/webhooks/read.ts";

const manifest = z
  .object({
    hook_attributes: z.object({ url: z.string() }),
    default_events: z.array(z.string()),
    default_permissions: z.record(z.string(), z.enum(["read", "write"])),
  })
  .parse(parse(readFileSync(new URL("../app.yml", import.meta.url), "utf8")));

/**
 * What GitHub wants before it sends an event:
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
const permissionOfEvent: Readonly<Record<string, string>> = {
  check_run: "checks",
  check_suite: "checks",
  issue_comment: "issues",
  member: "members",
  membership: "members",
  merge_group: "merge_queues",
  organization: "members",
  pull_request: "pull_requests",
  pull_request_review: "pull_requests",
  pull_request_review_comment: "pull_requests",
  push: "contents",
  workflow_run: "actions",
};

/** GitHub sends these to every App. */
const unasked = ["installation", "installation_repositories"];

test("the App subscribes to exactly the events that the code handles", () => {
  const wanted = handledEvents.filter((event) => !unasked.includes(event));

  expect(manifest.default_events.toSorted()).toEqual(wanted.toSorted());
});

test("the App asks for exactly the permissions that its requests and events need", () => {
  const needed = new Map<string, "read" | "write">();
  for (const event of manifest.default_events) needed.set(permissionOfEvent[event] ?? event, "read");
  for (const permission of Object.values(permissionOfRoute)) {
    if (permission === null || needed.get(permission.name) === "write") continue;
    needed.set(permission.name, permission.access);
  }

  expect(manifest.default_permissions).toEqual(Object.fromEntries(needed));
});

test("webhooks go where the server listens for them", () => {
  expect(new URL(manifest.hook_attributes.url).pathname).toBe("/api/github/webhooks");
});
