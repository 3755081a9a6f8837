import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import {
  buildImage,
  describeWithDocker,
  docker,
  ensureBusybox,
  folderWith,
  remainsOf,
  smoke,
} from "./harness.ts";

const binary = "/usr/bin/victoria-metrics";
const image = "plan-gate-test/victoria-metrics:1.79.5";
const example = join(process.cwd(), "examples/observability-stack/compose.yaml");

/** Debian's binary in an image, with the libraries it is linked to and busybox for the health check. */
async function buildVictoriaMetrics(): Promise<void> {
  const linked = execFileSync("ldd", [binary], { encoding: "utf8" });
  const libraries = [...linked.matchAll(/(\/\S+) \(0x/g)].map((match) => match[1] ?? "");
  await buildImage(
    image,
    [binary, "/bin/busybox", ...libraries],
    ["COPY . /", `RUN ["/bin/busybox", "--install", "-s", "/bin"]`, `ENTRYPOINT ["${binary}"]`],
  );
}

const isMissing = !existsSync(binary) && process.env["CI"] !== "true";

describeWithDocker("a real VictoriaMetrics", () => {
  beforeAll(async () => {
    await ensureBusybox();
    if (!isMissing) await buildVictoriaMetrics();
  }, 60_000);

  it.skipIf(isMissing)(
    "keeps what the example's probes wrote across a restart",
    async () => {
      const folder = await folderWith({
        "compose.yaml": `services:
  victoriametrics:
    extends: { file: ${example}, service: victoriametrics }
    image: ${image}
    healthcheck: { interval: 500ms, start_period: 0s }
volumes: { victoriametrics-data: {} }
`,
      });
      const { exitCode, report, stdout } = await smoke(folder, ["--persistence"]);

      expect(exitCode, stdout).toBe(0);
      expect(report?.findings.map(({ rule }) => rule)).toEqual([]);
      expect(report?.problems).toEqual([]);
      expect(
        report?.probes
          .filter(({ type }) => type === "get")
          .map(({ name, round, ok, message }) => [name, round, ok, message]),
      ).toEqual([
        ["metrics can be written", "first", true, null],
        ["metrics can be read, also after a restart", "first", true, null],
        ["metrics can be read, also after a restart", "after-restart", true, null],
      ]);
      expect(await remainsOf(report?.project ?? "")).toEqual([]);
      expect(await docker("image", "ls", "--quiet", image)).not.toBe("");
    },
    90_000,
  );
});
