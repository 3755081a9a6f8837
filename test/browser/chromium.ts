import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

/** Where Debian puts it; another place in `CHROMIUM_PATH`. */
const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

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

/** Whether there is nothing to run in; never in CI, where it has to be there. Says so. */
export function lacksChromium(): boolean {
  if (existsSync(executablePath) || process.env["CI"] === "true") return false;
  process.stdout.write(
    `Skipped: there is no Chromium at ${executablePath}. Set CHROMIUM_PATH to run these tests.\n`,
  );
  return true;
}

/** Starts Chromium with an empty profile. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags, timeout: 150_000 });
}

/** A page with everything it complains of, and every address it asks for. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: string[];
  readonly requested: string[];
}

/** Opens a page in a profile of its own. */
export async function openPage(browser: Browser, width = 1_100): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  const requested: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  context.on("request", (request) => requested.push(request.url()));
  return { page, complaints, requested };
}
