import { describeFailure } from "./describe-failure.ts";
import type { GitHubError } from "./github-error.ts";
import type { Session } from "./session.ts";
import { writeCheckRun } from "./write-check-run.ts";
import { type Courtesy, writeCourtesy } from "./write-conversation.ts";
import type { Effect } from "../effects/effect.ts";

/** What was written, for logs and metrics. */
export interface Applied {
  /** Of the check run that was created or updated; `null` where none was. */
  readonly checkRunId: number | null;
  readonly written: readonly Effect["type"][];
  /** Courtesies that GitHub refused; no verdict depends on them. */
  readonly failed: readonly { readonly type: Courtesy["type"]; readonly error: GitHubError }[];
}

interface Lanes {
  /** For check runs: never waits behind the others. */
  readonly checkRuns: Session;
  /** For all that notifies people: GitHub wants seconds between such writes. */
  readonly conversation: Session;
  readonly app: { readonly id: number; readonly slug: string };
}

/** The verdict first, then who commanded hears of it, then the rest. */
const courtesyOrder: readonly Courtesy["type"][] = [
  "react",
  "update-comment",
  "create-comment",
  "request-reviewers",
];

/** Writes the effects. Throws a `GitHubError` where the check run could not be written; then nothing else is. */
export async function applyEffects(lanes: Lanes, effects: readonly Effect[]): Promise<Applied> {
  const written: Effect["type"][] = [];
  const failed: { type: Courtesy["type"]; error: GitHubError }[] = [];
  let checkRunId: number | null = null;
  for (const effect of effects) {
    if (effect.type !== "create-check-run" && effect.type !== "update-check-run") continue;
    checkRunId = await writeCheckRun({ session: lanes.checkRuns, app: lanes.app }, effect);
    written.push(effect.type);
  }
  for (const effect of courtesiesIn(effects)) {
    try {
      await writeCourtesy(lanes.conversation, effect);
      written.push(effect.type);
    } catch (error) {
      failed.push({ type: effect.type, error: describeFailure(error, effect.type, lanes.conversation.repo) });
    }
  }
  return { checkRunId, written, failed };
}

function courtesiesIn(effects: readonly Effect[]): readonly Courtesy[] {
  const courtesies = effects.flatMap((effect): readonly Courtesy[] =>
    effect.type === "create-check-run" || effect.type === "update-check-run" ? [] : [effect],
  );
  return courtesies.sort(
    (left, right) => courtesyOrder.indexOf(left.type) - courtesyOrder.indexOf(right.type),
  );
}
