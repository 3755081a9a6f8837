import { once } from "node:events";
import { beforeAll, expect, it } from "vitest";
import {
  busybox,
  describeWithDocker,
  docker,
  ensureBusybox,
  folderWith,
  projectsOf,
  remainsOf,
  smoke,
  startSmoke,
  webService,
} from "./harness.ts";

const label = "label=dev.plan-gate.smoke.owner";

/** Everything of living and dead runs whose owner is that process. */
async function ownedBy(pid: number | undefined): Promise<readonly string[]> {
  const format = `{{.Label "dev.plan-gate.smoke.owner"}}`;
  const texts = await Promise.all([
    docker("ps", "--all", "--filter", label, "--format", format),
    docker("network", "ls", "--filter", label, "--format", format),
    docker("volume", "ls", "--filter", label, "--format", format),
  ]);
  return texts.flatMap((text) => text.split("\n")).filter((owner) => owner.includes(`/${pid ?? "?"}/`));
}

const slow = `services:
  slow:
    image: ${busybox}
    command: [sleep, "600"]
    stop_signal: SIGKILL
    volumes: ["data:/data"]
    healthcheck: { test: [CMD, "true"], interval: 60s }
volumes: { data: {} }
`;
const standing = `services:\n${webService("web", ["ports: ['8080']", "volumes: ['data:/data']", "x-smoke: [{ name: long, run: [sleep, '60'], timeout: 60s }]"])}volumes: { data: {} }\n`;
const quick = standing.replace("[sleep, '60']", "['true']");
const building = `services:\n  web:\n    build:\n      dockerfile_inline: |\n        FROM ${busybox}\n        RUN sleep 30\n`;

describeWithDocker("a run that is interrupted", () => {
  beforeAll(ensureBusybox, 60_000);

  it.each([
    ["while images are built", building, "Getting the images", "SIGINT", 130],
    ["while it starts", slow, "slow: starting", "SIGINT", 130],
    ["while it starts, by SIGTERM", slow, "slow: starting", "SIGTERM", 143],
    ["while it creates", slow, "Starting the stack", "SIGINT", 130],
    ["while it probes", standing, "Probing", "SIGINT", 130],
    ["while it restarts", quick, "Restarting", "SIGINT", 130],
    ["while it is taken down", quick, "Taking the stack down", "SIGINT", 130],
  ] as const)("removes everything %s", async (_, stack, said, signalName, exitCode) => {
    const run = startSmoke(await folderWith({ "compose.yaml": stack }), ["--persistence"]);
    await run.said(said);
    run.child.kill(signalName);
    const ended = await run.ended;

    expect(ended.exitCode, ended.stderr).toBe(exitCode);
    expect(ended.report?.outcome).toBe("interrupted");
    expect(await ownedBy(run.child.pid)).toEqual([]);
    expect(await remainsOf(ended.report?.project ?? "")).toEqual([]);
  });

  it("is not disturbed by a second Ctrl-C", async () => {
    const run = startSmoke(await folderWith({ "compose.yaml": slow }));
    await run.said("slow: starting");
    run.child.kill("SIGINT");
    await run.said("Taking the stack down");
    run.child.kill("SIGINT");
    const ended = await run.ended;

    expect(ended.exitCode).toBe(130);
    expect(await ownedBy(run.child.pid)).toEqual([]);
  });

  it("is cleaned up after by the next run when it was killed", async () => {
    const folder = await folderWith({ "compose.yaml": slow });
    const killed = startSmoke(folder);
    await killed.said("slow: starting");
    const [project = ""] = await projectsOf(folder);
    killed.child.kill("SIGKILL");
    await once(killed.child, "close");
    expect(await remainsOf(project)).not.toEqual([]);

    const next = await smoke(
      await folderWith({
        "compose.yaml": `services:\n  job: { image: ${busybox}, command: ["true"], x-smoke: { oneshot: true } }\n`,
      }),
    );

    expect(next.exitCode).toBe(0);
    expect(await remainsOf(project)).toEqual([]);
  });
});
