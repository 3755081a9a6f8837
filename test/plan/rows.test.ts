import { describe, expect, it } from "vitest";
import { findingOf } from "./judge.ts";

type Case = readonly [name: string, ruleId: string, text: string];

const satisfied: readonly Case[] = [
  [
    "fields behind a bold name that ends with a stop",
    "data-models",
    "- **State model.** A project has one `public_version` integer; a draft has `base_version`, `status` and `owner_id`.\n",
  ],
  [
    "lists of columns",
    "data-models",
    "## Schema\n\n### cards\n\n- id, title, box id, created_at\n\n### boxes\n\n- id, name, owner_id\n",
  ],
  [
    "a payload without a name, below a heading that is an endpoint",
    "interfaces",
    "## API\n\n### POST /cards\n\n```ts\n{\n  title: string;\n  box: string;\n  tags: string[];\n}\n```\n",
  ],
  [
    "calls behind the prompt of a shell",
    "cli-first",
    "## Commands\n\n```\n$ cards add --title a\n$ cards find --box b\n```\n",
  ],
  [
    "cases with results",
    "testing",
    "## Testing\n\n| Case | Expected |\n|---|---|\n| expired token | 410 |\n| used token | 409 |\n",
  ],
  [
    "keys and versions below a heading",
    "dependencies",
    '## Dependencies\n\n```json\n{\n  "zod": "^3.23.0",\n  "next": "^14.2.0"\n}\n```\n',
  ],
  [
    "errors with what follows, in words that no list knows",
    "error-handling",
    "## Error handling\n\n- **Zwrotka**: karta zostaje odłożona do pudełka\n- **Pusta karta**: wiersz czerwony, kartka nieruszona\n",
  ],
  [
    "an endpoint above bold words",
    "interfaces",
    "## API\n\n### POST /api/boxes\n\n**Request:**\n\n```ts\n{\n  title: string;\n}\n```\n\n### GET /api/boxes/:id\n\n**Response:**\n\n```ts\n{\n  title: string;\n}\n```\n",
  ],
  [
    "the synopsis of a command",
    "cli-first",
    "## CLI\n\n```\ncards move <id> --box <box>\ncards undo <id>\n```\n",
  ],
  [
    "the codes of errors",
    "error-handling",
    "### Error codes\n\n- `CARD_NOT_FOUND`: the card left its box meanwhile\n- `BOX_ALREADY_EXISTS`: another box bears that name\n",
  ],
  [
    "a condition and what follows",
    "error-handling",
    "## Errores\n\n- Si el servidor no responde en 5 s, la tarjeta queda en la bandeja.\n- Cuando falta la caja, aparece un aviso con su nombre.\n",
  ],
  [
    "a step of a migration",
    "data-models",
    "## Schema\n\n```sql\nALTER TABLE cards ADD COLUMN boxed_at timestamptz;\n```\n",
  ],
  ["a sentence with the same twice", "deterministic", "- **Deterministic**: same cards, same box.\n"],
  [
    "types in a code block",
    "data-models",
    "```ts\n// a card\nexport interface Card {\n  id: string;\n  title: string;\n}\n```\n",
  ],
  [
    "a table in SQL",
    "data-models",
    "~~~sql\nCREATE TABLE cards (\n  id uuid primary key,\n  title text not null\n);\n~~~\n",
  ],
  [
    "a table of fields below another heading",
    "data-models",
    "## Cards\n\n| Field | Type |\n|---|---|\n| `id` | uuid |\n| `title` | text |\n| `body` | text |\n",
  ],
  [
    "entities with what they hold",
    "data-models",
    "**Core Entities**:\n\n- `Card`: what is written down\n- `Link`: from one card to another\n- `Box`: cards that belong together\n",
  ],
  [
    "an example document",
    "data-models",
    '## Schema\n\n```json\n{\n  "id": 1,\n  "title": "a"\n}\n```\n\n- `id`: number\n',
  ],
  [
    "prose that lists fields below a heading",
    "data-models",
    "## Data model\n\n- Added fields: email, name, token, level\n- New table `cards` with columns id, title, body\n- Entity `Box` has attributes id, name, cards\n",
  ],
  [
    "an HTML table",
    "data-models",
    "## Schema\n\n<table>\n<tr><th>Field</th><th>Type</th></tr>\n<tr><td>id</td><td>uuid, the primary key</td></tr>\n<tr><td>title</td><td>text of the card</td></tr>\n<tr><td>body</td><td>text below it</td></tr>\n</table>\n",
  ],
  ["typed calls in prose", "interfaces", "`put(card: Card)` stores, `get(id: string): Card | null` reads.\n"],
  [
    "calls with several parameters below a heading",
    "interfaces",
    "## Public API\n\n- `link(from, to)` connects two cards\n- `move(card, box)` puts it elsewhere\n",
  ],
  [
    "signatures in code",
    "interfaces",
    "```python\ndef put(card: Card) -> None:\n    ...\n\ndef get(id: str) -> Card:\n    ...\n```\n",
  ],
  [
    "a command with its options",
    "interfaces",
    "The CLI is `cards add --title <text> --box <name> [--json]`.\n",
  ],
  [
    "a hook's streams",
    "interfaces",
    "- Reads the call from stdin as JSON\n- Writes warnings to stderr, `alert(result: Result)` does it, `allow(call: Call)` answers\n",
  ],
  [
    "usage lines below a heading",
    "interfaces",
    "### Command Structure\n\n```bash\n# add\ncards add <title> --box <name>\ncards find <text> --json\n```\n",
  ],
  [
    "exit codes in a usage block",
    "error-handling",
    "```bash\ncards add\n\nExit codes:\n  0  Success\n  1  The box is missing\n```\n\nIt fails fast: if the box is missing, it stops.\n",
  ],
  [
    "statements without a heading",
    "error-handling",
    "- If the box is missing, the command exits with a warning.\n- A corrupt card is skipped and logged.\n- When the disk is full, the write is rolled back; failed writes are retried.\n- On timeout, back off.\n",
  ],
  [
    "named error types",
    "error-handling",
    "Errors are `CardMissingError` and `BoxFullError`, both custom exceptions.\n",
  ],
  [
    "status codes below a heading",
    "error-handling",
    "## Errors\n\n- 404 for a card that is not there\n- 409 for a box of that name\n",
  ],
  [
    "an error envelope in code",
    "error-handling",
    '## Error codes\n\n```json\n{\n  "code": "MISSING",\n  "message": "no such card"\n}\n```\n\n- `MISSING`: no such card, the request is rejected\n',
  ],
  [
    "health checks with their numbers",
    "error-handling",
    "## Operation\n\n- Health check: interval 30s, timeout 10s\n- Each service gets 3 retries, then it is restarted; where it stays unhealthy, the stack stops\n",
  ],
  [
    "a risk table of any title",
    "failure-modes",
    "## Notes\n\n| Risk | Likelihood | Mitigation |\n|---|---|---|\n| The box is lost | low | backups |\n| A card is written twice | low | a unique key |\n",
  ],
  [
    "risks with mitigations below headings",
    "failure-modes",
    "## Risk Analysis\n\n### Risk 1: the box is lost\n**Impact**: High - nothing can be read\n**Mitigation**: daily backups\n\n### Risk 2: slow search\n**Impact**: Medium - people wait\n**Mitigation**: an index\n",
  ],
  [
    "mitigations below other headings, with edge cases",
    "failure-modes",
    "## Storage\n\n**Risk**: the disk of the box dies\n**Impact**: cards of the day may be lost\n**Mitigation**: daily backups\n\nA risk is a box that two people move: the mitigation is a lock.\n\n## Edge Cases\n\n- Empty box: shown as empty\n- Broken link: shown in gray\n- Two boxes of one name: refused\n",
  ],
  [
    "risks with their mitigations in a line each",
    "failure-modes",
    "## Risks\n\n- **Risk**: the disk fills up overnight → **Mitigation**: old cards move to the archive\n- **Risk**: two people move a box → **Mitigation**: the second sees a notice\n",
  ],
  ["packages below a key", "dependencies", "**Primary Dependencies**: Fastify, Kysely\n"],
  ["a stack", "dependencies", "## Tech Stack\n\n- Language: Go\n- Router: chi\n- Storage: SQLite\n"],
  ["a manifest", "dependencies", '```json\n{ "dependencies": { "fastify": "5" } }\n```\n'],
  [
    "a manifest below a heading",
    "dependencies",
    '## Dependencies\n\n```toml\n[dependencies]\naxum = "0.8"\n```\n\n- tokio\n',
  ],
  ["other features", "dependencies", "## Dependencies\n\n- F-12, merged\n- 003-cards, in review\n"],
  [
    "libraries in prose",
    "dependencies",
    "The `yaml` library reads it; React and Vite show it.\n\nThe `diff` package compares, Express and PostgreSQL keep it.\n\nThe `mail` service sends, Docker and Redis run it.\n\nnginx serves the container `web`, TypeScript checks.\n",
  ],
  [
    "cases below a heading",
    "testing",
    "### Tests (validation)\n\n- [ ] Test that a full box refuses another card\n- [ ] Test that a card is found again after a restart\n- [ ] Test that links survive when a card moves\n- [ ] Verify that nothing else changed\n- [ ] Test the empty box\n",
  ],
  [
    "tests in code",
    "testing",
    "## Testing\n\n```ts\nit('adds a card', () => {});\nit('refuses a full box', () => {});\n```\n\n- A card added twice stands in its box once\n- A moved card keeps the links to others\n",
  ],
  [
    "criteria with commands",
    "testing",
    "## Success Criteria Checklist\n\n- [ ] `cards add a` exits 0\n- [ ] `cards find a` prints it\n- [ ] search takes less than 200 ms\n- [ ] verified on Linux\n\n```bash\ncards find a --json\n```\n",
  ],
  [
    "test files and kinds elsewhere",
    "testing",
    "- `box.test.ts`, `card.test.ts`: unit tests\n- `find.test.ts`, `link.test.ts`: integration tests\n- end-to-end tests check that a card written by one person is found by another\n- regression tests verify old bugs\n\n```text\n├── a.test.ts\n```\n",
  ],
  [
    "source files",
    "code-before-prompts",
    "Changes in `src/box.ts`, `src/card.ts`, `src/find.ts` and `src/link.ts`.\n\nThe module `src/index.ts` exports a function.\n",
  ],
  [
    "a file tree with prose",
    "code-before-prompts",
    "```text\nsrc/\n├── box.ts\n├── card.ts\n├── find.ts\n├── link.ts\n└── move.ts\n```\n\nThe handler in `src/box.ts` and the parser script in `src/find.ts` call a class.\n",
  ],
  [
    "configuration with a description",
    "code-before-prompts",
    "```yaml\nservices:\n  box:\n    image: a\n```\n\nOne Docker Compose file, one shell script, a container image and a health hook; the workflow runs them.\n",
  ],
  ["idempotent steps", "deterministic", "The import is idempotent.\n"],
  ["a checksum in Chinese", "deterministic", "下载之后比对文件的校验和。\n"],
  [
    "installation with a frozen lock file",
    "deterministic",
    "```yaml\n- run: pnpm install --frozen-lockfile\n```\n\nBuilds are reproducible, with every package in the lock file.\n",
  ],
  [
    "a comment in code beside a sentence",
    "deterministic",
    "```ts\n// idempotent\nimportCards();\n```\n\nThe import is idempotent.\n",
  ],
  ["same input, same output", "deterministic", "Same input, same output: same inputs, same results.\n"],
  [
    "installation from a lock file",
    "deterministic",
    "```yaml\n- run: npm ci\n```\n\nBuilds are reproducible, with every package in the lock file.\n",
  ],
  [
    "a principle row in a table",
    "deterministic",
    "## Constitution Check\n\n| Principle | Status | Notes |\n|---|---|---|\n| Deterministic | PASS | no clock in the core, which is a set of pure functions |\n",
  ],
  [
    "a principle as a heading",
    "cli-first",
    "## PAI Principles\n\n### CLI-First\n\nEverything has a command: `cards add <title>`, `cards find <text> --json`.\n",
  ],
  ["usage lines", "cli-first", "## Commands\n\n```bash\ncards add <title>\ncards find <text> --json\n```\n"],
  [
    "make targets and scripts",
    "cli-first",
    "```text\n├── Makefile   # entry points\n├── up.sh\n├── down.sh\n└── reset.sh\n```\n\n- `scripts/up.sh`: starts\n- `scripts/down.sh`: stops\n- `make reset`: empties\n",
  ],
  [
    "keys, bare names and many names",
    "data-models",
    "## Entities\n\n- `a` `b` `c`\n- a table and a column of it\n- Card\n- Box: holds cards, by `name` and `size`\n- Link: joins two cards, `from` and `to`\n",
  ],
  [
    "an implementation below a heading",
    "error-handling",
    "## Error handling\n\n```ts\nfunction fail(a: string) {\n}\n```\n\n- says which box is missing and why it could not be found at all\n- a missing box is logged and the card is skipped\n- Boxes\n",
  ],
  [
    "exit codes in prose",
    "error-handling",
    "- Maps the decision to an exit code: 0 (fine), 1 (blocked), 2 (broken)\n- A missing box is logged, and again a missing box is logged\n",
  ],
  [
    "commands of a key",
    "cli-first",
    "- **Interface**: `cards find --title a --box b`, `cards add --title a`\n",
  ],
  [
    "a command and the word for it",
    "cli-first",
    "The command line has a subcommand for each: `cards find a`, `cards add b`, `cards list c`.\n",
  ],
  [
    "requests below a heading",
    "interfaces",
    "## API\n\n- Request: `POST /cards` with a title and a body\n- Response: the card as JSON\n- Errors: none that matter\n- Cards\n",
  ],
  ["a command with options below a key", "interfaces", "- **Interface**: `cards find --title a --box b`\n"],
  [
    "a long key",
    "dependencies",
    "**Prerequisites**: a mail account that may send to everyone, PostgreSQL 16\n\n## Dependencies\n\n- mail\n\n```ts\na\n```\n",
  ],
  [
    "libraries of a stack, with code",
    "dependencies",
    "## Tech Stack\n\n- `abc`\n- React\n- something else\n\n```ts\na\n```\n",
  ],
  [
    "types below a heading",
    "data-models",
    "## Data model\n\n```ts\ninterface Card {\n  id: string;\n  title: string;\n}\n```\n",
  ],
  [
    "exit codes within a sentence, and statements said twice",
    "error-handling",
    "The decision becomes one of these exit codes, 0 (fine), 1 (blocked), 2 (broken).\n\nA missing box is logged.\n\nA missing box is logged again, with its exit codes.\n",
  ],
];

