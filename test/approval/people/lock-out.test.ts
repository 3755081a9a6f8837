import { describe, expect, test } from "vitest";
import { account, comment, commit, decide, f15, type Given } from "../world.ts";

function isLockedOut(changes: Given): boolean | undefined {
  const approval = decide(changes).bySubject[f15.subject]?.approval;
  return approval?.state === "waiting" ? approval.isLockedOut : undefined;
}

const alone = { "permission:maintain": ["otto"] };

describe("locked out: nobody but the author could approve", () => {
  test.each([
    ["the only maintainer", { rosters: alone }, true],
    ["two maintainers", { rosters: { "permission:maintain": ["otto", "alice"] } }, false],
    ["allowed by the config", { rosters: alone, config: { allow_author: true, committers: "allow" } }, false],
    ["the only user named", { config: { users: ["Otto"], permission: null } }, true],
    ["another user named", { config: { users: ["otto", "alice"], permission: null } }, false],
    [
      "others wrote the text with them",
      {
        rosters: { "permission:maintain": ["otto", "Alice"] },
        touchingCommits: [commit({ account: account("alice") })],
      },
      true,
    ],
    ["too many commits to tell", { rosters: alone, touchingCommits: null }, false],
    [
      "a team of one",
      { config: { teams: ["core"], permission: null }, rosters: { "team:octo/core": ["otto"] } },
      true,
    ],
    ["not known", { rosters: {} }, false],
    [
      "somebody approved already",
      { rosters: alone, config: { minimum: 2 }, comments: [comment("alice", "/approve-plan")] },
      false,
    ],
  ] satisfies [string, Given, boolean][])("%s", (_, changes, expected) => {
    expect(isLockedOut(changes)).toBe(expected);
  });
});
