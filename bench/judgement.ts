import { evidenceRules } from "../src/plan/rules/index.ts";
import type { EvidenceRule } from "../src/plan/rule.ts";
import { findPassages } from "../src/plan/signals/passages.ts";
import { enough, sumPoints, type Weights } from "../src/plan/signals/score.ts";
import { findCorpus, readCorpus, readFixtures, type Example } from "../scripts/fit/examples.ts";
import { fitWeights } from "../scripts/fit/model.ts";
import { fitTraits, meets } from "../scripts/fit/passages.ts";

/** How far judging agrees with the readers of the labelled plans, in cells on which readers would not differ. */
export interface JudgementFigures {
  readonly plain: Agreement;
  /** Each repository judged by points fitted without it. */
  readonly repositoryLeftOut: Agreement;
  /** Each language judged by points fitted without it. */
  readonly languageLeftOut: Agreement;
  /** Share of the satisfied rows whose first passage meets the reader's lines. */
  readonly overlap: number;
}

export interface Agreement {
  /** Share of the cells. */
  readonly cells: number;
  /** Mean over the rows of the balanced accuracy. */
  readonly balanced: number;
}

type Judge = (example: Example) => boolean;
type Cells = readonly [hits: number, falseAlarms: number, misses: number, passes: number];

/** Prints agreement by row and by language: as fitted, and with repositories and languages left out; `null`: no corpus. */
export function benchJudgement(): JudgementFigures | null {
  const corpus = findCorpus();
  if (corpus === null) return null;
  const examples = readCorpus(corpus);
  const fixtures = readFixtures();
  const fitted = fitRules([...examples, ...fixtures]);
  const plain: Judge = (example) => isSatisfied(example, fitted);
  const byRepository = leaveOut(examples, fixtures, (example) => example.repository);
  const byLanguage = leaveOut(examples, fixtures, (example) => example.language);
  const judges = { plain, "repository left out": byRepository, "language left out": byLanguage };
  for (const [name, judge] of Object.entries(judges)) printAgreement(name, examples, judge);
  const overlap = measureOverlap(examples, fitted);
  process.stdout.write(`first passage meets the reader's lines: ${percent(overlap)} of the satisfied rows\n`);
  return {
    plain: agreementOf(examples, plain),
    repositoryLeftOut: agreementOf(examples, byRepository),
    languageLeftOut: agreementOf(examples, byLanguage),
    overlap,
  };
}

function ruleOf(example: Example): EvidenceRule | undefined {
  return evidenceRules.find((rule) => rule.id === example.ruleId);
}

function fitRules(examples: readonly Example[]): ReadonlyMap<string, Weights> {
  return new Map(
    evidenceRules.map((rule) => {
      const own = examples.filter((example) => example.ruleId === rule.id);
      return [rule.id, fitWeights(rule.kinds, own)];
    }),
  );
}

function isSatisfied(example: Example, fitted: ReadonlyMap<string, Weights>): boolean {
  const kinds = ruleOf(example)?.kinds ?? {};
  return example.isExcused || sumPoints(kinds, fitted.get(example.ruleId) ?? {}, example.facts) >= enough;
}

/** A judge that fits anew for every group, without the group. */
function leaveOut(
  examples: readonly Example[],
  fixtures: readonly Example[],
  groupOf: (example: Example) => string,
): Judge {
  const fits = new Map<string, ReadonlyMap<string, Weights>>();
  return (example) => {
    const group = groupOf(example);
    const known = fits.get(group);
    if (known !== undefined) return isSatisfied(example, known);
    const fit = fitRules([...examples.filter((other) => groupOf(other) !== group), ...fixtures]);
    fits.set(group, fit);
    return isSatisfied(example, fit);
  };
}

function printAgreement(name: string, examples: readonly Example[], judge: Judge): void {
  const { cells, balanced } = agreementOf(examples, judge);
  process.stdout.write(`${name}: ${percent(cells)} of the cells, ${percent(balanced)} balanced\n`);
  for (const rule of evidenceRules) {
    const counts = countCells(
      examples.filter((example) => example.ruleId === rule.id),
      judge,
    );
    process.stdout.write(
      `  ${rule.id.padEnd(20)} ${percent(accuracy(counts))} ${percent(balance(counts))}  ${counts.join(" ")}\n`,
    );
  }
  const languages = [...new Set(examples.map((example) => example.language))];
  const byLanguage = languages.map((language) => {
    const counts = countCells(
      examples.filter((example) => example.language === language),
      judge,
    );
    return `${language} ${percent(accuracy(counts)).trim()} (${String(sum(counts))})`;
  });
  process.stdout.write(`  by language: ${byLanguage.join(", ")}\n`);
}

function agreementOf(examples: readonly Example[], judge: Judge): Agreement {
  const balances = evidenceRules.map((rule) =>
    balance(
      countCells(
        examples.filter((example) => example.ruleId === rule.id),
        judge,
      ),
    ),
  );
  const balanced = balances.reduce((total, each) => total + each, 0) / balances.length;
  return { cells: accuracy(countCells(examples, judge)), balanced };
}

function countCells(examples: readonly Example[], judge: Judge): Cells {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (const example of examples) {
    if (example.isBorderline) continue;
    const says = judge(example);
    counts[example.isSatisfied ? (says ? 0 : 2) : says ? 1 : 3] += 1;
  }
  return counts;
}

function sum(counts: Cells): number {
  return counts.reduce((total, count) => total + count, 0);
}

function accuracy(counts: Cells): number {
  return (counts[0] + counts[3]) / sum(counts);
}

function balance([hits, falseAlarms, misses, passes]: Cells): number {
  return (hits / (hits + misses) + passes / (passes + falseAlarms)) / 2;
}

/** How many parts the repositories fall into when passages are ranked by others. */
const parts = 10;

/** Rows that both call satisfied by evidence, where the reader gave lines; ranked by traits fitted to other repositories. */
function measureOverlap(examples: readonly Example[], fitted: ReadonlyMap<string, Weights>): number {
  const repositories = [...new Set(examples.map((example) => example.repository))];
  const partOf = ({ repository }: Example): number => repositories.indexOf(repository) % parts;
  const pointsOf = (ruleId: string): Weights => fitted.get(ruleId) ?? {};
  let met = 0;
  let rows = 0;
  for (let part = 0; part < parts; part += 1) {
    const traits = fitTraits(
      examples.filter((example) => partOf(example) !== part),
      pointsOf,
    );
    for (const example of examples.filter((each) => partOf(each) === part)) {
      const { lines, isExcused, isBorderline } = example;
      const rule = ruleOf(example);
      if (rule === undefined || lines === null || !example.isSatisfied || isExcused || isBorderline) continue;
      if (!isSatisfied(example, fitted)) continue;
      const [passage] = findPassages(rule, { points: pointsOf(rule.id), traits }, example.facts);
      rows += 1;
      if (passage !== undefined && meets(passage, lines)) met += 1;
    }
  }
  return met / rows;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`.padStart(7);
}