const unsatisfied: readonly Case[] = [
  ["what is done, with names", "data-models", "## Data model\n\n- Done: auth, rooms and mail\n"],
  ["the same users and devices", "deterministic", "- Two tabs of the same user on the same device\n"],
  [
    "a row of a table of gates",
    "error-handling",
    "## Gates\n\n| Gate | State |\n|---|---|\n| Error handling | looked at by reviewers of the plan |\n",
  ],
  [
    "numbers that are no codes",
    "error-handling",
    "| Who | Parts |\n|---|---|\n| Ann | 1, 2, 6 (old), 7 (part) |\n",
  ],
  [
    "the frame of a program",
    "code-before-prompts",
    "# Plan\n\n```ts\n// the fields\ninterface Card {}\n```\n",
  ],
  [
    "words before a colon",
    "data-models",
    "## Data models\n\nentity, field, column, type, schema, id: uuid\n",
  ],
  [
    "fields of a test",
    "data-models",
    "## Tests\n\n```ts\ninterface Card {\n  id: string;\n  title: string;\n}\n```\n",
  ],
  ["a pinned note", "deterministic", "The note is pinned above the desk of the owner.\n"],
  ["an answer to a risk", "error-handling", "## Risks\n\n- The server crashes: restart it\n"],
  [
    "words between commas",
    "cli-first",
    "## Commands\n\nCLI, terminal, makefile, script, console command, shell\n",
  ],
  ["what a plan might say", "interfaces", "A good plan names `GET /cards` and `POST /cards`.\n"],
  ["validation and something in Chinese", "deterministic", "参数校验和 Session 防护位于服务端。\n"],
  ["what a word means", "deterministic", "Deterministic means that the same input gives the same output.\n"],
  [
    "an option turned down",
    "deterministic",
    "Rejected: a pure function with the same seed, idempotent too.\n",
  ],
  [
    "technologies by words",
    "dependencies",
    "## Dependencies\n\n- NODE of roads, RUST on the gate, GO shopping\n",
  ],
  [
    "an arrow and a health check alone",
    "error-handling",
    "- A missing box → gray\n- Health check after 30s\n",
  ],
  ["tools under a heading", "cli-first", "## Commands\n\nRun `npm run build` first.\n"],
  ["one field in passing", "data-models", "The table has `created_at` now.\n"],
  ["a stack of one word", "dependencies", "## Tech Stack\n\n- Go\n"],
  [
    "a row that says next to nothing",
    "failure-modes",
    "| Risk | Mitigation |\n|---|---|\n| disk dies | high |\n| box | backups |\n",
  ],
  [
    "a table of something else",
    "failure-modes",
    "## Work\n\n| Thing | Note |\n|---|---|\n| a box with cards | is moved to another shelf |\n",
  ],
  [
    "one row without a column for the answer",
    "failure-modes",
    "## Failure modes\n\n| Thing | Note |\n|---|---|\n| the disk of the box | dies one night unseen |\n",
  ],
  [
    "a risk in a test",
    "failure-modes",
    "## Testing\n\nThe risk of a lost card is tried out, its impact measured.\n",
  ],
  [
    "errors of which nothing is logged",
    "error-handling",
    "## Errors\n\nErrors happen and nothing is logged.\n",
  ],
  ["an overlong path", "interfaces", `\`\`\`yaml\n/${"a".repeat(500)}: {}\n\`\`\`\n`],
  ["fences in no language", "data-models", '```\n{ "id": 1 }\n```\n\n```\nplain words\n```\n'],
  [
    "a principle that names no command",
    "cli-first",
    "## Principles\n\n### CLI-First\n\nEverything has a command.\n",
  ],
  [
    "a list below a reference",
    "data-models",
    "### Data Model\n\nSee [data-model.md](./data-model.md) for:\n\n- Card structure\n- Box structure\n- Links\n",
  ],
  ["a file name that stands for a reference", "data-models", "## Data Model\n\n- data-model.md\n"],
  ["untyped code", "data-models", "```js\nlet balance = 1;\nlet other = 2;\n```\n"],
  ["code in no language", "interfaces", "```\nfunction put(card: Card): void\n```\n"],
  [
    "a test of errors",
    "error-handling",
    "## Testing\n\n- fails when the box is missing and warns\n- skips corrupt cards\n- retries on timeout\n",
  ],
  ["optional retries", "error-handling", "- A retry on timeout may be considered.\n"],
  ["risks without rows", "failure-modes", "## Risk Assessment\n\n| Risk | Mitigation |\n|---|---|\n"],
  [
    "task ids",
    "dependencies",
    "| Task | Dependencies |\n|---|---|\n| Dependencies | T-1 |\n\n**Dependencies**: T-1, T-2\n",
  ],
  [
    "dependency injection",
    "dependencies",
    "## Dependency Injection\n\n- The clock is passed in\n- The store is passed in\n",
  ],
  ["the names of frameworks", "testing", "**Testing**: Jest, Playwright\n"],
  [
    "prompts",
    "code-before-prompts",
    "The prompt asks the LLM to write the function, the class, the module and the script.\n",
  ],
  ["recommended tags", "deterministic", "Pinned version tags are recommended.\n"],
  ["a negation", "deterministic", "The order is not deterministic. Something else.\n"],
  ["unit tests of pure functions", "deterministic", "## Testing\n\n- Unit tests for pure functions\n"],
  [
    "pinning as an answer to a risk",
    "deterministic",
    "| Risk | Mitigation |\n|---|---|\n| Conflicts | version pinning |\n",
  ],
  [
    "build commands",
    "cli-first",
    "Run `npm test` and `docker build .`.\n\n```bash\nnpm run build --if-present\n```\n",
  ],
  [
    "an overlong line of code",
    "data-models",
    `\`\`\`ts\ninterface A {${" a: string;".repeat(100)} }\n\`\`\`\n`,
  ],
  [
    "overlong inline code",
    "interfaces",
    `\`f(${"a: string, ".repeat(100)}b: string)\` and \`${"x ".repeat(200)}--a --b\`\n`,
  ],
  ["empty code", "data-models", "## Schema\n\n```ts\n```\n"],
  ["a reference under a key", "data-models", "**Data model**: see data-model.md\n"],
  [
    "a reference behind words",
    "data-models",
    "## Data Model\n\n- Cards and boxes, and everything else about either of the two: see data-model.md\n",
  ],
  ["a command that is not the product's", "interfaces", "Run `cards --title a --box b` once.\n"],
  ["criteria without a check", "testing", "## Success Criteria\n\n- People like it\n- It is fast\n- TBD\n"],
  [
    "tests by one word, and code of none",
    "testing",
    "## Testing\n\n- fine\n- all of it\n\n```json\n{}\n```\n",
  ],
  [
    "a reaction far from its failure",
    "error-handling",
    "A timeout, and then many words that have nothing to do with it at all, one after the other, so that nobody would think that what follows answers it, is not a retry.\n\nIt fails; retry.\n\nretry error\n",
  ],
];

