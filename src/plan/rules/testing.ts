import { countContent } from "../reading/content.ts";
import type { EvidenceRule } from "../rule.ts";
import { contentOf, isUnder, named, type Exhibit } from "../signals/exhibit.ts";
import { findTestFiles, isCommand } from "../signals/inline-signals.ts";
import { places, type Add, type EvidenceKind } from "../signals/score.ts";
import { readStatement, type Statement } from "../reading/statements.ts";

const own = ["test", "test-kind", "test-tool", "technology"] as const;

const kinds: Readonly<Record<string, EvidenceKind>> = {
  case: { one: "case with what is checked", several: "cases with what is checked", full: 3, expected: 1.2 },
  target: {
    one: "kind of test with its target",
    several: "kinds of test with their targets",
    full: 2,
    expected: 1.2,
  },
  kind: { one: "kind of test", several: "kinds of test", full: 2 },
  row: { one: "row of a table of tests", several: "rows of a table of tests", full: 2, expected: 1.2 },
  file: { one: "test file", several: "test files", full: 2, expected: 0.5 },
  command: { one: "command", several: "commands", full: 2, expected: 0.5 },
  tool: { one: "test tool", several: "test tools", full: 2 },
  "code-test": { one: "test in code", several: "tests in code", full: 2, expected: 1.2 },
  "code-usage": { one: "command of a fence", several: "commands of a fence", full: 2, expected: 0.5 },
  criterion: { one: "criterion", several: "criteria", full: 4, expected: 0.5 },
  "checked-criterion": {
    one: "criterion with how it is checked",
    several: "criteria with how they are checked",
    full: 3,
    expected: 0.5,
  },
  "file-elsewhere": {
    one: "test file under another heading",
    several: "test files under other headings",
    full: 3,
    expected: 0.5,
  },
  "kind-elsewhere": {
    one: "kind of test under another heading",
    several: "kinds of test under other headings",
    full: 3,
    expected: 0.5,
  },
  "target-elsewhere": {
    one: "test with its target under another heading",
    several: "tests with their targets under other headings",
    full: 3,
    expected: 0.5,
  },
};

/** What is tested and how. */
export const testing: EvidenceRule = {
  id: "testing",
  title: "Testing strategy",
  group: "section",
  defaultSeverity: "error",
  topics: ["testing", "verification"],
  kinds,
  find,
  excuse: { topics: ["testing"], phrase: null, sibling: null, grounds: ["nothing-runs"] },
  docs: {
    wants: "What is tested and how: kinds of test with their target, cases, files or commands.",
    why: "A plan that cannot say how it will be checked cannot say when it is done.",
    notes: [
      "A list of cases, kinds of test with what they cover, test files, and the commands of a manual check count; so does a phase of validation tasks.",
      "The names of frameworks alone, and one test file in a table of changes, do not.",
    ],
    instruction: "Name the cases that must hold, what kind of test covers each, and how to run them.",
    good: `## Testing strategy

- Unit: expired, used and unknown tokens are refused.
- Integration: \`POST /invitations\` against a real database stores one row and queues one mail.
- By hand: \`npm run invite -- me@example.org\` on staging, the mail arrives.
`,
    bad: `## Testing strategy

Jest.
`,
  },
};

function find(exhibit: Exhibit, add: Add): void {
  const { block, code, place } = exhibit;
  const isAbout = isUnder(exhibit, "testing");
  const isVerified = isUnder(exhibit, "verification");
  add(isAbout ? "file" : "file-elsewhere", exhibit.testFiles);
  if (code !== null) {
    add("code-test", places(place, code.tests, 3));
    if (isAbout || isVerified) add("code-usage", places(place, code.usages, 3));
    return;
  }
  add("tool", named(exhibit, "test-tool"));
  if (isAbout || isVerified) add("command", exhibit.codes.filter(isCommand));
  if (isAbout && block.table !== null && exhibit.said.length > 0) {
    add("row", place);
    if (block.table.titles.some((title) => result.test(title)) && contentOf(exhibit, ["filler"]) >= 2)
      add("case", place);
  }
  for (const statement of exhibit.said) {
    if (isAbout || isVerified) findExamples(statement, add);
    if (isAbout) findBelowHeading(statement, exhibit, add);
    else findElsewhere(statement, exhibit, add);
  }
}

