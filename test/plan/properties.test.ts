import { findExceededBound } from "../../src/plan/reading/parse-bounds.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPlan, defaultPlanSettings } from "../../src/plan/check-plan.ts";
import { findingOf, fixture, judge, judgedIds, rowIds } from "./judge.ts";

const fragments = fc.constantFrom(
  "# ",
  "## Data model\n",
  "- ",
  "* ",
  "1. ",
  "> ",
  "| a | b |\n",
  "|---|---|\n",
  "```ts\n",
  "```\n",
  "~~~\n",
  "<!-- ",
  " -->",
  "<table><tr><td>",
  "**Testing**: ",
  "N/A",
  "TBD",
  "[",
  "]",
  "(",
  ")",
  "[^1]",
  "[^1]: ",
  "`",
  "*",
  "_",
  "\n",
  "\n\n",
  "\r\n",
  "    ",
  "\t",
  "\ufeff",
  "\u200b",
  "\u202e",
  "错误处理：重试",
  "リスク",
  "위험",
  "error",
  "retry",
  "POST /a",
  "f(a: b)",
  "---\n",
  "===\n",
  "&amp;",
  "<b>",
  "http://a.b",
  "a@b.c",
  "\\",
  "💥",
  "\u0000",
);
const markdown = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.array(fragments, { maxLength: 120 }).map((parts) => parts.join("")),
);

const sentence = fc.constantFrom(
  "## Data model",
  "| Field | Type |\n|---|---|\n| id | uuid |\n| title | text |",
  "## API\n\n- `POST /a` stores\n- `GET /a` reads",
  "## Error handling\n\n- On timeout, retry 3 times",
  "| Risk | Mitigation |\n|---|---|\n| a fails | b |\n| c fails | d |",
  "**Primary Dependencies**: React, Vite",
  "## Testing\n\n- Unit: a is refused\n- Unit: b is kept",
  "The import is idempotent.",
  "- [x] **CLI-First:** everything has a command",
  "`cards add --title a --box b` is the CLI",
  "Changes in src/a.ts, src/b.ts, src/c.ts, src/d.ts",
);
const prose = fc.array(sentence, { minLength: 1, maxLength: 12 }).map((parts) => parts.join("\n\n"));

function green(text: string): readonly string[] {
  return judge(text)
    .findings.filter((finding) => finding.status === "pass" || finding.status === "not-applicable")
    .map((finding) => finding.ruleId)
    .filter((id) => rowIds.some((rowId) => rowId === id));
}

describe("judging", () => {
  it("never throws, and gives the same answer for the same text", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const input = { plan: { path: "plan.md", text }, siblings: [{ path: "research.md", text }] };

        expect(checkPlan(input, defaultPlanSettings)).toEqual(checkPlan(input, defaultPlanSettings));
      }),
      { numRuns: 150 },
    );
  });

  it("points only at lines that exist", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const judgement = checkPlan({ plan: { path: "plan.md", text }, siblings: [] }, defaultPlanSettings);
        if (judgement.state === "refused") return;
        const lines = text.split(/\r\n|\n|\r/).length;
        for (const finding of judgement.findings) {
          for (const passage of [...finding.evidence, ...finding.nearMisses]) {
            expect(passage.startLine).toBeGreaterThanOrEqual(1);
            expect(passage.startLine).toBeLessThanOrEqual(passage.endLine);
            expect(passage.endLine).toBeLessThanOrEqual(lines);
            expect(passage.excerpt).not.toContain("\n");
          }
          if (finding.fix !== null) expect(finding.fix.line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ["a code fence", (text: string) => `\`\`\`\n${text}\n\`\`\``],
    ["a fence of Markdown", (text: string) => `~~~markdown\n${text}\n~~~`],
    ["a comment", (text: string) => `<!--\n${text}\n-->`],
  ])("turns no row green for text inside %s", (_name, hide) => {
    fc.assert(
      fc.property(prose, prose, (shown, hidden) => {
        expect(green(`${shown}\n\n${hide(hidden)}\n`)).toEqual(green(shown));
      }),
      { numRuns: 60 },
    );
  });

  it.each(rowIds)("turns %s red when its evidence is deleted", (id) => {
    let text = fixture("f-15-docker-compose-stack");
    for (let round = 0; round < 40; round += 1) {
      const { status, evidence } = findingOf(text, id);
      if (status === "fail") break;
      const gone = new Set(
        evidence.flatMap(({ startLine, endLine }) =>
          Array.from({ length: endLine - startLine + 1 }, (_, at) => startLine + at),
        ),
      );
      text = text
        .split("\n")
        .map((line, at) => (gone.has(at + 1) ? "" : line))
        .join("\n");
    }

    expect(findingOf(text, id).status).toBe("fail");
  });
});

describe("hostile text within the bounds", () => {
  const full = (block: string): string => {
    let text = "";
    const next = () => `${text}${block}\n\n`;
    while (next().length < 60_000 && findExceededBound(next()) === null) text = next();
    return text;
  };

  it.each([
    ["emphasis", full("*a_ ".repeat(140))],
    ["brackets", full("[".repeat(590))],
    ["links", full("[a](<b".repeat(290))],
    ["footnotes", `${full("[^a]".repeat(290))}[^a]: b\n`],
    ["quotes", `${"> ".repeat(10)}a\n`.repeat(900)],
    ["lists", full("- - a").slice(0, 2_000)],
    ["a table", `|a|b|\n|-|-|\n${"|x|y|\n".repeat(6_000)}`],
    ["a long line", "a".repeat(200_000)],
    ["a long line of failures", "error fails retry log abort ".repeat(5_000)],
    ["long paths", "a/".repeat(100_000)],
    ["calls without end", `\`${"f(".repeat(50_000)}\``],
    ["signs", "错误重试".repeat(20_000)],
    ["comments", "<!-- a\n\n".repeat(4_000)],
  ])("is judged: %s", (_name, text) => {
    expect(judge(text).findings.map(({ ruleId }) => ruleId)).toEqual(judgedIds);
  });
});
