import { approvalNeeds, decideWords } from "../../../src/approval/decide-words.ts";
import { describe, expect, test } from "vitest";
import type { SubjectFacts } from "../../../src/approval/facts.ts";
import type { CommitIdentity } from "../../../src/pull-request/content.ts";
import type { Account } from "../../../src/pull-request/account.ts";
import {
  account,
  at,
  comment,
  commit,
  config,
  decide,
  f15,
  facts,
  feature,
  idOf,
  lapsesOf,
  refusalOf,
  shownAt,
  standing,
  type Given,
} from "../world.ts";

const ask = "Ask one of them:";
const byAlice = [comment("alice", "/approve-plan")];

describe("designated", () => {
  test("without a config, people with maintain permission", () => {
    expect(decide({ comments: byAlice }).standing).toBe("approved by alice");
    expect(decide({ comments: byAlice, people: { alice: "admin" } }).standing).toBe("approved by alice");
    expect(decide({ comments: byAlice }).designated).toEqual(["people with maintain permission"]);
  });

  test("others are told whom to ask", () => {
    const decision = decide({ comments: byAlice, people: { alice: "write" } });

    expect(decision.standing).toBe("waiting for 1");
    expect(refusalOf(decision)).toBe(
      `not-designated: You are not among those who may decide on \`${f15.subject}\`. ${ask} \`people with maintain permission\`.`,
    );
  });

  test.each(["read", "triage", "write", "maintain", "admin"] as const)(
    "by the permission %s",
    (permission) => {
      const decision = decide({ comments: byAlice, people: { alice: permission }, config: { permission } });

      expect(decision.standing).toBe("approved by alice");
    },
  );

  test("a named user, whatever the case of the login", () => {
    const named = { users: ["ALICE"], permission: null };

    expect(decide({ comments: byAlice, people: { alice: "write" }, config: named }).standing).toBe(
      "approved by alice",
    );
    expect(decide({ comments: [comment("bob", "/approve-plan")], config: named }).standing).toBe(
      "waiting for 1",
    );
    expect(decide({ config: named }).designated).toEqual(["@alice"]);
  });

  test.each([
    ["architects", "octo/architects:alice", true, "approved by alice"],
    ["Acme/Core", "acme/core:alice", true, "approved by alice"],
    ["architects", "octo/architects:alice", false, "waiting for 1"],
    ["architects", "acme/architects:alice", true, "waiting for 1"],
  ])("a member of the team %s", (team, key, isMember, expected) => {
    const decision = decide({
      comments: byAlice,
      config: { teams: [team], permission: null },
      memberships: { "octo/architects:alice": false, "acme/core:alice": false, [key]: isMember },
    });

    expect(decision.standing).toBe(expected);
  });

  test.each([
    ["* @bob\n.specify/ @alice", "approved by alice"],
    [".specify/ @alice\n* @bob", "waiting for 1"],
    [".specify/ @octo/architects", "approved by alice"],
    [null, "waiting for 1"],
  ])("owners of the plan's path: %j", (codeowners, expected) => {
    const decision = decide({
      comments: byAlice,
      codeowners,
      config: { codeowners: true, permission: null },
      memberships: { "octo/architects:alice": true },
    });

    expect(decision.standing).toBe(expected);
  });

  test("owners count only where the config says so", () => {
    const decision = decide({
      comments: byAlice,
      codeowners: "* @alice",
      config: { users: ["bob"], permission: null },
    });

    expect(decision.standing).toBe("waiting for 1");
  });

  test("somebody without access to the repository is nobody", () => {
    const input = facts({
      comments: byAlice,
      config: { users: ["alice"], permission: null },
      accounts: { [idOf("alice")]: null },
    });
    const decision = decideWords({ ...input, facts: { ...input.facts, standings: { alice: null } } });

    expect(refusalOf(decision)).toContain("not-designated");
  });

  const named: Given["config"] = { users: ["alice"], permission: null };

  test("who is named by login must be able to write", () => {
    expect(refusalOf(decide({ comments: byAlice, config: named, people: { alice: "triage" } }))).toBe(
      "cannot-write: You are named among those who may decide on `.specify/specs/f-15-x`, and you cannot write to this repository. Ask for write access, or ask one of them: `@alice`.",
    );
  });

  test("who is named by CODEOWNERS must be able to write, alone or in a team", () => {
    const owned: Given["config"] = { codeowners: true, permission: null };
    const memberships = { "octo/core:alice": true };
    const asReader = { comments: byAlice, config: owned, memberships, people: { alice: "read" } } as const;

    expect(refusalOf(decide({ ...asReader, codeowners: "* @alice" }))).toContain("cannot-write");
    expect(refusalOf(decide({ ...asReader, codeowners: "* @octo/core" }))).toContain("cannot-write");
    expect(decide({ ...asReader, codeowners: "* @octo/core", people: { alice: "write" } }).standing).toBe(
      "approved by alice",
    );
  });

  test("who is named and cannot write still counts by a team of the config", () => {
    const config: Given["config"] = { ...named, teams: ["core"] };
    const reader = { comments: byAlice, config, people: { alice: "read" } } as const;

    expect(decide({ ...reader, memberships: { "octo/core:alice": true } }).standing).toBe(
      "approved by alice",
    );
    expect(approvalNeeds(facts(reader))).toContainEqual({
      type: "membership",
      team: "octo/core",
      login: "alice",
    });
  });

  test("a name binds the account that decided under it", () => {
    const before = decide({ comments: byAlice, config: named }).entry;
    const other = account("alice", 42);
    const again = comment("alice", "/approve-plan", { id: 200, author: other });
    const decision = decide({
      comments: [...byAlice, again],
      entry: before,
      config: named,
      standings: [{ ...standing("alice", "write"), account: other }],
      accounts: { [idOf("alice")]: null },
    });

    expect(refusalOf(decision)).toBe(
      `account-changed: The account that bears the name \`alice\` now is number 42, and the one that decided here under that name is number ${idOf("alice")}. Ask somebody else who may decide: whoever keeps the settings has to look who bears the name.`,
    );
  });

  test("a rejection ends when who rejected cannot write any more, and not when suspended", () => {
    const rejected = { comments: [comment("alice", "/reject-plan no")], config: named };
    const { entry } = decide(rejected);

    expect(decide({ ...rejected, entry, people: { alice: "read" } }).standing).toBe("waiting for 1");
    expect(
      decide({ ...rejected, entry, standings: [standing("alice", "write", { isSuspended: true })] }).standing,
    ).toBe("rejected by alice");
  });

  test("a login that another account bears now is nobody", () => {
    const decision = decide({
      comments: [comment("alice", "/approve-plan", { author: account("alice", 42) })],
      config: { users: ["alice"], permission: null },
      accounts: { "42": null },
    });

    expect(refusalOf(decision)).toContain("not-designated");
  });
});

