import { access, readFile } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import { LineCounter, isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { YAMLMap } from "yaml";
import { composeBounds, findYamlExcess } from "../../config/yaml-bounds.ts";
import { keyLine, nodeLine } from "./source.ts";
import type { ComposeSources, ServiceDefinition, SmokeFragment, SourceFile } from "./source.ts";

const maxFileBytes = 1024 * 1024;
const maxDepth = 10;
const maxAliases = 100;

/** A compose file that cannot be read or is not YAML. */
export interface SourceProblem {
  readonly path: string;
  /** From 1; null where the file as a whole is meant. */
  readonly line: number | null;
  readonly message: string;
}

/** Sources, or the first thing wrong with them. */
export type SourcesResult =
  | { readonly state: "loaded"; readonly sources: ComposeSources }
  | { readonly state: "unreadable"; readonly problem: SourceProblem };

interface Loading {
  readonly opened: Map<string, SourceFile>;
  readonly files: SourceFile[];
  readonly services: Map<string, ServiceDefinition[]>;
  readonly fragments: SmokeFragment[];
}

class UnreadableSource extends Error {
  readonly problem: SourceProblem;
  constructor(problem: SourceProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Reads the compose files as written, with what they `include` and `extends`. Paths are absolute. */
export async function loadSources(paths: readonly string[]): Promise<SourcesResult> {
  const loading: Loading = { opened: new Map(), files: [], services: new Map(), fragments: [] };
  try {
    for (const path of paths) await loadFile(loading, path, 0);
  } catch (error) {
    if (error instanceof UnreadableSource) return { state: "unreadable", problem: error.problem };
    throw error;
  }
  return { state: "loaded", sources: loading };
}

async function loadFile(loading: Loading, path: string, depth: number): Promise<void> {
  const file = await openFile(loading, path);
  const root = file.document.contents;
  if (!isMap(root)) return;
  for (const included of depth < maxDepth ? includedPaths(file, root) : []) {
    await loadFile(loading, included, depth + 1);
  }
  loading.files.push(file);
  const services = root.get("services", true);
  for (const pair of isMap(services) ? services.items : []) {
    if (!isScalar(pair.key)) continue;
    const name = String(pair.key.value);
    await defineService(loading, { file, name, as: name, depth: 0 });
  }
  const fragment = readFragment(file, root, null);
  if (fragment !== null) loading.fragments.push(fragment);
}

async function openFile(loading: Loading, path: string): Promise<SourceFile> {
  const opened = loading.opened.get(path);
  if (opened !== undefined) return opened;
  const text = await readBounded(path);
  const excess = findYamlExcess(text, composeBounds);
  if (excess !== null)
    throw new UnreadableSource({ path, line: excess.line, message: sentence(excess.reason) });
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    logLevel: "silent",
    uniqueKeys: false,
  });
  const error = document.errors[0];
  if (error !== undefined) {
    const line = lines.linePos(error.pos[0]).line;
    throw new UnreadableSource({ path, line, message: error.message.split("\n")[0] ?? error.message });
  }
  const file = { path, document, lines };
  loading.opened.set(path, file);
  return file;
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
}

async function readBounded(path: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    const message = reason === "ENOENT" ? "There is no such file." : `The file cannot be read (${reason}).`;
    throw new UnreadableSource({ path, line: null, message });
  }
  if (text.length <= maxFileBytes) return text;
  throw new UnreadableSource({ path, line: null, message: "The file is larger than 1 MiB." });
}

interface DefinitionRequest {
  readonly file: SourceFile;
  /** The service's name in that file. */
  readonly name: string;
  /** The service that is being defined by it. */
  readonly as: string;
  readonly depth: number;
}

