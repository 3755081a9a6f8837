import { visibleLine } from "../../render/text/visible-text.ts";
import { formatDuration } from "../probes/duration.ts";
import type { SmokeProgress } from "../smoke-request.ts";

const maxLength = 1_000;

/** One line about something that happened. */
export function formatProgress(progress: SmokeProgress): string {
  switch (progress.type) {
    case "stage":
      return `${visibleLine(progress.text, maxLength)} …`;
    case "service": {
      const { service, state, exitCode } = progress.state;
      const code = exitCode === null ? "" : ` (exit code ${exitCode})`;
      return `  ${visibleLine(service, maxLength)}: ${state}${code}, ${formatDuration(progress.elapsedMs)}`;
    }
    case "probe": {
      const { probe, problem } = progress.outcome;
      const text = problem === null ? `✓ ${probe.name}` : `✗ ${probe.name}: ${problem}`;
      return `  ${visibleLine(text, maxLength)}`;
    }
  }
}

/** Follows a run, to say what it waits for when nothing has happened for a while. */
export interface ProgressWatch {
  readonly add: (progress: SmokeProgress) => void;
  /** What the run waits for now; null where that has been said by the last line. */
  readonly waitingFor: () => string | null;
}

/** Watches which services are not ready yet. */
export function watchProgress(): ProgressWatch {
  const waiting = new Map<string, string>();
  return {
    add: (progress) => {
      if (progress.type !== "service") return;
      if (progress.state.verdict === "waiting") waiting.set(progress.state.service, progress.state.state);
      else waiting.delete(progress.state.service);
    },
    waitingFor: () => {
      if (waiting.size === 0) return null;
      const names = [...waiting].map(([service, state]) => `${service} (${state})`).join(", ");
      return `  waiting for ${visibleLine(names, maxLength)}`;
    },
  };
}
