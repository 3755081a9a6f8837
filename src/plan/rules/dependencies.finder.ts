import { countContent, isDenied, isNearest, named, standing, type Exhibit } from "../signals/exhibit.ts";
import type { Add, Kind } from "../signals/score.ts";

const k = (full: number): Kind => ({ one: "", several: "", full });
export const kinds: Readonly<Record<string, Kind>> = {
  "name-under": k(2),
  "name-in-stack": k(3),
  "name-elsewhere": k(6),
  "described-under": k(2),
  "described-in-stack": k(3),
  feature: k(2),
  manifest: k(1),
  library: k(3),
  promised: k(1),
  versioned: k(3),
};
const featureId = /\b(?:[A-Z]{1,4}-\d{1,4}|\d{3}-[a-z][\w-]+)\b/gu;
const versioned = /(?:^|[\s(`*,;|])([A-Za-z][\w@/.#+-]*(?: [A-Z][\w.]*)?)["'`]?(?:\s?(?:v|\^|~|>=|==|\u2265|@)\s?|\s)\d+(?:\.[\dx]+|\+|(?=$|[\s,;|)`]))/gu;
const noProduct = /^(?:phase|phases|task|tasks|step|steps|wp|t|us|fr|sc|nfr|req|story|spec|section|line|lines|code|version|level|tier|day|days|week|weeks|sprint|item|items|part|chapter|page|pages|port|http|exit|status|error|epic|milestone|stage|wave|batch|priority|the|a|to|of|in|and|or|with|for|from|by|at|on|up|is|are|max|min|about|than|least|most|approx|schritt|teil|fase|etape|paso)$/iu;
const order = /\b(?:phases?|tasks?|steps?|stages?|wp|us|story|stories|milestones?|fases?|phase)[ -]?\d|\bT\d{2,4}\b|\bWP\d|\b(?:FR|US|SC)-\d/iu;

function products(text: string): readonly string[] {
  return [...text.matchAll(versioned)].map(([, name]) => name ?? "").filter((name) => name !== "" && !noProduct.test(name.split(" ")[0] ?? "")).map((name) => name.toLowerCase());
}

export function find(exhibit: Exhibit, add: Add): void {
  const { block, code } = exhibit;
  if (code !== null) {
    if (/"(?:dev|peer)?dependencies"\s*:|^\[(?:dev-|workspace\.)?dependencies\]|^\s*(?:implementation|testImplementation)[ (]|<PackageReference|^\s*require \(|^dependencies\s*[:=]/imu.test(block.text)) add("manifest", `${block.startLine}`);
    else if (/^\s*(?:\$ )?(?:npm|pnpm|yarn|bun|pip|pip3|uv|poetry|cargo|go|gem|brew|apt|apt-get|dotnet|composer|flutter pub)\s+(?:install|i|add|get|require)\s+\S/imu.test(block.text)) add("manifest", `${block.startLine}`);
    return;
  }
  if (exhibit.said.length === 0) return;
  const under = standing(exhibit, "dependencies") > 0;
  const stack = standing(exhibit, "stack") > 0;
  const inTests = isNearest(exhibit, ["testing"]);
  const names = [...named(exhibit, "technology")].filter((each) => !isDenied(exhibit.said, each));
  const versions = products(exhibit.text);
  const isOrder = order.test(exhibit.text) || order.test(block.key ?? "");
  const more = isOrder ? [] : under || stack ? [...exhibit.codes.map((each) => each.toLowerCase()), ...versions] : [];
  for (const each of [...names, ...more]) add(under ? "name-under" : stack ? "name-in-stack" : "name-elsewhere", each);
  if (!inTests) for (const each of versions) add("versioned", each);
  const content = exhibit.said.reduce((sum, each) => sum + countContent(each, ["filler"], ""), 0);
  if (under) {
    if (!isOrder) add("promised", "1");
    if (content >= 2 && !isOrder) add("described-under", exhibit.text.slice(0, 60));
    for (const each of exhibit.text.match(featureId) ?? []) add("feature", each);
  } else if (stack && content >= 1) add("described-in-stack", exhibit.text.slice(0, 60));
  if (!inTests && named(exhibit, "library").length > 0 && exhibit.codes.length > 0) add("library", exhibit.codes[0] ?? "");
}
