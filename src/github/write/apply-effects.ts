import { setTimeout as delay } from "node:timers/promises";
import { describeFailure } from "../client/describe-failure.ts";
import type { GitHubError } from "../client/github-error.ts";
import type { Session } from "../client/session.ts";
import { writeCheckRun } from "./write-check-run.ts";
import { type Courtesy, writeCourtesy } from "./write-conversation.ts";
import type { Effect } from "../../effects/effect.ts";

/** What was written, for logs and metrics. */
export interface Applied {
  /** Of the check run that was created or updated; `null` where none was. */
  readonly checkRunId: number | null;
  readonly written: readonly Effect["type"][];
  /** Courtesies that GitHub refused, or did not take in several tries; no verdict depends on them. */
  readonly failed: readonly { readonly type: Courtesy["type"]; readonly error: GitHubError }[];
}

interface Lanes {
  /** For check runs: never waits behind the others. */
  readonly checkRuns: Session;
  /** For all that notifies people: GitHub wants seconds between such writes. */
  readonly conversation: Session;
  readonly app: { readonly id: number; readonly slug: string };
  /** Between two tries of one courtesy. */
  readonly pausesMs?: readonly number[];
}

const usualPausesMs = [1_000, 5_000, 25_000];
/** Where GitHub asks for more, the courtesy is left to a later evaluation. */
const maxPauseMs = 300_000;

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
    const error = await writePatiently(lanes, effect);
    if (error === null) written.push(effect.type);
    else failed.push({ type: effect.type, error });
  }
  return { checkRunId, written, failed };
}

/** Tries again what may succeed later; a comment that may have been written after all is looked for first. */
async function writePatiently(
  { conversation: session, app, pausesMs = usualPausesMs }: Lanes,
  effect: Courtesy,
): Promise<GitHubError | null> {
  for (let tries = 1; ; tries += 1) {
    const isComment = tries > 1 && effect.type === "create-comment";
    try {
      await writeCourtesy({ session, app }, isComment ? { ...effect, mayExist: true } : effect);
      return null;
    } catch (error) {
      const failure = describeFailure(error, effect.type, session.repo);
      const pauseMs = Math.max(pausesMs[tries - 1] ?? Infinity, failure.retryAfterMs ?? 0);
      if (!isWorthAnotherTry(failure) || pauseMs > maxPauseMs) return failure;
      await delay(pauseMs, undefined, { ref: false });
    }
  }
}

/** What is not there, such as a deleted comment, does not come back; what GitHub finds wrong with a request stays. */
function isWorthAnotherTry({ code, status, retryable }: GitHubError): boolean {
  return retryable && code !== "not-found" && !(code === "rejected" && status === 422);
}

function courtesiesIn(effects: readonly Effect[]): readonly Courtesy[] {
  const courtesies = effects.flatMap((effect): readonly Courtesy[] =>
    effect.type === "create-check-run" || effect.type === "update-check-run" ? [] : [effect],
  );
  return courtesies.sort(
    (left, right) => courtesyOrder.indexOf(left.type) - courtesyOrder.indexOf(right.type),
  );
}
