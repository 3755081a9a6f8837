import type { ComposeModel } from "./model.ts";

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
