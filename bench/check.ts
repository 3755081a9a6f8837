import { spawn } from "node:child_process";
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

const plans = 1_000;
const command = fileURLToPath(new URL("../bundle/plan-gate.mjs", import.meta.url));
const fixtures = fileURLToPath(new URL("../test/fixtures/plans/", import.meta.url));

/** Tells the largest resident memory of a process at its end, in KiB, on its third output. */
const tellMemory =
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, `${process.resourceUsage().maxRSS}\\n`));";

/** Writes a repository of 1,000 plans, no two alike, and checks it as one would in a terminal. */
export async function benchCheck(): Promise<CheckFigures> {
  const root = mkdtempSync(join(tmpdir(), "plan-gate-bench-"));
  try {
    writePlans(root);
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

const answerSchema = z.object({ features: z.array(z.unknown()) });

function writePlans(root: string): void {
  mkdirSync(join(root, ".git"));
  const texts = readdirSync(fixtures)
    .filter((name) => name.endsWith(".md"))
    .map((name) => readFileSync(join(fixtures, name), "utf8"));
  for (let index = 0; index < plans; index += 1) {
    const text = `${texts[index % texts.length] ?? ""}\nPlan ${index} of the benchmark.\n`;
    for (const [path, content] of Object.entries(planFiles(`f-${index}-x`, text))) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}