describe("not eligible, though designated", () => {
  test("a bot", () => {
    const bot = comment("helper[bot]", "/approve-plan", { author: account("helper[bot]", 8, "Bot") });

    expect(refusalOf(decide({ comments: [bot], people: { "helper[bot]": "admin" } }))).toBe(
      "bot: A bot does not decide on plans. A person has to write the command.",
    );
  });

  test("a person who acts through an App", () => {
    expect(refusalOf(decide({ comments: [comment("alice", "/approve-plan", { viaApp: "helper" })] }))).toBe(
      "via-app: This was written through an App, and an App does not decide on plans. Write the command by hand.",
    );
  });

  test("somebody suspended", () => {
    const standings = [standing("alice", "admin", { isSuspended: true })];

    expect(refusalOf(decide({ comments: byAlice, standings }))).toBe(
      "suspended: Your account is suspended. Ask somebody else who may decide.",
    );
  });

  test("the author of the pull request, unless the config allows it", () => {
    const comments = [comment("otto", "/approve-plan")];
    const people = { otto: "admin" } as const;

    expect(refusalOf(decide({ comments, people }))).toBe(
      "author: You opened this pull request, and its author does not approve it. Ask somebody else who may decide.",
    );
    expect(decide({ comments, people, touchingCommits: [], config: { allow_author: true } }).standing).toBe(
      "approved by otto",
    );
  });

  test("comments of deleted accounts say nothing", () => {
    expect(decide({ comments: [comment("ghost", "/approve-plan", { author: null })] }).outcomes).toEqual([]);
  });
});