async function defineService(loading: Loading, request: DefinitionRequest): Promise<void> {
  const { file, name, as, depth } = request;
  const services = rootMap(file)?.get("services", true);
  const node = isMap(services) ? services.get(name, true) : null;
  if (!isMap(services) || !isMap(node)) return;
  const parent = depth < maxDepth ? extendsOf(file, node) : null;
  if (parent !== null) {
    const parentFile = parent.path === file.path ? file : await openFile(loading, parent.path);
    await defineService(loading, { file: parentFile, name: parent.service, as, depth: depth + 1 });
  }
  const definitions = loading.services.get(as) ?? [];
  loading.services.set(as, [...definitions, { file, node, line: keyLine(file, services, name) ?? 1 }]);
  const fragment = readFragment(file, node, as);
  if (fragment !== null) loading.fragments.push(fragment);
}

function rootMap(file: SourceFile): YAMLMap | null {
  return isMap(file.document.contents) ? file.document.contents : null;
}

function extendsOf(
  file: SourceFile,
  node: YAMLMap,
): { readonly path: string; readonly service: string } | null {
  const value: unknown = node.get("extends", true);
  if (isScalar(value)) return { path: file.path, service: String(value.value) };
  if (!isMap(value)) return null;
  const service = value.get("service");
  const path = value.get("file");
  if (typeof service !== "string" || (typeof path === "string" && path.includes("$"))) return null;
  return { path: typeof path === "string" ? resolve(dirname(file.path), path) : file.path, service };
}

function includedPaths(file: SourceFile, root: YAMLMap): readonly string[] {
  const include: unknown = root.get("include", true);
  const entries: unknown = isSeq(include) ? include.toJS(file.document, { maxAliasCount: maxAliases }) : [];
  return (Array.isArray(entries) ? entries : [])
    .flatMap(pathsOfEntry)
    .filter((path) => !path.includes("$"))
    .map((path) => resolve(dirname(file.path), path));
}

function pathsOfEntry(entry: unknown): readonly string[] {
  if (typeof entry === "string") return [entry];
  if (typeof entry !== "object" || entry === null || !("path" in entry)) return [];
  const paths: readonly unknown[] = Array.isArray(entry.path) ? entry.path : [entry.path];
  return paths.filter((path) => typeof path === "string");
}

function readFragment(file: SourceFile, map: YAMLMap, service: string | null): SmokeFragment | null {
  const values: unknown = map.toJS(file.document, { maxAliasCount: maxAliases });
  if (typeof values !== "object" || values === null || !("x-smoke" in values)) return null;
  const line = keyLine(file, map, "x-smoke") ?? nodeLine(file, map) ?? 1;
  const written: unknown = map.get("x-smoke", true);
  const list: unknown = isMap(written) ? written.get("probes", true) : written;
  const probeLines = isSeq(list) ? list.items.map((item) => nodeLine(file, item) ?? line) : [];
  return { service, path: file.path, line, probeLines, value: values["x-smoke"] };
}

/** Compose's own names, in its order of preference. */
const baseNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"] as const;
const overrideNames = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
] as const;

/**
 * Finds the compose files as Compose would: `COMPOSE_FILE` from the environment or `.env`, else the first well-known
 * name in the directory or above, with its override beside it. Absolute paths; empty where there is none.
 */
export async function findComposeFiles(
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const named = env["COMPOSE_FILE"] ?? (await composeFileFromDotEnv(directory));
  if (named !== null && named !== "") {
    const separator = env["COMPOSE_PATH_SEPARATOR"] ?? delimiter;
    return named.split(separator).map((path) => resolve(directory, path));
  }
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const base = await firstExisting(folder, baseNames);
    if (base !== null) {
      const override = await firstExisting(folder, overrideNames);
      return override === null ? [base] : [base, override];
    }
    if (dirname(folder) === folder) return [];
  }
}

async function firstExisting(folder: string, names: readonly string[]): Promise<string | null> {
  for (const name of names) {
    const path = join(folder, name);
    if (await exists(path)) return path;
  }
  return null;
}

/** Whether something is at that path. */
async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

async function composeFileFromDotEnv(directory: string): Promise<string | null> {
  try {
    const text = await readFile(join(directory, ".env"), "utf8");
    const line = text.split(/\r?\n/).find((candidate) => candidate.startsWith("COMPOSE_FILE="));
    return line === undefined ? null : line.slice("COMPOSE_FILE=".length).replace(/^(["'])(.*)\1$/, "$2");
  } catch {
    return null;
  }
}
