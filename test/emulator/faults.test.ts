import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sequentialRoundTrips } from "../../emulator/http/request-log.ts";
import type { Emulator } from "../../emulator/server.ts";
import { as, asInstallation, startAcme } from "./start.ts";

const shop = { owner: "acme", repo: "shop" };
let emulator: Emulator;

beforeEach(async () => {
  emulator = await startAcme();
});

afterEach(async () => {
  await emulator.close();
});

describe("an injected fault", () => {
  it("meets as many requests of its route as it is told to", async () => {
    const route = "/repos/{owner}/{repo}";
    emulator.inject({ method: "GET", route, times: 2, status: 503 });
    const bob = as(emulator, "bob");
    const status = async () =>
      bob.rest.repos.get(shop).then(
        (answer) => answer.status,
        (error: unknown) => error,
      );

    await bob.rest.repos.listBranches(shop);

    expect(await status()).toMatchObject({ status: 503 });
    expect(await status()).toMatchObject({ status: 503 });
    expect(await status()).toBe(200);
  });

  it("can be a secondary limit with the time to wait", async () => {
    const message = "You have exceeded a secondary rate limit.";
    emulator.inject({ status: 403, headers: { "retry-after": "60" }, body: { message } });

    await expect(as(emulator, "bob").rest.repos.get(shop)).rejects.toMatchObject({
      status: 403,
      response: { headers: { "retry-after": "60" } },
    });
  });

  it.each([
    ["502", {}, { status: 502 }],
    ["a closed connection", { drop: true } as const, { status: 500 }],
  ])("can lose the answer to what was done, with %s", async (_what, more, expected) => {
    const installation = await asInstallation(emulator);
    const head_sha = emulator.world.tip("acme/shop", "main");
    emulator.inject({
      method: "POST",
      route: "/repos/{owner}/{repo}/check-runs",
      applyThenFail: true,
      ...more,
    });

    await expect(
      installation.rest.checks.create({ ...shop, name: "plan-gate", head_sha }),
    ).rejects.toMatchObject(expected);

    expect(emulator.world.checkRuns("acme/shop", head_sha, "plan-gate")).toHaveLength(1);
  });

  it("can be a request that is never answered, and meet only some of a route", async () => {
    emulator.inject({ hang: true, matches: ({ url }) => url.searchParams.get("page") === "2" });
    const bob = as(emulator, "bob").rest.repos;

    const first = await bob.listBranches({ ...shop, page: 1 });
    const second = bob.listBranches({ ...shop, page: 2, request: { signal: AbortSignal.timeout(100) } });

    expect(first.status).toBe(200);
    await expect(second).rejects.toThrow(/timeout/u);
  });

  it("can be a push between two reads", async () => {
    const before = emulator.world.tip("acme/shop", "main");
    emulator.inject({
      route: "/repos/{owner}/{repo}/branches/{+branch}",
      before: () => {
        emulator.world.push("acme/shop", { by: "alice", branch: "main", files: { "new.md": "n" } });
      },
    });

    const { data } = await as(emulator, "bob").rest.repos.getBranch({ ...shop, branch: "main" });

    expect(data.commit.parents.map(({ sha }) => sha)).toEqual([before]);
  });
});

describe("sequential round trips", () => {
  const request = (startedAt: number, finishedAt: number) => ({
    method: "GET",
    route: "/x",
    path: "/x",
    actor: "app",
    needs: [],
    status: 200,
    startedAt,
    finishedAt,
  });

  it("are the longest chain of requests that waited for one another", () => {
    expect(sequentialRoundTrips([])).toBe(0);
    expect(sequentialRoundTrips([request(0, 5), request(1, 4), request(2, 9)])).toBe(1);
    expect(sequentialRoundTrips([request(6, 8), request(0, 5), request(1, 7), request(8, 9)])).toBe(3);
  });
});
