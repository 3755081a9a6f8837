import { countContent } from "../reading/content.ts";
import type { Statement } from "../reading/statements.ts";
import type { EvidenceRule } from "../rule.ts";
import { hasColumn, isNearest, isUnder, type Exhibit } from "../signals/exhibit.ts";
import { refuses } from "../signals/principles.ts";
import type { Add, EvidenceKind } from "../signals/score.ts";
import type { Hit } from "../vocabulary/term-index.ts";
import type { Concept } from "../vocabulary/vocabulary.ts";

const locked = /--frozen-lockfile|--locked\b|--frozen\b|--require-hashes|@sha256:|--immutable\b/u;
const commented =
  /\bpure functions?\b|\bidempotent\b|\bdeterministic(?:ally)?\b|\bzero I\/O\b|\bno side effects\b/iu;
/** A lock that keeps a second process out pins nothing. */
const otherLock = /\b(?:mutex|process|processes|daemon|pid|concurrent|flock)\b/u;
/** What can be pinned: not a message, a tab or a row. */
const pinnable =
  /version|image|\blib|digest|depend|\btags?\b|lock|hash|commit|\bsha|release|\d\.\d|@|package|librar|toolchain|action|runtime|requirement|model|compiler|\bpip\b|\bnpm\b/u;
/** What a lock file is of: not of a door. */
const lockable =
  /version|depend|install|commit|packag|librar|\bnpm\b|\byarn\b|\bpnpm\b|\buv\b|\bpip\b|cargo|poetry|\bbun\b|\.lock|lock\.|checked in|\bci\b|build|reproduc|versio|abhangig|dépend|depend|dipend|завис|依赖|依赖|依存|版本|バージョン|의존|버전|pinned|frozen|zamroz|wersj/u;
/** How many words without content make praise of a sentence. */
const praise = 3;
/** How far before a word a negation may stand, in characters. */
const negationReach = 12;

const kinds: Readonly<Record<string, EvidenceKind>> = {
  stated: {
    one: "statement that a result repeats",
    several: "statements that results repeat",
    full: 1,
    expected: 1.2,
  },
  pinned: {
    one: "pinned version or lock file",
    several: "pinned versions or lock files",
    full: 1,
    expected: 1.2,
  },
  same: {
    one: "statement that the same input gives the same output",
    several: "statements that the same input gives the same output",
    full: 1,
    expected: 1.2,
  },
  pure: { one: "pure function", several: "pure functions", full: 1, expected: 1.2 },
  "code-lock": {
    one: "installation from a lock file",
    several: "installations from lock files",
    full: 1,
    expected: 1.2,
  },
  "in-code": {
    one: "word for it in a fence",
    several: "words for it in fences",
    full: 1,
    expected: 0.9,
  },
  "principle-row": {
    one: "principle row with its reason",
    several: "principle rows with their reasons",
    full: 1,
    expected: 1.2,
    lead: 1,
  },
  repeated: { one: "passage about it", several: "passages about it", full: 2, expected: 0.5 },
  "in-tests": { one: "statement about tests", several: "statements about tests", full: 1 },
  "in-risks": { one: "statement in a risk", several: "statements in risks", full: 1 },
  hedged: { one: "statement with a reservation", several: "statements with reservations", full: 1 },
};

/** Same input, same result: idempotent, pinned, seeded, locked, pure. */
export const deterministic: EvidenceRule = {
  id: "deterministic",
  title: "Deterministic where possible",
  group: "principle",
  defaultSeverity: "error",
  topics: ["deterministic"],
  kinds,
  find,
  excuse: { topics: ["deterministic"], phrase: null, sibling: null, grounds: ["nothing-runs", "ground"] },
  docs: {
    wants:
      "A statement that the same input gives the same result: idempotent steps, pinned versions, a lock file, a fixed seed, pure functions.",
    why: "What cannot be repeated cannot be debugged, reviewed or rolled back.",
    notes: [
      "Pinned image versions, `npm ci` with a lock file, a seeded generator, or a principle row with text count.",
      "Version numbers in a stack table, and version tags that are only recommended, do not: they pin nothing.",
      "That pure functions are unit-tested says something about tests, not about the design.",
    ],
    instruction:
      "Say what makes a second run give the same result: what is pinned, seeded, idempotent or pure.",
    good: `## Constitutional compliance

- [x] **Deterministic:** image versions are pinned by digest, \`npm ci\` installs from the lock file, and the import is idempotent.
`,
    bad: `## Deployment

Using fixed version tags instead of \`latest\` is recommended.
`,
  },
};

