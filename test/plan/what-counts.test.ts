import { describe, expect, it } from "vitest";
import { findingOf } from "./judge.ts";

type Case = readonly [ruleId: string, text: string];

const satisfied: readonly Case[] = [
  ["data-models", "`listBoats()` gives an array of `{ name, berth, length }`.\n"],
  ["data-models", "```\nprisma/\n├── schema.prisma  # add berthId, dueAt to Boat\n```\n"],
  ["data-models", "- Two columns are added to the table: `berth_id`, `due_at`.\n"],
  ["data-models", "- `BerthKey`: `PierName` + `Number`\n"],
  ["data-models", "- It requires a record with string `name`, `berth` and `flag`.\n"],
  ["data-models", "**Almacén**: MySQL, cero tablas nuevas; se leen los barcos de siempre.\n"],
  ["data-models", "- Não haverá migração nem mudanças nos barcos já cadastrados.\n"],
  ["data-models", "**Dependencies**: no new tables, boats keep the berths that they have.\n"],
  ["data-models", "No new tables: boats keep their berths instead of a new table for tides.\n"],
  ["data-models", "No new tables: boats keep their berths. The harbor does not need a new table.\n"],
  ["interfaces", "- Keine Änderungen an der API: Hafenmeister rufen dieselben Wege.\n"],
  ["error-handling", "- **Mismatch** → HTTP 409 Conflict, the boat reloads its berth\n"],
  ["error-handling", "- The client retries `ECONNRESET` up to 3 times (`maxRetries=3`).\n"],
  ["error-handling", "- The harbor is unreachable: the boat retries, 3 times at most.\n"],
  ["error-handling", "If the chart is corrupt:\n\n- draw the coast from memory\n- write the chart anew\n"],
  ["error-handling", "- If the chart is corrupt\n  - draw the coast from memory\n  - write the chart anew\n"],
  ["cli-first", "```sh\nharbor export --format=<json|csv> berths\n```\n"],
  ["deterministic", "The lock file is committed, so every build installs the same versions.\n"],
];

const failing: readonly Case[] = [
  ["data-models", "The attributes including whatever is needed, more to follow, others.\n"],
  ["data-models", "We may add fields such as name, length and berth.\n"],
  ["data-models", "**External dependencies**: tides, charts and moorings need no new tables at the pier.\n"],
  ["data-models", "The table is new: `BERTH_ID` and `Boat`.\n"],
  ["data-models", "```\nsrc/\n├── boat.ts  # add berthId, dueAt to Boat\n└── schema.prisma\n```\n"],
  ["data-models", "- Stack: FastAPI + SvelteKit\n"],
  ["data-models", "**data-model.md**: Boat (name, berth, length), Pier (name, depth, owner)\n"],
  ["data-models", "| Field document | Type |\n|---|---|\n| charts.md | text |\n| berths.pdf | text |\n"],
  ["data-models", "- No new tables for the berths; a new table holds the tides.\n"],
  [
    "data-models",
    "All gates hold after `data-model.md`: existing boats stay (I); N/A (III); existing tests (IV).\n",
  ],
  [
    "data-models",
    "```ts\nexport class BerthService {\n  private readonly log: Logger;\n  private readonly berths: string[];\n  private tide: number;\n}\n```\n",
  ],
  ["interfaces", "- `packages/boats` (`zod schema`, `inferred type`, `order by name`)\n"],
  ["cli-first", "- The agent runs `ps -eo pid`, `mkdir -p /tmp/a` and `df -P /` on the boat.\n"],
  ["cli-first", "```sh\nhelm install --set tide=<low|high> harbor\n```\n"],
  ["error-handling", "- Mismatch → tides are read\n"],
  ["error-handling", "- `POST /boats` → 409 Conflict, the boat waits\n"],
  ["data-models", "- It requires a record with string `name`, berth and flag.\n"],
  ["data-models", "- The fields are name, length, and whatever else the harbor asks every boat for\n"],
  ["error-handling", "- The client may retry `ECONNRESET` up to 3 times.\n"],
  ["error-handling", "If the chart is corrupt:\n\nThe coast is long.\n"],
  ["error-handling", "| Check | Expected |\n|---|---|\n| lint | exit 0 |\n| build | exit 0 |\n"],
  ["dependencies", "Every move requires a `tide` parameter, and `boat` is Feature 6.\n"],
  [
    "deterministic",
    "- Snapshots, version checking and a lock file.\n- A stale lock file is taken from the second instance.\n",
  ],
];

describe("what counts", () => {
  it.each(satisfied)("is enough for %s: %s", (ruleId, text) => {
    expect(findingOf(text, ruleId).status).toMatch(/^(?:pass|not-applicable)$/u);
  });

  it.each(failing)("is not enough for %s: %s", (ruleId, text) => {
    expect(findingOf(text, ruleId).status).toBe("fail");
  });

  it.each([
    "A boat has attributes including name, length, berth and insurance number.\n",
    "Ein Boot hat Eigenschaften wie Name, Länge, Liegeplatz und Versicherung.\n",
    "船只的字段包括：名称、长度、泊位。\n",
    "The harbor stores every visit (boat, berth, arrival, departure).\n",
  ])("counts the fields that a sentence enumerates: %s", (text) => {
    expect(findingOf(text, "data-models").message).toMatch(/found \d entries of lists of fields in prose/u);
  });
});
