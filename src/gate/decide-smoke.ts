import { smokeSubjectName } from "../approval/approval.ts";
import type { WordsDecision } from "../approval/decide-words.ts";
import type { SmokeDecision } from "./decision.ts";
import type { Obstacle } from "./obstacle.ts";
import type { SmokeReading } from "./smoke.ts";

/** The smoke row with a waiver applied. */
export function decideSmoke(reading: SmokeReading, words: WordsDecision): SmokeDecision {
  const { state, isRequired, run, message } = reading;
  const waiver = words.bySubject[smokeSubjectName]?.waivers[0];
  if (!reading.isHeld || waiver === undefined) return { state, isRequired, run, message };
  return { state: "waived", isRequired, run, message: waiver.reason ?? "" };
}

/** What a required run that has not passed keeps shut. */
export function smokeObstacle({ state, isRequired }: SmokeDecision): Obstacle | null {
  if (!isRequired) return null;
  switch (state) {
    case "passed":
    case "waived":
      return null;
    case "failed":
      return { verdict: "failure", reason: "Compose smoke: the stack does not stand" };
    case "running":
      return { verdict: "action_required", reason: "Compose smoke: the run has not ended" };
    case "missing":
      return { verdict: "action_required", reason: "Compose smoke: the workflow has not run on this head" };
    case "untrusted":
      return {
        verdict: "action_required",
        reason: "Compose smoke: the pull request changes workflows, so its run proves nothing",
      };
  }
}
