import type { Trouble } from "../effects/compute-trouble.ts";
import { asFinal, GitHubError, type GitHubErrorCode } from "../github/client/github-error.ts";
import { codeOf, hintOf } from "../monitoring/log.ts";

/** Refusals that may pass, and what GitHub may not show yet, are tried so often: then they are no accident. */
const maxRefusals = 5;
/** From this try on, what fails is not passing, and is said on a check that is not green. */
const lastingFrom = 4;

/** One try, and how many there are at most. */
export interface TryCount {
  /** From 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
}

/** How a failure is to be taken: it may pass, it lasts and is tried again, or nothing will be tried. */
export type Outlook = "passing" | "lasting" | "over";

export function outlookOf(error: unknown, { attempt, maxAttempts }: TryCount): Outlook {
  const isRefused = ["rejected", "not-found"].includes(codeOf(error) ?? "") && attempt >= maxRefusals;
  const isHopeless = error instanceof Error && Reflect.get(error, "retryable") === false;
  if (isHopeless || isRefused || attempt >= maxAttempts) return "over";
  return attempt >= lastingFrom ? "lasting" : "passing";
}

/** The failure as the queue is to take it: final where nothing more is to be tried. */
export function forQueue(error: unknown, outlook: Outlook): unknown {
  return outlook === "over" && error instanceof GitHubError ? asFinal(error) : error;
}

/** What people are told: what is wrong, in GitHub's own words where it has some, and what to do. */
export function troubleOf(error: unknown, outlook: Outlook): Trouble {
  const again = outlook === "over" ? "" : "; it is tried again";
  if (codeOf(error) === "not-found" && outlook === "passing")
    return { title: `${notShown}${again}`, details: [] };
  return { title: `${whatIsWrong(error)}${again}`, details: [...words(error), ...nextSteps(error, outlook)] };
}

/** Right after something happened, parts of GitHub do not know it. */
const notShown = "GitHub does not show everything yet";

function whatIsWrong(error: unknown): string {
  if (!(error instanceof GitHubError)) {
    const code = codeOf(error);
    return code === null ? "The evaluation failed" : `The evaluation failed (${code})`;
  }
  const { refusal, status, code } = error;
  const shown = status === null ? "" : ` (${status})`;
  if (refusal !== null) {
    const why = refusal.why === null ? "" : `: ${refusal.why}`;
    return `GitHub refuses to ${refusal.task}${shown}${why}`;
  }
  switch (code) {
    case "network":
      return "GitHub could not be reached";
    case "timeout":
      return "GitHub did not answer in time";
    case "server-error":
      return `GitHub could not answer${shown}`;
    case "rate-limited":
      return "GitHub's rate limit is used up";
    case "unexpected-answer":
      return `GitHub's answer has not the form it documents${shown}`;
    case "led-elsewhere":
      return `GitHub's answer leads to another server${shown}`;
    case "behind":
      return notShown;
    case "unauthorized":
    case "forbidden":
    case "not-found":
    case "rejected":
    case "too-large":
    case "too-many-rounds":
      return error.message;
  }
}

function words(error: unknown): readonly string[] {
  const refusal = error instanceof GitHubError ? error.refusal : null;
  if (refusal === null || refusal.said === "" || refusal.said === refusal.why) return [];
  return [`GitHub says: “${refusal.said}”`];
}

/** What helps where that lasts which mostly passes by itself. */
const remedies: Partial<Record<GitHubErrorCode, string>> = {
  network: "Whoever runs Plan Gate has to look at its network, its proxy and `GHE_HOST`.",
  timeout: "Whoever runs Plan Gate has to look at its network, its proxy and `GHE_HOST`.",
  "server-error": "GitHub's status page says whether GitHub has trouble.",
  "unexpected-answer": "Whoever runs Plan Gate has to look for a proxy that answers in GitHub's place.",
};

/** Hints of what passes say that it is tried again: not where it is not. */
function nextSteps(error: unknown, outlook: Outlook): readonly string[] {
  const isPassing = error instanceof GitHubError && error.retryable && error.refusal === null;
  const remedy = isPassing && outlook !== "passing" ? (remedies[error.code] ?? null) : null;
  const hint = isPassing ? remedy : hintOf(error);
  if (outlook !== "over") return hint === null ? [] : [hint];
  const recheck = "Comment `/recheck-plan` then: commands that are not decided yet are decided with it.";
  return hint === null
    ? ["Comment `/recheck-plan` later: commands that are not decided yet are decided with it."]
    : [hint, recheck];
}
