import { runInNewContext } from "node:vm";
import { z } from "zod";

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

/** What every probe has. */
interface Timing {
  /** For people: given, or made from what the probe does. */
  readonly name: string;
  /** Further attempts after a first one that failed. */
  readonly retries: number;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  /** Only before the restart: what it wrote must still be there after. */
  readonly isOnce: boolean;
}

function timingOf(
  { name, retries, interval, timeout, once }: z.infer<z.ZodObject<typeof timing>>,
  otherwise: string,
): Timing {
  return { name: name ?? otherwise, retries, intervalMs: interval, timeoutMs: timeout, isOnce: once };
}

const status = z.preprocess(oneOrMore, z.array(z.number().int().min(100).max(599))).prefault([]);
const sent = z.strictObject({
  method: z
    .string()
    .regex(/^[A-Z]{1,20}$/, "expected a method in capitals, such as `POST`")
    .optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().max(1_000_000).optional(),
});

/** `get: …`. */
export const httpProbeSchema = z
  .strictObject({
    get: z.string().min(1).max(4_000),
    port: port.optional(),
    status,
    body: expectations,
    headers: z.record(z.string(), expectation).optional(),
    send: sent.optional(),
    ...timing,
  })
  .transform((data) => {
    const method = data.send?.method ?? (data.send?.body === undefined ? "GET" : "POST");
    return {
      ...timingOf(data, `${method} ${data.get}`),
      type: "get" as const,
      /** A URL, or a path at the service's own published port. */
      target: data.get,
      /** Container port a path is asked at; null: the only published one. */
      port: data.port ?? null,
      method,
      sendHeaders: data.send?.headers ?? {},
      sendBody: data.send?.body ?? null,
      /** Accepted status codes; empty accepts 200 to 299. */
      status: data.status,
      body: data.body,
      headers: Object.entries(data.headers ?? {}).map(([name, value]) => ({ name, value })),
    };
  });

/** `tcp: …`. */
export const tcpProbeSchema = z
  .strictObject({
    tcp: z.union([port, z.string().regex(/^[^\s/]{1,255}:\d{1,5}$/, "expected a port or `host:port`")]),
    ...timing,
  })
  .transform((data) => {
    const address = typeof data.tcp === "string" ? data.tcp : null;
    const colon = address?.lastIndexOf(":") ?? 0;
    return {
      ...timingOf(data, `TCP ${data.tcp}`),
      type: "tcp" as const,
      /** Null: the service's own published address of `port`. */
      host: address?.slice(0, colon).replace(/^\[|\]$/g, "") ?? null,
      port: Number(address?.slice(colon + 1) ?? data.tcp),
    };
  });

/** `run: …`. */
export const commandProbeSchema = z
  .strictObject({
    run: z
      .array(z.union([z.string(), z.number()]).transform(String))
      .min(1)
      .max(100),
    service: z.string().optional(),
    exit: z.number().int().min(0).max(255).default(0),
    output: expectations,
    ...timing,
  })
  .transform((data) => ({
    ...timingOf(data, data.run.join(" ").slice(0, 100)),
    type: "run" as const,
    /** The program, then its arguments. No shell. */
    command: data.run,
    exitCode: data.exit,
    output: data.output,
    ...(data.service !== undefined && { service: data.service }),
  }));

/** The keys that say what kind of probe it is. */
export const probeKinds = ["get", "tcp", "run"] as const;

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Longest wait a probe may ask for. */
const maxDurationMs = 600_000;

/** Milliseconds of `500ms`, `2s`, `1.5s`, `1m` or a number of seconds, from 0 to 10 minutes. Null for anything else. */
export function parseDuration(value: unknown): number | null {
  const text = typeof value === "number" ? `${value}s` : value;
  if (typeof text !== "string") return null;
  const match = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m)$/.exec(text.trim());
  if (match === null) return null;
  const durationMs = Number(match[1]) * (units[match[2] ?? ""] ?? 0);
  return durationMs <= maxDurationMs ? durationMs : null;
}

/** A duration for people: `250 ms`, `3.2 s`, `2 min 5 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1_000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** What a text must look like: it contains `text`, or `pattern` is found in it. */
export type TextExpectation =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "pattern"; readonly source: string; readonly flags: string };

/** Whether an expectation is met; `too-slow`: the pattern was given up after its time. */
type MatchResult = "met" | "unmet" | "too-slow";

const maxPatternMs = 1_000;

/** Reads `text` or `/pattern/flags`. Null where the pattern is not a regular expression. */
export function parseExpectation(value: string): TextExpectation | null {
  const match = /^\/(.+)\/([a-z]*)$/s.exec(value);
  if (match === null) return { type: "text", text: value };
  const [, source = "", flags = ""] = match;
  try {
    new RegExp(source, flags);
  } catch {
    return null;
  }
  return { type: "pattern", source, flags };
}

/** Compares. A pattern gets one second: a regular expression can otherwise backtrack for ever. */
export function meets(text: string, expectation: TextExpectation): MatchResult {
  switch (expectation.type) {
    case "text":
      return text.includes(expectation.text) ? "met" : "unmet";
    case "pattern":
      return search(text, expectation.source, expectation.flags);
  }
}

function search(text: string, source: string, flags: string): MatchResult {
  try {
    const isFound: unknown = runInNewContext(
      "new RegExp(source, flags).test(text)",
      { source, flags, text },
      { timeout: maxPatternMs },
    );
    return isFound === true ? "met" : "unmet";
  } catch {
    return "too-slow";
  }
}

/** The expectation as its author wrote it. */
export function formatExpectation(expectation: TextExpectation): string {
  switch (expectation.type) {
    case "text":
      return expectation.text;
    case "pattern":
      return `/${expectation.source}/${expectation.flags}`;
  }
}

/** Where a probe stands. */
export interface ProbePlace {
  /** The service in whose `x-smoke` it stands, or that it names; null at top level. */
  readonly service: string | null;
  /** Absolute path and line of the probe, from 1. */
  readonly path: string;
  readonly line: number;
}

/** An HTTP request and what its answer must be. */
export type HttpProbe = Readonly<z.infer<typeof httpProbeSchema>> & ProbePlace;

/** Where to connect to. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A TCP connection that must be accepted and stay open. */
export type TcpProbe = Readonly<z.infer<typeof tcpProbeSchema>> &
  ProbePlace & {
    /** Of one published port among others of the same container port, whatever else is said. */
    readonly address?: Address;
  };

/** A command that must exit as expected: inside the service's container, or on this machine without a service. */
export type CommandProbe = Readonly<Omit<z.infer<typeof commandProbeSchema>, "service">> & ProbePlace;

/** One check of the running stack. */
export type Probe = HttpProbe | TcpProbe | CommandProbe;
