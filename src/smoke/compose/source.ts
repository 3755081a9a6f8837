import { isMap, isScalar, isSeq } from "yaml";
import type { Document, LineCounter, Node, YAMLMap } from "yaml";

/** A compose file as written, for line numbers. */
export interface SourceFile {
  /** Absolute path. */
  readonly path: string;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** One place that defines a service: in a file, in an override of it, or in what it extends. */
export interface ServiceDefinition {
  readonly file: SourceFile;
  readonly node: YAMLMap;
  /** Line of the service's name, from 1. */
  readonly line: number;
}

/** An `x-smoke` as written, before interpolation. */
export interface SmokeFragment {
  /** Null at top level. */
  readonly service: string | null;
  readonly path: string;
  /** Line of the key `x-smoke`, from 1. */
  readonly line: number;
  /** Lines of its probes, in order. */
  readonly probeLines: readonly number[];
  readonly value: unknown;
}

/** All that was written about a stack, files in the order Compose merges them. */
export interface ComposeSources {
  readonly files: readonly SourceFile[];
  /** Per service, the weakest definition first. */
  readonly services: ReadonlyMap<string, readonly ServiceDefinition[]>;
  readonly fragments: readonly SmokeFragment[];
}

/** A place in a file. */
export interface Location {
  /** Absolute path. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/**
 * Where a service says `key`: the last definition that has it, else the service's name, else the first file's first
 * line.
 */
export function locateService(sources: ComposeSources, service: string, key: string | null): Location {
  const definitions = sources.services.get(service) ?? [];
  for (const definition of definitions.toReversed()) {
    const line = key === null ? null : keyLine(definition.file, definition.node, key);
    if (line !== null) return { path: definition.file.path, line };
  }
  const last = definitions.at(-1);
  if (last !== undefined) return { path: last.file.path, line: last.line };
  return { path: sources.files[0]?.path ?? "", line: 1 };
}

/** Where a service writes a port, on either side: the item that has the number, else the list, else the service. */
export function locatePort(sources: ComposeSources, service: string, port: string): Location {
  return locateItem(sources, { service, key: "ports" }, (text) => text.split(/\D+/).includes(port));
}

/** Where a service writes a mount: the item that has the path in the container, else the list, else the service. */
export function locateMount(sources: ComposeSources, service: string, target: string): Location {
  return locateItem(sources, { service, key: "volumes" }, (text) => text.includes(target));
}

function locateItem(
  sources: ComposeSources,
  { service, key }: { readonly service: string; readonly key: string },
  isMeant: (text: string) => boolean,
): Location {
  for (const definition of (sources.services.get(service) ?? []).toReversed()) {
    const list = definition.node.get(key, true);
    if (!isSeq(list)) continue;
    const item = list.items.find((candidate) => isMeant(itemText(candidate, definition.file)));
    const line = item === undefined ? null : nodeLine(definition.file, item);
    if (line !== null) return { path: definition.file.path, line };
  }
  return locateService(sources, service, key);
}

function itemText(item: unknown, file: SourceFile): string {
  if (isScalar(item)) return String(item.value);
  return isMap(item) ? JSON.stringify(item.toJS(file.document)) : "";
}

/** Line of a key in a mapping; null where it is not written there. */
export function keyLine(file: SourceFile, map: YAMLMap, key: string): number | null {
  const pair = map.items.find((candidate) => isScalar(candidate.key) && candidate.key.value === key);
  return pair === undefined ? null : nodeLine(file, pair.key);
}

/** Line on which a node begins; null for nodes that were not read from the text. */
export function nodeLine(file: SourceFile, node: unknown): number | null {
  const range = isNodeWithRange(node) ? node.range : null;
  return range === null || range === undefined ? null : file.lines.linePos(range[0]).line;
}

function isNodeWithRange(node: unknown): node is Node {
  return typeof node === "object" && node !== null && "range" in node;
}
