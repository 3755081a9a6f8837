import { candidatePlaces, type FeatureGlob, candidateFolders } from "../feature/feature-folder.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import { configPath } from "../config/config-path.ts";

/** Where another tool keeps plans, and how it calls them. */
interface KnownLayout {
  /** Of a folded path, with what stands before the tool's own folders first. */
  readonly file: RegExp;
  /** Its plans, as far as nobody takes any other file for one. */
  readonly plan: RegExp;
  readonly glob: string;
  readonly names: { readonly plan: string; readonly spec: string } | null;
}

const layouts: readonly KnownLayout[] = [
  {
    file: /^(|.*\/)specs\/[^/]+\/(?:spec|plan|tasks)\.md$/,
    plan: /^(|.*\/)specs\/[^/]+\/plan\.md$/,
    glob: "specs/*",
    names: null,
  },
  {
    file: /^(|.*\/)\.kiro\/specs\/[^/]+\/(?:requirements|design|tasks)\.md$/,
    plan: /^(|.*\/)\.kiro\/specs\/[^/]+\/design\.md$/,
    glob: ".kiro/specs/*",
    names: { plan: "design.md", spec: "requirements.md" },
  },
  {
    file: /^(|.*\/)openspec\/changes\/[^/]+\/(?:proposal|design|tasks)\.md$/,
    plan: /^(|.*\/)openspec\/changes\/[^/]+\/design\.md$/,
    glob: "openspec/changes/*",
    names: { plan: "design.md", spec: "proposal.md" },
  },
  {
    file: /^()plans\/(?!readme\.md$)[^/]+\.md$/,
    plan: /^()plans\/(?!readme\.md$)[^/]+\.md$/,
    glob: "plans/*.md",
    names: null,
  },
];

/** What `features` of the first config says: the layouts that are used at the root, by paths from there. */
export function layoutsIn(paths: readonly string[]): readonly FeatureGlob[] {
  const folded = paths.map(foldPath);
  return layouts
    .filter(({ file }) => folded.some((path) => file.exec(path)?.[1] === ""))
    .map((layout) => entryOf(layout, ""));
}

/** The entry of `features` that names the folder of a plan of a tool that is known; `null` where it is none. */
function knownEntry(path: string): FeatureGlob | null {
  const folded = foldPath(path);
  for (const layout of layouts) {
    const before = layout.names === null ? undefined : layout.plan.exec(folded)?.[1];
    const entry = before === undefined ? null : entryOf(layout, path.slice(0, before.length));
    if (entry !== null && candidatePlaces(path, [entry]).length > 0) return entry;
  }
  return null;
}

/** Is it a plan of a tool that keeps each in a folder of its own? */
function isKnownPlan(path: string): boolean {
  const folded = foldPath(path);
  return layouts.some(({ glob, plan }) => !glob.endsWith(".md") && plan.test(folded));
}

/** As a line of the config's `features`. */
export function entryText(entry: FeatureGlob): string {
  if (typeof entry === "string") return JSON.stringify(entry);
  const names = [entry.plan, entry.spec].flatMap((name, index) =>
    name === undefined ? [] : [`${index === 0 ? "plan" : "spec"}: ${name}`],
  );
  return `{ ${[`glob: ${JSON.stringify(entry.glob)}`, ...names].join(", ")} }`;
}

function entryOf({ glob, names }: KnownLayout, before: string): FeatureGlob {
  return names === null ? `${before}${glob}` : { glob: `${before}${glob}`, ...names };
}

/**
 * What to say of plans that nobody looks at, beside those that are; paths are from the root. `null`: there are none.
 */
export function unnamedPlans(paths: readonly string[], features: readonly FeatureGlob[]): string | null {
  const unnamed = paths.filter((path) => isKnownPlan(path) && candidateFolders(path, features).length === 0);
  const [first] = unnamed.toSorted();
  const entry = first === undefined ? null : entryFor(first);
  if (first === undefined || entry === null) return null;
  const many = unnamed.length === 1 ? "One plan is" : `${unnamed.length} plans are`;
  return `${many} not judged, such as \`${first}\`: no setting names the folder. ${lineToAdd(features, entry)}`;
}

/** The line of the config that names one more folder. */
export function lineToAdd(features: readonly FeatureGlob[], entry: FeatureGlob): string {
  return `Add to \`${configPath}\`:\nfeatures: [${[...features, entry].map(entryText).join(", ")}]`;
}

/**
 * The setting that makes the folder of a plan a feature: `specs/*` for `specs/001-x/plan.md`; `null` where none does.
 */
export function entryFor(path: string): FeatureGlob | null {
  const known = knownEntry(path);
  if (known !== null) return known;
  const folders = path.split("/").slice(0, -1);
  if (foldPath(path.split("/").at(-1) ?? "") !== "plan.md") return null;
  const glob = folders.length > 1 ? [...folders.slice(0, -1), "*"].join("/") : folders.join("/");
  const isNamed = glob !== "" && candidateFolders(path, [glob]).includes(folders.join("/"));
  return isNamed ? glob : null;
}
