import { z } from "zod";
import { rules } from "../plan/rules/index.ts";
import { configJsonSchema } from "./config-schema.ts";

const settingSchema = z.object({
  description: z.string().default(""),
  type: z.union([z.string(), z.array(z.string())]).default("string"),
  default: z.unknown().optional(),
  examples: z.array(z.unknown()).default([]),
  enum: z.array(z.string()).default([]),
  const: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxItems: z.number().optional(),
  get items() {
    return settingSchema.optional();
  },
  additionalProperties: z
    .object({ enum: z.array(z.string()).default([]) })
    .catch({ enum: [] })
    .default({ enum: [] }),
  get anyOf() {
    return z.array(settingSchema).default([]);
  },
  get properties() {
    return z.record(z.string(), settingSchema).default({});
  },
});

type Setting = z.output<typeof settingSchema>;

/** Settings whose keys are the ids of rules: told once, not for each rule. */
const keyedByRule: ReadonlySet<string> = new Set(["rules", "headings"]);

/** The rules that `rules` knows, as a Markdown table: id, row, severity where the config says nothing. */
export function ruleReference(): string {
  const rows = rules.map(
    ({ id, title, defaultSeverity }) => `| \`${id}\` | ${title} | \`${defaultSeverity}\` |`,
  );
  return ["| Rule | Row | Default |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

/** All settings as a Markdown table, in the schema's order: name, values, default, meaning, an example. */
export function configurationReference(): string {
  const rows = Object.entries(settingSchema.parse(configJsonSchema()).properties).flatMap(([name, setting]) =>
    rowsOf(name, setting),
  );
  return ["| Setting | Value | Default | Meaning |", "| --- | --- | --- | --- |", ...rows, ""].join("\n");
}

function rowsOf(path: string, setting: Setting): readonly string[] {
  const inner = keyedByRule.has(path) ? {} : setting.properties;
  const below = Object.entries(inner).flatMap(([name, child]) => rowsOf(`${path}.${name}`, child));
  const { properties = {}, anyOf = [] } = setting.items ?? {};
  const items = [properties, ...anyOf.map((way) => way.properties)].flatMap((ways) => Object.entries(ways));
  const ofItems = items.flatMap(([name, child]) => rowsOf(`${path}[].${name}`, child));
  return Object.keys(inner).length > 0 ? below : [row(path, setting), ...ofItems];
}

function row(path: string, setting: Setting): string {
  const [example] = setting.examples;
  const shown = example === undefined ? "" : ` Such as \`${JSON.stringify(example)}\`.`;
  const fallback = setting.default === undefined ? "" : `\`${JSON.stringify(setting.default)}\``;
  const meaning = `${setting.description}${shown}`.replaceAll("|", "\\|");
  return `| \`${path}\` | ${valueOf(setting)} | ${fallback} | ${meaning} |`;
}

function valueOf(setting: Setting): string {
  const ofItems = codeList(setting.items?.enum ?? []);
  if (setting.const !== undefined) return `\`${setting.const}\``;
  if (setting.enum.length > 0) return codeList(setting.enum);
  switch (String(setting.type)) {
    case "boolean":
      return "`true`, `false`";
    case "integer":
      return `${setting.minimum} to ${setting.maximum}`;
    case "array":
      return ofItems === "" ? `list, at most ${setting.maxItems}` : `list of ${ofItems}`;
    case "object":
      return mapOf(setting);
    default:
      return "text";
  }
}

/** Of severities by id, or of anything else by name. */
function mapOf(setting: Setting): string {
  const severities = codeList(
    Object.values(setting.properties)[0]?.enum ?? setting.additionalProperties.enum,
  );
  return severities === "" ? "`key: value`" : `by id: ${severities}`;
}

function codeList(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}
