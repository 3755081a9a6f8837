import { describe, expect, test } from "vitest";
import { approvalNeeds } from "../../../src/approval/decide-words.ts";
import { defaultConfig, type Config } from "../../../src/config/config.ts";
import { comment, decide, f15, facts, feature, refusalOf, standing, type Given } from "../world.ts";

const byAlice = comment("alice", "/approve-plan");
const byBob = comment("bob", "/approve-plan", { id: 101 });

function policy(changes: Partial<Config["approval"]>): Config["approval"] {
  return { ...defaultConfig.approval, permission: null, ...changes };
}

/** Into `release/1`: bob decides there, alice on the default branch. */
const policies = [policy({ users: ["bob"] }), policy({ users: ["alice"] })];
const world: Given = { config: { users: ["bob", "alice"], permission: null }, policies };

function missing(changes: Given): readonly string[] {
  const approval = decide({ ...world, ...changes }).bySubject[f15.subject]?.approval;
  return approval?.state === "waiting" ? approval.missingGroups : [];
}

describe("where the base has other people than the default branch", () => {
  test("both must approve", () => {
    expect(missing({})).toEqual(["@bob", "@alice"]);
    expect(missing({ comments: [byAlice] })).toEqual(["@bob"]);
    expect(missing({ comments: [byBob] })).toEqual(["@alice"]);
    expect(decide({ ...world, comments: [byAlice, byBob] }).standing).toBe("approved by alice, bob");
  });

  test("somebody of both is enough where one is", () => {
    const both = [policy({ users: ["alice", "bob"] }), policy({ users: ["alice"] })];

    expect(decide({ ...world, policies: both, comments: [byAlice] }).standing).toBe("approved by alice");
    expect(decide({ ...world, policies: both, comments: [byBob] }).standing).toBe("waiting for 0");
  });

  test("each has a number of its own", () => {
    const two = [policy({ users: ["alice", "bob"], minimum: 2 }), policy({ users: ["alice"] })];

    expect(missing({ policies: two })).toEqual(["2 of @alice or @bob", "@alice"]);
    expect(missing({ policies: two, comments: [byAlice] })).toEqual(["@alice or @bob"]);
  });

  test("either may reject", () => {
    const rejected = comment("bob", "/reject-plan not on a release", { id: 102 });

    expect(decide({ ...world, comments: [byAlice, rejected] }).standing).toBe("rejected by bob");
  });

  test("nobody waives a row but who may under both, then and later", () => {
    const failing = feature("F-15", "v1", { failingRuleIds: ["testing"], waivableRuleIds: ["testing"] });
    const given = { ...world, subjects: [failing] };
    const waived = comment("bob", "/waive-plan testing nothing to test");
    const both = [policy({ users: ["bob"] }), policy({ users: ["alice", "bob"] })];
    const { entry } = decide({ ...given, policies: both, comments: [waived] });

    expect(refusalOf(decide({ ...given, comments: [waived] }))).toContain(
      "You are not among those who may decide",
    );
    expect(
      decide({ ...given, policies: both, entry, comments: [waived] }).bySubject[f15.subject],
    ).toMatchObject({
      isReady: true,
    });
    expect(decide({ ...given, entry, comments: [waived] }).bySubject[f15.subject]?.isReady).toBe(false);
  });

  test("one whose people cannot approve locks the text", () => {
    const rosters = { "permission:write": ["alice", "bob", "otto"] };
    const given = {
      ...world,
      policies: [policy({ users: ["otto"] }), policy({ users: ["alice"] })],
      rosters,
    };

    expect(decide(given).bySubject[f15.subject]?.approval).toMatchObject({
      state: "waiting",
      isLockedOut: true,
      excluded: [{ login: "otto" }],
    });
  });

  test("memberships are read also of those who are named under one of them", () => {
    const given: Given = {
      ...world,
      config: { users: ["alice"], teams: ["managers"], permission: null },
      policies: [policy({ teams: ["managers"] }), policy({ users: ["alice"] })],
      comments: [byAlice],
      standings: [standing("alice", "write")],
    };

    expect(approvalNeeds(facts(given))).toContainEqual({
      type: "membership",
      team: "octo/managers",
      login: "alice",
    });
  });
});
