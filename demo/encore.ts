import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../emulator/server.ts";
import { example, feature, people, repository } from "./story.ts";

/** Numbers of the pull requests that wait. */
export interface Encore {
  /** The approved plan changes. */
  readonly plan: number;
  /** Code of a feature that has no plan yet. */
  readonly code: number;
}

/** Opens the pull requests that `--keep` leaves waiting. */
export function openEncore({ world }: Emulator): Encore {
  const text = readFileSync(join(example, "plan.md"), "utf8");
  world.push(repository, {
    by: people.agent,
    branch: "f-15-retention",
    message: "docs: keep metrics for 90 days",
    files: { [`${feature}/plan.md`]: text.replaceAll("30 days", "90 days") },
  });
  const plan = world.openPullRequest(repository, {
    by: people.agent,
    head: "f-15-retention",
    title: "F-15: Keep metrics and logs for 90 days",
    body: "The plan was approved with 30 days.\nOperations asked for a whole quarter, so the **data model** changes, and with it what was approved.",
  });
  world.push(repository, {
    by: people.agent,
    branch: "alerts",
    message: "feat: send alerts",
    files: { "src/alerts.ts": 'export const channels = ["mail", "pager"];\n' },
  });
  const code = world.openPullRequest(repository, {
    by: people.agent,
    head: "alerts",
    title: "Send alerts",
    body: "Feature: F-16\n\nThe code is ready; nobody has written its plan.",
  });
  return { plan, code };
}
