import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import type { Reading } from "../../src/plan/reading/plan.ts";
import { parsePlan, topicIndex } from "../../src/plan/reading/parse-plan.ts";
import type { EvidenceRule } from "../../src/plan/rule.ts";
import { evidenceRules } from "../../src/plan/rules/index.ts";
import { readExhibits } from "../../src/plan/signals/exhibit.ts";
import { findNotApplicable } from "../../src/plan/signals/not-applicable.ts";
import { gatherFacts, measure, type Fact } from "../../src/plan/signals/score.ts";

/** How a row of the labels is called in the labels. */
export const rowKeys: Readonly<Record<string, string>> = {
  "data-models": "q1",
  interfaces: "q2",
  "error-handling": "q3",
  "failure-modes": "q4",
  dependencies: "q5",
  testing: "q6",
  "code-before-prompts": "p1",
  deterministic: "p2",
  "cli-first": "p3",
};

const labelled = z.object({
  id: z.string(),
  repo: z.string(),
  lang: z.string(),
  rows: z.record(
    z.string(),
    z.object({ label: z.string(), lines: z.tuple([z.number(), z.number()]).nullable() }),
  ),
  borderline: z.array(z.string()),
});

/** A row of a plan with what a reader says of it. */
export interface Example {
  /** File it comes from. */
  readonly name: string;
  readonly ruleId: string;
  /** `fixture`: one of our own made-up documents. */
  readonly source: "corpus" | "fixture";
  readonly repository: string;
  readonly language: string;
  readonly isSatisfied: boolean;
  /** Whether a second reader might say otherwise. */
  readonly isBorderline: boolean;
  /** Whether the reader finds that the plan excuses the row. */
  readonly saysExcused: boolean;
  /** Whether the plan's statement that the row does not apply is believed. */
  readonly isExcused: boolean;
  /** Lines of the best evidence, as the reader gives them. */
  readonly lines: readonly [number, number] | null;
  readonly facts: readonly Fact[];
  /** How full each kind of evidence is. */
  readonly shares: ReadonlyMap<string, number>;
}

type Label = Pick<
  Example,
  "name" | "source" | "repository" | "language" | "isSatisfied" | "isBorderline" | "saysExcused" | "lines"
>;

/** The folder with `labels.jsonl`, beside the project or around `PLAN_CORPUS`; `null` where there is none. */
export function findCorpus(): string | null {
  const named = process.env["PLAN_CORPUS"];
  const root = resolve(import.meta.dirname, "..", "..");
  const folders = [
    ...(named === undefined ? [] : [named, dirname(named)]),
    join(root, "..", "shared", "corpus"),
  ];
  return folders.find((folder) => existsSync(join(folder, "labels.jsonl"))) ?? null;
}

/** The labelled plans of a corpus. */
export function readCorpus(folder: string): readonly Example[] {
  const lines = readFileSync(join(folder, "labels.jsonl"), "utf8").trim().split("\n");
  return lines.flatMap((line) => {
    const label = labelled.parse(JSON.parse(line));
    const look = lookAt(readFileSync(join(folder, `${label.id}.md`), "utf8"));
    return evidenceRules.map((rule) => {
      const key = rowKeys[rule.id] ?? "";
      const row = label.rows[key];
      return look(rule, {
        name: label.id,
        source: "corpus",
        repository: label.repo,
        language: label.lang,
        isSatisfied: row?.label === "present" || row?.label === "explicit-na",
        isBorderline: label.borderline.includes(key),
        saysExcused: row?.label === "explicit-na",
        lines: row?.lines ?? null,
      });
    });
  });
}

/** Small documents, of which one row each is known. */
export function readSmall(folder: string): readonly Example[] {
  return table(folder, "EXPECTED.tsv").flatMap(([file = "", ruleId = "", expected = ""]) => {
    const rule = evidenceRules.find((each) => each.id === ruleId);
    if (rule === undefined) return [];
    return [lookAt(readFileSync(join(folder, file), "utf8"))(rule, made(file, expected.startsWith("pass")))];
  });
}

/** Plans that try to pass without saying anything: every row that is not allowed must fail. */
export function readGaming(folder: string): readonly Example[] {
  return table(folder, "ALLOWED.tsv").flatMap(([file = "", allowed = ""]) => {
    const look = lookAt(readFileSync(join(folder, file), "utf8"));
    return evidenceRules
      .filter((rule) => !allowed.split(" ").includes(rule.id))
      .map((rule) => look(rule, made(file, false)));
  });
}

/** Our own made-up documents. */
export function readFixtures(): readonly Example[] {
  const folder = resolve(import.meta.dirname, "..", "..", "test", "fixtures");
  return [...readSmall(join(folder, "small")), ...readGaming(join(folder, "gaming"))];
}

function table(folder: string, name: string): readonly (readonly string[])[] {
  const [, ...lines] = readFileSync(join(folder, name), "utf8").trim().split("\n");
  return lines.map((line) => line.split("\t"));
}

function made(name: string, isSatisfied: boolean): Label {
  const none = { repository: "", language: "", isBorderline: false, saysExcused: false, lines: null };
  return { name, source: "fixture", isSatisfied, ...none };
}

const topics = topicIndex([]);

function lookAt(text: string): (rule: EvidenceRule, label: Label) => Example {
  const plan = parsePlan("plan.md", text, topics);
  const reading: Reading = { plan, siblings: [] };
  const exhibits = readExhibits(plan);
  return (rule, label) => {
    const facts = gatherFacts(rule.find, exhibits);
    const isExcused = findNotApplicable(reading.plan, rule.excuse) !== null;
    return { ...label, ruleId: rule.id, isExcused, facts, shares: measure(rule.kinds, facts) };
  };
}
