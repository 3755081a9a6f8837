import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { z } from "zod";

/** What a key costs the main thread of the playground, and where Chromium is missing, nothing. */
export interface Typing {
  readonly mainThreadMs: number;
  readonly characters: number;
}

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const playground = resolve(import.meta.dirname, "..", "playground");
const example = resolve(import.meta.dirname, "../examples/observability-stack/.specify/specs");
const characters = 60_000;
const keys = 60;
/** Of one who types fast: the judging, which waits for a pause, comes once at the end. */
const delayMs = 80;
const metricsSchema = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });

/** Types into a plan of 60 KB, in the middle of it, and reads Chromium's own count of the page's main thread. */
export async function benchTyping(): Promise<Typing> {
  const plan = readFileSync(join(example, "f-15-docker-compose-stack", "plan.md"), "utf8");
  const text = plan.repeat(Math.ceil(characters / plan.length)).slice(0, characters);
  const outDir = mkdtempSync(join(tmpdir(), "plan-gate-typing-"));
  const configFile = join(playground, "vite.config.ts");
  await build({ root: playground, configFile, logLevel: "error", build: { outDir } });
  const server = await preview({ root: playground, configFile, build: { outDir }, preview: { port: 0 } });
  const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox"] });
  try {
    const context = await browser.newContext();
    await context.addInitScript(`sessionStorage.setItem("plan-gate.text", ${JSON.stringify(text)});
      sessionStorage.setItem("plan-gate.fragment", "");`);
    const page = await context.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? "");
    await page.locator(".row .passage").nth(10).click();
    const session = await context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const spentMs = async (): Promise<number> => {
      const { metrics } = metricsSchema.parse(await session.send("Performance.getMetrics"));
      return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
    };
    const before = await spentMs();
    await page.keyboard.type("x".repeat(keys), { delay: delayMs });
    return { mainThreadMs: ((await spentMs()) - before) / keys, characters };
  } finally {
    await browser.close();
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}
