import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runSmoke } from "../src/smoke/run-smoke.ts";

const image = "plan-gate-bench/busybox:1.35";
const budgetSeconds = 6;

/** Three busybox services, healthy after two checks, with a published port each. */
const stack = `services:
${["a", "b", "c"]
  .map(
    (name) => `  ${name}:
    image: ${image}
    command: [httpd, -f, -p, "8080", -h, /bin]
    stop_signal: SIGKILL
    ports: ["8080"]
    healthcheck: { test: [CMD, wget, -q, -O, /dev/null, "http://127.0.0.1:8080/busybox"], interval: 500ms, retries: 5 }
    x-smoke: [{ get: /busybox }, { run: ["true"] }]
`,
  )
  .join("")}`;

/** Prints how long a smoke run takes beyond what Compose itself takes to bring the same stack up and down. */
export async function benchSmoke(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "plan-gate-bench-"));
  try {
    writeFileSync(join(folder, "compose.yaml"), stack);
    if (!buildImage(folder)) {
      process.stdout.write("compose smoke: skipped, Docker or busybox-static is not here\n");
      return;
    }
    const composeSeconds = measureCompose(folder);
    const smokeSeconds = await measureSmoke(folder);
    const overhead = smokeSeconds - composeSeconds;
    process.stdout.write(
      `compose smoke: ${smokeSeconds.toFixed(1)} s, Compose alone ${composeSeconds.toFixed(1)} s, ` +
        `beyond Compose ${overhead.toFixed(1)} s (budget ${budgetSeconds} s): ${overhead < budgetSeconds ? "within" : "OVER"}\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function buildImage(folder: string): boolean {
  const dockerfile =
    'FROM scratch\nCOPY busybox /bin/busybox\nRUN ["/bin/busybox", "--install", "-s", "/bin"]\n';
  writeFileSync(join(folder, "Dockerfile"), dockerfile);
  const copied = spawnSync("cp", ["/bin/busybox", join(folder, "busybox")]);
  return (
    copied.status === 0 && spawnSync("docker", ["build", "--quiet", "--tag", image, folder]).status === 0
  );
}

function measureCompose(folder: string): number {
  const start = performance.now();
  const compose = (...args: readonly string[]) =>
    spawnSync("docker", ["compose", "--project-name", "plan-gate-bench", ...args], { cwd: folder });
  compose("up", "--detach", "--wait");
  compose("down", "--volumes", "--remove-orphans");
  return (performance.now() - start) / 1_000;
}

async function measureSmoke(folder: string): Promise<number> {
  const start = performance.now();
  const result = await runSmoke({
    directory: folder,
    files: [],
    profiles: [],
    envFiles: [],
    timeoutMs: 60_000,
    reportFolder: join(folder, "report"),
    keep: false,
    persistence: false,
    lintOnly: false,
    plan: null,
    severities: {},
    env: process.env,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const isPassed = result.type === "reported" && result.report.ok;
  if (!isPassed) throw new Error(`The benchmark's stack does not stand: ${JSON.stringify(result)}`);
  return (performance.now() - start) / 1_000;
}
