import { describe, expect, test } from "vitest";
import { decideWords } from "../../../src/approval/decide-words.ts";
import type { SubjectFacts } from "../../../src/approval/facts.ts";
import { buttonIdentifier, objectionsTo } from "../../../src/approval/commands/decide-press.ts";
import { shortName } from "../../../src/approval/record/room.ts";
import {
  comment,
  config,
  decide,
  facts,
  f15,
  feature,
  refusalOf,
  shownAt,
  type Given,
  stateOf,
} from "../world.ts";

const f2 = feature("F-2");
const both = [f15, f2];
const approve = comment("alice", "/approve-plan");
const { entry: approved } = decide({ subjects: both, comments: [approve] });

const absent = (subject: SubjectFacts): SubjectFacts => ({ ...subject, isAbsent: true });
const after = (body: string, given: Given = {}, login = "alice") =>
  decideWords(
    facts({
      ...{ subjects: [f2], absent: [absent(f15)], entry: approved },
      comments: [approve, comment(login, body, { id: 101 })],
      ...given,
    }),
  );
/** What the first feature is when it is back. */
const back = (body: string, given: Given = {}, login = "alice"): string => {
  const { entry } = after(body, given, login);
  return decide({ subjects: both, comments: [approve], entry }).standing;
};

describe("a text that is not changed here at the moment", () => {
  test.each([
    ["/revoke-plan", "waiting for 1"],
    ["/revoke-plan F-15", "waiting for 1"],
    ["/revoke-plan F-2", "approved by alice"],
    ["/reject-plan F-15 no", "rejected by alice"],
    [`/reject-plan ${f15.digest.slice(0, 12)} no`, "rejected by alice"],
    ["/reject-plan F-2 no", "approved by alice"],
    ["/reject-plan no", "rejected by alice"],
  ])("is, after %s, %s", (body, standing) => {
    expect(back(body)).toBe(standing);
  });

  test("keeps what others gave it", () => {
    expect(back("/revoke-plan", {}, "bob")).toBe("approved by alice");
  });

  test("is rejected by others as well", () => {
    expect(back("/reject-plan no", {}, "bob")).toBe("rejected by bob");
  });

  test("is not rejected without its name where nobody let it through", () => {
    const entry = shownAt(0, both);
    const words = after("", { entry, comments: [comment("bob", "/reject-plan no")] }).entry.words.map(
      ({ subject }) => subject,
    );

    expect(words).toEqual([f2.subject]);
  });

  test("is not approved", () => {
    expect(refusalOf(after("/approve-plan F-15"))).toMatch("names no text that is gated here");
  });

  test("is named beside one of the same id", () => {
    const renamed = feature("F-15", "v2", { subject: ".specify/specs/f-15-y" });
    const { entry } = after("/revoke-plan F-15", { subjects: [renamed] });

    expect(entry.words.filter(({ type }) => type === "revoke").map(({ subject }) => subject)).toEqual([
      renamed.subject,
      f15.subject,
    ]);
  });

  test("is taken back by somebody who may decide no more, and a rejection is not", () => {
    const people = { alice: "write" } as const;
    const rejected = after("/reject-plan F-15 no").entry;
    const given = { people, entry: rejected, comments: [comment("alice", "/revoke-plan F-15", { id: 102 })] };

    expect(back("/revoke-plan F-15", { people })).toBe("waiting for 1");
    expect(refusalOf(after("", given))).toMatch("not-designated");
  });

  test("takes a rejection back with all others", () => {
    const { entry } = after("/reject-plan F-15 no");
    const revoke = { entry, comments: [comment("alice", "/revoke-plan", { id: 102 })] };

    expect(back("", revoke)).toBe("waiting for 1");
  });

  test("is taken back by either command where only its hash is left", () => {
    const name = shortName(`.specify/specs/${"x".repeat(60)}/spec.md`);
    const hashed = absent({ ...f15, subject: name });
    const entry = { ...approved, words: approved.words.map((word) => ({ ...word, subject: name })) };
    const types = (body: string) =>
      after(body, { entry, absent: [hashed] }).entry.words.map(({ type }) => type);

    expect(types("/revoke-spec")).toContain("revoke");
    expect(types("/revoke-plan")).toContain("revoke");
  });

  test("is said to be decided by whom, where nothing else is here", () => {
    const { outcomes } = after("/reject-plan no", { subjects: [] }, "otto");

    expect(outcomes).toMatchObject([{ message: expect.stringContaining("people with maintain permission") }]);
  });

  test("is rejected beside the settings by a bare rejection", () => {
    const { entry } = after("/reject-plan no", { subjects: [config], entry: shownAt(0, [config], approved) });
    const rejected = entry.words.filter(({ type }) => type === "reject").map(({ subject }) => subject);

    expect(rejected).toEqual(["config", f15.subject]);
  });
});

describe("the same text under another name", () => {
  const moved: SubjectFacts = { ...f15, subject: ".specify/specs/f-16-x", id: "F-16" };
  const at16 = (body: string, entry = shownAt(90, [moved], approved), id = 111) =>
    decide(
      {
        subjects: [moved],
        absent: [absent(f15)],
        entry,
        comments: [approve, comment("alice", body, { id })],
      },
      moved.subject,
    );

  test.each([
    ["/reject-plan no", "rejected by alice"],
    ["/revoke-plan F-16", "waiting for 1"],
    ["/approve-plan", "approved by alice"],
  ])("%s there counts when it is back: %s", (body, standing) => {
    const { entry } = at16(body);

    expect(decide({ entry, comments: [approve] }).standing).toBe(standing);
  });

  test("a rejection that went along ends by an approval, and by taking it back", () => {
    const { entry: first } = decide({
      comments: [approve, comment("alice", "/reject-plan no", { id: 101 })],
      entry: approved,
    });
    const entry = shownAt(90, [moved], first);

    expect(at16("", entry).standing).toBe("rejected by alice");
    expect(at16("/approve-plan", entry).standing).toBe("approved by alice");
    expect(at16("/revoke-plan F-16", entry).standing).toBe("waiting for 1");
  });

  test("is a text of its own while both are here", () => {
    const { entry } = at16("/reject-plan F-16 no");
    const decision = decideWords(facts({ subjects: [f15, moved], entry, comments: [approve] }));

    expect(stateOf(decision, f15.subject).standing).toBe("approved by alice");
    expect(stateOf(decision, moved.subject).standing).toBe("rejected by alice");
  });

  test("an objection to it is a part of the button's name", () => {
    const { words } = at16("/reject-plan F-16 no").entry;

    expect(objectionsTo(f15, words)).not.toBe(objectionsTo(f15, approved.words));
    expect(buttonIdentifier(f15.subject, f15.digest, words)).toContain(objectionsTo(f15, words));
  });

  test("an objection to it is kept behind many later ones, as long as it ends something", () => {
    const versions = ["v2", "v3", "v4", "v5", "v6", "v7"].map((version) => ({
      ...feature("F-16", version),
      subject: moved.subject,
    }));
    let { entry } = at16("/reject-plan F-16 no");
    for (const [index, version] of versions.entries()) {
      const said = comment("alice", "/reject-plan no", { id: 120 + index });
      ({ entry } = decide({
        subjects: [version],
        entry: shownAt(95 + index, [version], entry),
        comments: [said],
      }));
    }

    expect(decide({ entry, comments: [approve] }).standing).toBe("rejected by alice");
  });
});
