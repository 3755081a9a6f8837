import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { afterEach, beforeAll, expect, it } from "vitest";
import {
  busybox,
  describeWithDocker,
  ensureBusybox,
  folderWith,
  remainsOf,
  smoke,
  webService,
} from "./harness.ts";
import type { EndedRun } from "./harness.ts";
import { freePort } from "../../queue/redis-server.ts";

const projects: string[] = [];

async function smokeOf(
  services: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<EndedRun> {
  const run = await smoke(await folderWith({ "compose.yaml": `services:\n${services}` }), args, env);
  if (run.report !== null) projects.push(run.report.project);
  return run;
}

describeWithDocker("a stack that does not stand", () => {
  beforeAll(ensureBusybox, 60_000);

  afterEach(async () => {
    expect(await remainsOf(...projects)).toEqual([]);
  });

  it("names a service that is unhealthy, with what its health check says and its last log lines", async () => {
    const { exitCode, report, stdout } = await smokeOf(`  sick:
    image: ${busybox}
    command: [sh, -c, "for i in $$(seq 60); do echo line $$i; done; exec sleep 600"]
    stop_signal: SIGKILL
    healthcheck: { test: [CMD, sh, -c, "echo no database; exit 1"], interval: 100ms, retries: 2 }
`);

    expect(exitCode).toBe(1);
    expect(report?.problems.map(({ message }) => message)).toEqual([
      "`sick` is unhealthy; its health check says: no database.",
    ]);
    expect(report?.services[0]?.logTail).toHaveLength(50);
    expect(report?.services[0]?.logTail.at(-1)).toBe("line 60");
    expect(stdout).toContain("  | line 60");
  });

  it("names a service that exits, and stops waiting for the others", async () => {
    const { exitCode, report } = await smokeOf(`  short:
    image: ${busybox}
    command: [sh, -c, "echo cannot open config; exit 7"]
    healthcheck: { test: [CMD, "true"], interval: 60s }
  slow:
    image: ${busybox}
    command: [sleep, "600"]
    stop_signal: SIGKILL
    healthcheck: { test: [CMD, "true"], interval: 60s }
`);

    expect(exitCode).toBe(1);
    expect(report?.problems.map(({ message }) => message)).toEqual(["`short` exited with code 7."]);
    expect(report?.services.find(({ name }) => name === "short")?.logTail).toEqual(["cannot open config"]);
  });

  it("tells how to mark a service that ended well as one-shot", async () => {
    const { report } = await smokeOf(`  job: { image: ${busybox}, command: ["true"] }\n`);

    expect(report?.problems).toMatchObject([
      {
        service: "job",
        message: "`job` exited with code 0.",
        fix: "If it is meant to run once and end, say so with `x-smoke: {oneshot: true}`.",
      },
    ]);
  });

  it("names a one-shot service that failed, not the service that waits for it", async () => {
    const { report } = await smokeOf(`  migrate: { image: ${busybox}, command: ["false"] }
  web:
    image: ${busybox}
    command: [sleep, "600"]
    depends_on: { migrate: { condition: service_completed_successfully } }
    healthcheck: { test: [CMD, "true"], interval: 1s }
`);

    expect(report?.problems.map(({ service, message }) => [service, message])).toEqual([
      ["migrate", "`migrate` exited with code 1."],
    ]);
  });

  it("names the services that are not ready when time is up", async () => {
    const { exitCode, report } = await smokeOf(
      `  slow:
    image: ${busybox}
    command: [sleep, "600"]
    stop_signal: SIGKILL
    healthcheck: { test: [CMD, "true"], interval: 60s }
`,
      ["--timeout", "2"],
    );

    expect(exitCode).toBe(1);
    expect(report?.outcome).toBe("timed-out");
    expect(report?.problems.map(({ message }) => message)).toEqual([
      "`slow` never got healthy (not ready within 2 s).",
    ]);
  });

  it("names a service whose restart policy hides that it keeps exiting", async () => {
    const { report } = await smokeOf(`  loop:
    image: ${busybox}
    command: [sh, -c, "exit 3"]
    restart: always
    healthcheck: { test: [CMD, "true"], interval: 60s }
`);

    expect(report?.problems[0]?.message).toMatch(/^`loop` keeps exiting with code 3: restarted \d+ times\.$/);
  });

  it("names a service that ends seconds after it was healthy, also where it is started again", async () => {
    const service = (name: string, restart: string) => `  ${name}:
    image: ${busybox}
    command: [sh, -c, "sleep 3; exit 3"]
    restart: ${restart}
    healthcheck: { test: [CMD, "true"], interval: 1s }
`;
    const [ends, returns] = await Promise.all([
      smokeOf(service("ends", '"no"')),
      smokeOf(service("returns", "always")),
    ]);

    expect([ends.exitCode, returns.exitCode]).toEqual([1, 1]);
    expect(ends.report?.problems.map(({ message }) => message)).toEqual([
      "After it was ready: `ends` exited with code 3.",
    ]);
    expect(returns.report?.problems[0]?.message).toMatch(
      /^After it was ready: `returns` (ended and was started again|keeps exiting with code 3: .*)\.$/,
    );
  });

  it("probes every port of the host that one port of a container has", async () => {
    const ports = [await freePort(), await freePort()];
    const bindings = ports.map((port) => `"127.0.0.1:${port}:8080"`);
    const { exitCode, report } = await smokeOf(webService("web", [`ports: [${bindings.join(", ")}]`]));

    expect(exitCode).toBe(0);
    const probed = report?.probes.flatMap(({ name }) => (name.startsWith("published port") ? [name] : []));
    expect(probed?.toSorted()).toEqual(ports.map((port) => `published port ${port} of web`).toSorted());
  });

  it("names the port that is taken and the service that wants it", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const port = portOf(server.address());
    const { exitCode, report } = await smokeOf(webService("web", [`ports: ["127.0.0.1:${port}:8080"]`]));
    server.close();

    expect(exitCode).toBe(1);
    expect(report?.problems.map(({ service, message }) => [service, message])).toEqual([
      ["web", `\`web\` cannot publish port ${port}: something else has it.`],
    ]);
  });

  it("names the service whose image is missing", async () => {
    const { exitCode, report } = await smokeOf(
      `  web: { image: "plan-gate-test/does-not-exist:1.0", healthcheck: { test: [CMD, x] } }\n`,
      ["--timeout", "20"],
    );

    expect(exitCode).toBe(1);
    expect(report?.problems[0]?.service).toBe("web");
    expect(report?.problems[0]?.message).toContain(
      "`web`: there is no image `plan-gate-test/does-not-exist:1.0`",
    );
  });

  it("says what a build said", async () => {
    const { exitCode, report } = await smokeOf(
      "  web:\n    build: { dockerfile_inline: 'FROM scratch\\nNONSENSE' }\n",
    );

    expect(exitCode).toBe(1);
    expect(report?.problems[0]?.message).toContain("The image of `web` could not be built");
  });

  it("reports a failing probe of each kind with its line, and finds a port on which nothing listens", async () => {
    const { exitCode, report, stdout } = await smokeOf(
      webService("web", [
        "ports: ['8080', '9999']",
        "x-smoke:",
        "  - { get: /, port: 8080, status: 500, retries: 0 }",
        "  - { get: /, port: 8080, body: /goodbye/, retries: 0 }",
        "  - { get: /, port: 8080, headers: { x-missing: yes }, retries: 0 }",
        "  - { tcp: 7777, retries: 0 }",
        "  - { run: [sh, -c, 'echo reason; exit 4'], retries: 1, interval: 10ms }",
        "  - { run: [echo, one], output: two, retries: 0 }",
        "  - { run: [sleep, '60'], timeout: 300ms, retries: 0 }",
      ]),
      [],
      { GITHUB_ACTIONS: "true" },
    );

    expect(exitCode).toBe(1);
    const failed = report?.probes.filter(({ ok }) => !ok) ?? [];
    expect(
      failed.map(({ line, attempts, message }) => [
        line,
        attempts,
        message?.replaceAll(/\d+\.\d+\.\d+\.\d+:\d+/g, "ADDRESS"),
      ]),
    ).toEqual([
      [
        11,
        6,
        "ADDRESS accepts connections and closes them at once: nothing listens on that port in the container",
      ],
      [13, 1, "status 200, expected 500: hello"],
      [14, 1, "`/goodbye/` is not in the body: hello"],
      [15, 1, "header `x-missing` is missing"],
      [16, 1, "`web` does not publish port 7777: publish it, or use `run` inside the container."],
      [17, 2, "exited with code 4, expected 0: reason"],
      [18, 1, "`two` is not in the output: one"],
      [19, 1, "no answer within 0.3 s"],
    ]);
    expect(stdout).toContain(
      "::error file=compose.yaml,line=13,title=Probe::GET /: status 200, expected 500: hello",
    );
  });

  it("notices a service that falls over while it is probed", async () => {
    const { exitCode, report } = await smokeOf(`  web:
    image: ${busybox}
    command: [sh, -c, "while [ ! -e /end ]; do sleep 0.1; done; exit 9"]
    healthcheck: { test: [CMD, "true"], interval: 200ms }
    x-smoke: [{ run: [touch, /end] }]
x-smoke: [{ run: [sleep, "1"] }]
`);

    expect(exitCode).toBe(1);
    expect(report?.problems.map(({ message }) => message)).toEqual([
      "After it was ready: `web` exited with code 9.",
    ]);
  });

  it("lints on the way: unpinned image, missing health check, privileged, an anonymous volume, one port twice", async () => {
    const { exitCode, report, stdout } = await smokeOf(
      `  a:
    image: busybox
    privileged: true
    ports: ["18080:80"]
    volumes: [/data]
  b:
    image: ${busybox}
    command: [sleep, "600"]
    stop_signal: SIGKILL
    ports: ["127.0.0.1:18080:80"]
`,
      ["--lint-only"],
      { GITHUB_ACTIONS: "true" },
    );

    expect(exitCode).toBe(1);
    expect(report?.findings.map(({ rule, line }) => [rule, line])).toEqual([
      ["pinned-images", 3],
      ["healthchecks", 2],
      ["healthchecks", 7],
      ["unique-ports", 11],
      ["named-volumes", 6],
      ["no-privileged", 4],
    ]);
    expect(report?.findings[2]?.message).toBe(
      "`b` has no health check, and neither has its image: nobody can tell when it is ready.",
    );
    expect(stdout).toContain(
      "::error file=compose.yaml,line=3,title=pinned-images::`a`: image `busybox` has no tag",
    );
  });
});

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
