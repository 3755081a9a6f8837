import picomatch from "picomatch";
import { foldPath, shortNameReader } from "../pull-request/fold-path.ts";
import type { Feature, FeatureForm, FeaturePlace } from "./feature.ts";

const toolFolder = ".specify";

/**
 * Folders directly under `.specify/` that belong to the tools, with all that is below them. Only as they are written:
 * a name that merely folds to one of them is no way out of the gate.
 */
const reserved: ReadonlySet<string> = new Set([
  "memory",
  "templates",
  "scripts",
  "extensions",
  "presets",
  "workflows",
  "integrations",
  "harden",
  "review",
  "baselines",
  "brownfield",
  "pipeline",
  "archive",
]);

/** Folders directly under `.specify/` that hold features and are none. */
const shelves: ReadonlySet<string> = new Set(["specs", "features"]);

/** How deep a folder or file may lie that only a glob names. */
const maxGlobDepth = 64;

/**
 * Of the config: a glob of folders, or with `.md` at its end of single files, each a feature by itself;
 * in folders the plan and the specification may have other names than `plan.md` and `spec.md`.
 */
export type FeatureGlob =
  | string
  | {
      readonly glob: string;
      readonly plan?: string | undefined;
      readonly spec?: string | undefined;
    };

/** What the first glob that matches says of a folded path; `null` where none does. */
type FindForm = (foldedPath: string) => Pick<Feature, "form"> | null;
const finders = new WeakMap<readonly FeatureGlob[], FindForm>();

/**
 * Folders that may be a feature a file belongs to, from the path alone; outermost first, spelled as in `path`, with the
 * file itself last where a glob names it. Whether one is a feature depends on what it holds: `findFeatures`.
 */
export function candidatePlaces(path: string, globs: readonly FeatureGlob[]): readonly FeaturePlace[] {
  const names = path.split("/").map((spelling) => ({ spelling, name: foldPath(spelling) }));
  const tool = names.slice(0, -1).findIndex(({ name }) => name === toolFolder);
  if (tool === -1 && globs.length === 0) return [];
  const find = finderOf(globs);
  const places: FeaturePlace[] = [];
  let parent = "";
  let end = -1;
  for (const [index, { spelling, name }] of names.entries()) {
    end += spelling.length + 1;
    const isInTool = parent === toolFolder;
    const isFile = index === names.length - 1;
    parent = name;
    const plain = spelling.toLowerCase();
    if (!isFile && isInTool && reserved.has(plain)) break;
    if (!isFile && (name === toolFolder || (isInTool && shelves.has(plain)))) continue;
    const here = path.slice(0, end);
    const named = index < maxGlobDepth && globs.length > 0 ? find(foldPath(here)) : null;
    const isBelowTool = tool !== -1 && index > tool;
    const isCandidate = isFile ? named?.form?.type === "file" : isBelowTool || named !== null;
    if (isCandidate) places.push({ path: here, ...named });
  }
  return places;
}

/** The same without how the files in them are called. */
export function candidateFolders(path: string, globs: readonly FeatureGlob[]): readonly string[] {
  return candidatePlaces(path, globs).map((place) => place.path);
}

/** Is this path one of the folders that a glob leads through by a name of its own, such as `plans` of `plans/*.md`? */
export function mayLeadTo(path: string, globs: readonly FeatureGlob[]): boolean {
  return leadsOf(globs)(foldPath(path));
}

/** Can the name of a plan or a specification be one that only the config knows? */
export function hasOwnNames(globs: readonly FeatureGlob[]): boolean {
  return globs.some((glob) => formOf(glob) !== undefined);
}

/** Names of plans and specifications that the globs give; of single files `*.md`, which any may have. */
export function ownNames(globs: readonly FeatureGlob[]): readonly string[] {
  return globs.flatMap((glob) => {
    const form = formOf(glob);
    if (form === undefined) return [];
    return form.type === "file" ? ["*.md"] : [foldPath(form.plan), foldPath(form.spec)];
  });
}

type Matches = (foldedPath: string) => boolean;
const leads = new WeakMap<readonly FeatureGlob[], Matches>();
const onlyWildcards = /^[*?]*$/;

function leadsOf(globs: readonly FeatureGlob[]): Matches {
  const known = leads.get(globs);
  if (known !== undefined) return known;
  const prefixes = globs.flatMap((entry) => {
    const segments = foldPath(globIn(entry)).split("/");
    return segments.flatMap((segment, index) =>
      index === segments.length - 1 || onlyWildcards.test(segment)
        ? []
        : segments.slice(0, index + 1).join("/"),
    );
  });
  const compiled = [...new Set(prefixes)].map((prefix) => picomatch(prefix, matching));
  const longPathOf = longPathReader(globs);
  const isLead: Matches = (path) => compiled.some((isMatch) => isMatch(longPathOf(path)));
  leads.set(globs, isLead);
  return isLead;
}

/** The glob of an entry, whatever else it says. */
export function globIn(entry: FeatureGlob): string {
  return typeof entry === "string" ? entry : entry.glob;
}

const matching = { dot: true, noextglob: true, nonegate: true, windows: false } as const;

/** Absent for a folder with the usual names. */
function formOf(entry: FeatureGlob): FeatureForm | undefined {
  const { glob, plan = "plan.md", spec = "spec.md" } = typeof entry === "string" ? { glob: entry } : entry;
  if (foldPath(glob).endsWith(".md")) return { type: "file" };
  const isUsual = foldPath(plan) === "plan.md" && foldPath(spec) === "spec.md";
  return isUsual ? undefined : { type: "named", plan, spec };
}

/** Single files first, so that no other glob takes a file away from its gate; then in the order of the config. */
function rankOf({ form }: Pick<Feature, "form">): number {
  return form?.type === "file" ? 0 : 1;
}

/** Compiled once for each list: a pull request asks thousands of times. */
function finderOf(globs: readonly FeatureGlob[]): FindForm {
  const known = finders.get(globs);
  if (known !== undefined) return known;
  const compiled = globs
    .map((entry) => {
      const form = formOf(entry);
      const isMatch = picomatch(foldPath(globIn(entry)), matching);
      return { isMatch, found: form === undefined ? {} : { form } };
    })
    .sort((one, other) => rankOf(one.found) - rankOf(other.found));
  const longPathOf = longPathReader(globs);
  const find: FindForm = (path) => {
    const long = longPathOf(path);
    return compiled.find(({ isMatch }) => isMatch(long))?.found ?? null;
  };
  finders.set(globs, find);
  return find;
}

/** Reads short names that Windows may give to folders and files which the globs name. */
function longPathReader(globs: readonly FeatureGlob[]): (foldedPath: string) => string {
  const longNameOf = shortNameReader(globs.flatMap((entry) => foldPath(globIn(entry)).split("/")));
  return (path) => (path.includes("~") ? path.split("/").map(longNameOf).join("/") : path);
}
