import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Emulator } from "../../emulator/server.ts";
import { as, asApp, asInstallation, makeKey, startAcme } from "./start.ts";

const shop = { owner: "acme", repo: "shop" };
let emulator: Emulator;

beforeEach(async () => {
  emulator = await startAcme({ rateLimit: 50 });
});

afterEach(async () => {
  await emulator.close();
});

describe("an App", () => {
  it("signs in with its key, sees its installations, and gets tokens for them", async () => {
    const app = asApp(emulator);

    const { data: self } = await app.rest.apps.getAuthenticated();
    const { data: installations } = await app.rest.apps.listInstallations();
    const installation = await asInstallation(emulator);
    const { data: repositories } = await installation.rest.apps.listReposAccessibleToInstallation();

    expect(self?.slug).toBe("plan-gate");
    expect(installations).toMatchObject([{ account: { login: "acme" }, app_id: 7 }]);
    expect(repositories.repositories.map(({ full_name }) => full_name)).toEqual(["acme/shop"]);
  });

  it("is turned away with another key", async () => {
    const forger = asApp(emulator, undefined, makeKey());

    await expect(forger.rest.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
  });

  it("sees no private repository that it is not installed on", async () => {
    emulator.world.repository("acme/secret", { isPrivate: true, isInstalled: false });
    const installation = await asInstallation(emulator);
    const secret = { owner: "acme", repo: "secret" };

    await expect(installation.rest.repos.get(secret)).rejects.toMatchObject({ status: 404 });
    emulator.world.addToInstallation("acme/secret");
    expect((await installation.rest.repos.get(secret)).data.private).toBe(true);
    emulator.world.uninstall("acme/secret");
    await expect(installation.rest.repos.get(secret)).rejects.toMatchObject({ status: 401 });
  });

  it("is held to the permissions of its installation", async () => {
    emulator.world.organization("tiny");
    emulator.world.installation("tiny", { permissions: { checks: "read", contents: "read" } });
    emulator.world.repository("tiny/app");
    const installation = await asInstallation(emulator, "tiny", "app");
    const head_sha = emulator.world.tip("tiny/app", "main");

    await expect(
      installation.rest.checks.create({ owner: "tiny", repo: "app", name: "plan-gate", head_sha }),
    ).rejects.toThrow("Resource not accessible by integration");
    await expect(installation.rest.orgs.getMembershipForUser({ org: "tiny", username: "x" })).rejects.toThrow(
      "Resource not accessible",
    );
    const refs = { owner: "tiny", repo: "app", ref: "main" };
    expect((await installation.rest.checks.listForRef(refs)).data.total_count).toBe(0);
  });
});

describe("requests", () => {
  it("to a renamed repository are redirected", async () => {
    emulator.world.renameRepository("acme/shop", "store");

    const { data } = await as(emulator, "bob").rest.repos.getBranch({ ...shop, branch: "main" });

    expect(data.name).toBe("main");
    expect(emulator.requests.map(({ status }) => status)).toEqual([301, 200]);
    const raw = await fetch(`${emulator.url}/api/v3/repos/acme/shop/pulls?state=all`, { redirect: "manual" });
    expect(raw.headers.get("location")).toMatch(/\/api\/v3\/repositories\/\d+\/pulls\?state=all$/);
  });

  it("for what is not modelled answer 501 with the route", async () => {
    const answer = await fetch(`${emulator.url}/api/v3/repos/acme/shop/stargazers`);

    expect(answer.status).toBe(501);
    expect(await answer.json()).toMatchObject({
      message: "The emulator does not model GET /repos/acme/shop/stargazers.",
    });
  });

  it("for what has not changed answer 304 and cost nothing, to the same token", async () => {
    const read = async (token: string, tag?: string) =>
      fetch(`${emulator.url}/repos/acme/shop`, {
        headers: { authorization: `token ${token}`, ...(tag === undefined ? {} : { "if-none-match": tag }) },
      });
    const first = await read("user:bob");
    const tag = first.headers.get("etag") ?? "";

    const second = await read("user:bob", tag);

    expect(second.status).toBe(304);
    expect(second.headers.get("x-ratelimit-remaining")).toBe(first.headers.get("x-ratelimit-remaining"));
    expect((await read("user:alice", tag)).status).toBe(200);
    emulator.world.renameRepository("acme/shop", "store");
    expect(
      (await fetch(`${emulator.url}/repos/acme/store`, { headers: { "if-none-match": tag } })).status,
    ).toBe(200);
  });

  it("past the hour's limit are refused until the next hour", async () => {
    const bob = as(emulator, "bob");
    const read = async () => bob.rest.repos.get(shop);
    for (let index = 0; index < 50; index += 1) await read();

    await expect(read()).rejects.toMatchObject({
      status: 403,
      response: { headers: { "x-ratelimit-remaining": "0" } },
    });
    emulator.clock.advance(3600);
    expect((await read()).status).toBe(200);
  });

  it("are logged by route, with who asked and which permission it takes", async () => {
    const installation = await asInstallation(emulator);
    emulator.requests.length = 0;

    await installation.rest.pulls.list(shop);

    expect(emulator.requests.at(-1)).toMatchObject({
      method: "GET",
      route: "/repos/{owner}/{repo}/pulls",
      path: "/repos/acme/shop/pulls",
      needs: ["pull_requests:read"],
      status: 200,
    });
    expect(emulator.requests.at(-1)?.actor).toMatch(/^installation:\d+$/);
  });
});
