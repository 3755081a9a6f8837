import { z } from "zod";
import { smokeLintRuleIds } from "../lint/lint-rule.ts";

const line = z.number().int().min(1);
const text = z.string();
const paragraphs = z.array(z.string());

/** A finding of the lint. */
const findingSchema = z.strictObject({
  rule: z.enum(smokeLintRuleIds),
  severity: z.enum(["error", "warning"]),
  service: text.nullable(),
  path: text.describe("Relative to the folder the run was started in."),
  line,
  message: text,
  fix: text,
});

/** A service and how it was last seen. */
const serviceSchema = z.strictObject({
  name: text,
  kind: z.enum(["long-running", "one-shot"]),
  image: text.nullable(),
  state: z.enum([
    "absent",
    "created",
    "starting",
    "restarting",
    "running",
    "healthy",
    "completed",
    "unhealthy",
    "exited",
  ]),
  ok: z.boolean(),
  exitCode: z.number().int().nullable(),
  readyMs: z.number().nullable().describe("Milliseconds from the start of `up` until it was first ready."),
  detail: text,
  logTail: paragraphs.describe("Its last 50 log lines, oldest first; empty unless it failed."),
});

/** A probe in one of its rounds. */
const probeSchema = z.strictObject({
  name: text,
  type: z.enum(["get", "tcp", "run"]),
  service: text.nullable(),
  path: text.describe("Relative to the folder the run was started in."),
  line,
  round: z.enum(["first", "after-restart"]),
  ok: z.boolean(),
  attempts: z.number().int().min(1),
  durationMs: z.number(),
  message: text.nullable().describe("What was wrong at the last attempt."),
});

/** Why the run stopped short, or what was left behind. */
const problemSchema = z.strictObject({
  stage: z.enum(["images", "up", "probes", "restart", "clean-up"]),
  service: text.nullable(),
  message: text,
  fix: text,
  output: paragraphs,
});

/** `smoke.json`, version 1. Times in milliseconds. */
export const smokeReportSchema = z.strictObject({
  version: z.literal(1),
  ok: z.boolean(),
  outcome: z.enum(["passed", "failed", "timed-out", "interrupted"]),
  project: text.describe("Compose project of this run."),
  files: paragraphs.describe("Compose files, relative to the folder the run was started in."),
  plan: text.nullable().describe("The plan the stack was compared with."),
  startedAt: text.describe("ISO 8601, UTC."),
  durationMs: z.number(),
  dockerMs: z.number().describe("Time spent in Docker's own commands, added up; they may overlap."),
  engine: text.nullable().describe("Version of Docker Engine; null where only the lint ran without one."),
  compose: text.describe("Version of Docker Compose."),
  findings: z.array(findingSchema),
  services: z.array(serviceSchema),
  probes: z.array(probeSchema),
  problems: z.array(problemSchema),
  notes: paragraphs,
  logs: paragraphs.describe("Log files, relative to the report's folder."),
});

/** What a smoke run found. */
export type SmokeReport = z.infer<typeof smokeReportSchema>;

/** The report's JSON Schema, as committed in `docs/smoke-report.schema.json`. */
export function smokeReportJsonSchema(): unknown {
  return z.toJSONSchema(smokeReportSchema);
}
