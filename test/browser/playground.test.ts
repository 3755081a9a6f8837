import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, looks } from "./axe.ts";
import { lacksChromium, launch, openPage } from "./chromium.ts";
import { nothingFound } from "../plan/judge.ts";

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
    expect(await page.locator("#verdict").textContent()).toBe(nothingFound);
    const near = await page.locator(".cm-line.near").allTextContents();
    expect(near).toContain("Things may fail.");
    await row(page, "failure-modes", "fail").getByText("Such as").click();
    await row(page, "failure-modes", "fail").getByRole("button", { name: "Put it into the plan" }).click();
    await row(page, "failure-modes", "pass").waitFor();

    expect(await page.locator(".cm-line.evidence").count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  /** The lines that are laid out: of a short plan all. */
  const written = async (page: Page): Promise<string> => {
    const isEmpty = (await page.locator(".cm-placeholder").count()) > 0;
    return isEmpty ? "" : (await page.locator(".cm-line").allTextContents()).join("\n").trimEnd();
  };

  const write = (page: Page, text: string): Promise<void> =>
    page.getByRole("textbox", { name: "plan.md" }).fill(text);

  test("goes on after a reload with what was written", async () => {
    const { page } = await openPage(browser);
    await page.goto(url);
    await page.locator(".row").first().waitFor();
    await write(page, "# Mine\n\n## Testing strategy\n\nTBD");
    await row(page, "testing", "fail").waitFor();

    await page.reload();
    await row(page, "testing", "fail").waitFor();

    expect(await written(page)).toBe("# Mine\n\n## Testing strategy\n\nTBD");
  });

  test("an example, and clearing, can be undone", async () => {
    const { page } = await openPage(browser);
    await page.goto(url);
    await page.locator(".row").first().waitFor();
    await write(page, "# Mine");
    await page.getByLabel("Example").selectOption("de");
    await page.getByRole("heading", { name: "Nothing is missing but the approval" }).waitFor();

    await page.getByRole("button", { name: "Undo" }).click();
    expect(await written(page)).toBe("# Mine");
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("heading", { name: "Paste a plan" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();

    expect(await written(page)).toBe("# Mine");
  });

  test("has an example in each of nine languages, and nothing is missing in it", async () => {
    const { page } = await openPage(browser);
    await page.goto(url);
    const choice = page.getByLabel("Example");
    const languages = await choice
      .locator("option")
      .evaluateAll((options: { value: string }[]) =>
        options.map(({ value }) => value).filter((value) => value !== ""),
      );

    const verdicts: string[] = [];
    for (const language of languages) {
      await page.getByRole("button", { name: "Clear" }).click();
      await page.getByRole("heading", { name: "Paste a plan" }).waitFor();
      await choice.selectOption(language);
      await page.locator(".row").first().waitFor();
      verdicts.push(`${language}: ${await page.locator("#verdict").innerText()}`);
    }

    expect(verdicts).toEqual(languages.map((language) => `${language}: Nothing is missing but the approval`));
    expect(languages).toHaveLength(9);
  });

  test("opens a feature's folder, and finds evidence beside the plan", async () => {
    const folder = mkdtempSync(join(tmpdir(), "playground-folder-"));
    writeFileSync(join(folder, "plan.md"), "# Plan\n\n## Testing strategy\n\nTBD\n");
    writeFileSync(join(folder, "spec.md"), "# Invitations\n\nAn administrator invites people by e-mail.\n");
    writeFileSync(
      join(folder, "data-model.md"),
      "# Data model\n\n## Invitation\n\n| Field | Type | Meaning |\n| --- | --- | --- |\n| id | uuid | primary key |\n| email | text | unique, not null |\n| sent_at | timestamp | when it was sent |\n",
    );
    const { page } = await openPage(browser);
    await page.goto(url);

    await page.locator("#folder").setInputFiles(folder);
    await row(page, "spec-exists", "pass").waitFor();
    rmSync(folder, { recursive: true });

    expect(await page.locator("#beside").textContent()).toBe("with spec.md, data-model.md");
    expect(await row(page, "data-models", "pass").locator(".file").first().textContent()).toMatch(
      /^data-model\.md \d/,
    );
    expect(await written(page)).toContain("TBD");
  });

  test("says what is in the way of a folder without a plan", async () => {
    const folder = mkdtempSync(join(tmpdir(), "playground-folder-"));
    writeFileSync(join(folder, "spec.md"), "# Invitations\n");
    const { page } = await openPage(browser);
    await page.goto(url);

    await page.locator("#folder").setInputFiles(folder);
    await page.getByText("has no plan.md. Open the folder that directly holds it.").waitFor();
    rmSync(folder, { recursive: true });
  });

  test.each(looks)("is without findings of axe: %s", async (look) => {
    const { page } = await openPage(browser);
    await page.goto(url);
    await page.locator(".row").first().waitFor();
    const full = await axeFindings(page, look);
    await write(page, "# Plan\n\n## Failure modes\n\nThings may fail.\n");
    await row(page, "failure-modes", "fail").getByText("Such as").click();

    expect(full).toEqual([]);
    expect(await axeFindings(page, look)).toEqual([]);
  });

  test("jumps from a row to its lines", async () => {
    const { page } = await openPage(browser);
    await page.goto(url);
    await row(page, "testing", "pass").locator(".passage").first().click();

    const selected = await page.evaluate(
      "document.querySelector('#editor').shadowRoot.getSelection().toString()",
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
    expect(await written(other.page)).toBe(text.trimEnd());
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
      await other.getByText("This link is broken: no plan can be read from it.").waitFor();
      expect(await written(other)).toBe("");
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

    expect(await written(page)).toContain("TBD");
  });

  test("fits a phone", async () => {
    const { page } = await openPage(browser, 390);
    await page.goto(url);
    await page.locator(".row").first().waitFor();

    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });
});
