import { createServer } from "node:http";
import type { Server } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SmokeFragment } from "../../../src/smoke/compose/source.ts";
import type { Container } from "../../../src/smoke/engine/containers.ts";
import type { Engine } from "../../../src/smoke/engine/engine.ts";
import { publishedHost } from "../../../src/smoke/engine/engine.ts";
import {
  formatDuration,
  formatExpectation,
  meets,
  parseDuration,
  parseExpectation,
} from "../../../src/smoke/probes/probe-schema.ts";
import { parseSmoke } from "../../../src/smoke/probes/parse-probes.ts";
import { publishedPortProbes, runProbes } from "../../../src/smoke/probes/run-probes.ts";

const server: Server = createServer((request, response) => {
  const respond = (status: number, body: string) =>
    response.writeHead(status, { "content-type": "text/plain", "x-two": ["a", "b"] }).end(body);
  if (request.url === "/redirect") response.writeHead(302, { location: "/" }).end();
  else if (request.url === "/hang") request.resume();
  else if (request.url === "/reset") request.socket.destroy();
  else if (request.url === "/big") respond(200, "x".repeat(3_000_000));
  else if (request.url === "/host") respond(200, request.headers.host ?? "");
  else if (request.method === "POST")
    request.on("data", (chunk: Buffer) => respond(201, chunk.toString().toUpperCase()));
  else respond(200, "hello\nworld");
});
let port = 0;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  port = address.port;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function fragment(value: unknown, rest: Partial<SmokeFragment> = {}): SmokeFragment {
  return { service: "web", path: "/src/compose.yaml", line: 4, probeLines: [5, 6, 7], value, ...rest };
}

function container(): Container {
  return {
    id: "1",
    name: "web-1",
    isOneOff: false,
    service: "web",
    image: "web:1",
    status: "running",
    exitCode: 0,
    restartCount: 0,
    isOutOfMemory: false,
    startError: "",
    health: "healthy",
    healthOutput: "",
    ports: [
      { containerPort: 80, protocol: "tcp", hostAddress: "0.0.0.0", hostPort: port },
      { containerPort: 80, protocol: "tcp", hostAddress: "::", hostPort: port },
      { containerPort: 53, protocol: "udp", hostAddress: "", hostPort: 53 },
    ],
  };
}

const noEngine: Engine = {
  run: () => Promise.reject(new Error("not asked")),
  engineVersion: null,
  composeVersion: "2",
  publishedHost: "127.0.0.1",
  spentMs: () => 0,
};

async function probe(
  value: Readonly<Record<string, unknown>>,
  service: string | null = "web",
  signal = new AbortController().signal,
) {
  const { probes, problems } = parseSmoke([fragment([{ retries: 0, ...value }], { service })]);
  expect(problems).toEqual([]);
  const context = {
    engine: noEngine,
    world: { containers: [container()], publishedHost: "127.0.0.1" },
    env: process.env,
    directory: process.cwd(),
  };
  const outcomes = await runProbes(probes, { round: "first", context, signal, onOutcome: () => undefined });
  return outcomes[0]?.problem?.replaceAll(String(port), "PORT") ?? null;
}

describe("get", () => {
  it.each([
    [{ get: "/" }],
    [
      {
        get: "/",
        status: [200, 204],
        body: ["hello", "/^wor/m", "/HELLO/i"],
        headers: { "Content-Type": "text", "x-two": "/b$/" },
      },
    ],
    [{ get: "/redirect", status: 302 }],
    [{ get: "/", send: { body: "shout" }, status: 201, body: "SHOUT" }],
    [{ get: "http://web/host", body: "web" }],
    [{ get: "http://web:80/host", body: "web" }],
    [{ get: "/big", body: "xxx" }],
  ])("is met by an answer as expected: %j", async (value) => {
    expect(await probe(value)).toBe(null);
  });

  it.each([
    [{ get: "/redirect" }, "status 302, expected 200 to 299, which is empty"],
    [{ get: "/", status: [500, 503] }, "status 200, expected 500 or 503: hello world"],
    [{ get: "/", body: "bye" }, "`bye` is not in the body: hello world"],
    [
      { get: "/", headers: { "content-type": "json" } },
      "header `content-type` is `text/plain`, expected `json`",
    ],
    [{ get: "/reset" }, "127.0.0.1:PORT closed the connection before answering"],
    [{ get: "/hang", timeout: "100ms" }, "no answer within 0.1 s"],
    [{ get: "http://127.0.0.1:1/" }, "nothing listens on 127.0.0.1:1"],
    [
      { get: "http://web:81/" },
      "`web` does not publish port 81: publish it, or use `run` inside the container.",
    ],
    [
      { get: "/", port: 81 },
      "`web` does not publish port 81: publish it, or use `run` inside the container.",
    ],
    [{ get: "ftp://web/" }, "`ftp://web/` is not an `http` or `https` URL."],
    [{ get: "web" }, "`web` is neither a URL nor a path that begins with `/`."],
  ])("says what is wrong: %j", async (value, problem) => {
    expect(await probe(value)).toBe(problem);
  });

  it("needs a whole URL at top level", async () => {
    expect(await probe({ get: "/" }, null)).toBe("A path needs a service: give a whole URL at top level.");
    expect(await probe({ get: `http://127.0.0.1:${port}/` }, null)).toBe(null);
  });

  it("gives a pattern that backtracks for ever one second", async () => {
    expect(await probe({ get: "/big", body: "/(x+x+)+y/" })).toBe(
      "`/(x+x+)+y/` took longer than 1 s on the body: simplify the pattern",
    );
  });
});

