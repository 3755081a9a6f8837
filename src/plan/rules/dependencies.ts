import type { EvidenceRule } from "../rule.ts";
import {
  contentOf,
  isDenied,
  isNearest,
  isUnder,
  mentions,
  namedTechnologies,
  type Exhibit,
} from "../signals/exhibit.ts";
import { findProducts } from "../signals/product-signals.ts";
import type { Add, EvidenceKind } from "../signals/score.ts";

const featureId = /\b(?:[A-Z]{1,4}-\d{1,4}|\d{3}-[a-z][\w-]{1,60})\b/gu;
const order =
  /\b(?:phases?|tasks?|steps?|stages?|wp|us|story|stories|milestones?|fases?)[ -]?\d|\b(?:T|TASK)-?\d{1,4}\b|\bWP\d|\b(?:FR|US|SC)-\d/iu;
/** Names that only a library has: `safetensors.cpp`, `@scope/name`. */
const libraryName =
  /(?:^|[\s(])(?:@[a-z][\w-]{1,40}\/[a-z][\w.-]{1,40}|[a-z][a-z0-9]{2,40}\.(?:js|ts|cpp|py|rs|net|io))(?![\w/])/gu;
const relying =
  /\b(?:depends? on|relies on|built on|requires?|we (?:use|adopt|choose|chose|pick|keep|build on)|is (?:written|built|implemented) (?:in|with|on)|verwenden|verwendet|nutzt|nutzen|utilis(?:e|ons|ent)|utiliz(?:a|amos|aremos|ado)|usamos|usiamo|utilizza|używa(?:my)?|gebruik(?:en|t)|h\u00e4ngt von|basiert auf|d\u00e9pend de|depende de|dipende da)\b|\u4f7f\u7528|\u91c7\u7528|\u63a1\u7528|\uc0ac\uc6a9|\u4f9d\u8d56|\u4f9d\u8cf4|\u4f9d\u5b58|\uc758\uc874/iu;
/** What a call needs is its parameter, no dependency. */
const needed =
  /\brequires? (?:an? |the |one )?["'`]?[\w.]{1,40}["'`]? (?:parameters?|arguments?|fields?|headers?|values?|flags?|options?|tokens?|claims?|permissions?|roles?)\b/iu;
const manifest =
  /"(?:dev|peer)?dependencies"\s?:\s?\{\s*"|^\[(?:dev-|workspace\.)?dependencies\]|^\s{0,16}(?:implementation|testImplementation)[ (]|<PackageReference|^\s{0,16}require \(|^dependencies\s?[:=]/imu;
const installing =
  /^\s{0,16}(?:\$ )?(?:npm|pnpm|yarn|bun|pip|pip3|uv|poetry|cargo|go|gem|brew|apt|apt-get|dotnet|composer|flutter pub)\s+(?:install|i|add|get|require)\s+\S/imu;

const kinds: Readonly<Record<string, EvidenceKind>> = {
  name: {
    one: "named library, tool or service",
    several: "named libraries, tools or services",
    full: 2,
    expected: 1.2,
  },
  described: { one: "described entry", several: "described entries", full: 2, expected: 1.2 },
  feature: { one: "feature by its id", several: "features by their ids", full: 2, expected: 1.2 },
  "name-in-stack": { one: "name in the stack", several: "names in the stack", full: 3, expected: 0.5 },
  "described-in-stack": {
    one: "entry of the stack",
    several: "entries of the stack",
    full: 3,
    expected: 0.5,
  },
  manifest: {
    one: "manifest or install command",
    several: "manifests or install commands",
    full: 1,
    expected: 1.2,
  },
  relied: {
    one: "statement of what is relied on",
    several: "statements of what is relied on",
    full: 1,
    expected: 0.5,
  },
  library: { one: "library in prose", several: "libraries in prose", full: 2, expected: 0.5 },
  versioned: { one: "name with a version", several: "names with versions", full: 3, expected: 0.5 },
  "name-elsewhere": { one: "name under another heading", several: "names under other headings", full: 6 },
};

/** Libraries, tools, services and features that the work rests on. */
export const dependencies: EvidenceRule = {
  id: "dependencies",
  title: "Dependencies",
  group: "section",
  defaultSeverity: "error",
  topics: ["dependencies", "stack"],
  kinds,
  find,
  excuse: {
    topics: ["dependencies"],
    phrase: "no-dependency",
    sibling: null,
    grounds: ["ground", "no-dependency"],
  },
  docs: {
    wants: "The libraries, tools, services and other features that the work rests on, by name.",
    why: "A dependency is somebody else's code, schedule and license; the reviewer decides whether to take it on.",
    notes: [
      "A list of packages, a stack table, prerequisites with external services, and the ids of other features count.",
      'A version alone, and a column of task ids called "Dependencies", do not.',
      "`None: only the standard library` is an answer, because it says why.",
    ],
    instruction:
      "List what the work rests on, inside and outside the repository, or say why there is nothing: `None: only the standard library`.",
    good: `## Dependencies

- Internal: \`src/mail.ts\` from F-12, merged.
- External: the mail provider's HTTP API; PostgreSQL 16.
`,
    bad: `## Dependencies

- [list]
`,
  },
};

function find(exhibit: Exhibit, add: Add): void {
  const { block, code, text, place } = exhibit;
  if (code !== null) {
    const isList = isUnder(exhibit, "dependencies") && code.keys >= 2;
    if (isList || manifest.test(block.text) || installing.test(block.text)) add("manifest", place);
    return;
  }
  if (exhibit.said.length === 0) return;
  const products = findProducts(text);
  const names = namedTechnologies(exhibit).filter((each) => !isDenied(exhibit.said, each));
  const isTested = isNearest(exhibit, ["testing"]);
  if (!isTested) add("versioned", products);
  if (
    !isTested &&
    products.length + names.length + exhibit.codes.length > 1 &&
    relying.test(text.replace(needed, " ")) &&
    !order.test(text)
  )
    add("relied", place);
  if (!isTested && mentions(exhibit, "library")) add("library", exhibit.codes.slice(0, 1));
  if (isUnder(exhibit, "dependencies")) findBelowHeading(exhibit, add, [...names, ...products]);
  else if (isUnder(exhibit, "stack")) {
    add("name-in-stack", [...names, ...products, ...exhibit.codes]);
    if (contentOf(exhibit, ["filler"]) >= 1) add("described-in-stack", place);
  } else add("name-elsewhere", names);
}

/** The order of tasks and phases is no dependency on anything. */
function findBelowHeading(exhibit: Exhibit, add: Add, names: readonly string[]): void {
  const { block, text } = exhibit;
  if (order.test(text) || order.test(block.key ?? "")) return;
  add("name", [
    ...names,
    ...[...exhibit.codes, ...(text.match(libraryName) ?? [])].map((each) => each.trim().toLowerCase()),
  ]);
  if (contentOf(exhibit, ["filler"]) >= 2) add("described", text.slice(0, 60));
  add("feature", text.match(featureId) ?? []);
}
