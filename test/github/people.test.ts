import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failureOf, gitHubAnswers, readAll, readFacts, repository, start } from "./start.ts";
import { stayOffline } from "./offline.ts";

stayOffline();

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});

const alice = { id: 1, login: "Alice", type: "User" };

describe("a standing", () => {
  const path = `${repository}/collaborators/alice/permission`;
  const read = async (status: number, answer: nock.Body, profile: nock.Body = alice) => {
    gitHubAnswers().get(path).reply(status, answer).get("/users/alice").reply(200, profile);
    return (await readFacts([{ type: "standing", login: "alice" }])).standings;
  };

  it("comes from the booleans, whatever the role is named", async () => {
    const permissions = { pull: true, triage: true, push: true, maintain: false, admin: false };

    const standings = await read(200, {
      permission: "write",
      role_name: "archmage",
      user: { ...alice, permissions },
    });

    expect(standings).toEqual({
      alice: {
        account: alice,
        permissions: { read: true, triage: true, write: true, maintain: false, admin: false },
        isSuspended: false,
      },
    });
  });

  it("allows nothing where GitHub names no permissions", async () => {
    const standings = await read(200, { permission: "admin", user: alice });

    expect(Object.values(standings["alice"]?.permissions ?? {})).toEqual([false, false, false, false, false]);
  });

  it("says when the account is suspended", async () => {
    const standings = await read(200, { user: alice }, { ...alice, suspended_at: "2026-01-01T00:00:00Z" });

    expect(standings["alice"]?.isSuspended).toBe(true);
  });

  it("is null where the account's profile is hidden, or another's by now", async () => {
    gitHubAnswers().get(path).reply(200, { user: alice }).get("/users/alice").reply(404, {});
    expect((await readFacts([{ type: "standing", login: "alice" }])).standings).toEqual({ alice: null });

    expect(await read(200, { user: alice }, { ...alice, id: 2 })).toEqual({ alice: null });
  });

  it.each([
    ["GitHub knows of none", 404, {}],
    ["the account is gone", 200, { user: null }],
    ["GitHub answers for another login", 200, { user: { ...alice, login: "alicia" } }],
  ])("is null where %s", async (_, status, answer) => {
    expect(await read(status, answer)).toEqual({ alice: null });
  });
});

describe("an account", () => {
  it("is looked up by its id", async () => {
    gitHubAnswers().get("/user/1").reply(200, alice).get("/user/2").reply(404, {});

    const { accounts } = await readFacts([
      { type: "account", id: 1 },
      { type: "account", id: 2 },
    ]);

    expect(accounts).toEqual({ 1: alice, 2: null });
  });

  it("of a kind that GitHub invents later is no person", async () => {
    gitHubAnswers()
      .get("/user/1")
      .reply(200, { ...alice, type: "Agent" });

    expect((await readFacts([{ type: "account", id: 1 }])).accounts["1"]?.type).toBe("Bot");
  });
});

describe("a membership", () => {
  const read = async (team: string, status: number, answer: nock.Body) => {
    const [org = "", slug = ""] = team.split("/");
    gitHubAnswers().get(`/orgs/${org}/teams/${slug}/memberships/alice`).reply(status, answer);
    return (await readFacts([{ type: "membership", team, login: "alice" }])).memberships;
  };

  it.each([
    [true, 200, { state: "active" }],
    [false, 200, { state: "pending" }],
    [false, 404, {}],
  ])("is %s for the answer %i %j", async (expected, status, answer) => {
    expect(await read("octo/architects", status, answer)).toEqual({ "octo/architects:alice": expected });
  });

  it("does not count in an organization where the App may not look", async () => {
    expect(await read("other/architects", 403, {})).toEqual({ "other/architects:alice": false });
  });

  it("fails with the missing permission in the organization of the repository", async () => {
    gitHubAnswers()
      .get("/orgs/octo/teams/architects/memberships/alice")
      .reply(403, { message: "Resource not accessible by integration" });

    const failure = await failureOf(
      readAll([{ type: "membership", team: "octo/architects", login: "alice" }]),
    );

    expect(failure.hint).toContain("`Organization members: read`");
  });

  it("fails where GitHub cannot say", async () => {
    gitHubAnswers().get("/orgs/octo/teams/architects/memberships/alice").reply(500, {});

    const failure = await failureOf(
      readAll([{ type: "membership", team: "octo/architects", login: "alice" }]),
    );

    expect(failure.code).toBe("server-error");
  });
});

describe("a roster", () => {
  it("names the members of a team", async () => {
    gitHubAnswers().get("/orgs/octo/teams/architects/members?per_page=100").reply(200, [alice]);

    expect((await readFacts([{ type: "roster", of: "team:octo/architects" }])).rosters).toEqual({
      "team:octo/architects": ["Alice"],
    });
  });

  it("is nothing for a team that does not exist, and another organization is not asked", async () => {
    gitHubAnswers().get("/orgs/octo/teams/none/members?per_page=100").reply(404, {});

    expect((await readFacts([{ type: "roster", of: "team:octo/none" }])).rosters).toEqual({
      "team:octo/none": null,
    });
    expect((await readFacts([{ type: "roster", of: "team:acme/core" }])).rosters).toEqual({
      "team:acme/core": null,
    });
  });

  it.each([
    ["write", "push"],
    ["maintain", "maintain"],
  ])("of the permission %s names those who really have it", async (permission, name) => {
    const people = [
      { ...alice, permissions: { pull: true, [name]: true } },
      { ...alice, login: "bob", permissions: { pull: true, [name]: false } },
      { ...alice, login: "eve" },
    ];
    gitHubAnswers().get(`${repository}/collaborators?permission=${name}&per_page=100`).reply(200, people);

    const of = `permission:${permission}`;
    expect((await readFacts([{ type: "roster", of }])).rosters).toEqual({ [of]: ["Alice"] });
  });

  it("stays open where the App may not look", async () => {
    gitHubAnswers().get("/orgs/octo/teams/architects/members?per_page=100").reply(403, {});

    expect((await readFacts([{ type: "roster", of: "team:octo/architects" }])).rosters).toEqual({});
  });

  it("stays unknown where GitHub cannot say, and delays nothing", async () => {
    gitHubAnswers().get("/orgs/octo/teams/architects/members?per_page=100").reply(502, {});

    expect((await readFacts([{ type: "roster", of: "team:octo/architects" }])).rosters).toEqual({});
  });
});

