import { z } from "zod";
import { parseDuration } from "./duration.ts";
import { parseExpectation } from "./match.ts";

const port = z.number().int().min(1).max(65_535);

const duration = z.union([z.string(), z.number()]).transform((value, context) => {
  const durationMs = parseDuration(value);
  if (durationMs !== null) return durationMs;
  context.addIssue({
    code: "custom",
    message: "expected a duration such as `500ms`, `2s` or `1m`, at most 10 minutes",
  });
  return z.NEVER;
});

const expectation = z.union([z.string(), z.number()]).transform((value, context) => {
  const parsed = parseExpectation(String(value));
  if (parsed !== null) return parsed;
  context.addIssue({ code: "custom", message: "is not a regular expression JavaScript can read" });
  return z.NEVER;
});

function oneOrMore(value: unknown): unknown {
  return Array.isArray(value) ? value : [value];
}

const expectations = z.preprocess(oneOrMore, z.array(expectation)).prefault([]);

const timing = {
  name: z.string().min(1).max(200).optional(),
  retries: z.number().int().min(0).max(1_000).default(5),
  interval: duration.prefault("1s"),
  timeout: duration.prefault("5s"),
  once: z.boolean().default(false),
};

const status = z.preprocess(oneOrMore, z.array(z.number().int().min(100).max(599))).prefault([]);

/** `get: …`. */
export const httpProbeSchema = z.strictObject({
  get: z.string().min(1).max(4_000),
  port: port.optional(),
  status,
  body: expectations,
  headers: z.record(z.string(), expectation).optional(),
  send: z
    .strictObject({
      method: z
        .string()
        .regex(/^[A-Z]{1,20}$/, "expected a method in capitals, such as `POST`")
        .optional(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.string().max(1_000_000).optional(),
    })
    .optional(),
  ...timing,
});

/** `tcp: …`. */
export const tcpProbeSchema = z.strictObject({
  tcp: z.union([port, z.string().regex(/^[^\s/]{1,255}:\d{1,5}$/, "expected a port or `host:port`")]),
  ...timing,
});

/** `run: …`. */
export const commandProbeSchema = z.strictObject({
  run: z
    .array(z.union([z.string(), z.number()]).transform(String))
    .min(1)
    .max(100),
  service: z.string().optional(),
  exit: z.number().int().min(0).max(255).default(0),
  output: expectations,
  ...timing,
});

/** The keys that say what kind of probe it is. */
export const probeKinds = ["get", "tcp", "run"] as const;
