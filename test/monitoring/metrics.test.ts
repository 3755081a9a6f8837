import { describe, expect, test } from "vitest";
import { createMetrics, type Metrics } from "../../src/monitoring/metrics.ts";

async function line(metrics: Metrics, name: string): Promise<string | undefined> {
  const { body } = await metrics.render();
  return body.split("\n").find((one) => one.startsWith(name));
}

const depth = { waiting: 2, running: 1, delayed: 0, dead: 0, oldestAgeMs: 3_000 };

describe("the queue", () => {
  test("is shown as it is at the scrape, its oldest work included", async () => {
    const metrics = createMetrics();
    metrics.watchQueue(() => Promise.resolve(depth));

    const { body } = await metrics.render();

    expect(body).toContain('plan_gate_queue_work{state="waiting"} 2');
    expect(body).toContain("plan_gate_queue_oldest_age_seconds 3");
  });

  test("that cannot be asked has no numbers, and everything else has", async () => {
    const metrics = createMetrics();
    metrics.watchQueue(() => Promise.reject(new Error("Connection is closed.")));
    metrics.countDead("evaluate");

    const { body } = await metrics.render();

    expect(body).toContain('plan_gate_queue_work{state="dead"} Nan');
    expect(body).toContain("plan_gate_queue_oldest_age_seconds Nan");
    expect(body).toContain("plan_gate_queue_unreadable_total 1");
    expect(body).toContain('plan_gate_dead_total{type="evaluate"} 1');
  });
});

describe("what is left of a rate limit", () => {
  const name = 'plan_gate_github_rate_limit_remaining{resource="core"}';
  function watch() {
    let nowMs = 0;
    const metrics = createMetrics({ nowMs: () => nowMs });
    const see = (remaining: number | null, resource: string | null = "core") => {
      metrics.observeRequest({
        route: "GET /app",
        status: 200,
        durationMs: 1,
        rateLimitRemaining: remaining,
        rateLimitResource: resource,
      });
    };
    return {
      metrics,
      see,
      atMinute: (minute: number) => {
        nowMs = minute * 60_000;
      },
    };
  }

  test("is the least of all installations in five minutes", async () => {
    const { metrics, see, atMinute } = watch();
    see(40);
    see(4_000);
    atMinute(2);
    see(3_000);

    expect(await line(metrics, name)).toBe(`${name} 40`);
    atMinute(5);
    expect(await line(metrics, name)).toBe(`${name} 3000`);
    see(2_000);
    expect(await line(metrics, name)).toBe(`${name} 2000`);
    atMinute(10);
    expect(await line(metrics, name)).toBeUndefined();
  });

  test("is told by resource, of twenty at most", async () => {
    const { metrics, see } = watch();
    see(7, "graphql");
    see(5_000, null);
    see(null, "search");
    for (let index = 0; index < 30; index += 1) see(1, `made-up-${index}`);

    const { body } = await metrics.render();

    expect(body).toContain('remaining{resource="graphql"} 7');
    expect(body).toContain('remaining{resource="core"} 5000');
    expect(body.match(/rate_limit_remaining\{/g)).toHaveLength(20);
  });
});
