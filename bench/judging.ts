import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { checkPlan, defaultPlanSettings } from "../src/plan/check-plan.ts";
import { readMarkdown } from "../src/plan/reading/parse-plan.ts";

/** How fast plans are judged, measured over the fixtures and the plans in the folder that `PLAN_CORPUS` names. */
export interface JudgingFigures {
  readonly plans: number;
  readonly bytes: number;
  /** Bare `remark-parse` with GFM over all texts, in milliseconds. */
  readonly parseMs: number;
  /** Judging all texts, the parse excluded, in milliseconds. */
  readonly judgeMs: number;
  /** `judgeMs / parseMs`; the budget is 0.3. */
  readonly ratio: number;
  /** Parsed and judged. */
  readonly plansPerSecond: number;
  /** Time for 1,000 plans, parsed and judged one after the other, in seconds. */
  readonly secondsPerThousand: number;
}

/** Rounds that count, after as many that only warm up what measures. */
const rounds = 15;
const bare = unified().use(remarkParse).use(remarkGfm).freeze();

/** Prints judging time against the bare parse of the same texts, plans a second, and the time for 1,000 plans. */
export async function benchJudging(): Promise<JudgingFigures> {
  const texts = readTexts();
  const [parseMs = 0, readMs = 0, totalMs = 0] = await medians([
    () => {
      for (const text of texts) bare.parse(text);
    },
    () => {
      for (const text of texts) readMarkdown(text);
    },
    () => {
      for (const text of texts) judge(text);
    },
  ]);
  const judgeMs = Math.max(0, totalMs - readMs);
  const plansPerSecond = (1000 * texts.length) / totalMs;
  const figures: JudgingFigures = {
    plans: texts.length,
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    parseMs,
    judgeMs,
    ratio: judgeMs / parseMs,
    plansPerSecond,
    secondsPerThousand: 1000 / plansPerSecond,
  };
  print(figures);
  return figures;
}

function judge(text: string): void {
  checkPlan({ plan: { path: "plan.md", text }, siblings: [] }, defaultPlanSettings);
}

function readTexts(): readonly string[] {
  const fixtures = join(import.meta.dirname, "..", "test", "fixtures", "plans");
  const corpus = process.env["PLAN_CORPUS"];
  return [fixtures, ...(corpus === undefined ? [] : [corpus])].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".md"))
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );
}

/** Median times, in milliseconds; in turns, so that whatever slows the machine slows all. */
async function medians(runs: readonly (() => void)[]): Promise<readonly number[]> {
  const times = runs.map((): number[] => []);
  for (let round = 0; round < 2 * rounds; round += 1) {
    for (const [index, run] of runs.entries()) {
      const start = performance.now();
      run();
      if (round >= rounds) times[index]?.push(performance.now() - start);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return times.map((all) => all.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0);
}

function print(figures: JudgingFigures): void {
  const { plans, bytes, parseMs, judgeMs, ratio, plansPerSecond, secondsPerThousand } = figures;
  process.stdout.write(
    [
      `judging ${String(plans)} plans, ${(bytes / 1024).toFixed(0)} KiB`,
      `  bare remark-parse + GFM  ${parseMs.toFixed(0)} ms`,
      `  judging, parse excluded  ${judgeMs.toFixed(0)} ms = ${ratio.toFixed(2)} x the parse (budget 0.30)`,
      `  parsed and judged        ${plansPerSecond.toFixed(0)} plans a second, 1,000 plans in ${secondsPerThousand.toFixed(1)} s`,
      "",
    ].join("\n"),
  );
}
