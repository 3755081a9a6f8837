import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { bundleCommandLine } from "./bundle.ts";
import { configJsonSchema } from "../src/config/config-schema.ts";
import { renderRulePage } from "../src/plan/rule-page.ts";
import { rules } from "../src/plan/rules/index.ts";
import { completionFiles } from "./completion.ts";
import { refusalTable } from "./refusal-table.ts";
import { configurationReference, ruleReference } from "../src/config/configuration-reference.ts";

const root = resolve(import.meta.dirname, "..");
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

const begin = "<!-- generated: npm run generate -->";
const end = "<!-- end of generated -->";

/** Every file that is made from the code, with what it must hold. */
async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const docs = join(root, "docs", "configuration.md");
  const page = await readFile(docs, "utf8");
  const operations = join(root, "docs", "operations.md");
  return new Map([
    [join(root, "schema", "plan-gate.schema.json"), JSON.stringify(configJsonSchema(), null, 2)],
    [docs, withReference(page, `${configurationReference()}\n${ruleReference()}`)],
    [operations, withReference(await readFile(operations, "utf8"), refusalTable())],
    ...rules.map((rule) => [join(root, "docs", "rules", `${rule.id}.md`), renderRulePage(rule)] as const),
  ]);
}

function withReference(page: string, reference: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`A page of the docs has no lines \`${begin}\` and \`${end}\`.`);
  return `${before}${begin}\n\n${reference.trim()}\n\n${end}${after}`;
}

async function formatted([path, text]: readonly [string, string]): Promise<readonly [string, string]> {
  return [path, await format(text, { ...(await resolveConfig(path)), filepath: path })];
}

const bundle = [...(await bundleCommandLine(root)), ...completionFiles()].map(
  ([name, text]) => [join(root, "bundle", name), text] as const,
);
const texts = await Promise.all([...(await generatedFiles())].map(formatted));
let stale = 0;
for (const [path, text] of [...texts, ...bundle]) {
  const current = await readFile(path, "utf8").catch(() => null);
  if (current === text) continue;
  if (values.check) {
    stale += 1;
    process.stderr.write(`${path} is not what the code makes. Run \`npm run generate\`.\n`);
    continue;
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
process.exitCode = stale > 0 ? 1 : 0;
