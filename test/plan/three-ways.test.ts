import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { judgeText } from "../../playground/judge-text.ts";
import { defaultConfig } from "../../src/config/config.ts";
import { judgePlan } from "../../src/gate/judge-plan.ts";
import { decodeBlob } from "../../src/github/read/decode-blob.ts";
import { maxPlanBytes } from "../../src/plan/reading/parse-bounds.ts";
import { makeRepository, runCli } from "../cli/run-cli.ts";

const folder = join(import.meta.dirname, "..", "fixtures", "plans");
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
const good = fixtures[0]?.[1] ?? "";

/** Texts at a bound, past it, or written as few write. */
const edges = [
  ["nothing", " \n"],
  ["a byte order mark", `\ufeff${good}`],
  ["line ends of Windows", good.replaceAll("\n", "\r\n")],
  [
    "the largest plan",
    `${good}\n${`${"word ".repeat(80)}\n\n`.repeat(1_000)}`.slice(0, maxPlanBytes - 2_000),
  ],
  ["a byte too many", `${good}\n${"x".repeat(80)}\n\n`.repeat(5_000).slice(0, maxPlanBytes + 1)],
  ["letters of several bytes past the bound", `${good}\n\n${"ü\n\n".repeat(100_000)}`],
  ["266 KB of what is good", `${good}\n`.repeat(Math.ceil(266_000 / good.length))],
  ["more lines than are read", "\n".repeat(10_001) + good],
  ["what takes a parser minutes", "*a_ ".repeat(60_000)],
] as const;

const reportSchema = z.object({
  features: z.array(
    z.object({ rules: z.array(z.object({ id: z.string(), status: z.string(), message: z.string() })) }),
  ),
});

/** The rows' states, or `refused` with the reason. */
type Verdict = Readonly<Record<string, string>>;

async function onTheCommandLine(text: string): Promise<Verdict> {
  const root = await makeRepository({ "plan.md": text });
  const { stdout } = await runCli(root, "check", "--format", "json", "plan.md");
  const rows = reportSchema.parse(JSON.parse(stdout)).features[0]?.rules ?? [];
  const refusal = rows.find(({ id }) => id === "plan-readable");
  if (refusal !== undefined) return { refused: refusal.message };
  return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
}

function inThePlayground(text: string): Verdict {
  const judgement = judgeText(text);
  if (judgement.state === "refused") return { refused: judgement.reason };
  return Object.fromEntries(judgement.findings.map(({ ruleId, status }) => [ruleId, status]));
}

function atTheGate(text: string): Verdict {
  const bytes = Buffer.from(text);
  const plan = { path: "plan.md", mode: "100644", blobId: "a" };
  const head = { gated: [plan], specName: "spec.md", plan, spec: null, tasks: null, isPlanFolder: false };
  const reading = judgePlan(
    {
      feature: { id: "F-1", path: "f-1" },
      head,
      mergeBases: [],
      specOnBase: null,
      tasksOnBase: false,
      config: defaultConfig,
    },
    { blobs: { a: decodeBlob({ bytes: bytes.length, base64: bytes.toString("base64") }) } },
  );
  if (reading.state === "unreadable") return { refused: reading.message };
  const rows = reading.findings.filter(({ ruleId }) => ruleId !== "spec-exists");
  return Object.fromEntries(rows.map(({ ruleId, status }) => [ruleId, status]));
}

/** The sentences differ in where they say the line, and in advice. */
function plain(verdict: Verdict): Verdict {
  const { refused } = verdict;
  return refused === undefined
    ? verdict
    : { refused: refused.replace(/ \(line \d+\)$| Write the plan\.$/, "") };
}

test.each([...fixtures, ...edges])(
  "the gate, the command line and the playground say the same of %s",
  async (_name, text) => {
    const gate = plain(atTheGate(text));

    expect(plain(await onTheCommandLine(text))).toEqual(gate);
    expect(plain(inThePlayground(text))).toEqual(gate);
  },
);

test("what is past a bound is refused, and what is at it is judged", () => {
  const refused = edges.filter(([, text]) => "refused" in inThePlayground(text)).map(([name]) => name);

  expect(refused).toEqual([
    "nothing",
    "a byte too many",
    "letters of several bytes past the bound",
    "266 KB of what is good",
    "more lines than are read",
    "what takes a parser minutes",
  ]);
});