describe("enforcement on a branch", () => {
  const rules = `${repository}/rules/branches/release%2F1?per_page=100`;
  const branch = `${repository}/branches/release%2F1`;
  const ruleset = (...checks: object[]) => [
    { type: "deletion" },
    { type: "required_status_checks", parameters: { required_status_checks: checks } },
  ];
  const protection = (required: object | null) => ({
    protection: { enabled: true, required_status_checks: required },
  });
  const need = { type: "enforcement", branch: "release/1" } as const;

  it.each([
    [
      "bound by a ruleset",
      ruleset({ context: "plan-gate", integration_id: 7 }),
      {},
      { state: "required-and-bound" },
    ],
    [
      "bound by classic protection",
      [],
      protection({ checks: [{ context: "plan-gate", app_id: 7 }] }),
      { state: "required-and-bound" },
    ],
    [
      "bound once and unbound once",
      ruleset({ context: "plan-gate" }),
      protection({ checks: [{ context: "plan-gate", app_id: 7 }] }),
      { state: "required-and-bound" },
    ],
    ["unbound in a ruleset", ruleset({ context: "plan-gate" }), {}, { state: "required-unbound" }],
    [
      "open to any App",
      [],
      protection({ checks: [{ context: "plan-gate", app_id: -1 }] }),
      { state: "required-unbound" },
    ],
    ["named only", [], protection({ contexts: ["ci", "plan-gate"] }), { state: "required-unbound" }],
    [
      "bound to another App",
      ruleset({ context: "plan-gate", integration_id: 8 }),
      {},
      { state: "bound-elsewhere", appId: 8 },
    ],
    [
      "about other checks",
      ruleset({ context: "ci", integration_id: 7 }),
      protection(null),
      { state: "not-required" },
    ],
    [
      "switched off",
      [],
      protection({ enforcement_level: "off", checks: [{ context: "plan-gate", app_id: 7 }] }),
      { state: "not-required" },
    ],
  ])("is known where the requirement is %s", async (_, rulesAnswer, branchAnswer, expected) => {
    gitHubAnswers().get(rules).reply(200, rulesAnswer).get(branch).reply(200, branchAnswer);

    expect((await readFacts([need])).enforcement).toEqual({ "release/1": expected });
  });

  it("is unknown where the App may not look", async () => {
    gitHubAnswers()
      .get(rules)
      .reply(200, [])
      .get(branch)
      .reply(403, { message: "Resource not accessible by integration" });

    expect((await readFacts([need])).enforcement["release/1"]).toEqual({
      state: "unknown",
      reason:
        "GitHub refuses to show a branch: the App lacks `Contents: read`, “Resource not accessible by integration”. The App lacks `Contents: read`. Grant it under Settings → Permissions, and accept it in the installation.",
    });
  });

  it("is known all the same where another part can be read and requires it", async () => {
    gitHubAnswers()
      .get(rules)
      .reply(200, ruleset({ context: "plan-gate", integration_id: 7 }))
      .get(branch)
      .reply(403, { message: "Resource not accessible by integration" });

    expect((await readFacts([need])).enforcement["release/1"]).toEqual({ state: "required-and-bound" });
  });

  it("is unknown, in GitHub's words, where GitHub's plan of the repository has no rules", async () => {
    const message = "Upgrade to GitHub Pro or make this repository public to enable this feature.";
    gitHubAnswers().get(rules).reply(403, { message }).get(branch).reply(200, {});

    expect((await readFacts([need])).enforcement["release/1"]).toEqual({
      state: "unknown",
      reason: `GitHub refuses to show the rules of a branch: GitHub's plan of this repository does not include it, “${message}”. Upgrade GitHub's plan, or make the repository public.`,
    });
  });

  it("is unknown where GitHub has neither rulesets nor the branch: nothing was read", async () => {
    gitHubAnswers().get(rules).reply(404, {}).get(branch).reply(404, {});

    expect((await readFacts([need])).enforcement["release/1"]).toMatchObject({ state: "unknown" });
  });

  it("is remembered for a while", async () => {
    const { github, requests } = start();
    gitHubAnswers().get(rules).reply(200, []).get(branch).reply(200, {});

    await readAll([need], github);
    await readAll([need], github);

    expect(requests).toHaveLength(2);
  });

  it("is unknown where GitHub cannot say, and delays nothing", async () => {
    gitHubAnswers().get(rules).reply(500, {}).get(branch).reply(200, {});

    expect((await readFacts([need])).enforcement["release/1"]).toMatchObject({ state: "unknown" });
  });
});
