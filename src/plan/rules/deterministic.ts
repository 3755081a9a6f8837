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
  /version|image|\blib|digest|depend|\btags?\b|lock ?file|\.lock|hash|commit|\bsha|release|\d\.\d|@|package|librar|toolchain|action|runtime|requirement|model|compiler|\bpip\b|\bnpm\b/u;
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
    const isSame = isSameTwice(statement, isPrincipleRow) || isRepeatable(statement);
    if (!isHedged && isSame) add(context ?? "same", "1");
    const isAsked = statement.hits.some((hit) => hit.label === "prompt") && kinds.length === 0;
    const isMeans = isSame || hasMeans(statement, exhibit);
    if (isPrincipleRow && content >= 3 && isMeans && !isHedged && !isAsked) add("principle-row", place);
  }
}

const lockWord = /^lock ?files?$/u;

function isLock({ folded }: Statement, { start, end }: Hit<Concept>): boolean {
  return lockWord.test(folded.slice(start, end));
}

const same =
  /\b(?:same|identical|gleiche?[nrs]?|identische?[nrs]?|m\u00eames?|identiques?|mism[oa]s?|idéntic[oa]s?|mesm[oa]s?|stess[oaie]|uguali?)\b|\u76f8\u540c|\u540c\u6837|\u540c\u3058|\u540c\u4e00|\uac19\uc740|\ub3d9\uc77c|\bодинаков|\bтот же|\bте же|\btak\w{1,2} sam/gu;

/** What makes a result repeat, in words no list of concepts has: an order, a clock or a chance that is given. */
const means =
  /\b(?:sorted|seeded|(?:fixed|random|given) seeds?|hash(?:es|ed)?|digests?|checksums?|snapshots?|golden|content addressed|byte|rule based|rules|lookup|table driven|formula|transaction(?:s|al)?|unique (?:key|index|constraint)|upsert|dedup\w*|schema|valid\w{2,6}|temperature 0|fixed (?:values?|constants?|order|(?:to|at|on) (?:an?|one|the|exact)\b.{0,20}(?:tag|version|digest|commit|image|release))|constants?|no random\w*|no model|without (?:a )?model|no llm|parsers?|compil\w{1,5}|pure|static\w{0,4}|cach\w{2,3}|script\w{0,3}|code|functions?|tests?|ci|sql|regex\w*|enum\w*|state machine|sortiert|reihenfolge|startwert|uhr|regeln?|funktion\w*|skript\w*|trie\w?|ordre|graine|horloge|regles?|fonctions?|ordenad\w+|orden|semilla|reloj|reglas?|funci\w+|regras?|func\w+|ordinat\w+|ordine|seme|regole|funzion\w+|gesorteerd|volgorde|regels|functies?|posortowan\w*|kolejnosc|regul\w*|funkcj\w*|sıral\w*|kural\w*|fonksiyon\w*)\b|сортир|порядк|функци|правил|тест|排序|顺序|順序|种子|種子|时钟|時鐘|规则|規則|函数|函數|脚本|腳本|代码|校验|版本|测试|ソート|順|シード|時計|ルール|関数|スクリプト|コード|テスト|検証|정렬|순서|시드|시계|규칙|함수|스크립트|코드|테스트|검증|ترتيب|مرتب|بذرة|دال/u;

/** Whether a statement says by what a result repeats: a mechanism, a command, a file or a function. */
function hasMeans(statement: Statement, { codes, sourcePaths }: Exhibit): boolean {
  const { folded, text } = statement;
  if ([...codes, ...sourcePaths].some((each) => text.includes(each))) return true;
  return means.test(folded) || statement.hits.some((hit) => isMechanism(statement, hit));
}

/** The principle's own name is no mechanism of it. */
function isMechanism(statement: Statement, hit: Hit<Concept>): boolean {
  return kindOf(statement, hit) !== null && !itsName.test(statement.folded.slice(hit.start, hit.end));
}

const itsName = /determin|детермин|确定|確定|決定|결정|حتمي/u;

/** "A second run changes nothing", "can be run again at any time". */
const repeatable =
  /\b(?:appl(?:y|ies|ied|ying)|runn?(?:s|ing)?|rerun\w*|re runn?\w*|repeat\w*|execut\w+|import\w*|migrat\w+|deploy\w*)\b[^.;]{0,40}\b(?:twice|again|second time|repeatedly|any number of times)\b[^.;]{0,40}\b(?:nothing|same|no (?:change|effect|difference|duplicates?)|unchanged|skipp?\w*|safe\w*|once)\b|\b(?:second|further|repeated) (?:run|execution|call|pass|apply|import|migration|deployment)\b[^.;]{0,40}\b(?:nothing|same|no (?:change|effect|difference)|unchanged)\b|\bcan be (?:run|applied|repeated|executed) (?:again|twice|repeatedly|any number of times|as often)\b|\b(?:run|apply|call|import|deploy)\w* (?:it )?twice (?:changes nothing|gives? the same|is safe|has no effect)/u;
const repeatableAbroad =
  /\b(?:zweite[rns]?|erneute[rns]?|wiederholte[rns]?|nochmalige[rns]?) (?:lauf|aufruf|ausfuhr\w+|anwend\w+|import|durchlauf)\b[^.;]{0,40}\b(?:nichts|dasselbe|gleiche?\w?|unverandert|keine anderung\w*)\b|\b(?:seconde?|deuxieme|nouvelle) (?:execution|application|passage|import\w*)\b[^.;]{0,40}\b(?:ne change rien|meme|identique|sans effet)\b|\b(?:dos veces|segunda (?:ejecucion|vez)|de nuevo)\b[^.;]{0,40}\b(?:no cambia nada|mism[oa]|sin cambios)\b|\b(?:duas vezes|segunda (?:execucao|vez))\b[^.;]{0,40}\b(?:nao (?:muda|altera) nada|mesm[oa]|sem alterac\w+)\b|\b(?:due volte|seconda (?:esecuzione|volta))\b[^.;]{0,40}\b(?:non cambia (?:nulla|niente)|stess[oa]|senza modifiche)\b|\b(?:tweede (?:keer|uitvoering|run))\b[^.;]{0,40}\b(?:niets|hetzelfde|dezelfde|ongewijzigd)\b|(?:повторн|второи)[^.;]{0,40}(?:ничего не (?:меняет|изменяет)|тот же|не меняет)|повторн[^.;]{0,40}(?:нічого не змінює|тои самии)|(?:ponown|drug)[^.;]{0,40}(?:niczego nie zmienia|nic nie zmienia|to samo|ten sam)|ikinci (?:calıstırma|kez)[^.;]{0,40}(?:degistirmez|aynı)|(?:重复|重複|再次|多次|两次|兩次|二次)(?:执行|运行|应用|導入|导入|執行|部署|调用|呼叫)[^。;]{0,16}(?:不会改变|不改变|不会产生|结果(?:一致|相同)|無變化|无变化|不變|不变|相同|一致|跳过|跳過)|(?:再実行|再度実行|二回実行|2 ?回実行|繰り返し実行)[^。]{0,20}(?:変わらない|変わりません|同じ|変更しない|影響しない|安全)|(?:다시|두 번|재)\s?(?:실행|적용|호출)[^.]{0,20}(?:바뀌지|변하지|같은|동일|변경되지)/u;

function isRepeatable({ folded }: Statement): boolean {
  return repeatable.test(folded) || repeatableAbroad.test(folded);
}

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
