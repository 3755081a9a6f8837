import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Emulator } from "../../emulator/server.ts";
import { createSetup, type Setup } from "../../src/setup/setup.ts";
import { runCliWith } from "../cli/run-cli.ts";
import { openGitHub } from "../server/rig.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const wishes = "address=https://gate.acme.com&organization=acme&name=acme-gate";

/** What a browser sees and keeps. */
interface Seen {
  readonly status: number;
  readonly body: string;
  readonly cookie: string;
}

let emulator: Emulator;
let setup: Setup;
let port: number;
let envFile: string;

beforeEach(async () => {
  emulator = await openGitHub();
  envFile = join(temporaryFolder(), ".env");
});

afterEach(async () => {
  setup.server.close();
  await emulator.close();
});

async function open(isLocal = true): Promise<void> {
  const github = { host: emulator.host, webUrl: emulator.url, apiUrl: `${emulator.url}/api/v3` };
  const variables = { GHE_HOST: emulator.host, GHE_PROTOCOL: "http" };
  setup = createSetup({ github, envFile, variables, isLocal, isServing: false });
  await new Promise<void>((resolve) => setup.server.listen(0, "127.0.0.1", resolve));
  const address = setup.server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
}

/** `fetch` does not let the host be set. */
function get(path: string, headers: Readonly<Record<string, string>> = {}, method = "GET"): Promise<Seen> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on("end", () => {
        const [cookie = ""] = response.headers["set-cookie"] ?? [];
        resolve({ status: response.statusCode ?? 0, body, cookie: cookie.split(";", 1).join() });
      });
    })
      .on("error", reject)
      .end();
  });
}

function unescape(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** Goes on to GitHub and agrees; answers the path that GitHub leads back to. */
async function agree({ body }: Seen): Promise<string> {
  const [, action = ""] = /<form action="([^"]*)" method="post">/.exec(body) ?? [];
  const [, manifest = ""] = /name="manifest" value="([^"]*)"/.exec(body) ?? [];
  const shown = await fetch(unescape(action), {
    method: "POST",
    body: new URLSearchParams({ manifest: unescape(manifest) }),
  });
  expect(await shown.text()).toContain("Create GitHub App for acme-gate");
  const sent = await fetch(unescape(action).replace("/new", "/confirm"), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ manifest: unescape(manifest) }),
  });
  const back = new URL(sent.headers.get("location") ?? "");
  return back.pathname + back.search;
}

