import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Octokit } from "@octokit/rest";
import type { Emulator } from "../../emulator/server.ts";
import type { Role } from "../../emulator/world/state.ts";
import { as, asInstallation, startAcme } from "./start.ts";

const shop = { owner: "acme", repo: "shop" };
let emulator: Emulator;
let app: Octokit;

beforeEach(async () => {
  emulator = await startAcme();
  app = await asInstallation(emulator);
});

afterEach(async () => {
  await emulator.close();
});

async function permissionOf(username: string) {
  const { data } = await app.rest.repos.getCollaboratorPermissionLevel({ ...shop, username });
  return [data.permission, data.role_name, data.user?.permissions];
}

const flags = { pull: true, triage: false, push: false, maintain: false, admin: false };

describe("permission", () => {
  it("is folded, with the role's name and the booleans telling more", async () => {
    emulator.world.permission("acme/shop", "eve", { role: "triage", customName: "security-lead" });

    expect(await permissionOf("ALICE")).toEqual([
      "write",
      "maintain",
      { ...flags, triage: true, push: true, maintain: true },
    ]);
    expect(await permissionOf("eve")).toEqual(["read", "security-lead", { ...flags, triage: true }]);
    await expect(permissionOf("nobody")).rejects.toMatchObject({ status: 404 });
  });

  it("comes from teams, child teams and the organization too, and stays with the suspended", async () => {
    const { world } = emulator;
    for (const login of ["carol", "dave", "olga"]) world.user(login);
    world.team("acme", "leads", { members: ["carol"] });
    world.team("acme", "juniors", { members: ["dave"], parent: "leads" });
    world.member("acme", "olga", "admin");
    world.teamPermission("acme/shop", "leads", "maintain");

    const roleOf = async (login: string) => (await permissionOf(login))[1];

    expect(await Promise.all(["carol", "dave", "olga", "eve"].map(roleOf))).toEqual([
      "maintain",
      "maintain",
      "admin",
      "read",
    ]);
    world.suspend("carol");
    expect(await roleOf("carol")).toBe("maintain");
    const { data: user } = await app.rest.users.getByUsername({ username: "carol" });
    expect(user).toHaveProperty("suspended_at");
    await expect(as(emulator, "carol").rest.users.getAuthenticated()).rejects.toMatchObject({ status: 403 });
  });

  it.each<["push" | "maintain" | "admin", Role | null, string[]]>([
    ["push", "write", ["alice", "bob", "eve"]],
    ["maintain", "triage", ["alice"]],
    ["admin", null, []],
  ])("lists collaborators that have at least %s", async (permission, role, expected) => {
    emulator.world.permission("acme/shop", "eve", role);

    const { data } = await app.request("GET /repos/{owner}/{repo}/collaborators", { ...shop, permission });

    expect(data).toMatchObject(expected.map((login) => ({ login })));
    expect(data).toHaveLength(expected.length);
  });
});

describe("teams", () => {
  it("tell active from pending members, and include child teams", async () => {
    const { world } = emulator;
    for (const login of ["carol", "dave"]) world.user(login);
    world.team("acme", "leads", { members: ["alice"] });
    world.team("acme", "juniors", { members: ["dave"], parent: "leads" });
    world.teamMember("acme", "leads", { login: "carol", state: "pending" });
    const stateOf = async (username: string) => {
      const team = { org: "acme", team_slug: "leads", username };
      return (await app.rest.teams.getMembershipForUserInOrg(team)).data.state;
    };

    expect(await stateOf("alice")).toBe("active");
    expect(await stateOf("dave")).toBe("active");
    expect(await stateOf("carol")).toBe("pending");
    await expect(stateOf("bob")).rejects.toMatchObject({ status: 404 });
    const { data: members } = await app.rest.teams.listMembersInOrg({ org: "acme", team_slug: "leads" });
    expect(members.map(({ login }) => login).sort()).toEqual(["alice", "dave"]);
  });

  it("lose whoever leaves the organization", async () => {
    const { world } = emulator;
    world.member("acme", "alice");
    world.team("acme", "leads", { members: ["alice"] });

    world.member("acme", "alice", null);

    await expect(
      app.rest.teams.getMembershipForUserInOrg({ org: "acme", team_slug: "leads", username: "alice" }),
    ).rejects.toMatchObject({ status: 404 });
    const last = emulator.webhooks.deliveries.at(-1);
    expect([last?.event, last?.action]).toEqual(["organization", "member_removed"]);
  });
});

describe("accounts", () => {
  it("keep their id under another login, and become the ghost when they are deleted", async () => {
    const { world } = emulator;
    const { id } = world.user("eve");
    world.push("acme/shop", { by: "bob", branch: "feature", files: { a: "a" } });
    const number = world.openPullRequest("acme/shop", { by: "bob", head: "feature" });
    const comment_id = world.comment("acme/shop", number, { by: "eve", body: "Hello" });

    world.renameAccount("eve", "adam");
    const { data: renamed } = await app.request("GET /user/{account_id}", { account_id: id });
    expect(renamed.login).toBe("adam");
    world.deleteAccount("adam");

    const { data: comment } = await app.rest.issues.getComment({ ...shop, comment_id });
    expect(comment.user?.login).toBe("ghost");
    await expect(app.rest.users.getByUsername({ username: "adam" })).rejects.toMatchObject({ status: 404 });
    await expect(as(emulator, "adam").rest.users.getAuthenticated()).rejects.toMatchObject({ status: 401 });
  });
});