function findBelowHeading(statement: Statement, exhibit: Exhibit, add: Add): void {
  const content = countContent(statement, own, exhibit.title);
  const kinds = [...kindsIn(statement), ...kindsInKey(exhibit.block)];
  add("kind", kinds);
  const isTest = statement.hits.some((hit) => hit.label === "test" && hit.start === 0);
  if (kinds.length > 0 && content >= 2) add("target", statement.folded.slice(0, 80));
  else if (content >= (isTest ? 2 : 3)) add("case", statement.folded.slice(0, 80));
  if (content >= 6 && (statement.hits.length > 0 || exhibit.codes.length > 0))
    add("case", `${statement.folded.slice(0, 80)}+`);
}

/** "Given …, when …, then …": what is given and what must come out, in the words of every language that has them. */
const example =
  /\b(?:given|angenommen|gegeben|etant donne|dad[oa]s?|dat[oi]|zakladajac|majac|gegeven|diyelim)\b.{5,200}\b(?:when|wenn|quand|lorsque|cuando|quando|gdy|kiedy|als|wanneer|eger)\b.{5,200}\b(?:then|dann|alors|entonces|entao|allora|wtedy|dan|o zaman)\b|(?:дано|если|допустим|припустимо).{5,200}(?:когда|если|коли).{5,200}(?:тогда|то |тоді)|(?:假如|假设|假設|给定|給定).{3,200}(?:当|當).{3,200}(?:那么|那麼|则|則)|(?:前提|ある).{3,200}(?:とき|場合|すると).{3,200}(?:こと|される|する)|(?:주어진|일 때|상태에서).{3,200}(?:하면|면).{3,200}(?:한다|된다)/u;
/** "Expired token: 410". */
const outcome =
  /^[^:\uff1a\u2192|]{4,80}(?:[:\uff1a\u2192]|->) ?`?(?:[1-5]\d\d|exit (?:code )?\d{1,3})\b[^:]{0,80}$/u;

/** Cases in forms of their own: an example counts for what is given and for what must come out. */
function findExamples({ folded, text }: Statement, add: Add): void {
  const key = folded.slice(0, 80);
  if (example.test(folded)) add("case", [`${key} given`, `${key} then`]);
  if (outcome.test(text)) add("case", [key, `${key}+`]);
}

/** Titles of a column that says what a case must give. */
const result =
  /\b(?:expect|result|outcome|erwartet|ergebnis|attendu|r\u00e9sultat|esperado|resultado|atteso|risultato)|\u671f\u5f85|\u7ed3\u679c|\u7d50\u679c|\uacb0\uacfc|\u9884\u671f|\u9810\u671f/u;

function findElsewhere(statement: Statement, exhibit: Exhibit, add: Add): void {
  const content = countContent(statement, own, exhibit.title);
  const kinds = kindsIn(statement);
  const isTest = statement.hits.some((hit) => hit.label === "test");
  const key = statement.folded.slice(0, 80);
  const isVerified = isUnder(exhibit, "verification");
  if (kinds.length > 0 && isTest && !statement.isList) {
    if (content >= 1) add("kind-elsewhere", kinds);
    if (content >= 3) add("target-elsewhere", key);
  } else if (isTest && content >= 3 && isVerified) add("checked-criterion", key);
  if (isVerified && content >= 3) add("criterion", key);
  if (kinds.length === 0 && content >= 3) add("target-elsewhere", findTestFiles(statement.text));
}

function kindsIn({ folded, hits }: Statement): readonly string[] {
  return hits.filter((hit) => hit.label === "test-kind").map((hit) => folded.slice(hit.start, hit.end));
}

/** The kinds of test that a key names: `単体テスト: …`. The first cell of a row is read with the rest of it. */
function kindsInKey({ kind, key }: Exhibit["block"]): readonly string[] {
  return kind === "field" && key !== null ? kindsIn(readStatement(key)) : [];
}
