import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { z } from "zod";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const resultSchema = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), html: z.string() })),
    }),
  ),
});

/** How a page is looked at. */
export const looks = ["light", "dark", "forced colors"] as const;

/** What axe finds on the page as it is now, in a look; empty is good. */
export async function axeFindings(page: Page, look: (typeof looks)[number]): Promise<readonly string[]> {
  await page.emulateMedia({
    colorScheme: look === "dark" ? "dark" : "light",
    forcedColors: look === "forced colors" ? "active" : "none",
    reducedMotion: "reduce",
  });
  await page.evaluate(source);
  const { violations } = resultSchema.parse(await page.evaluate("axe.run()"));
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(" ")} ${html.slice(0, 120)}`),
  );
}