const notApplicable: readonly (readonly [string, string, string, string])[] = [
  [
    "a file tree",
    "interfaces",
    "```text\nspecs/\n├── plan.md\n└── contracts/  # not applicable, an internal job without API\n```\n",
    "└── contracts/  # not applicable, an internal job without API",
  ],
  [
    "a dash and a reason",
    "data-models",
    "**Storage**: N/A — read-only user interface\n",
    "N/A — read-only user interface",
  ],
  [
    "parentheses",
    "dependencies",
    "## Dependencies\n\nNone (only the standard library)\n",
    "None (only the standard library)",
  ],
  [
    "a statement with its reason",
    "interfaces",
    "- No new APIs. All pages use the existing routes.\n",
    "No new APIs. All pages use the existing routes.",
  ],
  [
    "a ticked principle",
    "cli-first",
    "- [x] **CLI-First:** N/A - library change, commands unchanged\n",
    "N/A - library change, commands unchanged",
  ],
  [
    "a principle in a table",
    "deterministic",
    "| Principle | Notes |\n|---|---|\n| Deterministic | N/A: a text page only |\n",
    "N/A: a text page only",
  ],
  [
    "German",
    "data-models",
    "**Speicherung**: entfällt, es wird nichts dauerhaft abgelegt\n",
    "entfällt, es wird nichts dauerhaft abgelegt",
  ],
  [
    "Japanese",
    "data-models",
    "**ストレージ**: 該当なし（状態を持たない静的サイト）\n",
    "該当なし（状態を持たない静的サイト）",
  ],
  [
    "Chinese",
    "data-models",
    "**存储**：不适用（仅生成代码，没有持久化）\n",
    "不适用（仅生成代码，没有持久化）",
  ],
  [
    "bold words before the reason",
    "interfaces",
    "## API\n\n**N/A**: the pages use the existing routes\n",
    "N/A: the pages use the existing routes",
  ],
  ["Korean", "data-models", "**저장소**: 해당 없음 (정적 페이지만 제공)\n", "해당 없음 (정적 페이지만 제공)"],
  [
    "French",
    "data-models",
    "**Stockage** : sans objet, le site est statique\n",
    "sans objet, le site est statique",
  ],
  [
    "Spanish",
    "data-models",
    "**Almacenamiento**: no aplica, el sitio es estático\n",
    "no aplica, el sitio es estático",
  ],
  [
    "Portuguese",
    "data-models",
    "**Armazenamento**: não aplicável, o site é estático\n",
    "não aplicável, o site é estático",
  ],
  [
    "Italian",
    "data-models",
    "**Archiviazione**: non applicabile, il sito è statico\n",
    "non applicabile, il sito è statico",
  ],
];

