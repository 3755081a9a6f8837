import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import {
  busybox,
  describeWithDocker,
  docker,
  ensureBusybox,
  folderWith,
  remainsOf,
  smoke,
  webService,
} from "./harness.ts";

describeWithDocker("a stack that stands", () => {
  beforeAll(ensureBusybox, 60_000);

  it("passes, is reported in every form, and leaves nothing behind", async () => {
    const folder = await folderWith({ "compose.yaml": goodStack, "summary.md": "" });
    const { exitCode, report, stdout } = await smoke(folder, [], {
      GITHUB_ACTIONS: "true",
      GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
    });

    expect(exitCode, stdout).toBe(0);
    expect(report).toMatchObject({
      ok: true,
      outcome: "passed",
      findings: [],
      problems: [],
      files: ["compose.yaml"],
    });
    expect(report?.services.map(({ name, kind, state }) => [name, kind, state])).toEqual([
      ["job", "one-shot", "completed"],
      ["migrate", "one-shot", "completed"],
      ["web", "long-running", "healthy"],
    ]);
    expect(report?.probes.map(({ name, ok }) => [name.replace(/port \d+/, "port N"), ok])).toEqual([
      ["published port N of web", true],
      ["GET /", true],
      ["GET http://web:8080/nothing", true],
      ["TCP 8080", true],
      ["cat /data/index.html", true],
      ["at top level", true],
    ]);
    expect((await readdir(join(folder, "report/logs"))).sort()).toEqual([
      "job.log",
      "migrate.log",
      "web.log",
    ]);
    expect(await readFile(join(folder, "report/logs/migrate.log"), "utf8")).toContain("migrated");
    expect(await readFile(join(folder, "report/junit.xml"), "utf8")).toContain(
      `<testcase classname="services" name="web"`,
    );
    expect(await readFile(join(folder, "summary.md"), "utf8")).toContain(
      "## ✓ Compose smoke passed: the stack stands",
    );
    expect(stdout).toMatch(/^::stop-commands::[\w-]+\n/);
    expect(await remainsOf(report?.project ?? "")).toEqual([]);
  });

  it("keeps volumes across a restart with new containers, and asks `once` probes only before it", async () => {
    const folder = await folderWith({ "compose.yaml": persistentStack });
    const { exitCode, report, stdout } = await smoke(folder, ["--persistence"]);

    expect(exitCode, stdout).toBe(0);
    expect(
      report?.probes
        .map(({ name, round, ok }) => [name, round, ok])
        .filter(([name]) => !String(name).startsWith("published")),
    ).toEqual([
      ["write", "first", true],
      ["read", "first", true],
      ["read", "after-restart", true],
    ]);
    expect(report?.logs).toEqual(["logs/web.log", "logs/web.after-restart.log"]);
    expect(await remainsOf(report?.project ?? "")).toEqual([]);
  });

  it("finds data lost that was kept in the container", async () => {
    const folder = await folderWith({
      "compose.yaml": persistentStack.replaceAll("data:/data", "data:/elsewhere"),
    });
    const { exitCode, report } = await smoke(folder, ["--persistence"]);

    expect(exitCode).toBe(1);
    expect(report?.probes.filter(({ ok }) => !ok).map(({ name, round }) => [name, round])).toEqual([
      ["read", "after-restart"],
    ]);
  });

  it("runs twice side by side, with fixed names for containers, volumes and networks", async () => {
    const stack = [
      "services:",
      webService("web", [
        "container_name: plan-gate-fixed-name",
        "ports: ['8080']",
        "volumes: ['data:/data']",
      ]),
      "volumes: { data: { name: plan-gate-fixed-volume } }",
      "networks: { default: { name: plan-gate-fixed-network } }",
    ].join("\n");
    const folder = await folderWith({ "compose.yaml": stack });
    const other = await folderWith({ "compose.yaml": stack });
    const runs = await Promise.all([smoke(folder), smoke(other)]);

    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(await remainsOf(...runs.map(({ report }) => report?.project ?? ""))).toEqual([]);
    expect(await docker("volume", "ls", "--quiet", "--filter", "name=plan-gate-fixed-volume")).toBe("");
  });

  it("merges several files, with `x-smoke` of each, what they extend, a profile and `.env`", async () => {
    const folder = await folderWith({
      ".env": "WORD=hello\n",
      "base.yaml": `services:\n${webService("base", ["x-smoke: [{ name: from the base, get: /, body: '${WORD}' }]"])}`,
      "one.yaml":
        "services:\n  web:\n    extends: { file: base.yaml, service: base }\n    ports: ['8080']\nx-smoke: [{ name: from one, run: ['true'] }]\n",
      "two.yaml": `services:\n  web: { x-smoke: { probes: [{ name: from two, tcp: 8080 }] } }\n  extra:\n    image: ${busybox}\n    profiles: [more]\n    command: ['true']\n    x-smoke: { oneshot: true }\nx-smoke: { probes: [{ name: from two at top level, run: ['true'] }] }\n`,
    });
    const { exitCode, report, stdout, stderr } = await smoke(folder, [
      "--file",
      "one.yaml",
      "--file",
      "two.yaml",
      "--profile",
      "more",
    ]);

    expect(exitCode, stdout + stderr).toBe(0);
    expect(report?.services.map(({ name }) => name)).toEqual(["extra", "web"]);
    expect(report?.probes.slice(1).map(({ name, path, line }) => `${name} ${path}:${line}`)).toEqual([
      "from the base base.yaml:11",
      "from one one.yaml:5",
      "from two two.yaml:2",
      "from two at top level two.yaml:8",
    ]);
  });

  it("builds what is to be built, and removes the image again", async () => {
    const folder = await folderWith({
      "compose.yaml": "services:\n  job: { build: ., command: ['true'], x-smoke: { oneshot: true } }\n",
      Dockerfile: `FROM ${busybox}\nENV A=1\n`,
    });
    const { exitCode, report, stdout } = await smoke(folder);

    expect(exitCode, stdout).toBe(0);
    expect(await remainsOf(report?.project ?? "")).toEqual([]);
  });

  it("leaves a kept stack standing, says how to remove it, and does not take it for a leftover", async () => {
    const folder = await folderWith({ "compose.yaml": `services:\n${webService("web")}` });
    const { report } = await smoke(folder, ["--keep"]);
    const project = report?.project ?? "";
    const again = await smoke(folder);

    expect(await remainsOf(project)).toEqual([`${project}-web-1`, `${project}_default`]);
    expect(report?.notes.join()).toContain(
      `docker compose --project-name ${project} down --volumes --remove-orphans`,
    );
    expect(again.report?.notes).toEqual([]);

    await docker(
      "compose",
      "--project-name",
      project,
      "down",
      "--volumes",
      "--remove-orphans",
      "--timeout",
      "1",
    );
    expect(await remainsOf(project)).toEqual([]);
  });
});

const goodStack = `services:
  migrate:
    image: ${busybox}
    command: [echo, migrated]
  job:
    image: ${busybox}
    command: ["true"]
    x-smoke: { oneshot: true }
${webService("web", [
  "depends_on: { migrate: { condition: service_completed_successfully } }",
  "ports: ['127.0.0.1::8080']",
  "volumes: ['data:/data']",
  "x-smoke:",
  "  - { get: /, status: 200, body: [hello, '/^h[el]+o/'], headers: { content-type: /html/ } }",
  "  - { get: 'http://web:8080/nothing', status: 404 }",
  "  - { tcp: 8080 }",
  "  - { run: [cat, /data/index.html], output: hello }",
])}
volumes: { data: {} }
x-smoke:
  - { name: at top level, run: [test, -f, compose.yaml] }
`;

const persistentStack = `services:
${webService("web", [
  "ports: ['8080']",
  "volumes: ['data:/data']",
  "x-smoke:",
  "  - { name: write, once: true, run: [sh, -c, 'echo kept > /data/kept'] }",
  "  - { name: read, get: /kept, body: kept, retries: 1, interval: 100ms }",
])}
volumes: { data: {} }
`;
