import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { z } from "zod";
import type { Emulator } from "../../emulator/server.ts";
import { startAcme } from "./start.ts";

const repo = "acme/shop";
const objectSchema = z.record(z.string(), z.unknown());
const examplesSchema = z.array(z.object({ name: z.string(), examples: z.array(objectSchema) }));
const examples = examplesSchema.parse(createRequire(import.meta.url)("@octokit/webhooks-examples"));

it("gives every webhook the top-level keys that GitHub's own examples have", async () => {
  const emulator = await startAcme();
  playEverything(emulator);
  const seen = new Map(
    emulator.webhooks.deliveries.map(({ event, body }) => [event, objectSchema.parse(JSON.parse(body))]),
  );
  await emulator.close();

  const missing = [...seen].flatMap(([event, ours]) => {
    const known = examples.find(({ name }) => name === event)?.examples ?? [];
    const like = known.find(({ action }) => action === ours["action"]);
    return Object.keys(like ?? {})
      .filter((key) => !(key in ours))
      .map((key) => `${event}: ${key}`);
  });

  expect(missing).toEqual([]);
  expect([...seen.keys()].sort()).toEqual([
    "check_run",
    "check_suite",
    "installation",
    "installation_repositories",
    "issue_comment",
    "member",
    "membership",
    "merge_group",
    "organization",
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "push",
    "repository",
    "status",
    "workflow_run",
  ]);
});

function playEverything({ world }: Emulator): void {
  world.member("acme", "bob");
  world.team("acme", "leads", { members: ["bob"] });
  const sha = world.push(repo, { by: "bob", branch: "feature", files: { "a.md": "a" } });
  const number = world.openPullRequest(repo, { by: "bob", head: "feature" });
  world.comment(repo, number, { by: "alice", body: "Hi" });
  world.review(repo, number, { by: "alice", state: "APPROVED" });
  world.lineComment(repo, number, { by: "alice", path: "a.md", body: "Hi" });
  world.status(repo, { by: "bob", sha, context: "ci", state: "success" });
  const path = ".github/workflows/ci.yml";
  world.workflowRun(repo, { by: "bob", path, headSha: sha, headBranch: "feature", conclusion: "success" });
  world.checkRun(repo, { app: "plan-gate", name: "plan-gate", headSha: sha, conclusion: "success" });
  world.enqueue(repo, number, { by: "alice" });
  world.renameRepository(repo, "store");
}
