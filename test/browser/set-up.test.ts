import type { Browser } from "playwright-core";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../queue/redis-server.ts";
import { spawnMain } from "../server/replica.ts";
import { visit } from "../../demo/visitor.ts";
import { openGitHub, openPull, until, verdictOn } from "../server/rig.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { lacksChromium, launch, openPage } from "./chromium.ts";

describe.skipIf(lacksChromium())("a stranger", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test(
    "comes from `npm start` without an App to one that holds a merge back, in the browser alone",
    { timeout: 120_000 },
    async () => {
      const emulator = await openGitHub();
      const port = await freePort();
      const startedMs = performance.now();
      const child = spawnMain(
        { PORT: String(port), GHE_HOST: emulator.host, GHE_PROTOCOL: "http", SWEEP_INTERVAL_MINUTES: "0" },
        temporaryFolder(),
      );
      const link = await new Promise<string>((resolve, reject) => {
        child.once("exit", () => {
          reject(new Error("The server ended."));
        });
        if (child.stderr === null) return;
        createInterface(child.stderr).on("line", (line) => {
          const [, found] = /Open (\S+) to register one/.exec(line) ?? [];
          if (found !== undefined) resolve(found);
        });
      });
      const { page, complaints } = await openPage(browser);

      await page.goto(link);
      await page.getByLabel("Address of this server").fill(`http://127.0.0.1:${port}`);
      await page.getByLabel("Organization").fill("acme");
      await page.getByLabel("Name of the App").fill("acme-gate");
      await page.getByRole("button", { name: "Next" }).click();
      await page.getByRole("button", { name: `Go on to ${emulator.host}` }).click();
      await page.getByRole("button", { name: "Create GitHub App for acme-gate" }).click();
      await page.getByRole("heading", { name: "The App is registered" }).waitFor();
      await page.getByRole("link", { name: "Install the App" }).click();
      await page.getByRole("button", { name: "Install on acme" }).click();
      await page.getByRole("heading", { name: "Installed acme-gate on acme" }).waitFor();
      await until(
        () =>
          fetch(`http://127.0.0.1:${port}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        30_000,
      );
      const { world } = emulator;
      const app = [...world.state.apps.values()].find(({ slug }) => slug === "acme-gate");
      world.protect("acme/shop", "main", { checks: [{ context: "plan-gate", appId: app?.id ?? 0 }] });
      const opened = openPull(emulator, "feature", {
        ".specify/f-1-login/plan.md": "# Plan\n\n## Data model\n",
      });
      await until(() => verdictOn(emulator, opened.headSha)?.conclusion === "failure", 30_000);
      const merge = await visit(emulator.url, "acme/shop").merge("bob", opened.number);
      const seconds = (performance.now() - startedMs) / 1000;
      await page.goto(`http://127.0.0.1:${port}/`);
      const front = await page.textContent("main");
      child.kill("SIGTERM");
      await emulator.close();
      process.stdout.write(`From npm start to a merge that is held back: ${seconds.toFixed(1)} s.\n`);

      expect(merge).toEqual({ status: 405, message: 'Required status check "plan-gate" is failing.' });
      expect(front).toContain("It is ready.");
      expect(front).toContain("Install the App acme-gate");
      expect(complaints).toEqual([]);
    },
  );
});
