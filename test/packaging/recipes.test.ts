import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { StatefulSet } from "kubernetes-models/apps/v1/StatefulSet";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { Ingress } from "kubernetes-models/networking.k8s.io/v1/Ingress";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { Service } from "kubernetes-models/v1/Service";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { webhookPath } from "../../src/server/app.ts";
import { variableNames } from "../../src/server/environment.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const root = resolve(import.meta.dirname, "..", "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const version = z.object({ version: z.string() }).parse(JSON.parse(read("package.json"))).version;

describe("the manifests for Kubernetes", () => {
  const models = { Deployment, StatefulSet, Service, Ingress, PodDisruptionBudget };
  const documents = parseAllDocuments(read("deploy/kubernetes.yaml")).map((document) =>
    z.unknown().parse(document.toJS()),
  );
  const kinds = z.object({
    kind: z.enum(["Deployment", "StatefulSet", "Service", "Ingress", "PodDisruptionBudget"]),
  });

  test.each(documents.map((document) => [kinds.parse(document).kind, document] as const))(
    "fit Kubernetes' own schema: %s",
    (kind, document) => {
      const model = Object.assign(new models[kind](), document);

      expect(() => {
        model.validate();
      }).not.toThrow();
    },
  );

  test("probe the pages that there are, know each other, and set variables that are read", () => {
    const probe = z.strictObject({
      httpGet: z.strictObject({ path: z.string(), port: z.literal("http") }),
      periodSeconds: z.number().optional(),
      failureThreshold: z.number().optional(),
      timeoutSeconds: z.number().optional(),
    });
    const container = z.object({
      image: z.string(),
      env: z.array(z.strictObject({ name: z.string(), value: z.string() })),
      ports: z.tuple([z.strictObject({ name: z.literal("http"), containerPort: z.literal(3000) })]),
      startupProbe: probe,
      livenessProbe: probe,
      readinessProbe: probe,
    });
    const pod = z.object({
      terminationGracePeriodSeconds: z.number(),
      containers: z.tuple([container]),
    });
    const deployment = z
      .object({ spec: z.object({ replicas: z.number(), template: z.object({ spec: pod }) }) })
      .parse(documents.find((document) => kinds.parse(document).kind === "Deployment"));
    const [gate] = deployment.spec.template.spec.containers;
    const services = documents
      .filter((document) => kinds.parse(document).kind === "Service")
      .map(
        (document) => z.object({ metadata: z.object({ name: z.string() }) }).parse(document).metadata.name,
      );

    expect(gate.image).toBe(`registry.acme.com/plan-gate:${version}`);
    expect(gate.livenessProbe.httpGet.path).toBe("/healthz");
    expect(gate.startupProbe.httpGet.path).toBe("/healthz");
    expect(gate.readinessProbe.httpGet.path).toBe("/readyz");
    expect(deployment.spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(29);
    expect(gate.env.map(({ name }) => name).filter((name) => !variableNames.includes(name))).toEqual([]);
    const redis = new URL(gate.env.find(({ name }) => name === "REDIS_URL")?.value ?? "");
    expect(services).toContain(redis.hostname);
    expect(read("deploy/kubernetes.yaml")).toContain(`path: ${webhookPath}\n`);
    expect(read("deploy/kubernetes.yaml")).not.toContain("path: /metrics");
  });
});

describe("the recipe for Fly", () => {
  const text = read("deploy/fly.toml");

  test("listens where the server does, never sleeps, and probes readiness", () => {
    for (const line of [
      'dockerfile = "../Dockerfile"',
      'PORT = "3000"',
      "internal_port = 3000",
      'path = "/readyz"',
      'auto_stop_machines = "off"',
      "min_machines_running = 1",
      'kill_timeout = "30s"',
    ]) {
      expect(text.split("\n")).toContain(line);
    }
  });

  test("is TOML, by Python's own reader", () => {
    const script =
      "import sys, tomllib; print(tomllib.load(open(sys.argv[1], 'rb'))['http_service']['internal_port'])";
    const python = spawnSync("python3", ["-c", script, join(root, "deploy/fly.toml")], { encoding: "utf8" });
    const hasReader = !python.stderr.includes("No module named") && python.error === undefined;

    expect(hasReader ? python.stdout.trim() : "3000").toBe("3000");
  });
});

test("the recipe for Render asks for the secrets, and for a store that does not evict", () => {
  const variable = z.object({ key: z.string(), value: z.string().optional(), sync: z.boolean().optional() });
  const blueprint = z
    .strictObject({
      services: z.tuple([
        z.object({
          type: z.literal("web"),
          runtime: z.literal("docker"),
          healthCheckPath: z.literal("/healthz"),
          numInstances: z.number(),
          envVars: z.array(variable),
        }),
        z.object({
          type: z.literal("keyvalue"),
          maxmemoryPolicy: z.literal("noeviction"),
          ipAllowList: z.array(z.unknown()).length(0),
        }),
      ]),
    })
    .parse(parse(read("deploy/render.yaml")));
  const { envVars } = blueprint.services[0];

  expect(envVars.map(({ key }) => key).filter((key) => !variableNames.includes(key))).toEqual([]);
  expect(envVars.filter(({ sync }) => sync === false).map(({ key }) => key)).toEqual([
    "APP_ID",
    "PRIVATE_KEY",
    "WEBHOOK_SECRET",
  ]);
});

test("the unit for systemd starts what `npm start` starts, and systemd finds nothing wrong with it", () => {
  const unit = read("deploy/plan-gate.service");
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(read("package.json")));
  const [, command = ""] = /^ExecStart=(.*)$/m.exec(unit) ?? [];
  expect(command).toBe(`/usr/bin/${scripts.start}`);
  if (spawnSync("systemd-analyze", ["--version"]).status !== 0) return;
  const folder = temporaryFolder();
  mkdirSync(join(folder, "opt"));
  writeFileSync(
    join(folder, "plan-gate.service"),
    unit.replace("/usr/bin/node", process.execPath).replace("/opt/plan-gate", join(folder, "opt")),
  );

  const said = execFileSync("systemd-analyze", ["verify", "--man=no", join(folder, "plan-gate.service")], {
    encoding: "utf8",
    stdio: "pipe",
  });

  expect(said).toBe("");
});
