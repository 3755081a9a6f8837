import { describe, expect, test } from "vitest";
import { approverNeeds, configuredRosters } from "../../../src/approval/people/lock-out.ts";
import {
  account,
  comment,
  commit,
  config,
  decide,
  f15,
  facts,
  idOf,
  standing,
  type Given,
} from "../world.ts";

function waiting(changes: Given, subject = f15.subject) {
  const approval = decide(changes).bySubject[subject]?.approval;
  return approval?.state === "waiting" ? approval : undefined;
}

const alone = { "permission:maintain": ["otto"] };
const writers = (...logins: readonly string[]) => ({ "permission:write": logins });
const both = { users: ["alice", "bob"], permission: null };
const byAliceToo = [
  commit({ account: account("otto") }, { coAuthors: [commit({ account: account("alice") }).author] }),
];

describe("locked out: too few of those who may decide could approve", () => {
  test.each([
    ["the only maintainer", { rosters: alone }, true],
    ["two maintainers", { rosters: { "permission:maintain": ["otto", "alice"] } }, false],
    ["allowed by the config", { rosters: alone, config: { allow_author: true, committers: "allow" } }, false],
    ["the author may, and wrote the text", { rosters: alone, config: { allow_author: true } }, true],
    [
      "the only user named",
      { config: { users: ["Otto"], permission: null }, rosters: writers("otto") },
      true,
    ],
    ["another user named", { config: { users: ["otto", "alice"], permission: null }, rosters: {} }, false],
    [
      "the only user took part",
      { config: { users: ["alice"], permission: null }, touchingCommits: byAliceToo },
      true,
    ],
    ["one of two users took part", { config: both, touchingCommits: byAliceToo }, false],
    ["the other cannot write", { config: both, touchingCommits: byAliceToo, people: { bob: "read" } }, true],
    [
      "the other is suspended",
      {
        config: both,
        touchingCommits: byAliceToo,
        standings: [standing("bob", "write", { isSuspended: true })],
      },
      true,
    ],
    ["nobody is there", { config: { users: ["alcie"], permission: null }, rosters: writers("otto") }, true],
    ["who can write is not known", { config: { users: ["alcie"], permission: null }, rosters: {} }, false],
    [
      "who can write is cut",
      {
        config: { users: ["alcie"], permission: null },
        rosters: writers(...Array.from({ length: 100 }, String)),
      },
      false,
    ],
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
    [
      "no such team",
      { config: { teams: ["core"], permission: null }, rosters: { "team:octo/core": null } },
      true,
    ],
    [
      "a team too large to be read whole",
      {
        config: { teams: ["core"], permission: null },
        rosters: { "team:octo/core": Array.from({ length: 100 }, () => "otto") },
      },
      false,
    ],
    [
      "a team that owns the plan, of readers",
      {
        config: { codeowners: true, permission: null },
        codeowners: "* @octo/core",
        rosters: { "team:octo/core": ["rita"], ...writers("otto") },
      },
      true,
    ],
    ["not known", { rosters: {} }, false],
    [
      "one of two is given, and nobody else may",
      { rosters: alone, config: { minimum: 2 }, comments: [comment("alice", "/approve-plan")] },
      true,
    ],
    [
      "two are needed of one",
      { rosters: { "permission:maintain": ["alice"] }, config: { minimum: 2 } },
      true,
    ],
  ] satisfies [string, Given, boolean][])("%s", (_, changes, expected) => {
    expect(waiting(changes)?.isLockedOut).toBe(expected);
  });

  test("not from the first config, which an admin approves even as its author", () => {
    expect(waiting({ subjects: [config], rosters: alone, isFirstConfig: true }, "config")?.isLockedOut).toBe(
      false,
    );
  });
});

test("who took part is known before they try, with the commit", () => {
  const part = { commitSha: "c0ffee".padEnd(40, "0"), as: "co-author" };

  expect(waiting({ config: both, touchingCommits: byAliceToo })?.excluded).toEqual([
    { login: "alice", part },
  ]);
  expect(waiting({ rosters: alone, touchingCommits: [] })?.excluded).toEqual([{ login: "otto", part: null }]);
});

describe("whom the settings name, whatever the text:", () => {
  test.each([
    ["a permission", {}, ["permission:maintain"]],
    ["a team", { teams: ["core"], permission: null }, ["team:octo/core"]],
    ["people, if they can write", { users: ["alice"], permission: null }, ["permission:write"]],
    ["CODEOWNERS, if they can write", { codeowners: true, permission: null }, ["permission:write"]],
    [
      "people beside CODEOWNERS",
      { codeowners: true, users: ["alice"], permission: null },
      ["permission:write"],
    ],
  ])("%s", (_, approval, rosters) => {
    expect(configuredRosters(facts({ config: approval }))).toEqual(rosters);
  });
});

describe("a trailer with a number and a name", () => {
  const trailer = (login: string, id: number) => {
    const email = `${id}+${login}@users.noreply.github.com`;
    return commit({ account: account(login, id), name: "A", email }).author;
  };
  const by = (login: string, id: number) => [
    commit({ account: account("otto") }, { coAuthors: [trailer(login, id)] }),
  ];
  const given = { rosters: { "permission:maintain": ["alice"] } };

  test("of two people locks nobody out, as it refuses nobody", () => {
    const touchingCommits = by("alice", 1);

    expect(waiting({ ...given, touchingCommits })).toMatchObject({ isLockedOut: false, excluded: [] });
    expect(
      decide({ ...given, touchingCommits, comments: [comment("alice", "/approve-plan")] }).standing,
    ).toBe("approved by alice");
  });

  test("of one locks them out, as it refuses them", () => {
    const touchingCommits = by("alice", idOf("alice"));

    expect(waiting({ ...given, touchingCommits })).toMatchObject({
      isLockedOut: true,
      excluded: [{ login: "alice", part: { as: "co-author" } }],
    });
  });

  test("is compared with the account that bears the name", () => {
    const input = facts({ rosters: { "permission:maintain": ["dora"] }, touchingCommits: by("dora", 1) });

    expect(approverNeeds(input, f15)).toEqual([{ type: "standing", login: "dora" }]);
    expect(
      waiting({ rosters: { "permission:maintain": ["dora"] }, touchingCommits: by("dora", 1) }),
    ).toMatchObject({ isLockedOut: false });
  });

  test("is compared as well where it is that of an author whom GitHub does not name", () => {
    const author = { account: null, email: "1+dora@users.noreply.github.com" };
    const input = facts({ rosters: { "permission:maintain": ["dora"] }, touchingCommits: [commit(author)] });

    expect(approverNeeds(input, f15)).toEqual([{ type: "standing", login: "dora" }]);
  });
});
