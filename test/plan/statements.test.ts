import { describe, expect, it } from "vitest";
import { readStatement, splitStatements } from "../../src/plan/reading/statements.ts";
import { findTypedFields } from "../../src/plan/signals/field-signals.ts";
import { typeTerms } from "../../src/plan/vocabulary/cues.ts";
import { splitTerms } from "../../src/plan/vocabulary/term-index.ts";

describe("a statement", () => {
  it.each([
    "Find out whether the queue keeps its order.",
    "We figure out how the import is paid for",
    "Clarify what the export holds",
    "Klären ob der Dienst das kann",
    "Wir müssen herausfinden wie es geht",
    "Decide between Redis and memory",
    "Choose a library",
    "Unclear if the token is kept",
    "If it ever grows, a queue holds the mail",
    "For that one could add a cache",
    "One might retry twice",
    "Man könnte dreimal wiederholen",
    "On pourrait mettre les données en cache",
    "The platform team owns the retries",
    "Errors are handled by the operations team",
    "Other departments define the tests",
    "The vendor offers a sandbox",
    "Kafka: too heavy, rejected",
    "A cache – turned down",
    "Ein Zwischenspeicher, verworfen",
    "Un cache : rejetée",
    "Una caché, descartada",
    "Um cache, rejeitado",
    "Una cache, scartata",
    "Очередь: отклонено",
    "Kolejka: odrzucone",
    "Черга: відхилено",
    "Een wachtrij, afgewezen",
    "Kuyruk: reddedildi",
    "キャッシュ：却下",
    "缓存：已否决",
    "快取：不採用",
    "캐시: 기각",
  ])("leaves open or turns down: %s", (text) => {
    const statement = readStatement(text);

    expect(statement.mood).toBe("undecided");
  });

  it.each(["The team of two writes one row", "If the disk is full, the import stops", "See the log"])(
    "says as a fact, though it has a word for an open matter: %s",
    (text) => {
      const statement = readStatement(text);

      expect(statement.mood).toBe("said");
    },
  );

  it.each(splitTerms(typeTerms))("hints at a type: %s", (type) => {
    const text = `expires_at: ${type}`;

    expect(readStatement(text).cues.has("cue:type")).toBe(true);
    expect(findTypedFields(text)).toEqual(["expires_at"]);
  });
});

describe("a passage", () => {
  it("is the plan's own up to where it quotes somebody", () => {
    const statements = splitStatements(
      'The boat keeps its berth. Mona wrote: "The pier keeps a list. The list holds names."',
      [],
    );

    expect(statements.map(({ text, mood }) => [text, mood])).toEqual([
      ["The boat keeps its berth.", "said"],
      ['Mona wrote: "The pier keeps a list.', "unplanned"],
      ['The list holds names."', "unplanned"],
    ]);
  });
});
