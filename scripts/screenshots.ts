import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, preview } from "vite";
import { openEncore } from "../demo/encore.ts";
import { openStage } from "../demo/stage.ts";
import { play, prepare, repository } from "../demo/story.ts";

/** Makes the pictures of the documentation: `docs/images/*.png`. */
const root = resolve(import.meta.dirname, "..");
const folder = join(root, "docs", "images");
const maxBytes = 300_000;
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

interface Look {
  readonly scheme: "light" | "dark";
  readonly width: number;
  readonly height: number;
}

const desk: Look = { scheme: "light", width: 1_100, height: 860 };
const looks = (height: number): readonly (readonly [string, Look])[] => [
  ["", { ...desk, height }],
  ["-dark", { ...desk, height, scheme: "dark" }],
  ["-phone", { scheme: "light", width: 390, height: 844 }],
];

async function shoot(
  browser: Browser,
  name: string,
  look: Look,
  open: (page: Page) => Promise<void>,
): Promise<void> {
  const { scheme, width, height } = look;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  await open(page);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: "disabled" });
  await page.close();
  const { size } = statSync(path);
  if (size > maxBytes) throw new Error(`${path} has ${size} bytes, more than ${maxBytes}.`);
  process.stdout.write(`${path} ${size}\n`);
}

async function shootPullRequest(browser: Browser): Promise<void> {
  const stage = await openStage();
  try {
    prepare(stage.github);
    for await (const step of play(stage.github)) process.stdout.write(`${step.title}\n`);
    const url = `${stage.github.url}/${repository}/pull/${openEncore(stage.github).plan}`;
    const waiting = async (page: Page): Promise<void> => {
      await page.goto(url);
      await page.getByRole("article", { name: "Comment by plan-gate[bot]" }).waitFor();
      await page.locator(".check-row", { hasText: "waiting for approval" }).waitFor();
    };
    for (const [suffix, look] of looks(1_010)) await shoot(browser, `pull-request${suffix}`, look, waiting);
    const checks = async (page: Page): Promise<void> => {
      await waiting(page);
      await page.getByRole("tab", { name: "Checks" }).click();
      await page.mouse.move(0, 0);
    };
    for (const [suffix, look] of looks(1_180)) await shoot(browser, `check-run${suffix}`, look, checks);
  } finally {
    await stage.close();
  }
}

/** A plan without its failure modes, so that there is something to say. */
async function openPlayground(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator(".row").first().waitFor();
  const plan = readFileSync(
    join(root, "examples/observability-stack/.specify/specs/f-15-docker-compose-stack/plan.md"),
    "utf8",
  );
  const start = plan.indexOf("## Failure modes");
  const end = plan.indexOf("\n## ", start);
  const editor = page.getByRole("textbox", { name: "plan.md" });
  await editor.fill(`${plan.slice(0, start)}## Failure modes\n\nVictoria may be slow.\n${plan.slice(end)}`);
  await page.locator('.row[data-status="fail"]').waitFor();
  await editor.blur();
  await page.locator('.row[data-status="fail"] .passage').first().click();
}

async function shootPlayground(browser: Browser): Promise<void> {
  const outDir = mkdtempSync(join(tmpdir(), "playground-"));
  const options = {
    root: join(root, "playground"),
    logLevel: "error",
    build: { outDir, emptyOutDir: true },
  } as const;
  await build(options);
  const server = await preview({ ...options, preview: { host: "127.0.0.1", port: 0 } });
  try {
    const url = server.resolvedUrls?.local[0] ?? "";
    for (const [suffix, look] of looks(820)) {
      await shoot(
        browser,
        `playground${suffix}`,
        { ...look, width: suffix === "-phone" ? 390 : 1_280 },
        (page) => openPlayground(page, url),
      );
    }
  } finally {
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: flags });
try {
  await shootPlayground(browser);
  await shootPullRequest(browser);
} finally {
  await browser.close();
}