describe("a row is satisfied by", () => {
  it.each(satisfied)("%s (%s)", (_name, ruleId, text) => {
    expect(findingOf(text, ruleId).status).toBe("pass");
  });
});

describe("a row is not satisfied by", () => {
  it.each(unsatisfied)("%s (%s)", (_name, ruleId, text) => {
    expect(findingOf(text, ruleId).status).toBe("fail");
  });

  it.each([
    ["N/A alone", "**Storage**: N/A\n"],
    ["filler rows", "| Area | Answer |\n|---|---|\n| Storage | N/A |\n| Data model | - |\n"],
    ["a bare none", "## Data model\n\nNone\n"],
    ["a phrase without a reason", "- No new tables\n"],
    ["a phrase with a perhaps", "- No new tables for cards, perhaps\n"],
    ["a reason with a perhaps", "**Storage**: N/A, perhaps stateless\n"],
  ])("%s (data-models)", (_name, text) => {
    expect(findingOf(text, "data-models").status).toBe("fail");
  });
});

describe("a row does not apply where the plan says so and why, in", () => {
  it.each(notApplicable)("%s (%s)", (_name, ruleId, text, reason) => {
    const finding = findingOf(text, ruleId);

    expect(finding).toMatchObject({ status: "not-applicable", reason });
    expect(finding.message).toMatch(
      /^.+: not applicable, the plan says why; 1 row is excused, of a plan for .+ at most \d+ can be\.$/,
    );
    expect(finding.message.startsWith(`${finding.title}: `)).toBe(true);
    expect(finding.evidence).toHaveLength(1);
  });
});
