import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPlan, defaultPlanSettings } from "../src/plan/check-plan.ts";
import type { Finding } from "../src/plan/finding.ts";
import { findCorpus } from "../scripts/fit/examples.ts";

/** How often an author checks and writes again until every row passes, who follows nothing but the fixes. */
export interface RoundFigures {
  readonly named: Rounds;
  /** Every plan of the corpus that lacks something. */
  readonly all: Rounds;
}

export interface Rounds {
  readonly plans: number;
  readonly average: number;
  readonly most: number;
}

/** The five plans that a person once mended by hand, and five more; all of them lack something. */
const names: readonly string[] = ["001", "006", "019", "050", "110", "020", "060", "090", "130", "170"];
const mostRounds = 6;

/** Mends plans of the corpus; `null` where that is not at hand. */
export function benchRounds(): RoundFigures | null {
  const corpus = findCorpus();
  if (corpus === null) return null;
  const folder = join(corpus, "dev");
  const rounds = new Map<string, number>();
  for (const file of readdirSync(folder).toSorted()) {
    const count = countRounds(readFileSync(join(folder, file), "utf8"));
    if (count > 0) rounds.set(file.replace(/\.md$/, ""), count);
  }
  process.stdout.write(`rounds: ${names.map((name) => `${name} ${String(rounds.get(name))}`).join(", ")}\n`);
  const slow = [...rounds]
    .filter(([, count]) => count > 1)
    .map(([name, count]) => `${name} ${String(count)}`);
  process.stdout.write(`more than one round: ${slow.join(", ")}\n`);
  return {
    named: summarize(names.flatMap((name) => rounds.get(name) ?? [])),
    all: summarize([...rounds.values()]),
  };
}

function summarize(counts: readonly number[]): Rounds {
  const sum = counts.reduce((total, count) => total + count, 0);
  return { plans: counts.length, average: sum / counts.length, most: Math.max(...counts) };
}

/** 0 for a plan that lacks nothing. */
function countRounds(plan: string): number {
  let text = plan;
  for (let round = 0; round < mostRounds; round += 1) {
    const failing = failingIn(text);
    if (failing.length === 0) return round;
    text = mend(text, failing);
  }
  return mostRounds;
}

function failingIn(text: string): readonly Finding[] {
  const judgement = checkPlan({ plan: { path: "plan.md", text }, siblings: [] }, defaultPlanSettings);
  if (judgement.state === "refused") return [];
  return judgement.findings.filter(({ status, severity }) => status === "fail" && severity === "error");
}

/** Writes the example of each fix at its line, first what continues a section; a gap gives way to how one is filled. */
function mend(text: string, findings: readonly Finding[]): string {
  const gaps = new Map<number, string>();
  const added = new Map<number, string[]>();
  for (const { ruleId, fix, nearMisses } of findings) {
    if (fix === null) continue;
    const { line, example } = fix;
    if (ruleId === "no-placeholders") {
      for (const { startLine, endLine } of nearMisses)
        for (let at = startLine; at <= endLine; at += 1) gaps.set(at, at === startLine ? example : "");
    } else if (example.startsWith("#")) added.set(line, [...(added.get(line) ?? []), example]);
    else added.set(line, [example, ...(added.get(line) ?? [])]);
  }
  const lines = text.split(/\r\n|[\r\n]/);
  return lines
    .flatMap((line, index) => [gaps.get(index + 1) ?? line, ...(added.get(index + 1) ?? []).map(apart)])
    .join("\n");
}

function apart(example: string): string {
  return `\n${example}\n`;
}
