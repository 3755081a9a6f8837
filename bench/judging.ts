import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { checkPlan, defaultPlanSettings } from "../src/plan/check-plan.ts";
import { readMarkdown } from "../src/plan/parse-plan.ts";

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

const rounds = 7;
const bare = unified().use(remarkParse).use(remarkGfm).freeze();

/** Prints judging time against the bare parse of the same texts, plans a second, and the time for 1,000 plans. */
export async function benchJudging(): Promise<JudgingFigures> {
  const texts = readTexts();
  const parseMs = await median(() => {
    for (const text of texts) bare.parse(text);
  });
  const readMs = await median(() => {
    for (const text of texts) readMarkdown(text);
  });
  const totalMs = await median(() => {
    for (const text of texts) judge(text);
  });
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

async function median(run: () => void): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
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
