import { type FeatureGlob, globIn, hasOwnNames } from "../../feature/feature-folder.ts";
import { type Feature, featureId } from "../../feature/feature.ts";
import { UsageError } from "../exit-codes.ts";

/** How a repository names its features: `flow` is `f-16-invitations`, `numbered` is `016-invitations`. */
type NameStyle = "flow" | "numbered";

/** Where a repository keeps its features, and how it names them. */
export interface FeatureLayout {
  /** Folder of the features, from the root, with `/`. */
  readonly parent: string;
  readonly style: NameStyle;
  /** Other tools give features no numbers: here only one that was asked for has one. */
  readonly isPlain: boolean;
  /** Of the name of a feature that is a single file. */
  readonly ending: "" | ".md";
  /** Digits of a number, leading zeros included. */
  readonly digits: number;
  /** Numbers in use, by style. */
  readonly taken: ReadonlyMap<string, string>;
}

/** A feature that is not there yet. */
export interface NewFeature {
  readonly id: string;
  /** Folder or single file from the root, with `/`. */
  readonly path: string;
  readonly title: string;
}

const flowFolder = /^f-(0*\d{1,9})(?:-|$)/i;
const numberedFolder = /^(0*\d{1,5})(?:-|$)/;
const idForm = /^(f-)?0*(\d{1,9})$/i;
const plainShelf = /^([^*?{}[\]!()]+)\/\*(\.md)?$/i;
const longestSlug = 60;

/** Reads the layout off the features that are there; where there are none, off the globs of the config. */
export function layoutOf(features: readonly Feature[], globs: readonly FeatureGlob[]): FeatureLayout {
  const taken = new Map(features.map(({ id, path }) => [id.toLowerCase(), path]));
  const numbered = features.filter(({ path }) => styleOf(path) !== null);
  const parent = mostFrequent(numbered.map(({ path }) => path.slice(0, path.lastIndexOf("/"))));
  if (parent === null) return { ...emptyLayout(globs), taken };
  const siblings = numbered.map(({ path }) => path).filter((path) => path.startsWith(`${parent}/`));
  const isFlow = siblings.filter((path) => styleOf(path) === "flow").length * 2 >= siblings.length;
  const style = isFlow ? "flow" : "numbered";
  const digits = Math.max(1, ...siblings.map((path) => leadingZeros(path, style)));
  const isOfFiles = numbered.some(({ path, form }) => path.startsWith(`${parent}/`) && form?.type === "file");
  return { parent, style, isPlain: false, ending: isOfFiles ? ".md" : "", digits, taken };
}

/** The feature to make; without an id it gets the next free number. Throws a `UsageError` where the id is taken. */
export function nameFeature(layout: FeatureLayout, wanted: string | null, name: string): NewFeature {
  const title = name.replace(/\s+/gu, " ").trim();
  const slug = slugOf(title);
  if (slug === "")
    throw new UsageError(`\`${name}\` holds no letter or digit. Name the feature in a few words.`);
  if (layout.isPlain && wanted === null) return untaken({ layout, id: slug, folder: slug, title });
  const next = nextNumber(layout);
  const [, prefix, digits] = idForm.exec(wanted ?? String(next)) ?? [];
  if (digits === undefined) {
    throw new UsageError(
      `\`${wanted ?? ""}\` is no id of a feature, expected one such as \`F-${next}\` or \`${next}\`.`,
    );
  }
  const style = prefix === undefined ? layout.style : "flow";
  const folder = folderName(
    { style, digits: style === layout.style ? layout.digits : 1 },
    Number(digits),
    slug,
  );
  return untaken({ layout, id: featureId(folder), folder, title });
}

interface TitledFeature extends Pick<NewFeature, "id" | "title"> {
  readonly layout: FeatureLayout;
  readonly folder: string;
}

function untaken({ layout, id, folder, title }: TitledFeature): NewFeature {
  const holder = layout.taken.get(id.toLowerCase());
  if (holder !== undefined) {
    const advice = layout.isPlain ? "Choose another name." : `The next free number is ${nextNumber(layout)}.`;
    throw new UsageError(`\`${id}\` is \`${holder}\` already. ${advice}`);
  }
  return { id, path: `${layout.parent}/${folder}${layout.ending}`, title };
}

function emptyLayout(globs: readonly FeatureGlob[]): Omit<FeatureLayout, "taken"> {
  for (const entry of globs) {
    const [, parent, isFile] = plainShelf.exec(globIn(entry)) ?? [];
    if (parent === undefined) continue;
    const ending = isFile === undefined ? "" : ".md";
    return { parent, style: "numbered", isPlain: hasOwnNames([entry]), ending, digits: 3 };
  }
  return { parent: ".specify/specs", style: "flow", isPlain: false, ending: "", digits: 1 };
}

function nextNumber({ style, taken }: FeatureLayout): number {
  const prefix = style === "flow" ? "f-" : "";
  const numbers = [...taken.keys()].flatMap((id) => {
    const digits = id.startsWith(prefix) ? id.slice(prefix.length) : "";
    return /^\d+$/.test(digits) ? [Number(digits)] : [];
  });
  return Math.max(0, ...numbers) + 1;
}

function folderName(
  { style, digits }: Pick<FeatureLayout, "style" | "digits">,
  number: number,
  slug: string,
): string {
  const padded = String(number).padStart(digits, "0");
  return style === "flow" ? `f-${padded}-${slug}` : `${padded}-${slug}`;
}

function styleOf(path: string): NameStyle | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (flowFolder.test(name)) return "flow";
  return numberedFolder.test(name) ? "numbered" : null;
}

/** Digits of a number that is written with leading zeros; 1 for one without. */
function leadingZeros(path: string, style: NameStyle): number {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const digits = (style === "flow" ? flowFolder : numberedFolder).exec(name)?.[1] ?? "";
  return digits.startsWith("0") ? digits.length : 1;
}

/** The value that occurs most often; the first in order among equals, `null` without any. */
function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? null;
}

function slugOf(title: string): string {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .normalize("NFC");
  return plain
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, "");
}