describe("people who took part in the text", () => {
  const identity = (changes: Partial<CommitIdentity>): CommitIdentity => ({
    account: null,
    name: "Alice",
    email: "a@example.org",
    ...changes,
  });
  const alice: Account = account("alice");
  const webFlow = identity({ account: account("web-flow", 19864447), email: "noreply@github.com" });
  const otto = { account: account("otto") };

  test.each([
    ["author", commit({ account: alice })],
    ["committer", commit(otto, { committer: identity({ account: alice }) })],
    ["co-author", commit(otto, { coAuthors: [identity({ account: alice })] })],
    [
      "co-author by a private address",
      commit(otto, {
        coAuthors: [identity({ email: `${idOf("alice")}+old-name@users.noreply.github.com` })],
      }),
    ],
    [
      "co-author by an old private address",
      commit(otto, { coAuthors: [identity({ email: "Alice@users.noreply.github.com" })] }),
    ],
  ])("%s", (as, taken) => {
    const decision = decide({ comments: byAlice, touchingCommits: [taken] });

    expect(refusalOf(decision)).toBe(
      `committer: You took part in the text by commit \`c0ffee000000\`, as its ${as.split(" ")[0] ?? ""}. Ask somebody else who may decide.`,
    );
    expect(
      decide({ comments: byAlice, touchingCommits: [taken], config: { committers: "allow" } }).standing,
    ).toBe("approved by alice");
  });

  test.each([
    ["somebody else", commit(otto)],
    ["GitHub's web editor as committer", commit(otto, { committer: webFlow })],
    ["GitHub's web editor, unnamed", commit(otto, { committer: identity({ email: "noreply@github.com" }) })],
    ["another account of her name", commit({ account: account("alice", 42) })],
    ["another number in the address", commit({ email: "42+alice@users.noreply.github.com" })],
  ])("not: %s", (_, taken) => {
    expect(decide({ comments: byAlice, touchingCommits: [taken] }).standing).toBe("approved by alice");
  });

  test("those GitHub cannot name are shown, once each", () => {
    const touchingCommits = [
      commit({ name: "Ann", email: "ann@example.org" }),
      commit(
        { name: "Ann", email: "ann@example.org" },
        { coAuthors: [identity({ name: "Bo", email: "1+bo@users.noreply.github.com" })] },
      ),
      commit(otto, { committer: webFlow }),
      commit(webFlow),
    ];

    expect(decide({ touchingCommits }).unknownCommitters).toEqual([
      "Ann <ann@example.org>",
      "Bo <1+bo@users.noreply.github.com>",
      "Alice <noreply@github.com>",
    ]);
  });

  test("GitHub's web editor as committer is no unknown person", () => {
    expect(decide({ touchingCommits: [commit(otto, { committer: webFlow })] }).unknownCommitters).toEqual([]);
  });

  test("`committers: exclude` asks for one more where one is unknown", () => {
    const touchingCommits = [commit({})];
    const comments = [comment("alice", "/approve-plan"), comment("bob", "/approve-plan", { id: 101 })];
    const exclude = { committers: "exclude" } as const;

    expect(decide({ comments: byAlice, touchingCommits, config: exclude }).standing).toBe("waiting for 1");
    expect(decide({ comments, touchingCommits, config: exclude }).standing).toBe("approved by alice, bob");
    expect(decide({ comments: byAlice, config: exclude }).standing).toBe("approved by alice");
  });

  test.each(["exclude", "exclude-known", "allow"] as const)(
    "a coding agent in a trailer is nobody, with committers: %s",
    (committers) => {
      const agent = { email: "NoReply@Anthropic.com", name: "Claude" };
      const byAgent = commit(otto, { coAuthors: [identity(agent)] });
      const given: Given = { comments: byAlice, touchingCommits: [byAgent], config: { committers } };

      expect(decide(given).standing).toBe("approved by alice");
      expect(decide(given).unknownCommitters).toEqual([]);
      expect(decide({ ...given, config: { committers, agents: [] } }).unknownCommitters).toEqual([
        "Claude <NoReply@Anthropic.com>",
      ]);
    },
  );

  test("an agent's address as the author's may hide a person, and is told", () => {
    const signed = commit({ email: "noreply@anthropic.com", name: "Claude" });
    const decision = decide({
      comments: byAlice,
      touchingCommits: [signed],
      config: { committers: "exclude" },
    });

    expect(decision.standing).toBe("waiting for 1");
    expect(decision.unknownCommitters).toEqual(["Claude <noreply@anthropic.com>"]);
  });

  test("too many commits leave nobody eligible", () => {
    expect(refusalOf(decide({ comments: byAlice, touchingCommits: null }))).toBe(
      "too-many-commits: The pull request has more commits than can be looked through, so nobody is known not to have written the plan. Split it.",
    );
    expect(
      decide({ comments: byAlice, touchingCommits: null, config: { committers: "allow" } }).standing,
    ).toBe("approved by alice");
    expect(decide({ touchingCommits: null }).unknownCommitters).toEqual([]);
  });
});

