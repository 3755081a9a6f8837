import { simpleUser } from "../shapes/account.ts";
import { teamShape } from "../shapes/team.ts";
import type { Account, App, Team, TeamMember } from "./people-state.ts";
import { type State, takeId } from "./state.ts";

/** Id of the account that GitHub's own merge and edit buttons commit as. */
export const webFlowId = 19_864_447;

/** Id of the App behind GitHub Actions. */
const actionsAppId = 15_368;

const ghostId = 10_137;

/** What a new account may say about itself. */
export interface AccountInput {
  readonly id?: number;
  readonly login: string;
  readonly name?: string;
  readonly emails?: readonly string[];
  readonly type?: Account["type"];
}

/** Makes an account; its first address is GitHub's private one, further ones as given. */
export function createAccount(state: State, input: AccountInput): Account {
  const id = input.id ?? takeId(state);
  const account: Account = {
    id,
    login: input.login,
    type: input.type ?? "User",
    name: input.name ?? null,
    emails: [...(input.emails ?? []), `${id}+${input.login}@users.noreply.github.com`],
    createdAt: state.clock.stamp(),
    suspendedAt: null,
    isDeleted: false,
    basePermission: "read",
  };
  state.accounts.set(id, account);
  return account;
}

/** The accounts every GitHub has: ghost, web-flow, and the Actions App. */
export function createBuiltInAccounts(state: State): void {
  createAccount(state, { id: ghostId, login: "ghost" });
  createAccount(state, { id: webFlowId, login: "web-flow", name: "GitHub", emails: ["noreply@github.com"] });
  const github = createAccount(state, { id: 9_919, login: "github", type: "Organization" });
  createApp(state, { id: actionsAppId, slug: "github-actions", name: "GitHub Actions", ownerId: github.id });
}

/** Registers an App and its bot account. */
export function createApp(
  state: State,
  input: Pick<App, "slug" | "ownerId"> & {
    id?: number;
    name?: string;
    publicKey?: string;
    hook?: NonNullable<App["hook"]>;
  },
): App {
  const bot = createAccount(state, { login: `${input.slug}[bot]`, type: "Bot" });
  const app: App = {
    id: input.id ?? takeId(state),
    slug: input.slug,
    name: input.name ?? input.slug,
    ownerId: input.ownerId,
    botId: bot.id,
    publicKey: input.publicKey ?? null,
    hook: input.hook ?? null,
    createdAt: state.clock.stamp(),
  };
  state.apps.set(app.id, app);
  return app;
}

/** Looks an account up by login, in any case; `null` where there is none or it was deleted. */
export function accountByLogin(state: State, login: string): Account | null {
  const wanted = login.toLowerCase();
  for (const account of state.accounts.values()) {
    if (account.login.toLowerCase() === wanted && !account.isDeleted) return account;
  }
  return null;
}

/** Looks an account up by an address of a commit. */
export function accountByEmail(state: State, email: string): Account | null {
  const wanted = email.toLowerCase();
  for (const account of state.accounts.values()) {
    if (!account.isDeleted && account.emails.some((known) => known.toLowerCase() === wanted)) return account;
  }
  return null;
}

/** The account of an id, or `ghost` once it was deleted. */
export function accountOf(state: State, id: number): Account {
  const account = state.accounts.get(id);
  const shown = account === undefined || account.isDeleted ? state.accounts.get(ghostId) : account;
  if (shown === undefined) throw new Error("The emulator's world has no built-in accounts.");
  return shown;
}

/** Adds someone to a team, or takes them out (`null`), and tells. */
export function setTeamMember(
  state: State,
  change: { team: Team; account: Account; member: TeamMember | null; sender: Account },
): void {
  const { team, account, member, sender } = change;
  if (member === null) team.members.delete(account.id);
  else team.members.set(account.id, member);
  if (member?.state === "pending") return;
  const organization = accountOf(state, team.organizationId);
  state.emit({
    name: "membership",
    action: member === null ? "removed" : "added",
    repository: null,
    organization,
    sender,
    onlyAppId: null,
    payload: { scope: "team", member: simpleUser(state, account), team: teamShape(state, team) },
  });
}

/** Lets someone into an organization, or throws them out (`null`), and tells. */
export function setOrganizationMember(
  state: State,
  change: { organization: Account; account: Account; role: "member" | "admin" | null; sender: Account },
): void {
  const { organization, account, role, sender } = change;
  const isSame = (item: { organizationId: number; accountId: number }): boolean =>
    item.organizationId === organization.id && item.accountId === account.id;
  const old = state.memberships.findIndex(isSame);
  if (old >= 0) state.memberships.splice(old, 1);
  const membership = { organizationId: organization.id, accountId: account.id, role: role ?? "member" };
  if (role !== null) state.memberships.push({ ...membership, state: "active" });
  else removeEverywhere(state, organization, account);
  if (role !== null && old >= 0) return;
  state.emit({
    name: "organization",
    action: role === null ? "member_removed" : "member_added",
    repository: null,
    organization,
    sender,
    onlyAppId: null,
    payload: {
      membership: {
        url: `${state.origin}/api/v3/orgs/${organization.login}/memberships/${account.login}`,
        state: "active",
        role: membership.role,
        user: simpleUser(state, account),
      },
    },
  });
}

/** Teams below a team, at any depth, with the team itself. */
export function teamWithChildren(state: State, team: Team): Team[] {
  const children = [...state.teams.values()].filter((other) => other.parentId === team.id);
  return [team, ...children.flatMap((child) => teamWithChildren(state, child))];
}

/** Who leaves keeps no place in a team, and no role in a repository. */
function removeEverywhere(state: State, organization: Account, account: Account): void {
  for (const repository of state.repositories.values()) {
    if (repository.ownerId === organization.id) repository.collaborators.delete(account.id);
  }
  for (const team of state.teams.values()) {
    if (team.organizationId === organization.id) team.members.delete(account.id);
  }
}
