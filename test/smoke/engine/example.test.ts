import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkPlan, defaultPlanSettings } from "../../../src/plan/check-plan.ts";
import { describeWithDocker, folderWith, smoke } from "./harness.ts";

const example = join(process.cwd(), "examples/observability-stack");
const feature = join(example, ".specify/specs/f-15-docker-compose-stack");
const manage = join(example, "manage.sh");

describe("the example's plan", () => {
  it("satisfies every row", () => {
    const text = readFileSync(join(feature, "plan.md"), "utf8");
    const judgement = checkPlan({ plan: { path: "plan.md", text }, siblings: [] }, defaultPlanSettings);

    expect(judgement.state).toBe("judged");
    const open =
      judgement.state === "judged" ? judgement.findings.filter(({ status }) => status !== "pass") : [];
    expect(
      open.map(({ status, message, evidence }) => `${status}: ${message} ${JSON.stringify(evidence)}`),
    ).toEqual([]);
  });

  it.each(["spec.md", "tasks.md"])("has a %s beside it", (name) => {
    expect(readFileSync(join(feature, name), "utf8")).toMatch(/^# .*F-15/m);
  });
});

describe("the example's manage.sh", () => {
  it("explains itself", () => {
    expect(execFileSync(manage, ["--help"], { encoding: "utf8" })).toContain("stack-reset --yes");
  });

  it.each([[[]], [["stack-nonsense"]], [["stack-reset"]]])("refuses %j", (args) => {
    expect(spawnSync(manage, args).status).toBe(2);
  });
});

describeWithDocker("the example's stack", () => {
  it("passes the lint, and agrees with its plan", async () => {
    const folder = await folderWith({});
    const { exitCode, report, stdout, stderr } = await smoke(folder, [
      "--lint-only",
      "--file",
      join(example, "compose.yaml"),
    ]);

    expect(exitCode, stdout + stderr).toBe(0);
    expect(report?.findings).toEqual([]);
    expect(report?.plan).toMatch(/f-15-docker-compose-stack\/plan\.md$/);
  });

  it("is warned about where plan and stack part ways", async () => {
    const folder = await folderWith({
      "override.yaml":
        "services:\n  victoriatraces:\n    image: victoriametrics/victoria-traces:v0.8.2\n    ports: !override ['127.0.0.1:9411:9411']\n",
    });
    const { exitCode, report } = await smoke(folder, [
      "--lint-only",
      "--file",
      join(example, "compose.yaml"),
      "--file",
      "override.yaml",
    ]);

    expect(exitCode).toBe(0);
    expect(report?.findings.map(({ rule, path, line }) => [rule, path, line])).toEqual([
      ["plan-images", "override.yaml", 3],
      ["plan-ports", "override.yaml", 4],
    ]);
    expect(report?.findings[1]?.message).toMatch(
      /^`victoriatraces`: plan says 10428 \(`.*`, line 34\), compose publishes 9411\.$/,
    );
  });
});