describe("tcp", () => {
  it.each([
    [{ tcp: 80 }, "web"],
    [{ tcp: "web:80" }, null],
  ] as const)("is met by a connection that stays: %j", async (value, service) => {
    expect(await probe(value, service)).toBe(null);
  });

  it("is not met where the connection is closed at once", async () => {
    const closing = createTcpServer((socket) => socket.end()).listen(0, "127.0.0.1");
    await once(closing, "listening");
    const address = closing.address();
    const closingPort = address === null || typeof address === "string" ? 0 : address.port;

    expect(await probe({ tcp: `127.0.0.1:${closingPort}` })).toContain(
      "accepts connections and closes them at once",
    );
    closing.close();
  });

  it("is not met where nothing listens", async () => {
    expect(await probe({ tcp: "127.0.0.1:1" })).toBe("nothing listens on 127.0.0.1:1");
  });
});

describe("run", () => {
  const node = process.execPath;

  it("runs on this machine without a service, and no shell", async () => {
    expect(
      await probe(
        { run: [node, "-e", "console.log(process.argv[1])", "$HOME; *"], output: "$HOME; *" },
        null,
      ),
    ).toBe(null);
    expect(await probe({ run: [node, "-e", "process.exit(3)"], exit: 3 }, null)).toBe(null);
  });

  it.each([
    [{ run: [node, "-e", "console.error('no'); process.exit(1)"] }, "exited with code 1, expected 0: no"],
    [{ run: [node, "-e", ""], output: "x" }, "`x` is not in the output, which is empty"],
    [{ run: [node, "-e", "setTimeout(() => {}, 60000)"], timeout: "200ms" }, "no answer within 0.2 s"],
    [
      { run: ["plan-gate-no-such-program"] },
      "`plan-gate-no-such-program` did not start: spawn plan-gate-no-such-program ENOENT",
    ],
  ])("says what is wrong: %j", async (value, problem) => {
    expect(await probe(value, null)).toBe(problem);
  });

  it("says so where the service has no container", async () => {
    expect(await probe({ run: ["true"], service: "db" })).toBe("there is no container of service `db`");
  });
});

describe("rounds of probes", () => {
  it("try again until a probe is met, and leave `once` out after the restart", async () => {
    let asked = 0;
    const flaky = createServer((_, response) => {
      asked += 1;
      response.writeHead(asked < 3 ? 503 : 200).end();
    }).listen(0, "127.0.0.1");
    await once(flaky, "listening");
    const address = flaky.address();
    const url = `http://127.0.0.1:${address === null || typeof address === "string" ? 0 : address.port}/`;
    const { probes } = parseSmoke([
      fragment([
        { get: url, interval: "1ms" },
        { get: url, once: true },
      ]),
    ]);
    const context = {
      engine: noEngine,
      world: { containers: [], publishedHost: "127.0.0.1" },
      env: process.env,
      directory: "/",
    };
    const round = { context, signal: new AbortController().signal, onOutcome: () => undefined };

    expect(
      (await runProbes(probes, { ...round, round: "first" })).map(({ attempts, problem }) => [
        attempts,
        problem,
      ]),
    ).toEqual([
      [3, null],
      [1, null],
    ]);
    expect(await runProbes(probes, { ...round, round: "after-restart" })).toHaveLength(1);
    flaky.close();
  });

  it("stop when interrupted", async () => {
    const controller = new AbortController();
    controller.abort();

    expect(await probe({ get: "/" }, "web", controller.signal)).toBe(null);
  });

  it("connect to every published TCP port once", () => {
    const context = {
      engine: noEngine,
      world: { containers: [container()], publishedHost: "127.0.0.1" },
      env: {},
      directory: "/",
    };
    const probes = publishedPortProbes(context, (service, containerPort) => ({
      path: `${service}.yaml`,
      line: containerPort,
    }));

    expect(probes.map(({ port: containerPort, path, line }) => [containerPort, path, line])).toEqual([
      [80, "web.yaml", 80],
    ]);
  });

  it("connect to every port of the host that one port of a container has", async () => {
    const taken = { containerPort: 80, protocol: "tcp", hostAddress: "127.0.0.1", hostPort: port };
    const context = {
      engine: noEngine,
      world: {
        containers: [{ ...container(), ports: [taken, { ...taken, hostPort: 1 }] }],
        publishedHost: "127.0.0.1",
      },
      env: {},
      directory: "/",
    };
    const probes = publishedPortProbes(context, () => ({ path: "/compose.yaml", line: 1 }));
    const outcomes = await runProbes(
      probes.map((each) => ({ ...each, retries: 0 })),
      { round: "first", context, signal: new AbortController().signal, onOutcome: () => undefined },
    );

    expect(outcomes.map(({ probe: { name }, problem }) => [name, problem])).toEqual([
      [`published port ${port} of web`, null],
      ["published port 1 of web", "nothing listens on 127.0.0.1:1"],
    ]);
  });
});

