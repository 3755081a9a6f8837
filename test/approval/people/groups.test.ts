import { describe, expect, test } from "vitest";
import { approvalNeeds, decideWords } from "../../../src/approval/decide-words.ts";
import { missingGroups } from "../../../src/approval/record/approval-state.ts";
import { account, comment, commit, config as firstConfig, decide, f15, facts, type Given } from "../world.ts";

const byAlice = comment("alice", "/approve-plan");
const byBob = comment("bob", "/approve-plan", { id: 101 });
const byCarol = comment("carol", "/approve-plan", { id: 102 });
const carol = { people: { carol: "write" } } as const;

type Groups = NonNullable<NonNullable<Given["config"]>["require"]>;

function group(changes: Partial<Groups[number]>): Groups[number] {
  return { teams: [], people: [], minimum: 1, paths: [], ...changes };
}

/** Architects: alice; security: bob, or carol by name. */
const config = {
  permission: null,
  require: [group({ teams: ["architects"] }), group({ teams: ["acme/Security"], people: ["Carol"] })],
};
const memberships = {
  "octo/architects:alice": true,
  "octo/architects:bob": false,
  "octo/architects:carol": false,
  "acme/security:alice": false,
  "acme/security:bob": true,
  "acme/security:carol": false,
};
const world = { ...carol, config, memberships };

function missing(changes: Given): readonly string[] {
  const approval = decide({ ...world, ...changes }).bySubject[f15.subject]?.approval;
  return approval?.state === "waiting" ? approval.missingGroups : [];
}

describe("where groups must approve", () => {
  test("one of each opens the gate, and one group alone does not", () => {
    expect(decide({ ...world, comments: [byAlice] }).standing).toBe("waiting for 0");
    expect(missing({ comments: [byAlice] })).toEqual(["@acme/security or @carol"]);
    expect(missing({ comments: [byBob, byCarol] })).toEqual(["@octo/architects"]);
    expect(decide({ ...world, comments: [byAlice, byBob] }).standing).toBe("approved by alice, bob");
    expect(decide({ ...world, comments: [byAlice, byCarol] }).standing).toBe("approved by alice, carol");
  });

  test("who is in two of them counts in both, and once for `minimum`", () => {
    const both = { ...memberships, "acme/security:alice": true };

    expect(decide({ ...world, memberships: both, comments: [byAlice] }).standing).toBe("approved by alice");
    expect(
      decide({ ...world, memberships: both, comments: [byAlice], config: { ...config, minimum: 2 } })
        .standing,
    ).toBe("waiting for 1");
  });

  test("as many of a group as it says", () => {
    const require = [group({ teams: ["acme/security"], people: ["carol"], minimum: 2 })];
    const given = { config: { permission: null, require } };

    expect(missing(given)).toEqual(["2 of @acme/security or @carol"]);
    expect(missing({ ...given, comments: [byBob] })).toEqual(["@acme/security or @carol"]);
    expect(decide({ ...world, ...given, comments: [byBob, byCarol] }).standing).toBe(
      "approved by bob, carol",
    );
  });

  test("nobody who merely may approve takes the place of a group", () => {
    const given = {
      ...world,
      config: { ...config, users: ["otto", "rita"], permission: "maintain" as const },
    };
    const outside = { ...memberships, "octo/architects:alice": false };

    expect(decide({ ...given, memberships: outside, comments: [byAlice, byBob] }).standing).toBe(
      "waiting for -1",
    );
    expect(
      decide({
        ...given,
        memberships: outside,
        comments: [byAlice, byBob],
        config: { ...given.config, require: [] },
      }).standing,
    ).toBe("approved by alice, bob");
  });

  test("somebody named in a group who cannot write does not count in it", () => {
    const reader = { people: { carol: "read" } } as const;
    const readers = { ...config, permission: "read" as const };

    expect(missing({ ...reader, config: readers, comments: [byAlice, byCarol] })).toEqual([
      "@acme/security or @carol",
    ]);
  });

  test("who leaves a group takes the approval along, and a word that was revoked is none", () => {
    const { entry } = decide({ ...world, comments: [byAlice, byBob] });
    const gone = { ...memberships, "acme/security:bob": false };
    const revoked = comment("bob", "/revoke-plan", { id: 103 });

    expect(missing({ entry, comments: [byAlice, byBob], memberships: gone })).toEqual([
      "@acme/security or @carol",
    ]);
    expect(missing({ comments: [byAlice, byBob, revoked] })).toEqual(["@acme/security or @carol"]);
  });

  test("memberships are read also of those who are named, and what is unread counts for nothing", () => {
    const named = { ...config, users: ["alice"] };
    const given: Given = { ...world, config: named, comments: [byAlice, byBob], memberships: {} };

    expect(decide(given).standing).toBe("waiting for 1");
    expect(approvalNeeds(facts(given))).toContainEqual({
      type: "membership",
      team: "octo/architects",
      login: "alice",
    });
  });

  test("an approver who is unknown by now is of no group", () => {
    const named = { ...config, users: ["alice"] };
    const { entry } = decide({ ...world, config: named, comments: [byAlice] });
    const input = facts({ ...world, config: named, entry, comments: [byAlice] });
    const standings = { ...input.facts.standings, alice: null };

    const accounts = { [String(account("alice").id)]: null };
    const later = decideWords({ ...input, facts: { ...input.facts, standings, accounts } });
    expect(later.bySubject[f15.subject]?.approval).toMatchObject({
      state: "waiting",
      missingGroups: ["@octo/architects", "@acme/security or @carol"],
    });
  });
});

