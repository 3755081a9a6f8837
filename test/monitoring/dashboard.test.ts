import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { createMetrics } from "../../src/monitoring/metrics.ts";
import { handledEvents } from "../../src/webhooks/read.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const docs = resolve(import.meta.dirname, "..", "..", "docs");
const read = (path: string): string => readFileSync(join(docs, path), "utf8");

const target = z.object({ refId: z.string(), expr: z.string(), legendFormat: z.string() });
const dashboard = z
  .object({
    title: z.literal("Plan Gate"),
    uid: z.string(),
    schemaVersion: z.number(),
    templating: z.object({
      list: z.array(z.object({ name: z.string(), type: z.enum(["datasource", "query"]) })),
    }),
    panels: z.array(
      z.object({
        id: z.number(),
        type: z.enum(["stat", "timeseries"]),
        title: z.string().min(1),
        description: z.string().min(1),
        datasource: z.object({ type: z.literal("prometheus"), uid: z.literal("${datasource}") }),
        gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
        targets: z.array(target).min(1),
      }),
    ),
  })
  .parse(JSON.parse(read("monitoring/grafana.json")));
const rules = z
  .object({
    groups: z.tuple([
      z.object({
        rules: z.array(z.object({ alert: z.string(), expr: z.string(), for: z.string().optional() })),
      }),
    ]),
  })
  .parse(parse(read("monitoring/alerts.yaml"))).groups[0].rules;
const expressions = [
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ...rules.map(({ expr }) => expr),
];

/** Installed from Debian's `prometheus` in CI. */
const hasPromtool = spawnSync("promtool", ["--version"]).status === 0 || process.env["CI"] === "true";
if (!hasPromtool) process.stderr.write("There is no promtool, so rules and queries are not checked by it.\n");

describe("the dashboard and the alerts", () => {
  let page = "";

  beforeAll(async () => {
    const metrics = createMetrics({ events: handledEvents });
    metrics.watchQueue(() =>
      Promise.resolve({ waiting: 0, running: 0, delayed: 0, dead: 0, oldestAgeMs: 0 }),
    );
    metrics.observeRequest({
      route: "GET /app",
      status: 200,
      durationMs: 1,
      rateLimitRemaining: 1,
      rateLimitResource: "core",
    });
    metrics.observeEvaluation({ outcome: "success", durationMs: 1, requests: 1 });
    metrics.countCacheLookup("blob", true);
    metrics.countRetry("evaluate");
    metrics.countCourtesyFailure("comment");
    page = (await metrics.render()).body;
  });

  test("name metrics that `/metrics` has", () => {
    const named = expressions.flatMap((expr) => expr.match(/\b(?:plan_gate|process|nodejs)_\w+/g) ?? []);

    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !new RegExp(`^${name}[{ ]`, "m").test(page))).toEqual([]);
  });

  test("name labels with values that `/metrics` has", () => {
    const pairs = expressions
      .flatMap((expr) => expr.match(/\w+="[^"]*"/g) ?? [])
      .filter((pair) => !page.includes(pair) && pair !== 'result="hit"');
    const grouped = expressions
      .flatMap((expr) => [...expr.matchAll(/by \(([^)]*)\)/g)].map(([, labels = ""]) => labels.split(", ")))
      .flat();

    expect(pairs).toEqual([]);
    expect([...new Set(grouped)].filter((label) => !page.includes(`${label}="`))).toEqual([]);
  });

  test("show no panel twice, and none over another", () => {
    const { panels } = dashboard;
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}:${y + Math.floor(cell / w)}`),
    );

    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
    expect(dashboard.templating.list.map(({ name }) => name)).toEqual(["datasource", "job"]);
  });

  test("are those of the table in operations.md", () => {
    const table = [...read("operations.md").matchAll(/^\| `(.+?)`(?: for (\d+) minutes)? +\| \S.*\|$/gm)]
      .map(([, expr = "", minutes]) => ({ expr, minutes }))
      .filter(({ expr }) => /[<>] /.test(expr));

    expect(rules.map(({ expr }) => expr)).toEqual(table.map(({ expr }) => expr));
    expect(rules.filter((_, index) => table[index]?.minutes !== undefined).map((rule) => rule.for)).toEqual([
      "5m",
    ]);
  });

  test.runIf(hasPromtool)("are understood by Prometheus, and each alert fires at what it is for", () => {
    const folder = temporaryFolder();
    const asRules = expressions.map((expr, index) => ({
      record: `query:${index}`,
      expr: expr.replaceAll("$__rate_interval", "5m"),
    }));
    const file = join(folder, "queries.yaml");
    writeFileSync(file, JSON.stringify({ groups: [{ name: "queries", rules: asRules }] }));

    const checked = execFileSync("promtool", ["check", "rules", file, join(docs, "monitoring/alerts.yaml")], {
      encoding: "utf8",
    });
    const tested = execFileSync("promtool", ["test", "rules", join(docs, "monitoring/alerts.test.yaml")], {
      encoding: "utf8",
    });

    expect(checked).toContain(`SUCCESS: ${rules.length} rules found`);
    expect(tested).toContain("SUCCESS");
    for (const { alert } of rules)
      expect(read("monitoring/alerts.test.yaml")).toContain(`alertname: ${alert}`);
  });
});