function find(exhibit: Exhibit, add: Add): void {
  const { block, code, place } = exhibit;
  if (code !== null && locked.test(block.text)) add("code-lock", place);
  if (code !== null && block.text.length < 20_000 && commented.test(block.text)) add("in-code", "1");
  const isPrincipleRow = isUnder(exhibit, "deterministic");
  if (exhibit.said.length === 0 || (isPrincipleRow && refuses(exhibit))) return;
  const context = contextOf(exhibit);
  const isHeld = exhibit.nature.hasHeldLock;
  for (const statement of exhibit.said) {
    const content = countContent(statement, ["deterministic", "same-result", "filler"], "");
    if (content === 0 || statement.isList) continue;
    const isHedged = statement.hits.some((hit) => hit.label === "hedge");
    const kinds = statement.hits.flatMap((hit) =>
      isHeld && isLock(statement, hit) ? [] : (kindOf(statement, hit) ?? []),
    );
    const aside = isHedged ? "hedged" : context;
    for (const kind of kinds) add(aside ?? kind, "1");
    if (kinds.length > 0 && aside === null) add("repeated", place);
    if (!isHedged && isSameTwice(statement, isPrincipleRow)) add(context ?? "same", "1");
    const isAsked = statement.hits.some((hit) => hit.label === "prompt") && kinds.length === 0;
    if (isPrincipleRow && content >= 3 && !isHedged && !isAsked) add("principle-row", place);
  }
}

const lockWord = /^lock ?files?$/u;

function isLock({ folded }: Statement, { start, end }: Hit<Concept>): boolean {
  return lockWord.test(folded.slice(start, end));
}

const same =
  /\b(?:same|identical|gleiche?[nrs]?|identische?[nrs]?|m\u00eames?|identiques?|mism[oa]s?|idéntic[oa]s?|mesm[oa]s?|stess[oaie]|uguali?)\b|\u76f8\u540c|\u540c\u6837|\u540c\u3058|\u540c\u4e00|\uac19\uc740|\ub3d9\uc77c|\bодинаков|\bтот же|\bте же|\btak\w{1,2} sam/gu;

/** What comes out, or how: "same user, same device" promises nothing. */
const comingOut =
  /\b(?:gives?|yields?|produces?|returns?|results?|gets?|leads?|creates?|generates?|leaves?|outputs?|answers?|always|again|twice)\b|ergib|liefer|erzeug|ergebnis|donne|produi|résult|sortie|produce|devuelve|salida|resultado|saida|risultat|output|\u2192/u;

/** "The same input gives the same output", in whatever words. */
function isSameTwice({ folded }: Statement, isPrincipleRow: boolean): boolean {
  if ((folded.match(same)?.length ?? 0) < 2) return false;
  return (
    isPrincipleRow || !/\bsame\b/u.test(folded) || comingOut.test(folded.replace(/[^a-z\u2192]+/gu, " "))
  );
}

/** What is said of tests or feared as a risk says little about the design. */
function contextOf(exhibit: Exhibit): "in-risks" | "in-tests" | null {
  const isRisk = hasColumn(exhibit, "risk") || hasColumn(exhibit, "effect");
  if (isRisk || isNearest(exhibit, ["failure-modes"])) return "in-risks";
  return isNearest(exhibit, ["testing", "verification"]) ? "in-tests" : null;
}

function kindOf({ folded, hits }: Statement, hit: Hit<Concept>): string | null {
  if (hit.label !== "deterministic" && hit.label !== "same-result") return null;
  const isDenied = hits.some(
    (other) => other.label === "negation" && other.end <= hit.start && hit.start - other.end <= negationReach,
  );
  const isOtherSense = hits.some(
    (other) => other.label === "vague" && other.start <= hit.start && other.end > hit.end,
  );
  if (isDenied || isOtherSense || /[\u975e\u4e0d/]$/u.test(folded.slice(0, hit.start))) return null;
  if (hit.label === "same-result") return "same";
  const word = folded.slice(hit.start, hit.end);
  if (new Set(hits.filter(({ label }) => label === "vague").map(({ start }) => start)).size >= praise)
    return null;
  if (/\bpur|side effect/u.test(word)) return "pure";
  if (/lock/u.test(word) && (otherLock.test(folded) || !lockable.test(folded.replace(word, "")))) return null;
  if (/^pin/u.test(word) && !pinnable.test(folded)) return null;
  return /pin|lock|version|frozen|exact|npm ci|sha|checksum/u.test(word) ? "pinned" : "stated";
}
