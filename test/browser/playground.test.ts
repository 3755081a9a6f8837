import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lacksChromium, launch, openPage } from "./chromium.ts";

const timeoutMs = 60_000;
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

describe.skipIf(lacksChromium())("the playground", { timeout: timeoutMs }, () => {
  const outDir = mkdtempSync(join(tmpdir(), "playground-"));
  let browser: Browser;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const root = resolve(import.meta.dirname, "../../playground");
    await build({ root, configFile: join(root, "vite.config.ts"), logLevel: "error", build: { outDir } });
    server = createServer((request, response) => {
      const path = request.url === "/" ? "/index.html" : (request.url ?? "/index.html");
      response.writeHead(200, { "content-type": types[extname(path)] ?? "text/plain" });
      response.end(readFileSync(join(outDir, path)));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`;
    browser = await launch();
  }, timeoutMs);

  afterAll(async () => {
    await browser.close();
    server.close();
    rmSync(outDir, { recursive: true, force: true });
  });

  const row = (page: Page, rule: string, status: string) =>
    page.locator(`.row[data-rule="${rule}"][data-status="${status}"]`);

  test("judges the example, and rows change as the plan does", async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(url);
    await page.getByRole("heading", { name: "Nothing is missing but the approval" }).waitFor();

    await page
      .getByRole("textbox", { name: "plan.md" })
      .fill("# Plan\n\n## Failure modes\n\nThings may fail.\n");
    await row(page, "failure-modes", "fail").waitFor();
    expect(await page.locator("#verdict").textContent()).toBe("9 of 9 rows have no evidence");
    const near = await page.locator(".line.near").allTextContents();
    expect(near).toContain("Things may fail.");
    await row(page, "failure-modes", "fail").getByText("Such as").click();
    await row(page, "failure-modes", "fail").getByRole("button", { name: "Put it into the plan" }).click();
    await row(page, "failure-modes", "pass").waitFor();

    expect(await page.locator(".line.evidence").count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  test("jumps from a row to its lines", async () => {
    const { page } = await openPage(browser);
    await page.goto(url);
    await row(page, "testing", "pass").locator(".passage").first().click();

    const selected = await page
      .getByRole("textbox", { name: "plan.md" })
      .evaluate((area: { value: string; selectionStart: number; selectionEnd: number }) =>
        area.value.slice(area.selectionStart, area.selectionEnd),
      );
    expect(selected).toContain("The stack comes up healthy on an empty machine");
  });

  test("a link carries the plan", async () => {
    const text = "# Plan für die Übersicht\n\n## Data model\n\nNichts 🌊\n";
    const { page } = await openPage(browser);
    await page.goto(url);
    await page.getByRole("textbox", { name: "plan.md" }).fill(text);
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("The plan is in the link itself.").waitFor();
    const link = page.url();

    const other = await openPage(browser);
    await other.page.goto(link);
    await row(other.page, "data-models", "fail").waitFor();

    expect(link).toContain("#plan=");
    expect(await other.page.getByRole("textbox", { name: "plan.md" }).inputValue()).toBe(text);
  });

  test("a link that unpacks to too much, or to nothing, leaves the page empty", async () => {
    const { page } = await openPage(browser);
    await page.goto(url);
    const bomb = await page.evaluate(async () => {
      const stream = new Blob(["a".repeat(5_000_000)]).stream();
      const packed = stream.pipeThrough(new CompressionStream("deflate-raw"));
      const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
      return btoa(String.fromCharCode(...bytes))
        .replaceAll("+", "-")
        .replaceAll("/", "_");
    });

    for (const fragment of [`plan=${bomb}`, "plan=%%%", "plan=AAAA"]) {
      const { page: other, complaints } = await openPage(browser);
      await other.goto(`${url}#${fragment}`);
      await other.getByRole("heading", { name: "Paste a plan" }).waitFor();
      expect(await other.getByRole("textbox", { name: "plan.md" }).inputValue()).toBe("");
      expect(complaints).toEqual([]);
    }
  });

  test("asks nobody for anything, and what is pasted stays text", async () => {
    const { page, requested } = await openPage(browser);
    await page.goto(url);
    await page.locator(".row").first().waitFor();
    const before = requested.length;
    await page
      .getByRole("textbox", { name: "plan.md" })
      .fill(
        '# Plan\n\n<img src="https://evil.example/x.png" onerror="window.stolen = true">\n\n<!-- hidden -->\n',
      );
    await row(page, "no-hidden-text", "fail").waitFor();
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("The plan is in the link itself.").waitFor();

    const sent = requested.slice(before).filter((address) => !address.startsWith("blob:"));
    expect(sent).toEqual([]);
    expect(
      requested.filter((address) => !/^(?:blob:|data:)/.test(address) && !address.startsWith(url)),
    ).toEqual([]);
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.evaluate("window.stolen")).toBeUndefined();
    expect(await page.evaluate("fetch('https://evil.example/').then(() => 'sent', () => 'refused')")).toBe(
      "refused",
    );
  });

  test("can be used with the keyboard alone", async () => {
    const { page } = await openPage(browser);
    await page.goto(`${url}#plan=`);
    await page.getByRole("textbox", { name: "plan.md" }).focus();
    await page.keyboard.insertText("# Plan\n\n## Testing strategy\n\nTBD\n");
    await row(page, "testing", "fail").waitFor();

    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press("Tab");
      const isThere = (await page.locator('.row[data-rule="testing"] summary:focus').count()) > 0;
      if (isThere) break;
    }
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await row(page, "testing", "pass").waitFor();

    expect(await page.getByRole("textbox", { name: "plan.md" }).inputValue()).toContain("TBD");
  });

  test("fits a phone", async () => {
    const { page } = await openPage(browser, 390);
    await page.goto(url);
    await page.locator(".row").first().waitFor();

    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });
});
