import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { Command, Option } from "commander";
import { candidatePlaces } from "../feature/feature-folder.ts";
import { fileNamesOf } from "../feature/file-names.ts";
import { findFeatures } from "../feature/find-features.ts";
import { UsageError } from "./exit-codes.ts";
import { loadConfig } from "./load-config.ts";
import { layoutOf, nameFeature } from "./new/layout.ts";
import { kinds, planSkeleton, specSkeleton } from "./new/skeleton.ts";
import { findRoot, listFiles, withSlashes } from "./repository.ts";
import { chooseWord } from "./words.ts";

interface NewOptions {
  readonly kind?: string;
}

/** `plan-gate new`: a feature's folder with a specification and a plan to fill in. */
export function newCommand(): Command {
  return new Command("new")
    .description("Write a specification and a plan to fill in, where the repository keeps its features")
    .argument("<id-or-name>", "id such as F-16 before the name; without one, the next free number")
    .argument("[name]", "short name of the feature")
    .addOption(kindOption())
    .action(make);
}

function kindOption(): Option {
  const option = new Option("--kind <kind>", "what is built, for hints that fit it");
  option.argChoices = [...kinds];
  return option;
}

async function make(first: string, second: string | undefined, options: NewOptions): Promise<void> {
  const kind = options.kind === undefined ? null : chooseWord("kind", options.kind, kinds);
  const root = await findRoot(process.cwd());
  const config = await loadConfig(root, null);
  const layout = layoutOf(findFeatures(await listFiles(root), config.features), config.features);
  const feature =
    second === undefined ? nameFeature(layout, null, first) : nameFeature(layout, first, second);
  const place = candidatePlaces(`${feature.path}${layout.ending === "" ? "/plan.md" : ""}`, config.features);
  const {
    folder: within,
    plan,
    spec,
  } = fileNamesOf(place.find(({ path }) => path === feature.path) ?? feature);
  const folder = join(root, within);
  await mkdir(folder, { recursive: true });
  if (spec !== null) await writeNew(root, join(folder, spec), specSkeleton({ feature }));
  await writeNew(root, join(folder, plan), planSkeleton({ feature, kind, config }));
  process.stdout.write(
    `Fill in every gap; \`plan-gate check ${shown(join(root, feature.path))}\` says what is still missing.\n`,
  );
}

async function writeNew(root: string, path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: "wx" }).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw new UsageError(`\`${withSlashes(relative(root, path))}\` is here already, and was left as it is.`);
  });
  process.stdout.write(`Wrote ${shown(path)}\n`);
}

function shown(path: string): string {
  return withSlashes(relative(process.cwd(), path));
}
