import type { Judgement } from "../src/plan/check-plan.ts";
import type { JudgeAnswer, JudgeRequest } from "./worker.ts";
import JudgeWorker from "./worker.ts?worker&inline";

const debounceMs = 150;
const deadlineMs = 10_000;

/** Judges what was written last, a moment after it was written, away from the page's own thread. */
export function openJudge(
  written: () => Omit<JudgeRequest, "id">,
  onJudged: (judgement: Judgement, text: string) => void,
): () => void {
  let worker = start();
  let debounce = 0;
  let deadline = 0;
  let latest: JudgeRequest = { id: 0, text: "", beside: null };

  function start(): Worker {
    const fresh = new JudgeWorker();
    fresh.addEventListener("message", ({ data }: MessageEvent<JudgeAnswer>) => {
      if (data.id !== latest.id) return;
      window.clearTimeout(deadline);
      onJudged(data.judgement, latest.text);
    });
    fresh.addEventListener("error", () => {
      giveUp("This text could not be judged.");
    });
    return fresh;
  }

  function giveUp(reason: string): void {
    window.clearTimeout(deadline);
    worker.terminate();
    worker = start();
    onJudged({ state: "refused", reason, line: null }, latest.text);
  }

  return () => {
    window.clearTimeout(debounce);
    debounce = window.setTimeout(() => {
      latest = { id: latest.id + 1, ...written() };
      window.clearTimeout(deadline);
      deadline = window.setTimeout(() => {
        giveUp("Judging this text took more than ten seconds, and was stopped.");
      }, deadlineMs);
      worker.postMessage(latest);
    }, debounceMs);
  };
}
