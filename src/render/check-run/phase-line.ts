import type { Phase } from "../../feature/feature.ts";

/** The way of a feature through its phases, the current one in bold. */
export function phaseLine(phase: Phase): string {
  const start = phase === "none" ? ["**○ nothing yet**"] : [];
  const steps = way.map((step) => (step === phase ? `**${phaseNames[step]}**` : phaseNames[step]));
  return [...start, ...steps].join(" → ");
}

/** Sign and name of a phase. */
export const phaseNames: Readonly<Record<Phase, string>> = {
  none: "○ nothing yet",
  specify: "① specify",
  plan: "② plan",
  tasks: "③ tasks",
  implement: "④ implement",
  complete: "● complete",
};

const way = ["specify", "plan", "tasks", "implement", "complete"] as const;