describe("the first config", () => {
  const input = {
    subjects: [config],
    entry: shownAt(0, [config]),
    comments: [comment("otto", "/approve-plan config")],
  };

  test("an admin may approve it, even as its author", () => {
    const decision = decide({ ...input, isFirstConfig: true, people: { otto: "admin" } }, "config");

    expect(decision.standing).toBe("approved by otto");
  });

  test.each([
    ["not with less", { isFirstConfig: true, people: { otto: "maintain" } }],
    ["not the second", { isFirstConfig: false, people: { otto: "admin" } }],
  ] as const)("%s", (_, changes) => {
    expect(refusalOf(decide({ ...input, ...changes }, "config"))).toContain("author: ");
  });

  test("not a plan beside it", () => {
    const subjects = [f15, config];
    const comments = [comment("otto", "/approve-plan F-15")];
    const decision = decide({
      subjects,
      entry: shownAt(0, subjects),
      comments,
      isFirstConfig: true,
      people: { otto: "admin" },
    });

    expect(refusalOf(decision)).toContain("author: ");
  });
});

describe("eligibility is read again each time", () => {
  const approved = decide({ comments: byAlice }).entry;
  const rename = account("alicia", idOf("alice"));

  test.each([
    [
      "no longer designated",
      { people: { alice: "write" } },
      "`alice` is no longer among those who may decide",
    ],
    [
      "suspended",
      { standings: [standing("alice", "maintain", { isSuspended: true })] },
      "`alice` is suspended",
    ],
    [
      "took part since",
      { touchingCommits: [commit({ account: account("alice") })] },
      "`alice` took part in the text by commit `c0ffee000000`, as its author",
    ],
    [
      "too many commits since",
      { touchingCommits: null },
      "`alice` may have taken part in the text: there are too many commits",
    ],
    [
      "author by now",
      { pullRequest: { ...facts().pullRequest, author: account("alice") } },
      "`alice` opened this pull request",
    ],
    ["comments turned off", { config: { methods: ["button"] } }, "approving by comment was turned off"],
  ] satisfies [string, Given, string][])("%s", (_, changes, why) => {
    const decision = decide({ comments: byAlice, entry: approved, ...changes });

    expect(decision.standing).toBe("waiting for 1");
    expect(lapsesOf(decision)).toEqual([why]);
  });

  test("a word is bound to the number, not to the name", () => {
    const renamed = { comments: [comment("alicia", "/approve-plan", { author: rename })], entry: approved };

    expect(
      decide({ ...renamed, standings: [{ ...standing("alicia", "maintain"), account: rename }] }).standing,
    ).toBe("approved by alice");
    expect(
      decide({ ...renamed, people: { alicia: "maintain" }, accounts: { [idOf("alice")]: null } }).standing,
    ).toBe("waiting for 1");
  });

  test("what could not be read does not count", () => {
    const input = facts({ comments: byAlice, entry: approved });
    const unread = decideWords({ ...input, facts: { ...input.facts, standings: {} } });

    expect(lapsesOf(unread)).toEqual(["what `alice` may do could not be read"]);
  });

  test("a login that is also a word of JavaScript has no powers", () => {
    const input = facts({ comments: [comment("constructor", "/approve-plan")] });

    expect(decideWords(input).outcomes).toEqual([]);
  });
});

