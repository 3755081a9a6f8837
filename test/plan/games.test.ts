import { describe, expect, it } from "vitest";
import { findingOf } from "./judge.ts";

describe("what sounds like a plan and plans nothing", () => {
  it.each([
    ["data-models", "# Plan\n\n## Notes\n\n- Code abgelaufen: 410, es werden keine Daten gespeichert.\n"],
    ["data-models", "# Plan\n\n## Error handling\n\n- The code is unknown: answer 404. No data is stored.\n"],
    ["data-models", "# Plan\n\n## Flow\n\nThe upload is refused; no data is stored.\n"],
    ["dependencies", "# Plan\n\n## Tasks\n\n- Task 7 has no dependencies and can be done by Ann.\n"],
    ["dependencies", "# Plan\n\n## Phases\n\n- Phase 2 needs no new dependencies, so Bo can begin.\n"],
    [
      "interfaces",
      "# Plan\n\n## Rollout\n\n- From May on no new endpoints are added, so that operations can rest.\n",
    ],
    ["data-models", "# Plan\n\n## Data model\n\nNone: everybody agreed on that.\n"],
    ["cli-first", "# Plan\n\n## Principles\n\n- **CLI-first:** n/a, the team is small.\n"],
    [
      "deterministic",
      "# Plan\n\n## Principles\n\n- **Deterministic:** the people behave in a modern and careful manner.\n",
    ],
    ["deterministic", "# Plan\n\n## Principles\n\n- **Deterministic:** deterministic where we can be.\n"],
    ["deterministic", "# Plan\n\n## 原则\n\n- **确定性**: 系统在可能的情况下保持确定性的行为。\n"],
    [
      "deterministic",
      "# Plan\n\n## Principles\n\n- **Deterministic:** the calendar is pinned to the door and the lock of the bike is fixed.\n",
    ],
    [
      "deterministic",
      "# Plan\n\n## Prinzipien\n\n- **Deterministisch:** das Team arbeitet sehr sorgfältig und zuverlässig.\n",
    ],
    ["deterministic", "# Plan\n\n## Approach\n\nThe second meeting changes nothing.\n"],
    [
      "cli-first",
      "# Plan\n\n## Principles\n\n- **CLI-first:** the command line is dear to the whole company.\n",
    ],
    ["cli-first", "# Plan\n\n## 原則\n\n- **CLI ファースト**: コマンドラインを優先する。\n"],
    ["cli-first", "# Plan\n\n## Command\n\nThe command line matters.\n"],
    [
      "code-before-prompts",
      "# Plan\n\n## Approach\n\nClean modules, reliable services and modern components make a solid implementation of the workflow.\n\n## Stack\n\nPython, TypeScript, React, Redis, Docker and Kubernetes form the pipeline.\n",
    ],
    [
      "code-before-prompts",
      "# Plan\n\n## Code before prompts\n\nThe model decides the price; `src/send.ts` forwards it unchecked.\n",
    ],
    [
      "testing",
      "# Plan\n\n## Testing\n\n```ts\ndescribe('rooms', () => {\n  it('works', () => {})\n})\n```\n",
    ],
    ["data-models", "# Plan\n\n## Data model\n\n```ts\ninterface Entity {\n}\ntype Other = any\n```\n"],
    [
      "data-models",
      "# Plan\n\n## Data model\n\n| Entity | Fields | Type |\n|---|---|---|\n| First entity | different | mixed |\n| Second entity | some | various |\n",
    ],
    ["dependencies", "# Plan\n\n## Dependencies\n\n- `lorem` ipsum dolor\n- `amet` consectetur\n"],
    ["interfaces", "# Plan\n\n## API\n\n`GET /rooms/{id}` will exist.\n"],
    [
      "interfaces",
      "# Plan\n\n## The old API (removed)\n\n- `GET /rooms` answers 200\n- `POST /rooms` answers 201\n",
    ],
    ["interfaces", "# Plan\n\n## 旧版本\n\n- `GET /rooms` 返回 200\n- `POST /rooms` 返回 201\n"],
    ["interfaces", "# Plan\n\n## API\n\nNobody has defined `GET /rooms` or `POST /rooms`.\n"],
    [
      "interfaces",
      "# Plan\n\n## Schnittstellen\n\n`GET /rooms` und `POST /rooms` sind noch nicht entworfen.\n",
    ],
    ["interfaces", "# Plan\n\n## API\n\n我们尚未定义 `GET /rooms` 和 `POST /rooms`。\n"],
    ["interfaces", "# Plan\n\n## API\n\n`GET /rooms` と `POST /rooms` はまだ定義されていない。\n"],
    ["interfaces", "# Plan\n\n## API\n\n`GET /rooms`와 `POST /rooms`는 아직 설계되지 않았다.\n"],
    [
      "error-handling",
      "# Plan\n\n## Fehlerbehandlung\n\n- Zeitüberschreitung: wir tun nichts, keine Wiederholung, kein 503.\n- Volle Platte: wir tun nichts, kein 507.\n",
    ],
    [
      "error-handling",
      "# Plan\n\n## Error handling\n\n- ✅ Error handling complete: 7 error classes mapped to status codes, retries configured\n",
    ],
    [
      "failure-modes",
      "# Plan\n\n## Riesgos\n\n- Caída del proveedor: se estudiará en la próxima fase.\n- Disco lleno: se estudiará en la próxima fase.\n",
    ],
    [
      "testing",
      "# Plan\n\n## Testy\n\nZostaną zdefiniowane testy jednostkowe sal i testy integracyjne rezerwacji.\n",
    ],
    [
      "cli-first",
      "# Plan\n\n## Principles\n\n- **CLI-first:** a command `rooms export --csv` would be handy.\n",
    ],
    ["dependencies", "# Plan\n\n## Dépendances\n\nPar exemple Redis 7 ou PostgreSQL 16.\n"],
    [
      "deterministic",
      '# Plan\n\n## Notes\n\nEva said: "Pin the image by digest. The import is idempotent."\n',
    ],
    ["deterministic", "# Plan\n\n## Principles\n\n- **Deterministic:** pinned versions are good practice.\n"],
    ["interfaces", "# Plan\n\n## API\n\nThe old `GET /rooms` (200) and `POST /rooms` (201) are removed.\n"],
    [
      "code-before-prompts",
      "# Plan\n\n## Code before prompts\n\nCode or configuration that does the work: modules, functions, scripts, infrastructure as code.\n",
    ],
    [
      "testing",
      "# Plan\n\n## Skills\n\nUnit tests, integration tests and end-to-end tests with Jest and Playwright\n",
    ],
  ])("does not satisfy %s: %j", (ruleId, text) => {
    expect(findingOf(text, ruleId).status).toBe("fail");
  });
});

