import { candidatePlaces, type FeatureGlob } from "../feature/feature-folder.ts";
import { foldPath } from "../pull-request/fold-path.ts";

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
export function knownEntry(path: string): FeatureGlob | null {
  const folded = foldPath(path);
  for (const layout of layouts) {
    const before = layout.names === null ? undefined : layout.plan.exec(folded)?.[1];
    const entry = before === undefined ? null : entryOf(layout, path.slice(0, before.length));
    if (entry !== null && candidatePlaces(path, [entry]).length > 0) return entry;
  }
  return null;
}

/** Is it a plan of a tool that keeps each in a folder of its own? */
export function isKnownPlan(path: string): boolean {
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
