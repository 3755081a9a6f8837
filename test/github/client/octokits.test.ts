import nock from "nock";
import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RequestSeen } from "../../../src/github/client/guarded-fetch.ts";
import { createOctokits, type Octokits } from "../../../src/github/client/octokits.ts";
import { stayOffline } from "../offline.ts";

stayOffline();

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = String(privateKey.export({ type: "pkcs1", format: "pem" }));
const tokenPath = "/app/installations/5/access_tokens";
const tokenRoute = "POST /app/installations/{installation_id}/access_tokens";
const quiet = () => undefined;

beforeEach(() => {
  nock.disableNetConnect();
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
  nock.abortPendingRequests();
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

/** Clients for `api.github.com`, and what was heard of their own requests. */
function open(timeoutMs = 10_000): { readonly octokits: Octokits; readonly seen: RequestSeen[] } {
  const seen: RequestSeen[] = [];
  const octokits = createOctokits({
    appId: 7,
    privateKey: pem,
    apiUrl: "https://api.github.com",
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    isThrottled: false,
    onRequest: (request) => seen.push(request),
    timeoutMs,
  });
  return { octokits, seen };
}

function givesToken(token: string): void {
  nock("https://api.github.com")
    .post(tokenPath)
    .reply(201, () => ({
      token,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      permissions: { checks: "write" },
      repository_selection: "all",
    }));
}

function answers(token: string, status: number, message: string): void {
  nock("https://api.github.com", { reqheaders: { authorization: `token ${token}` } })
    .get("/repos/octo/hello")
    .reply(status, { message });
}

/** Asks once; what comes of it is the status. */
async function ask({ reader }: Octokits): Promise<unknown> {
  const octokit = await reader(5);
  try {
    return (await octokit.request("GET /repos/octo/hello")).status;
  } catch (error) {
    const status: unknown = error instanceof Error ? Reflect.get(error, "status") : error;
    return status;
  }
}

describe("an installation's token", () => {
  test("is there before the client is, once for all, and is counted", async () => {
    const { octokits, seen } = open();
    givesToken("one");

    await Promise.all([octokits.reader(5), octokits.writer(5), octokits.reader(5)]);

    expect(seen).toMatchObject([{ route: tokenRoute, status: 201 }]);
  });

  test("is not waited for without end", async () => {
    const { octokits, seen } = open(50);
    nock("https://api.github.com").post(tokenPath).delay(30_000).reply(201, {});

    await expect(octokits.reader(5)).rejects.toThrow(/timeout/u);
    expect(seen).toMatchObject([{ route: tokenRoute, status: 0 }]);
  });

  test.each([
    ["which GitHub no longer knows", 401, "Bad credentials"],
    ["whose permissions have grown meanwhile", 403, "Resource not accessible by integration"],
  ])("%s is replaced at the next request", async (_what, status, message) => {
    const { octokits } = open();
    givesToken("one");
    await octokits.reader(5);
    vi.advanceTimersByTime(61_000);
    answers("one", status, message);

    expect(await ask(octokits)).toBe(status);

    givesToken("two");
    answers("two", 200, "hello");
    expect(await ask(octokits)).toBe(200);
  });

  test.each([
    ["a new one lacks a permission as well", 1_000, 403, "Resource not accessible by integration"],
    ["GitHub refuses for another reason", 61_000, 403, "Repository access blocked"],
    ["GitHub is in trouble", 61_000, 502, "Server Error"],
  ])("stays where %s", async (_what, ageMs, status, message) => {
    const { octokits } = open();
    givesToken("one");
    await octokits.reader(5);
    vi.advanceTimersByTime(ageMs);
    answers("one", status, message);
    answers("one", 200, "hello");

    expect([await ask(octokits), await ask(octokits)]).toEqual([status, 200]);
  });
});

test("who the App is counts as a request", async () => {
  const { octokits, seen } = open();
  nock("https://api.github.com").get("/app").reply(200, {});

  await (await octokits.appReader()).request("GET /app");

  expect(seen).toMatchObject([{ route: "GET /app", status: 200 }]);
});