test("approvals of people who are gone, or were not looked up, count for no group", () => {
  const { entry } = decide({ ...world, comments: [byAlice] });
  const input = facts({ ...world, comments: [byAlice] });
  const groups = (standings: typeof input.facts.standings) =>
    missingGroups({ ...input, facts: { ...input.facts, standings } }, entry.words);

  expect(groups(input.facts.standings)).toEqual(["@acme/security or @carol"]);
  expect(groups({})).toHaveLength(2);
  expect(
    missingGroups(
      {
        ...input,
        facts: {
          ...input.facts,
          standings: { alice: null },
          accounts: { [String(account("alice").id)]: null },
        },
      },
      entry.words,
    ),
  ).toHaveLength(2);
});

test("names of groups behind which nobody decides are told", () => {
  const require = [group({ teams: ["ghosts"], people: ["rita"] })];
  const rosters = { "team:octo/ghosts": null, "permission:write": ["alice"] };

  expect(decide({ config: { permission: null, require }, rosters }).namingProblems).toEqual([
    "`@rita` in `approval.require` cannot write to this repository, and so decides nothing. Give write access, or name somebody else.",
    "GitHub shows no team `@octo/ghosts` in `approval.require`. Correct its slug.",
  ]);
});

describe("locked out of a group", () => {
  const require = [group({ teams: ["architects"] }), group({ teams: ["acme/security"], people: ["carol"] })];
  const rosters = {
    "team:octo/architects": ["Alice", "bob"],
    "team:acme/security": ["otto"],
    "permission:write": ["alice", "bob", "otto", "carol"],
  };
  const given = { ...world, config: { permission: null, require }, rosters };
  const locked = (changes: Given): readonly string[] | undefined => {
    const approval = decide({ ...given, ...changes }).bySubject[f15.subject]?.approval;
    return approval?.state === "waiting" ? approval.lockedOutGroups : undefined;
  };
  const byCarolToo = [commit({ account: account("carol") })];

  test("is who has nobody left in it, however many others may approve", () => {
    expect(locked({})).toEqual([]);
    expect(locked({ touchingCommits: byCarolToo })).toEqual(["@acme/security or @carol"]);
    expect(locked({ people: { carol: "read" }, touchingCommits: byCarolToo })).toHaveLength(1);
  });

  test("is who has too few for its minimum, those who approved among them", () => {
    const two = { config: { permission: null, require: [group({ teams: ["architects"], minimum: 2 })] } };
    const memberships = { "octo/architects:alice": true };

    expect(locked({ ...two, memberships, comments: [byAlice] })).toEqual([]);
    expect(
      locked({
        ...two,
        memberships,
        comments: [byAlice],
        rosters: { ...rosters, "team:octo/architects": ["alice"] },
      }),
    ).toEqual(["@octo/architects"]);
  });

  test.each([
    ["the team could not be read", { rosters: {}, touchingCommits: byCarolToo }],
    [
      "the team is too large to be read whole",
      {
        rosters: { ...rosters, "team:acme/security": Array.from({ length: 100 }, () => "otto") },
        touchingCommits: byCarolToo,
      },
    ],
    ["there are too many commits to tell", { touchingCommits: null }],
    ["an admin may approve the first config", { isFirstConfig: true, subjects: [firstConfig] }],
  ])("is nobody where %s", (_why, changes: Given) => {
    const subject = changes.subjects?.[0] ?? f15;
    const approval = decide({ ...given, ...changes }).bySubject[subject.subject]?.approval;

    expect(approval).toMatchObject({ state: "waiting", lockedOutGroups: [] });
  });

  test("a team that does not exist has nobody in it", () => {
    const gone = { ...rosters, "team:octo/architects": null };

    expect(locked({ rosters: gone })).toEqual(["@octo/architects"]);
  });
});
