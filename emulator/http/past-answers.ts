import type { WorldEvent } from "../world/state.ts";
import type { Answer } from "./call.ts";

/**
 * Answers about people as they were given before something changed: what one rests on is spread over roles, teams and
 * organizations, so nothing but the answer itself tells what it was.
 */
export interface PastAnswers {
  /** What was asked once and nothing has changed since, or what was asked before a moment (milliseconds) and changed after it. */
  readonly asOf: (question: string, cutoffMs: number | null, compute: () => Answer) => Answer;
  /** Hears of everything that happens; `isBehind`: answers from before are still given. */
  readonly hear: (event: WorldEvent, isBehind: boolean) => void;
  /** All is shown as it is. */
  readonly forget: () => void;
}

const aboutPeople = ["member", "membership", "organization"];

/** Nothing was asked yet. */
export function createPastAnswers(): PastAnswers {
  const answers = new Map<string, Answer>();
  let changedAtMs = -Infinity;
  const forget = (): void => {
    answers.clear();
    changedAtMs = -Infinity;
  };
  return {
    asOf: (question, cutoffMs, compute) => {
      const isPast = cutoffMs !== null && cutoffMs < changedAtMs;
      const past = isPast ? answers.get(question) : undefined;
      if (past !== undefined) return past;
      const answer = compute();
      if (!isPast) answers.set(question, answer);
      return answer;
    },
    hear: ({ name }, isBehind) => {
      if (!aboutPeople.includes(name)) return;
      if (!isBehind) forget();
      else changedAtMs = Math.max(changedAtMs, performance.now());
    },
    forget,
  };
}
