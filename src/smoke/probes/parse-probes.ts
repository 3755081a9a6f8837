import type { z } from "zod";
import type { SmokeFragment } from "../compose/source.ts";
import { commandProbeSchema, httpProbeSchema, probeKinds, tcpProbeSchema } from "./probe-schema.ts";
import type { Probe, ProbePlace } from "./probe-schema.ts";

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
  const result = schemas[kind].safeParse(value);
  if (result.success) return { probe: { ...place, ...result.data } };
  return { problem: { path: place.path, line: place.line, message: problemOf(result.error) } };
}

const schemas = { get: httpProbeSchema, tcp: tcpProbeSchema, run: commandProbeSchema } as const;

/** The first thing that is wrong with a probe. */
function problemOf({ issues: [issue] }: z.ZodError): string {
  if (issue?.code === "unrecognized_keys")
    return `\`${issue.keys.join("`, `")}\` is not a setting of this kind of probe`;
  const where = issue?.path.filter((part) => typeof part === "string").join(".") ?? "";
  const said = issue?.message.replace(/^Invalid input(?:: )?/, "") ?? "";
  return `${where === "" ? "The probe" : `\`${where}\``}: ${said || "this is not what the setting takes"}`;
}