describe("x-smoke", () => {
  it("fills in the defaults", () => {
    const { probes, oneshot, problems } = parseSmoke([
      fragment({ oneshot: true, probes: [{ get: "/" }, { tcp: "[::1]:80" }, { run: ["a", 1] }] }),
    ]);

    expect(problems).toEqual([]);
    expect(oneshot).toEqual(new Map([["web", true]]));
    expect(probes).toMatchObject([
      { name: "GET /", line: 5, retries: 5, intervalMs: 1_000, timeoutMs: 5_000, isOnce: false, status: [] },
      { name: "TCP [::1]:80", line: 6, host: "::1", port: 80 },
      { name: "a 1", line: 7, command: ["a", "1"], exitCode: 0 },
    ]);
  });

  it.each([
    ["text", "`x-smoke` is neither a list of probes nor a mapping with `probes`"],
    [null, "`x-smoke` is neither a list of probes nor a mapping with `probes`"],
    [{ probe: [] }, "`probe` is not a setting of `x-smoke`, which has `probes` and, in a service, `oneshot`"],
    [{ probes: {} }, "`x-smoke.probes` is not a list"],
    [{ oneshot: "yes" }, "`x-smoke.oneshot` is not `true` or `false`"],
    [[{}], "The probe has none of `get`, `tcp` and `run`"],
    [["get"], "The probe has none of `get`, `tcp` and `run`"],
    [[{ get: "/", statsu: 1, bdy: 2 }], "`statsu`, `bdy` is not a setting of this kind of probe"],
    [
      [{ get: "/", interval: "soon" }],
      "`interval`: expected a duration such as `500ms`, `2s` or `1m`, at most 10 minutes",
    ],
    [[{ get: "/", body: "/(/" }], "`body`: is not a regular expression JavaScript can read"],
    [[{ get: 5 }], "`get`: expected string, received number"],
    [[{ get: "/", status: "200" }], "`status`: expected number, received string"],
    [[{ get: "/", timeout: true }], "`timeout`: this is not what the setting takes"],
    [[{ tcp: "web" }], "`tcp`: expected a port or `host:port`"],
    [
      [{ get: "/", send: { method: "post" } }],
      "`send.method`: expected a method in capitals, such as `POST`",
    ],
  ])("says what is wrong in %j", (value, message) => {
    expect(parseSmoke([fragment(value)]).problems.map((problem) => problem.message)).toEqual([message]);
  });

  it("keeps the marks of later files", () => {
    expect(parseSmoke([fragment({ oneshot: true }), fragment({ oneshot: false })]).oneshot).toEqual(
      new Map([["web", false]]),
    );
  });
});

it.each([
  ["500ms", 500],
  ["2s", 2_000],
  ["1.5s", 1_500],
  [3, 3_000],
  ["10m", 600_000],
  ["11m", null],
  ["1h", null],
  ["-1s", null],
  ["", null],
  [true, null],
])("reads the duration %j as %j ms", (value, expected) => {
  expect(parseDuration(value)).toBe(expected);
});

it.each([
  [12, "12 ms"],
  [3_210, "3.2 s"],
  [125_000, "2 min 5 s"],
])("writes %i ms as %s", (value, expected) => {
  expect(formatDuration(value)).toBe(expected);
});

it.each(["plain", "/a.b/i", "/not closed"])("writes the expectation `%s` back as it was read", (text) => {
  const expectation = parseExpectation(text);

  expect(expectation === null ? null : formatExpectation(expectation)).toBe(text);
  expect(expectation === null ? null : meets("nothing of it", expectation)).toBe("unmet");
});

it.each([
  [undefined, "127.0.0.1"],
  ["unix:///run/docker.sock", "127.0.0.1"],
  ["tcp://build-host:2375", "build-host"],
  ["ssh://me@build-host", "build-host"],
  ["tcp://", "127.0.0.1"],
])("looks for published ports of DOCKER_HOST %s at %s", (dockerHost, host) => {
  expect(publishedHost(dockerHost)).toBe(host);
});