describe("what is short, plain and specific", () => {
  it.each([
    [
      "data-models",
      "# Plan\n\n## Notes\n\nThis feature adds no new tables; the list is read from the existing `rooms`.\n",
    ],
    ["data-models", "# Plan\n\n## Summary\n\nNo new tables: the pages read the existing rooms.\n"],
    ["data-models", "# Plan\n\n- **Data model**: the page shows what is there, no new tables.\n"],
    [
      "dependencies",
      "# Plan\n\n## Summary\n\nThe change introduces no new dependencies, only the standard library is used.\n",
    ],
    [
      "dependencies",
      "# Plan\n\n**Constraints**: no new dependencies, the page uses the existing components.\n",
    ],
    [
      "interfaces",
      "# Plan\n\n## Overview\n\nEs gibt keine neuen Endpunkte, die Seite nutzt die bestehenden.\n",
    ],
    [
      "data-models",
      "# Plan\n\n## Modèle de données\n\nAucun : le programme lit un fichier et l'affiche, rien n'est gardé.\n",
    ],
    [
      "data-models",
      "# Plan\n\n## Datenmodell\n\nKeines: das Programm liest die Standardeingabe und schreibt die Standardausgabe.\n",
    ],
    ["data-models", "# Plan\n\n## Data model\n\nNone: the tool reads a file and prints it.\n"],
    [
      "cli-first",
      "# Plan\n\n## Principles\n\n- **CLI-first**: n/a, nur ein Stylesheet ändert sich, die Kommandozeile bleibt gleich\n",
    ],
    [
      "cli-first",
      "# Plan\n\n## Principes\n\n- **CLI-first :** sans objet, la ligne de commande ne change pas.\n",
    ],
    ["cli-first", "# Plan\n\n## Principios\n\n- **CLI-first:** no aplica, la línea de comandos no cambia.\n"],
    [
      "deterministic",
      "# Plan\n\n## Principles\n\n- **Deterministic:** rows are sorted by id before they are written, and `SOURCE_DATE_EPOCH` sets the date.\n",
    ],
    [
      "deterministic",
      "# Plan\n\n## Prinzipien\n\n- **Deterministisch:** der Zufall bekommt einen festen Startwert.\n",
    ],
    ["deterministic", "# Plan\n\n## Approach\n\nRunning the import a second time changes nothing.\n"],
    [
      "deterministic",
      "# Plan\n\n## Vorgehen\n\nEin zweiter Lauf ändert nichts, die Versionen stehen in `package-lock.json`.\n",
    ],
    ["deterministic", "# Plan\n\n## Démarche\n\nUne seconde exécution ne change rien.\n"],
    ["deterministic", "# Plan\n\n## Enfoque\n\nEjecutarlo dos veces no cambia nada.\n"],
    ["deterministic", "# Plan\n\n## 方法\n\n重复执行不会改变任何数据。\n"],
    [
      "cli-first",
      "# Plan\n\n## Principles\n\n- **CLI-first:** the export runs as `rooms export --csv`, the page calls the same.\n",
    ],
    [
      "cli-first",
      "# Plan\n\n## Command\n\n`roomcheck <dir> [--json]` prints one line for each empty room.\n",
    ],
    ["cli-first", "# Plan\n\n## Usage\n\n```\nroomcheck <dir> [--json]\n```\n"],
    [
      "code-before-prompts",
      "# Plan\n\n## Principes\n\n- **Code avant prompts** : le calcul est une fonction de `src/prix/calcul.ts`, aucun modèle n'est appelé.\n",
    ],
    [
      "code-before-prompts",
      "# Plan\n\n## Code before prompts\n\nA prompt drafts the text in `src/draft.ts`; the price is checked by code in `src/price.ts`.\n",
    ],
    [
      "testing",
      "# Plan\n\n## How we verify\n\n- Given a full room, when a guest books it, then the booking is refused with 409.\n- `make e2e` runs it.\n",
    ],
    ["testing", "# Plan\n\n## Testing\n\n- booked room: 409\n- unknown room: 404\n"],
    [
      "testing",
      "# Plan\n\n## Testing\n\n```ts\nit('refuses a full room', () => {\n  expect(book(full)).toBe(409)\n})\n```\n",
    ],
    [
      "data-models",
      "# Plan\n\n## Data model\n\n```ts\ninterface Room {\n  id: string\n  seats: number\n  open: boolean\n}\n```\n",
    ],
    [
      "data-models",
      "# Plan\n\n## Data model\n\n- `rooms.id`: uuid, the primary key\n- `rooms.open_at` (timestamp): when the door opens\n",
    ],
    [
      "data-models",
      "# Plan\n\n## البيانات\n\n## نموذج البيانات\n\n- `id`: uuid، المفتاح الأساسي\n- `name`: text، اسم الغرفة\n",
    ],
    [
      "interfaces",
      "# Plan\n\n## API\n\n`GET /rooms/{id}` answers 200 with the room, 404 for an unknown id.\n",
    ],
    [
      "interfaces",
      "# Plan\n\n## API v2\n\nReplaces the old one.\n\n- `GET /rooms` answers 200\n- `POST /rooms` answers 201\n",
    ],
    ["deterministic", "# Plan\n\n## Principles\n\n- **Deterministic:** dependencies are pinned by digest.\n"],
    [
      "error-handling",
      "# Plan\n\n## Error handling\n\n- If no schema was defined: exit code 2, nothing is written.\n- The disk is full: exit code 3, the temporary file is removed.\n",
    ],
    ["interfaces", "# Plan\n\n## API (v2)\n\n- `GET /rooms` answers 200\n- `POST /rooms` answers 201\n"],
    [
      "data-models",
      "# Plan\n\n## Data model\n\n| Field | Type |\n|---|---|\n| id | i8 |\n| title | text |\n",
    ],
  ])("satisfies %s: %j", (ruleId, text) => {
    expect(["pass", "not-applicable"]).toContain(findingOf(text, ruleId).status);
  });
});
