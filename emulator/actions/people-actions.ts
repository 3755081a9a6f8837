import type { AccountInput } from "../world/people.ts";
import {
  accountByLogin,
  createAccount,
  createApp,
  setOrganizationMember,
  setTeamMember,
} from "../world/people.ts";
import type { Account, App, Team } from "../world/people-state.ts";
import { type State, takeId } from "../world/state.ts";
import { accountNamed, teamNamed } from "./lookup.ts";

/** What a test can do with people, organizations, teams and Apps. */
export function peopleActions(state: State) {
  return {
    /** Makes a person, or answers who has that login. */
    user: (login: string, details: Omit<AccountInput, "login" | "type"> = {}): Account =>
      accountByLogin(state, login) ?? createAccount(state, { ...details, login }),

    /** Makes a machine account such as `helper[bot]`. */
    bot: (login: string): Account => createAccount(state, { login, type: "Bot" }),

    /** Makes an organization, or answers the one of that name. Its members may read unless said otherwise. */
    organization: (login: string, basePermission: Account["basePermission"] = "read"): Account => {
      const account = accountByLogin(state, login) ?? createAccount(state, { login, type: "Organization" });
      account.basePermission = basePermission;
      return account;
    },

    /** Lets someone into an organization, changes their role, or throws them out (`null`). */
    member: (organization: string, login: string, role: "member" | "admin" | null = "member"): void => {
      const [place, account] = [accountNamed(state, organization), accountNamed(state, login)];
      setOrganizationMember(state, { organization: place, account, role, sender: account });
    },

    /** Makes a team with these active members. */
    team: (
      organization: string,
      slug: string,
      details: { members?: readonly string[]; parent?: string } = {},
    ): Team => {
      const { members = [], parent } = details;
      const team: Team = {
        id: takeId(state),
        organizationId: accountNamed(state, organization).id,
        slug,
        name: slug,
        parentId: parent === undefined ? null : teamNamed(state, organization, parent).id,
        members: new Map(),
      };
      state.teams.set(team.id, team);
      for (const login of members) {
        const account = accountNamed(state, login);
        setTeamMember(state, { team, account, member: { role: "member", state: "active" }, sender: account });
      }
      return team;
    },

    /** Puts someone into a team, invites them (`pending`), or takes them out (`null`). */
    teamMember: (
      organization: string,
      slug: string,
      membership: { login: string; state: "active" | "pending" | null },
    ): void => {
      const account = accountNamed(state, membership.login);
      const team = teamNamed(state, organization, slug);
      const member =
        membership.state === null ? null : ({ role: "member", state: membership.state } as const);
      setTeamMember(state, { team, account, member, sender: account });
    },

    /** Suspends an account, or lets it back in. */
    suspend: (login: string, isSuspended = true): void => {
      accountNamed(state, login).suspendedAt = isSuspended ? state.clock.stamp() : null;
    },

    /** Deletes an account: what it wrote is the ghost's from now on. */
    deleteAccount: (login: string): void => {
      accountNamed(state, login).isDeleted = true;
    },

    /** Gives an account another login; its id stays. */
    renameAccount: (login: string, next: string): void => {
      accountNamed(state, login).login = next;
    },

    /** Registers another App, for forged checks and comments on behalf of people. */
    app: (slug: string): App => createApp(state, { slug, ownerId: accountNamed(state, "github").id }),
  };
}