describe("the setup page", () => {
  test("registers an App and keeps its settings, and shows none of its secrets", async () => {
    await open();
    const first = await get("/");
    const manifest = await get(`/setup/manifest?${wishes}`, { cookie: first.cookie });
    const back = await agree(manifest);
    const last = await get(back, { cookie: first.cookie });
    const { settings, kept } = await setup.done;

    const file = parseEnv(readFileSync(envFile, "utf8"));
    expect([first.status, manifest.status, last.status]).toEqual([200, 200, 200]);
    expect(manifest.body).toContain(`Go on to ${emulator.host}`);
    expect(last.body).toContain(`App ${file["APP_ID"] ?? ""} is registered.`);
    expect(last.body).toContain(`${emulator.url}/apps/acme-gate/installations/new`);
    expect(kept).toEqual({ path: envFile, conflicts: [] });
    expect(file).toMatchObject({ GHE_HOST: emulator.host, GHE_PROTOCOL: "http" });
    for (const secret of [settings["WEBHOOK_SECRET"], file["PRIVATE_KEY"]?.split("\n")[1]]) {
      expect(secret?.length).toBeGreaterThan(20);
      expect(first.body + manifest.body + last.body).not.toContain(secret);
    }
  });

  test("takes nothing that another page sends: the cookie and the state must be its own, and once", async () => {
    await open();
    const { cookie } = await get("/");
    const back = await agree(await get(`/setup/manifest?${wishes}`, { cookie }));
    const forged = back.replace(/state=[^&]*/, "state=forged");

    const answers = [
      await get(forged, { cookie }),
      await get(back.replace(/[?&]state=[^&]*/, "?"), { cookie }),
      await get(back),
      await get(back, { cookie: "plan-gate-setup=guessed" }),
      await get(`/setup/manifest?${wishes}`),
      await get(back, { cookie }),
      await get(back, { cookie }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 200, 403]);
    expect(answers[0]?.body).toContain("in one browser from beginning to end");
  });

  test("is shown by names of this machine alone, which other sites cannot have", async () => {
    await open();

    const statuses = await Promise.all(
      ["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "evil.example:3000", "localhost.evil.example"].map(
        async (host) => (await get("/", { host })).status,
      ),
    );

    expect(statuses).toEqual([200, 200, 200, 403, 403]);
  });

  test("where all can reach it, is shown to whoever has the link", async () => {
    await open(false);

    const without = await get("/");
    const guessed = await get("/?key=guessed");
    const entered = await get(setup.link, { host: "gate.acme.com" });
    const next = await get(`/setup/manifest?${wishes}`, { host: "gate.acme.com", cookie: entered.cookie });

    expect([without.status, guessed.status, entered.status, next.status]).toEqual([403, 403, 200, 200]);
    expect(without.body).toContain("Open the link that the server printed when it started");
    expect(unescape(next.body)).toContain('"redirect_url":"https://gate.acme.com/setup/done"');
  });

  test("asks again for what cannot be, and quotes it harmlessly", async () => {
    await open();
    const { cookie } = await get("/");

    const { status, body } = await get(
      `/setup/manifest?name=${encodeURIComponent('"><script>x</script>')}&address=here&organization=acme`,
      { cookie },
    );

    expect(status).toBe(400);
    expect(body).toContain("The server&#39;s address is not of the form".replace("&#39;", "'"));
    expect(body).toContain('value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"');
    expect(body).not.toContain("<script>");
  });

  test("says before the form where the settings cannot be written", async () => {
    envFile = join(temporaryFolder(), "away", ".env");
    await open();

    expect((await get("/")).body).toContain("cannot be written. Start the server where it can");
  });

  test("says what becomes of a code that GitHub does not take, and of an App whose settings are lost", async () => {
    await open();
    const { cookie } = await get("/");
    const back = await agree(await get(`/setup/manifest?${wishes}`, { cookie }));
    const spent = await get(back.replace(/code=[^&]*/, "code=spent"), { cookie });
    envFile = "";
    setup.server.close();
    envFile = join(temporaryFolder(), "away", ".env");
    await open();
    const again = await get("/");
    const lost = await get(await agree(await get(`/setup/manifest?${wishes}`, { cookie: again.cookie })), {
      cookie: again.cookie,
    });

    expect([spent.status, lost.status]).toEqual([502, 502]);
    expect(spent.body).toContain(
      "GitHub did not take the code (404). It is good once, and for an hour: begin again.",
    );
    expect(lost.body).toMatch(
      /App \d+ is registered, but `.*` cannot be written \(ENOENT\)\. Generate a key/,
    );
  });

  test("has no other pages, and can only be read", async () => {
    await open();
    const { cookie } = await get("/");

    expect((await get("/setup", { cookie })).status).toBe(404);
    expect((await get("/", {}, "POST")).status).toBe(405);
    expect((await get("/healthz")).status).toBe(200);
  });
});

describe("`plan-gate register`", () => {
  test("without a page writes the form, and exchanges the code", async () => {
    await open();
    const folder = temporaryFolder();
    const variables = { GHE_HOST: emulator.host, GHE_PROTOCOL: "http" };
    const wanted = ["--address", "https://gate.acme.com", "--organization", "acme", "--name", "acme-gate"];

    const form = await runCliWith(variables, folder, "register", "--form", "form.html", ...wanted);
    const body = readFileSync(join(folder, "form.html"), "utf8");
    const code =
      new URL(await agree({ status: 200, body, cookie: "" }), emulator.url).searchParams.get("code") ?? "";
    const taken = await runCliWith(variables, folder, "register", "--code", code);
    const spent = await runCliWith(variables, folder, "register", "--code", code);

    expect([form.exitCode, taken.exitCode, spent.exitCode]).toEqual([0, 0, 2]);
    expect(form.stdout).toBe(
      "Open form.html in a browser. GitHub leads it to https://gate.acme.com/?code=…: give that code to `plan-gate register --code` within an hour.\n",
    );
    expect(taken.stdout).toBe("The App is registered; its settings are in .env, which only you can read.\n");
    expect(spent.stderr).toContain("GitHub did not take the code (404).");
    expect(parseEnv(readFileSync(join(folder, ".env"), "utf8"))["PRIVATE_KEY"]).toContain(
      "BEGIN RSA PRIVATE KEY",
    );
  });

  test("says what is wrong with what it is given", async () => {
    await open();
    const folder = temporaryFolder();

    const address = await runCliWith({}, folder, "register", "--form", "form.html");
    const port = await runCliWith({}, folder, "register", "--port", "x");

    expect([address.exitCode, port.exitCode]).toEqual([2, 2]);
    expect(address.stderr).toContain("The server's address is not of the form");
    expect(port.stderr).toBe("plan-gate: `--port` is `x`, expected a whole number from 0 to 65535.\n");
  });
});
