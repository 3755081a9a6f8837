import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { findComposeFiles, loadSources } from "./compose/load-sources.ts";
import type { ComposeModel, ModelService } from "./compose/model.ts";
import { isolateModel, resolveCompose } from "./compose/resolve.ts";
import type { ComposeSources } from "./compose/source.ts";
import { currentOwner, formatOwner, keepLabel, ownerLabel, removeLeftovers } from "./engine/clean-up.ts";
import { findEngine } from "./engine/engine.ts";
import type { Engine } from "./engine/engine.ts";
import { parseSmoke } from "./probes/parse-probes.ts";
import type { Probe } from "./probes/probe-schema.ts";
import type { SmokeRefusal, SmokeRequest } from "./smoke-request.ts";
import type { Stack } from "./stages/stack.ts";

/** A run that can begin. */
export interface PreparedRun {
  readonly request: SmokeRequest;
  readonly stack: Stack;
  /** Absolute paths, in the order Compose merges them. */
  readonly files: readonly string[];
  readonly sources: ComposeSources;
  readonly probes: readonly Probe[];
  readonly notes: readonly string[];
}

/** A run that can begin, or why not. */
export type Preparation =
  | { readonly state: "ready"; readonly run: PreparedRun }
  | { readonly state: "refused"; readonly refusals: readonly SmokeRefusal[] };

/**
 * Finds Docker and the compose files, removes what killed runs left, and has Compose resolve the stack. Starts
 * nothing.
 */
export async function prepareRun(request: SmokeRequest): Promise<Preparation> {
  const { env, directory, signal } = request;
  const files =
    request.files.length > 0
      ? request.files.map((path) => resolve(directory, path))
      : await findComposeFiles(directory, env);
  if (files.length === 0) {
    return refuse(
      "No compose file: there is no `compose.yaml` or `docker-compose.yml` here or above.",
      "Name one with `--file`.",
    );
  }
  const loaded = await loadSources(files);
  if (loaded.state === "unreadable") {
    const { path, line, message } = loaded.problem;
    return refuse(message, "Compose reads YAML 1.2: https://docs.docker.com/reference/compose-file/", {
      path,
      line: line ?? 1,
    });
  }
  const lookup = await findEngine({ env, directory, needsServer: !request.lintOnly, signal });
  if (lookup.state === "missing") return refuse(lookup.message, lookup.fix);
  const leftovers = request.lintOnly ? [] : await removeLeftovers(lookup.engine);
  const notes = leftovers.map((project) => `Removed what an earlier, killed run left behind: ${project}.`);
  return resolveRun(request, lookup.engine, { files, sources: loaded.sources, notes });
}

interface FoundStack {
  readonly files: readonly string[];
  readonly sources: ComposeSources;
  readonly notes: readonly string[];
}

async function resolveRun(request: SmokeRequest, engine: Engine, found: FoundStack): Promise<Preparation> {
  const project = `plan-gate-${randomBytes(5).toString("hex")}`;
  const { fragments } = found.sources;
  const resolved = await resolveCompose(engine, {
    project,
    files: found.files,
    profiles: request.profiles,
    envFiles: request.envFiles.map((path) => resolve(request.directory, path)),
    fragments: fragments.map((fragment) => fragment.value),
    signal: request.signal,
  });
  if (resolved.state === "refused") {
    return refuse(
      `Compose refuses the stack: ${resolved.message}`,
      "Run `docker compose config`: it says the same.",
    );
  }
  const { services } = resolved.model;
  if (services.length === 0) {
    return refuse(
      "The stack has no services.",
      "Add one, or name the profile they belong to with `--profile`.",
    );
  }
  const active = fragments
    .map((fragment, index) => ({ ...fragment, value: resolved.fragments[index] }))
    .filter(({ service }) => service === null || services.some((candidate) => candidate.name === service));
  const smoke = parseSmoke(active);
  if (smoke.problems.length > 0) {
    const fix = "The settings of `x-smoke` are in `docs/smoke.md`.";
    return {
      state: "refused",
      refusals: smoke.problems.map(({ message, ...place }) => ({ message: `${message}.`, fix, place })),
    };
  }
  const oneshot = findOneshot(services, smoke.oneshot);
  const stack = createStack({ request, engine, project, model: resolved.model, oneshot });
  const notes = [...found.notes, ...resolved.warnings];
  return { state: "ready", run: { request, stack, ...found, probes: smoke.probes, notes } };
}

interface StackParts {
  readonly request: SmokeRequest;
  readonly engine: Engine;
  readonly project: string;
  readonly model: ComposeModel;
  readonly oneshot: ReadonlySet<string>;
}

function createStack({ request, engine, project, model, oneshot }: StackParts): Stack {
  const labels = {
    [ownerLabel]: formatOwner(currentOwner()),
    ...(request.keep ? { [keepLabel]: "true" } : {}),
  };
  return {
    engine,
    project,
    composeJson: JSON.stringify(isolateModel(model, project, labels)),
    services: model.services,
    oneshot,
    signal: request.signal,
  };
}

function refuse(message: string, fix: string, place: SmokeRefusal["place"] = null): Preparation {
  return { state: "refused", refusals: [{ message, fix, place }] };
}

/**
 * Names of the services that run once and end: marked `x-smoke: {oneshot: true}`, or waited for by another with
 * `service_completed_successfully` and not marked `oneshot: false`.
 */
export function findOneshot(
  services: readonly ModelService[],
  marked: ReadonlyMap<string, boolean>,
): ReadonlySet<string> {
  const awaited = new Set(services.flatMap((service) => service.waitsForCompletionOf));
  return new Set(
    services.map((service) => service.name).filter((name) => marked.get(name) ?? awaited.has(name)),
  );
}
