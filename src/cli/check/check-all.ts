import type { Standing } from "../../render/report/check-report.ts";
import { checkTarget } from "./check-target.ts";
import type { Display } from "../display.ts";
import type { Target } from "../find-plans.ts";
import { openJudging } from "../judge.ts";
import { openProgress } from "../progress.ts";

/** Judges all targets, a few at a time; in the order of the targets. */
export async function checkAll(
  targets: readonly Target[],
  display: Display,
  isQuiet: boolean,
): Promise<readonly Standing[]> {
  const { judge, lanes, close } = openJudging(targets.length);
  const progress = openProgress("Judging plans", targets.length, isQuiet);
  const results = new Map<Target, Standing>();
  const queue = targets.values();
  const work = async () => {
    for (const target of queue) {
      results.set(target, await checkTarget(target, judge, display));
      progress.step();
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, work));
  } finally {
    progress.end();
    await close();
  }
  return targets.flatMap((target) => results.get(target) ?? []);
}
