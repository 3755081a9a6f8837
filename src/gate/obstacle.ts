/** One thing that keeps the gate shut. Only `decide.ts` turns the absence of any into success. */
export interface Obstacle {
  /** What it makes of the check: `failure` needs other text, `action_required` needs a person. */
  readonly verdict: "failure" | "action_required";
  /** One line of plain text, such as `F-15: waiting for approval by @acme/architects`. */
  readonly reason: string;
}

/** Worst first: failures, then what waits. */
export function worstFirst(obstacles: readonly (Obstacle | null)[]): readonly Obstacle[] {
  const real = obstacles.filter((obstacle) => obstacle !== null);
  return [
    ...real.filter(({ verdict }) => verdict === "failure"),
    ...real.filter(({ verdict }) => verdict === "action_required"),
  ];
}
