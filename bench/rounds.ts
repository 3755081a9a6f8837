import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { findCorpus } from "../scripts/fit/examples.ts";
import { readPassages, type Passages } from "./passages.ts";

/** How often an author runs the check and writes again until every row passes, who reads nothing but its JSON. */
export interface RoundFigures {
  /**
   * Who writes at first what other people wrote for that row of another plan, and does as the example does where that was
   * not enough: the most that somebody needs who reads where to write, and not what. In ten plans.
   */
  readonly otherWords: Rounds;
  /** Who does as the example of each fix does, in the same plans: whether what is suggested counts at all. */
  readonly pasted: Rounds;
  /** The same in every plan of the corpus that lacks something. */
  readonly pastedInAll: Rounds;
}

export interface Rounds {
  readonly plans: number;
  readonly average: number;
  readonly most: number;
}

/** The five plans that a person once mended by hand, and five more; all of them lack something. */
const names: readonly string[] = ["001", "006", "019", "050", "110", "020", "060", "090", "130", "170"];
const mostRounds = 6;
const program = fileURLToPath(new URL("../bundle/plan-gate.mjs", import.meta.url));

const passageSchema = z.object({ startLine: z.number(), endLine: z.number() });
const rowSchema = z.object({
  id: z.string(),
  severity: z.string(),
  status: z.string(),
  fix: z.object({ line: z.number(), example: z.string(), closest: z.array(passageSchema) }).nullable(),
});
const reportSchema = z.object({
  features: z.array(z.object({ plan: z.string(), rules: z.array(rowSchema) })),
});

type Row = z.output<typeof rowSchema>;

type FailingRow = Row & { readonly fix: NonNullable<Row["fix"]> };

/** What an author writes for a row of a plan that lacks it. */
type Author = (row: FailingRow, plan: string, round: number) => string;

/** Mends plans of the corpus; `null` where that is not at hand. */
export function benchRounds(): RoundFigures | null {
  const corpus = findCorpus();
  if (corpus === null) return null;
  const all = readdirSync(join(corpus, "dev")).map((file) => basename(file, ".md"));
  const passages = readPassages(corpus);
  const others = countRounds(corpus, names, inOtherWords(passages));
  const pasted = countRounds(corpus, all, ({ fix }) => fix.example);
  return {
    otherWords: summarize([...others.values()]),
    pasted: summarize(names.flatMap((name) => pasted.get(name) ?? [])),
    pastedInAll: summarize([...pasted.values()]),
  };
}

function summarize(counts: readonly number[]): Rounds {
  const sum = counts.reduce((total, count) => total + count, 0);
  return { plans: counts.length, average: sum / counts.length, most: Math.max(...counts) };
}

/** The heading is the example's. */
function inOtherWords(passages: Passages): Author {
  return ({ id, fix }, plan, round) => {
    const words = round === 0 ? passages.of(id, plan) : null;
    if (words === null) return fix.example;
    const heading = fix.example.split("\n").find((line) => line.startsWith("#"));
    return heading === undefined ? words : `${heading}\n\n${words}`;
  };
}

/** Of the plans that lack something at first, how many rounds each takes. */
function countRounds(corpus: string, plans: readonly string[], author: Author): ReadonlyMap<string, number> {
  const folder = mkdtempSync(join(tmpdir(), "plan-gate-rounds-"));
  try {
    for (const plan of plans) {
      const file = join(folder, `${plan}.md`);
      cpSync(join(corpus, "dev", `${plan}.md`), file);
      writeFileSync(file, readFileSync(file), { mode: 0o644 });
    }
    const rounds = new Map<string, number>();
    let left = plans;
    for (let round = 0; left.length > 0 && round < mostRounds; round += 1) {
      const failing = check(folder, left);
      for (const [plan, rows] of failing) {
        rounds.set(plan, round + 1);
        const file = join(folder, `${plan}.md`);
        writeFileSync(
          file,
          mend(readFileSync(file, "utf8"), rows, (row) => author(row, plan, round)),
        );
      }
      left = [...failing.keys()];
    }
    return rounds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rows that fail, by plan; from nothing but what the command prints. */
function check(folder: string, plans: readonly string[]): ReadonlyMap<string, readonly Row[]> {
  const words = [program, "check", ...plans.map((plan) => `${plan}.md`), "--format", "json"];
  const { stdout } = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  const { features } = reportSchema.parse(JSON.parse(stdout));
  return new Map(
    features.flatMap(({ plan, rules }) => {
      const rows = rules.filter(({ status, severity }) => status === "fail" && severity === "error");
      return rows.length === 0 ? [] : [[basename(plan, ".md"), rows] as const];
    }),
  );
}

/** Writes at the line of each fix, first what continues a section; a gap gives way to what fills it. */
function mend(text: string, rows: readonly Row[], write: (row: FailingRow) => string): string {
  const gaps = new Map<number, string>();
  const added = new Map<number, string[]>();
  for (const row of rows) {
    const { id, fix } = row;
    if (fix === null) continue;
    const words = write({ ...row, fix });
    if (id === "no-placeholders") {
      for (const { startLine, endLine } of fix.closest)
        for (let at = startLine; at <= endLine; at += 1) gaps.set(at, at === startLine ? words : "");
    } else if (words.startsWith("#")) added.set(fix.line, [...(added.get(fix.line) ?? []), words]);
    else added.set(fix.line, [words, ...(added.get(fix.line) ?? [])]);
  }
  const lines = text.split(/\r\n|[\r\n]/);
  return lines
    .flatMap((line, index) => [gaps.get(index + 1) ?? line, ...(added.get(index + 1) ?? []).map(apart)])
    .join("\n");
}

function apart(words: string): string {
  return `\n${words}\n`;
}
