import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../emulator/server.ts";
import { example, feature, people, repository } from "./story.ts";

/** Opens the pull request that `--keep` leaves waiting: the approved plan changes. Answers its number. */
export function openEncore({ world }: Emulator): number {
  const plan = readFileSync(join(example, "plan.md"), "utf8");
  world.push(repository, {
    by: people.agent,
    branch: "f-15-retention",
    message: "docs: keep metrics for 90 days",
    files: { [`${feature}/plan.md`]: plan.replaceAll("30 days", "90 days") },
  });
  return world.openPullRequest(repository, {
    by: people.agent,
    head: "f-15-retention",
    title: "F-15: Keep metrics and logs for 90 days",
    body: "The plan was approved with 30 days.\nOperations asked for a whole quarter, so the **data model** changes, and with it what was approved.",
  });
}