test("features may have different owners", () => {
  const f1 = feature("F-1");
  const subjects = [f1, f15];
  const decision = decide({
    subjects,
    entry: shownAt(0, subjects),
    config: { codeowners: true, permission: null },
    codeowners: `${f1.subject} @bob\n${f15.subject} @alice`,
    comments: [
      comment("alice", "/approve-plan"),
      comment("alice", "/approve-plan F-1", { id: 101, createdAt: at(90) }),
    ],
  });

  expect(decision.standing).toBe("approved by alice");
  expect(decision.bySubject[f1.subject]?.approval.state).toBe("waiting");
  expect(decision.designated).toEqual(["@bob", "@alice"]);
  expect(decision.outcomes[1]).toMatchObject({ state: "refused", reason: "not-designated" });
});

describe("owners of several paths and spellings", () => {
  const owned = (changes: Partial<SubjectFacts>) =>
    feature("F-15", "v1", { codeownersPath: ".github/plan-gate.yml", ...changes });
  const answer = (subject: SubjectFacts, codeowners: string, changes: Given = {}) =>
    decide({
      subjects: [subject],
      codeowners,
      comments: [comment("bob", "/approve-plan")],
      people: { bob: "write" },
      config: { permission: null, codeowners: true },
      ...changes,
    }).standing;

  test.each([
    ["one who owns all", "* @bob\n", "approved by bob"],
    ["one who owns the other", "* @alice\n/.github/CODEOWNERS @bob\n", "waiting for 1"],
    ["one who owns the first", "* @alice\n/.github/plan-gate.yml @bob\n", "waiting for 1"],
    ["one of several of each", "* @alice @bob\n/.github/CODEOWNERS @carol @bob\n", "approved by bob"],
  ])("of all settings that are changed: %s", (_, codeowners, expected) => {
    expect(answer(owned({ furtherPaths: [".github/CODEOWNERS"] }), codeowners)).toBe(expected);
  });

  test("a team of one and a name in the other make an owner of both", () => {
    const codeowners = "* @bob\n/.github/CODEOWNERS @octo/keepers\n";
    const both = owned({ furtherPaths: [".github/CODEOWNERS"] });

    expect(answer(both, codeowners)).toBe("waiting for 1");
    expect(answer(both, codeowners, { memberships: { "octo/keepers:bob": true } })).toBe("approved by bob");
    expect(answer(both, codeowners, { config: { users: ["bob"], permission: null, codeowners: true } })).toBe(
      "approved by bob",
    );
  });

  test.each([
    ["* @bob\n/.specify/ @alice\n", "waiting for 1"],
    ["* @alice\n/.Specify/ @bob\n/.specify/ @alice\n", "waiting for 1"],
    ["* @alice\n/.specify/ @bob\n", "waiting for 1"],
    ["/.specify/ @bob\n/.Specify/ @bob\n", "approved by bob"],
  ])("of a path as it is spelled and as it is meant: %j", (codeowners, expected) => {
    expect(answer(owned({ codeownersPath: ".Specify/f-15/plan.md" }), codeowners)).toBe(expected);
  });
});
