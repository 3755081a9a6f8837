import * as z from "zod/mini";
import { configSchema } from "./config.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** JSON Schema (draft 7) of the config as people write it: nothing is required, unknown keys are errors. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = inputSchema();
  return { $schema, title: "Plan Gate", ...schema };
}

/** The keys that may stand at a path of the config, in the schema's order; empty where any may, or none. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const schema = path.reduce<JsonSchema | null>(stepInto, inputSchema());
  return Object.keys(schema?.properties ?? {});
}

let made: JsonSchema | null = null;

/**
 * Made where it is first asked for: a config without problems never does, and making it takes longer than reading
 * that.
 */
function inputSchema(): JsonSchema {
  made ??= z.toJSONSchema(configSchema, {
    target: "draft-07",
    io: "input",
    override: ({ jsonSchema }) => {
      nameKeys(jsonSchema);
    },
  });
  return made;
}

/** Known keys as properties rather than as a pattern: editors complete them. */
function nameKeys(schema: JsonSchema): void {
  const { propertyNames, additionalProperties } = schema;
  const keys = typeof propertyNames === "object" ? propertyNames.enum : undefined;
  if (keys === undefined || additionalProperties === undefined) return;
  schema.properties = Object.fromEntries(keys.map((key) => [String(key), additionalProperties]));
  schema.additionalProperties = false;
  delete schema.propertyNames;
}

function stepInto(schema: JsonSchema | null, key: PropertyKey): JsonSchema | null {
  const next = typeof key === "number" ? schema?.items : schema?.properties?.[String(key)];
  if (typeof next !== "object" || Array.isArray(next)) return null;
  return next.anyOf?.find(({ properties }) => properties !== undefined) ?? next;
}
