import type { z } from "zod";
import type { SmokeFragment } from "../compose/source.ts";
import { commandProbeSchema, httpProbeSchema, probeKinds, tcpProbeSchema } from "./probe-schema.ts";
import type { CommandProbe, HttpProbe, Probe, ProbeBase, TcpProbe } from "./probe-schema.ts";

/** Something in `x-smoke` that cannot be understood. */
export interface ProbeProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** All that `x-smoke` says in all files. */
export interface SmokePlan {
  readonly probes: readonly Probe[];
  /** Services marked `oneshot: true` (true) or `false` (false). */
  readonly oneshot: ReadonlyMap<string, boolean>;
  readonly problems: readonly ProbeProblem[];
}

type Parsed = { readonly probe: Probe } | { readonly problem: ProbeProblem };

interface ProbePlace {
  readonly service: string | null;
  readonly path: string;
  readonly line: number;
}

/** Reads every `x-smoke`, its values interpolated by Compose, in the order of the files. */
export function parseSmoke(fragments: readonly SmokeFragment[]): SmokePlan {
  const probes: Probe[] = [];
  const oneshot = new Map<string, boolean>();
  const problems: ProbeProblem[] = [];
  for (const fragment of fragments) {
    const content = readContent(fragment);
    problems.push(...content.problems);
    if (fragment.service !== null && content.oneshot !== null) oneshot.set(fragment.service, content.oneshot);
    content.probes.forEach((value, index) => {
      const line = fragment.probeLines[index] ?? fragment.line;
      const parsed = parseProbe(value, { service: fragment.service, path: fragment.path, line });
      if ("probe" in parsed) probes.push(parsed.probe);
      else problems.push(parsed.problem);
    });
  }
  return { probes, oneshot, problems };
}

interface ProbesContent {
  readonly probes: readonly unknown[];
  readonly oneshot: boolean | null;
  readonly problems: readonly ProbeProblem[];
}

function readContent(fragment: SmokeFragment): ProbesContent {
  const { value, path, line } = fragment;
  const problem = (message: string): ProbesContent => ({
    probes: [],
    oneshot: null,
    problems: [{ path, line, message }],
  });
  if (Array.isArray(value)) return { probes: value, oneshot: null, problems: [] };
  if (typeof value !== "object" || value === null) {
    return problem("`x-smoke` is neither a list of probes nor a mapping with `probes`");
  }
  const { probes = [], oneshot = null, ...rest }: Record<string, unknown> = { ...value };
  const unknownKey = Object.keys(rest)[0];
  if (unknownKey !== undefined) {
    return problem(
      `\`${unknownKey}\` is not a setting of \`x-smoke\`, which has \`probes\` and, in a service, \`oneshot\``,
    );
  }
  if (!Array.isArray(probes)) return problem("`x-smoke.probes` is not a list");
  if (oneshot !== null && typeof oneshot !== "boolean")
    return problem("`x-smoke.oneshot` is not `true` or `false`");
  if (oneshot !== null && fragment.service === null) {
    return problem("`oneshot` belongs in the `x-smoke` of a service, not at top level");
  }
  return { probes, oneshot, problems: [] };
}

function parseProbe(value: unknown, place: ProbePlace): Parsed {
  const kind = probeKinds.find((key) => typeof value === "object" && value !== null && key in value);
  if (kind === undefined) {
    return {
      problem: {
        path: place.path,
        line: place.line,
        message: "The probe has none of `get`, `tcp` and `run`",
      },
    };
  }
  switch (kind) {
    case "get":
      return finish(httpProbeSchema.safeParse(value), place, toHttpProbe);
    case "tcp":
      return finish(tcpProbeSchema.safeParse(value), place, toTcpProbe);
    case "run":
      return finish(commandProbeSchema.safeParse(value), place, toCommandProbe);
  }
}

function finish<T>(
  result: z.ZodSafeParseResult<T>,
  place: ProbePlace,
  build: (data: T, place: ProbePlace) => Probe,
): Parsed {
  if (result.success) return { probe: build(result.data, place) };
  const issue = result.error.issues[0];
  const where = issue?.path.filter((part) => typeof part === "string").join(".") ?? "";
  const what =
    issue?.code === "unrecognized_keys"
      ? `\`${issue.keys.join("`, `")}\` is not a setting of this kind of probe`
      : `${where === "" ? "The probe" : `\`${where}\``}: ${describeIssue(issue?.message ?? "")}`;
  return { problem: { path: place.path, line: place.line, message: what } };
}

function describeIssue(message: string): string {
  const text = message.replace(/^Invalid input(?:: )?/, "");
  return text === "" ? "this is not what the setting takes" : text;
}

interface Timing {
  readonly name?: string | undefined;
  readonly retries: number;
  readonly interval: number;
  readonly timeout: number;
  readonly once: boolean;
}

function base(data: Timing, place: ProbePlace, name: string): ProbeBase {
  return {
    name: data.name ?? name,
    service: place.service,
    path: place.path,
    line: place.line,
    retries: data.retries,
    intervalMs: data.interval,
    timeoutMs: data.timeout,
    isOnce: data.once,
  };
}

function toHttpProbe(data: z.infer<typeof httpProbeSchema>, place: ProbePlace): HttpProbe {
  const method = data.send?.method ?? (data.send?.body === undefined ? "GET" : "POST");
  return {
    ...base(data, place, `${method} ${data.get}`),
    type: "get",
    target: data.get,
    port: data.port ?? null,
    method,
    sendHeaders: data.send?.headers ?? {},
    sendBody: data.send?.body ?? null,
    status: data.status,
    body: data.body,
    headers: Object.entries(data.headers ?? {}).map(([name, value]) => ({ name, value })),
  };
}

function toTcpProbe(data: z.infer<typeof tcpProbeSchema>, place: ProbePlace): TcpProbe {
  const [host = "", port = ""] = typeof data.tcp === "string" ? splitAddress(data.tcp) : [];
  return {
    ...base(data, place, `TCP ${data.tcp}`),
    type: "tcp",
    host: typeof data.tcp === "string" ? host : null,
    port: typeof data.tcp === "string" ? Number(port) : data.tcp,
  };
}

function splitAddress(address: string): readonly [string, string] {
  const colon = address.lastIndexOf(":");
  return [address.slice(0, colon).replace(/^\[|\]$/g, ""), address.slice(colon + 1)];
}

function toCommandProbe(data: z.infer<typeof commandProbeSchema>, place: ProbePlace): CommandProbe {
  const service = data.service ?? place.service;
  return {
    ...base(data, { ...place, service }, data.run.join(" ").slice(0, 100)),
    type: "run",
    command: data.run,
    exitCode: data.exit,
    output: data.output,
  };
}
