import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SubjectFacts } from "../../src/approval/facts.ts";
import type { LedgerEntry } from "../../src/approval/record/ledger.ts";
import { decideWords } from "../../src/approval/decide-words.ts";
import { parseComment } from "../../src/slash-commands/parse-comment.ts";
import type { Comment } from "../../src/pull-request/snapshot.ts";
import { at, comment, facts, feature, shownAt } from "./world.ts";

const versions = ["v1", "v2", "v3"].map((version) => feature("F-15", version));
const people = ["alice", "bob", "carol", "otto", "rita"];
const eligible = ["alice", "bob", "carol"];
const bodies = [
  "/approve-plan",
  "/approve-plan F-15",
  "/reject-plan no",
  "/revoke-plan",
  "/recheck-plan",
  "nice",
  "> /approve-plan",
];

type Step =
  | { readonly type: "push"; readonly version: number }
  | { readonly type: "say"; readonly login: string; readonly body: string }
  | { readonly type: "delete" | "edit"; readonly nth: number }
  | { readonly type: "look" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant("push" as const), version: fc.nat({ max: 2 }) }),
  fc.record({
    type: fc.constant("say" as const),
    login: fc.constantFrom(...people),
    body: fc.constantFrom(...bodies),
  }),
  fc.record({ type: fc.constantFrom("delete" as const, "edit" as const), nth: fc.nat({ max: 5 }) }),
  fc.record({ type: fc.constant("look" as const) }),
);

/** What happened, kept apart from the code under test. */
interface History {
  readonly seconds: number;
  readonly text: SubjectFacts;
  readonly comments: readonly Comment[];
  readonly edited: readonly number[];
  readonly entry: LedgerEntry;
  readonly nextId: number;
}

const start: History = {
  seconds: 10,
  text: versions[0] ?? feature("F-15"),
  comments: [],
  edited: [],
  entry: shownAt(0, versions.slice(0, 1)),
  nextId: 100,
};

function play(history: History, one: Step): History {
  const seconds = history.seconds + 10;
  switch (one.type) {
    case "push":
      return { ...history, seconds, text: versions[one.version] ?? history.text };
    case "say": {
      const said = comment(one.login, one.body, { id: history.nextId, createdAt: at(seconds) });
      return { ...history, seconds, comments: [...history.comments, said], nextId: history.nextId + 1 };
    }
    case "delete":
      return { ...history, seconds, comments: history.comments.filter((_, index) => index !== one.nth) };
    case "edit": {
      const target = history.comments[one.nth];
      return {
        ...history,
        seconds,
        edited: target === undefined ? history.edited : [...history.edited, target.id],
      };
    }
    case "look": {
      const { entry } = look(history, 1);
      return { ...history, seconds, entry: shownAt(seconds, [history.text], entry) };
    }
  }
}

function look({ text, comments, edited, entry }: History, minimum: number) {
  const decision = decideWords(
    facts({ subjects: [text], comments, edited, entry, people: { carol: "maintain" }, config: { minimum } }),
  );
  return { ...decision, approval: decision.bySubject[text.subject]?.approval };
}

const histories = fc.array(step, { maxLength: 25 }).map((steps) => steps.reduce(play, start));

describe("in every history", () => {
  test("green means: enough people approve in comments that stand, unedited, after the text was shown", () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 3 }), (history, minimum) => {
        const { approval, entry } = look(history, minimum);
        if (approval?.state !== "approved") return;

        const standing = history.comments.filter(({ id, body, author, createdAt }) => {
          const isApproving = body.startsWith("/approve-plan") && eligible.includes(author?.login ?? "");
          const couldSee = entry.shown.some(
            ({ digest, at: since }) => digest === history.text.digest && (since ?? "~") < createdAt,
          );
          return isApproving && couldSee && !history.edited.includes(id);
        });

        expect(new Set(standing.map(({ author }) => author?.id)).size).toBeGreaterThanOrEqual(minimum);
      }),
      { numRuns: 1000 },
    );
  });

  test("the latest word of each person decides what they are counted for", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { approval } = look(history, 1);
        const counted = approval?.state === "rejected" ? approval.rejections : (approval?.approvals ?? []);

        for (const word of counted) {
          const own = history.comments.filter(
            ({ id, author, body }) =>
              author?.login === word.login &&
              !history.edited.includes(id) &&
              /^\/(approve|reject|revoke)/.test(body),
          );
          const later = own
            .filter(({ id }) => id > Number(word.sourceId))
            .map(({ body }) => body.split(" ")[0]);

          if (word.type === "approve") expect(later).not.toContain("/revoke-plan");
          if (word.type === "reject") expect(later).not.toContain("/revoke-plan");
        }
      }),
      { numRuns: 500 },
    );
  });

  test("no deletion and no edit lifts a rejection", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const seen = play(history, { type: "look" });
        const rejected = look(seen, 1).approval?.state === "rejected";
        const wiped = { ...seen, comments: [] };
        const edited = { ...seen, edited: seen.comments.map(({ id }) => id) };

        expect(look(wiped, 1).approval?.state === "rejected").toBe(rejected);
        expect(look(edited, 1).approval?.state === "rejected").toBe(rejected);
      }),
      { numRuns: 500 },
    );
  });

  test("looking twice decides nothing new", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const first = look(history, 1);
        const second = look({ ...history, entry: first.entry }, 1);

        expect(second.outcomes).toEqual([]);
        expect(second.entry).toEqual(first.entry);
        expect(second.approval).toEqual(first.approval);
      }),
      { numRuns: 500 },
    );
  });

  test("facts that were not read never make it greener", () => {
    fc.assert(
      fc.property(
        histories,
        fc.subarray(["edits", "standings"] as const, { minLength: 1 }),
        (history, unread) => {
          const { text, comments, edited, entry } = history;
          const input = facts({ subjects: [text], comments, edited, entry, people: { carol: "maintain" } });
          const less = {
            ...input,
            facts: { ...input.facts, ...Object.fromEntries(unread.map((name) => [name, {}])) },
          };
          const state = decideWords(less).bySubject[text.subject]?.approval.state;

          if (state === "approved") expect(look(history, 1).approval?.state).not.toBe("waiting");
        },
      ),
      { numRuns: 500 },
    );
  });

  test("no message of ours can be read as a command", () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const outcome of look(history, 1).outcomes)
          if (outcome.state === "refused") expect(parseComment(outcome.message)).toEqual({ state: "none" });
      }),
    );
  });
});
