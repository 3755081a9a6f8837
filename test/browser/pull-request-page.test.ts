import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEncore } from "../../demo/encore.ts";
import { openStage, pause, type Stage } from "../../demo/stage.ts";
import { example, feature, people, prepare, repository } from "../../demo/story.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { axeFindings, looks } from "./axe.ts";
import { lacksChromium, launch, openPage } from "./chromium.ts";

const timeoutMs = 60_000;
const plan = readFileSync(join(example, "plan.md"), "utf8");
const spec = readFileSync(join(example, "spec.md"), "utf8");

const hostile = `# Plan

<script>window.stolen = true</script>
<img src="https://evil.example/pixel.png" onerror="window.stolen = true">
![pixel](https://evil.example/pixel2.png)
<svg onload="window.stolen = true"></svg>
<iframe src="https://evil.example/"></iframe>
<a href="javascript:window.stolen = true" onclick="window.stolen = true" id="merge" style="position:fixed">click</a>
<style>body { display: none }</style>

[link](javascript:alert(1))
`;

describe.skipIf(lacksChromium())("the page of a pull request", { timeout: timeoutMs }, () => {
  let stage: Stage;
  let browser: Browser;
  let nextFeature = 21;

  beforeAll(async () => {
    [stage, browser] = await Promise.all([openStage(), launch()]);
    prepare(stage.github, "exists");
  }, timeoutMs);

  afterAll(async () => {
    await browser.close();
    await stage.close();
  });

  /** Opens a pull request with a plan of its own, and its page once the gate has said something. */
  async function visit(text: string, conclusion: string): Promise<Awaited<ReturnType<typeof openPage>>> {
    const id = String(nextFeature++);
    const folder = feature.replace("f-15", `f-${id}`);
    stage.github.world.push(repository, {
      by: people.agent,
      branch: `f-${id}`,
      files: { [`${folder}/plan.md`]: text, [`${folder}/spec.md`]: spec },
    });
    const number = stage.github.world.openPullRequest(repository, {
      by: people.agent,
      head: `f-${id}`,
      title: `F-${id}: A stack`,
    });
    const watched = await openPage(browser);
    await watched.page.goto(`${stage.github.url}/${repository}/pull/${number}`);
    await watched.page.getByText(conclusion).first().waitFor();
    return watched;
  }

  async function comment(page: Page, login: string, body: string): Promise<void> {
    await page.getByLabel("You are").selectOption(login);
    await page.getByLabel("Comment", { exact: true }).fill(body);
    await page.getByRole("button", { name: "Comment", exact: true }).click();
  }

  const mergeState = (page: Page, state: string): Promise<void> =>
    page.locator(`#merge-state[data-state="${state}"]`).waitFor();

  test("refuses its author, opens for the architect, and merges", async () => {
    const { page, complaints } = await visit(plan, "action required");

    await mergeState(page, "blocked");
    expect(await page.locator("#merge").isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Try all the same" }).click();
    await page.getByText('GitHub refused (405): Required status check "plan-gate" is failing.').waitFor();
    await pause(1_100);
    await comment(page, people.agent, "/approve-plan");
    await page
      .locator("#conversation")
      .getByText("You opened this pull request, and its author does not approve it.")
      .waitFor();
    await mergeState(page, "blocked");

    await comment(page, people.architect, "/approve-plan");
    await mergeState(page, "clean");
    await page.getByRole("button", { name: "Merge pull request" }).click();
    await mergeState(page, "merged");

    expect(await page.locator(".state").textContent()).toBe("Merged");
    expect(complaints.filter((line) => !line.includes("405"))).toEqual([]);
  });

  test("shows the check run with its tables, and the button approves", async () => {
    const { page } = await visit(plan, "action required");
    await page.getByRole("tab", { name: "Checks" }).click();

    expect(await page.locator(".run table").first().locator("tbody tr").count()).toBe(6);
    expect(await page.locator(".run").textContent()).toContain("Failure modes and mitigations");
    await pause(1_100);
    await page.getByRole("tab", { name: "Conversation" }).click();
    await page.getByLabel("You are").selectOption(people.architect);
    await page.getByRole("tab", { name: "Checks" }).click();
    await page.getByRole("button", { name: "Approve plan" }).click();
    await page.locator(".run", { hasText: "Approved by @alice" }).waitFor();
    await page.getByRole("tab", { name: "Conversation" }).click();

    await mergeState(page, "clean");
  });

  test("starts as the reviewer, and says beside the button why a press was refused", async () => {
    const { page } = await visit(plan, "action required");
    expect(await page.getByLabel("You are").inputValue()).toBe(people.architect);
    await pause(1_100);
    await page.getByLabel("You are").selectOption(people.agent);
    await page.getByRole("tab", { name: "Checks" }).click();

    await page.getByRole("button", { name: "Approve plan" }).click();
    await page
      .locator("#checks-body .refusal", {
        hasText: "You opened this pull request, and its author does not approve it.",
      })
      .waitFor();

    await mergeStateBehind(page, "blocked");
  });

  test("leads to the other open pull requests, and code without a plan stays shut", async () => {
    const { code, plan: changed } = openEncore(stage.github);
    const watched = await openPage(browser);
    await watched.page.goto(`${stage.github.url}/${repository}/pull/${changed}`);

    await watched.page.getByRole("link", { name: `#${code} Send alerts` }).click();

    await mergeState(watched.page, "blocked");
    await watched.page.locator("#merging").getByText("F-16").first().waitFor();
  });

  test("refuses the button to somebody who may only read", async () => {
    const { page } = await visit(plan, "action required");
    await page.getByLabel("You are").selectOption(people.visitor);
    await page.getByRole("tab", { name: "Checks" }).click();

    await page.getByRole("button", { name: "Approve plan" }).click();
    await page.getByText("visitor cannot write here, and so cannot press the button.").waitFor();

    await mergeStateBehind(page, "blocked");
  });

  test("puts the notes of the check beside the lines of the plan", async () => {
    const { page } = await visit("# Plan\n\n## Data model\n\nTBD\n", "failure");
    await page.getByRole("tab", { name: "Files changed" }).click();
    await page.locator(".note").first().waitFor();

    expect(
      await page.locator(".block", { hasText: "TBD" }).locator(".note").allTextContents(),
    ).toContainEqual(expect.stringContaining("placeholder"));
  });

  test("can be used with the keyboard alone", async () => {
    const { page } = await visit(plan, "action required");
    await pause(1_100);
    await page.getByRole("tab", { name: "Conversation" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#panel-checks").isVisible()).toBe(true);
    await page.keyboard.press("ArrowLeft");

    await tabTo(page, "#as");
    await page.keyboard.type(people.architect);
    await tabTo(page, "#body");
    await page.keyboard.type("/approve-plan");
    await page.keyboard.press("Control+Enter");
    await mergeState(page, "clean");
    await page.locator("#merge").focus();
    await page.keyboard.press("Enter");

    await mergeState(page, "merged");
  });

  test("runs and fetches nothing that a plan or a comment brings", async () => {
    const { page, requested } = await visit(hostile, "failure");
    await comment(page, people.visitor, hostile);
    await page.getByRole("article", { name: "Comment by visitor" }).waitFor();
    await page.getByRole("tab", { name: "Files changed" }).click();
    await page.locator(".rendered").first().waitFor();

    const markup = "#conversation, #files-body";
    expect(await page.locator("main script, main img, main iframe, main style").count()).toBe(0);
    expect(await page.locator(`:is(${markup}) :is([onclick], [onerror], [onload], [style])`).count()).toBe(0);
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    expect(await page.evaluate("window.stolen")).toBeUndefined();
    expect(requested.filter((url) => !url.startsWith(stage.github.url) && !url.startsWith("data:"))).toEqual(
      [],
    );
  });

  test("fits a phone", async () => {
    const { page } = await visit(plan, "action required");
    await page.setViewportSize({ width: 390, height: 800 });

    const widths: unknown[] = [];
    for (const name of ["Conversation", "Checks", "Files changed"]) {
      await page.getByRole("tab", { name }).click();
      widths.push(await page.evaluate("document.documentElement.scrollWidth"));
    }

    expect(widths).toEqual([390, 390, 390]);
  });

  test.each(looks)("is without findings of axe: %s", async (look) => {
    const { page } = await visit(plan, "action required");

    const found: string[] = [];
    for (const name of ["Conversation", "Checks", "Files changed"]) {
      await page.getByRole("tab", { name }).click();
      found.push(...(await axeFindings(page, look)));
    }

    expect(found).toEqual([]);
  });

  test("answers no other site", async () => {
    const address = `${stage.github.url}/${repository}/pull/1/act`;
    const form = await fetch(address, { method: "POST", body: '{"type":"merge","as":"alice"}' });

    expect(form.status).toBe(400);
    expect(await form.json()).toEqual({ message: "The page sent no JSON, or too much of it." });
  });
});

/** The box is in a panel that is not shown. */
async function mergeStateBehind(page: Page, state: string): Promise<void> {
  await page.locator(`#merge-state[data-state="${state}"]`).waitFor({ state: "attached" });
}

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The keyboard does not reach ${selector}.`);
}
