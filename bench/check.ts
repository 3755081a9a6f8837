import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { planFiles } from "./plans.ts";

/** What `plan-gate check` takes for a repository of 1,000 plans. */
export interface CheckFigures {
  readonly seconds: number;
  /** Largest resident memory, threads included. */
  readonly residentMb: number;
}

/** Processor time of both on the same files, in seconds: the least of three runs, one after the other. */
export interface CheckAgainstLinter {
  readonly plans: number;
  readonly ourSeconds: number;
  readonly linterSeconds: number;
}

const plans = 1_000;
const command = fileURLToPath(new URL("../bundle/plan-gate.mjs", import.meta.url));
const fixtures = fileURLToPath(new URL("../test/fixtures/plans/", import.meta.url));

/** A version that runs on every Node that Plan Gate runs on. */
const linter = "markdownlint-cli2@0.18.1";

/** Tells the largest resident memory of a process at its end, in KiB, on its third output. */
const tellMemory =
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, `${process.resourceUsage().maxRSS}\\n`));";

/** Writes a repository of 1,000 plans, no two alike, and checks it as one would in a terminal. */
export async function benchCheck(): Promise<CheckFigures> {
  const root = mkdtempSync(join(tmpdir(), "plan-gate-bench-"));
  try {
    writePlans(root, plans);
    const startedMs = performance.now();
    const child = spawn(
      process.execPath,
      [
        "--import",
        `data:text/javascript,${encodeURIComponent(tellMemory)}`,
        command,
        "check",
        "--format",
        "json",
      ],
      { cwd: root, stdio: ["ignore", "pipe", "ignore", "pipe"] },
    );
    let told = "";
    let answer = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      answer += chunk.toString();
    });
    child.stdio[3]?.on("data", (chunk: Buffer) => {
      told += chunk.toString();
    });
    await once(child, "close");
    const { length } = answerSchema.parse(JSON.parse(answer)).features;
    if (length !== plans) throw new Error(`It checked ${length} of ${plans} plans.`);
    const kibibytes = told.split("\n").map(Number);
    return {
      seconds: (performance.now() - startedMs) / 1000,
      residentMb: Math.max(...kibibytes) / 1024,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Checks one plan and forty, and has markdownlint-cli2, which npm fetches for it, lint the same files. */
export function benchAgainstLinter(): readonly CheckAgainstLinter[] {
  const folder = mkdtempSync(join(tmpdir(), "plan-gate-bench-"));
  try {
    const tools = join(folder, "tools");
    const root = join(folder, "repository");
    mkdirSync(tools);
    writeFileSync(join(tools, "package.json"), "{}");
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    spawnSync("npm", ["install", ...quiet, linter], { cwd: tools, stdio: "inherit" });
    const lint = join(tools, "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs");
    writePlans(root, 40);
    const one = ".specify/specs/f-5-x/plan.md";
    return [
      { plans: 1, ours: [command, "check", one], linters: [lint, one] },
      { plans: 40, ours: [command, "check"], linters: [lint, ".specify/**/plan.md"] },
    ].map(({ plans: count, ours, linters }) => {
      const rounds = [1, 2, 3].map(
        () => [processorSeconds(root, ours), processorSeconds(root, linters)] as const,
      );
      return {
        plans: count,
        ourSeconds: Math.min(...rounds.map(([our]) => our)),
        linterSeconds: Math.min(...rounds.map(([, theirs]) => theirs)),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tells the processor time of a process at its end, in microseconds, on its third output. */
const tellTime =
  "import { writeSync } from 'node:fs'; process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, `${user + system}`); });";

/** Both find something to complain of, so how they end is not looked at: that they tell anything is. */
function processorSeconds(cwd: string, words: readonly string[]): number {
  const importing = `data:text/javascript,${encodeURIComponent(tellTime)}`;
  const { output } = spawnSync(process.execPath, ["--import", importing, ...words], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  return z.coerce.number().positive().parse(output[3]) / 1_000_000;
}

const answerSchema = z.object({ features: z.array(z.unknown()) });

/** Real plans where `PLAN_CORPUS` names a folder of them, else the fixtures; no two alike. */
function writePlans(root: string, count: number): void {
  mkdirSync(join(root, ".git"), { recursive: true });
  const folder = process.env["PLAN_CORPUS"] ?? fixtures;
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), "utf8"));
  for (let index = 0; index < count; index += 1) {
    const text = `${texts[index % texts.length] ?? ""}\nPlan ${index} of the benchmark.\n`;
    for (const [path, content] of Object.entries(planFiles(`f-${index}-x`, text))) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}
