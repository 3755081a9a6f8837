import type { Engine } from "../engine/engine.ts";
import { describeEnd, plainText, succeeded } from "../engine/run-process.ts";
import { parseModel } from "./model.ts";
import type { ComposeModel } from "./model.ts";

/** What Compose is asked to resolve. */
export interface ResolveRequest {
  readonly project: string;
  readonly files: readonly string[];
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
  /** Values to interpolate along with the files, as JSON can carry them. */
  readonly fragments: readonly unknown[];
  readonly signal?: AbortSignal;
}

/** The resolved stack, or what Compose said against it. */
export type ResolveResult =
  | {
      readonly state: "resolved";
      readonly model: ComposeModel;
      /** The request's fragments, interpolated, in order. */
      readonly fragments: readonly unknown[];
      /** Compose's warnings, such as variables that are not set. */
      readonly warnings: readonly string[];
    }
  | { readonly state: "refused"; readonly message: string };

const carrierKey = "x-plan-gate-fragments";
const resolveTimeoutMs = 60_000;

/**
 * Runs `docker compose config`. The fragments ride along as one more file on standard input: Compose drops a
 * service's extensions from its JSON and lets a later file's replace an earlier one's, and only Compose interpolates
 * as Compose does.
 */
export async function resolveCompose(engine: Engine, request: ResolveRequest): Promise<ResolveResult> {
  const args = [
    "compose",
    "--project-name",
    request.project,
    ...request.envFiles.flatMap((path) => ["--env-file", path]),
    ...request.profiles.flatMap((profile) => ["--profile", profile]),
    ...request.files.flatMap((path) => ["--file", path]),
    "--file",
    "-",
    "config",
    "--format",
    "json",
  ];
  const result = await engine.run(args, {
    stdin: JSON.stringify({ [carrierKey]: request.fragments }),
    timeoutMs: resolveTimeoutMs,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  const said = messagesOf(result.stderr);
  if (!succeeded(result)) {
    return {
      state: "refused",
      message: said.join(" ") || `\`docker compose config\` ${describeEnd(result.end)}`,
    };
  }
  const model = parseModel(result.stdout);
  if (model === null) return { state: "refused", message: "`docker compose config` printed no stack." };
  const fragments = model.raw[carrierKey];
  return { state: "resolved", model, fragments: Array.isArray(fragments) ? fragments : [], warnings: said };
}

/** Compose logs as `time="…" level=warning msg="…"`; people want the message. */
function messagesOf(stderr: string): readonly string[] {
  const lines = plainText(stderr)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.includes("`version` is obsolete"));
  return [...new Set(lines.map(messageOf))].slice(0, 20);
}

function messageOf(line: string): string {
  const start = line.indexOf('msg="');
  if (!line.startsWith("time=") || start === -1) return line.slice(0, 1_000);
  return line
    .slice(start + 5, line.endsWith('"') ? -1 : undefined)
    .replaceAll('\\"', '"')
    .slice(0, 1_000);
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Rewrites a resolved stack so that a run of it cannot touch another one: no fixed container names, volumes and
 * networks of the project's own (external ones stay what they are), and our labels on all that is made.
 * Profiles are dropped: Compose has already left out what they leave out.
 */
export function isolateModel(
  model: ComposeModel,
  project: string,
  labels: Readonly<Record<string, string>>,
): JsonObject {
  const isolated: Record<string, unknown> = { ...model.raw, name: project };
  for (const key of Object.keys(isolated)) {
    if (key.startsWith("x-")) Reflect.deleteProperty(isolated, key);
  }
  isolated["services"] = mapEntries(model.raw["services"], (_, service) => isolateService(service, labels));
  isolated["volumes"] = mapEntries(model.raw["volumes"], (key, volume) =>
    ownName(volume, `${project}_${key}`, labels),
  );
  isolated["networks"] = mapEntries(model.raw["networks"], (key, network) =>
    ownName(network, `${project}_${key}`, labels),
  );
  return isolated;
}

function isolateService(service: JsonObject, labels: Readonly<Record<string, string>>): JsonObject {
  const kept = Object.entries(service).filter(([key]) => key !== "container_name" && key !== "profiles");
  return { ...Object.fromEntries(kept), labels: { ...toObject(service["labels"]), ...labels } };
}

function ownName(resource: JsonObject, name: string, labels: Readonly<Record<string, string>>): JsonObject {
  if (resource["external"] !== undefined && resource["external"] !== false) return resource;
  return { ...resource, name, labels: { ...toObject(resource["labels"]), ...labels } };
}

function mapEntries(value: unknown, change: (key: string, entry: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(toObject(value)).map(([key, entry]) => [key, change(key, toObject(entry))]),
  );
}

function toObject(value: unknown): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value));
}
