import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { rowKeys } from "../scripts/fit/examples.ts";

/** What people wrote for a row, as readers of the corpus marked it. */
export interface Passages {
  /** One of another repository, in the same language, else in English; `null` where nobody wrote any. */
  readonly of: (ruleId: string, plan: string) => string | null;
}

const labelSchema = z.object({
  id: z.string(),
  repo: z.string(),
  lang: z.string(),
  borderline: z.array(z.string()),
  rows: z.record(
    z.string(),
    z.object({ label: z.string(), lines: z.tuple([z.number(), z.number()]).nullable() }),
  ),
});

interface Marked {
  readonly key: string;
  readonly repository: string;
  readonly language: string;
  readonly text: string;
}

/** Longer ones are whole plans. */
const mostLines = 20;

/** A part of a fence, a table without its head or an item of a deeper list is no text by itself. */
function standsAlone(passage: string): boolean {
  const [first = "", second = ""] = passage.split("\n");
  const isTorn = (passage.match(/^\s*(?:```|~~~)/gm) ?? []).length % 2 === 1;
  const isTail = first.startsWith("|") && !/^\|[\s:|-]+$/.test(second);
  return passage !== "" && !isTorn && !isTail;
}

/** Reads the passages of a corpus that no reader doubts. */
export function readPassages(corpus: string): Passages {
  const lines = readFileSync(join(corpus, "labels.jsonl"), "utf8").trim().split("\n");
  const labels = lines.map((line) => labelSchema.parse(JSON.parse(line)));
  const marked = labels.flatMap(({ id, repo, lang, borderline, rows }): readonly Marked[] => {
    const text = readFileSync(join(corpus, `${id}.md`), "utf8").split(/\r\n|[\r\n]/);
    return Object.entries(rows).flatMap(([key, { label, lines: place }]) => {
      const [first, last] = place ?? [1, text.length];
      if (label !== "present" || borderline.includes(key) || last - first >= mostLines) return [];
      const passage = text.slice(first - 1, last).filter((line) => !line.startsWith("#"));
      const own = passage.join("\n");
      return own.startsWith(" ") || !standsAlone(own.trim())
        ? []
        : [{ key, repository: repo, language: lang, text: own.trim() }];
    });
  });
  return {
    of: (ruleId, plan) => {
      const own = labels.find(({ id }) => id === `dev/${plan}`);
      const others = marked.filter(
        ({ key, repository }) => key === rowKeys[ruleId] && repository !== own?.repo,
      );
      const inLanguage = others.filter(({ language }) => language === own?.lang);
      const usable = inLanguage.length > 0 ? inLanguage : others.filter(({ language }) => language === "en");
      return usable[(Number(plan) * 7) % usable.length]?.text ?? null;
    },
  };
}
