import { z } from "zod";
import type { Account } from "../../pull-request/account.ts";
import type { Standing } from "../../pull-request/snapshot.ts";
import { absentAsNull, GitHubError } from "../client/github-error.ts";
import type { ReadContext } from "./read-context.ts";

/** A user in GitHub's answers. A type GitHub invents later counts as a bot: it is nobody who may approve. */
export const accountShape = z.object({
  id: z.number(),
  login: z.string(),
  type: z.enum(["User", "Bot", "Organization", "Mannequin"]).catch("Bot"),
});

/** Where GitHub answers `null` for a deleted account, and `{}` for the author of some commits. */
export const optionalAccountShape = z
  .union([accountShape, z.strictObject({}).transform(() => null)])
  .nullish()
  .transform((account): Account | null => account ?? null);

const membershipShape = z.object({ state: z.string() });
const peopleShape = z.array(
  z.object({ login: z.string(), permissions: z.record(z.string(), z.boolean()).optional() }),
);
/** One page: rosters are for people to read. */
const maxPeople = 100;
/** The configuration's words for permissions, in GitHub's old ones. */
const permissionNames: Readonly<Record<string, string>> = { read: "pull", write: "push" };

/**
 * Is somebody an active member of the team `org/slug`, or of a team below it? Of a team that does not exist nobody is,
 * nor of another organization's, where the App sees nothing.
 */
export async function answerMembership(
  { session }: ReadContext,
  need: { readonly team: string; readonly login: string },
): Promise<boolean> {
  const { org, slug } = splitTeam(need.team);
  try {
    const { value } = await session.send({
      route: "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
      parameters: { org, team_slug: slug, username: need.login },
      schema: membershipShape,
    });
    return value.state === "active";
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const isForeign = org.toLowerCase() !== session.owner.toLowerCase();
    if (error.code === "not-found" || (error.code === "forbidden" && isForeign)) return false;
    throw error;
  }
}

/**
 * The logins behind `team:org/slug` or `permission:maintain`, at most 100; `null` for a team that does not exist or
 * is another organization's; `undefined` where GitHub does not say. They are shown and change no verdict, so their
 * absence delays none.
 */
export async function answerRoster(
  context: ReadContext,
  of: string,
): Promise<readonly string[] | null | undefined> {
  const name = of.slice(of.indexOf(":") + 1);
  try {
    return of.startsWith("team:") ? await readTeam(context, name) : await readCollaborators(context, name);
  } catch (error) {
    if (error instanceof GitHubError) return undefined;
    throw error;
  }
}

async function readTeam({ session }: ReadContext, team: string): Promise<readonly string[] | null> {
  const { org, slug } = splitTeam(team);
  if (org.toLowerCase() !== session.owner.toLowerCase()) return null;
  const answer = await absentAsNull(
    session.send({
      route: "GET /orgs/{org}/teams/{team_slug}/members",
      parameters: { org, team_slug: slug, per_page: maxPeople },
      schema: peopleShape,
    }),
  );
  return answer === null ? null : answer.value.map(({ login }) => login);
}

async function readCollaborators({ session }: ReadContext, permission: string): Promise<readonly string[]> {
  const name = permissionNames[permission] ?? permission;
  const { value } = await session.send({
    route: "GET /repos/{owner}/{repo}/collaborators",
    parameters: { permission: name, per_page: maxPeople },
    schema: peopleShape,
  });
  return value.filter(({ permissions }) => permissions?.[name] ?? false).map(({ login }) => login);
}

function splitTeam(team: string): { readonly org: string; readonly slug: string } {
  const slash = team.indexOf("/");
  return { org: team.slice(0, slash), slug: team.slice(slash + 1) };
}

/** An account by its id, which never changes hands; `null` where it is gone. */
export async function answerAccount({ session }: ReadContext, id: number): Promise<Account | null> {
  const answer = await absentAsNull(
    session.send({ route: "GET /user/{account_id}", parameters: { account_id: id }, schema: accountShape }),
  );
  return answer?.value ?? null;
}

const permissionsShape = z.object({
  pull: z.boolean().optional(),
  triage: z.boolean().optional(),
  push: z.boolean().optional(),
  maintain: z.boolean().optional(),
  admin: z.boolean().optional(),
});
const standingShape = z.object({
  user: z
    .object({
      ...accountShape.shape,
      permissions: permissionsShape.optional(),
    })
    .nullable(),
});
const profileShape = z.object({ id: z.number(), suspended_at: z.string().nullish() });

/** What an account may do in the repository. `null` where GitHub knows of no relation, or answers for another login. */
export async function answerStanding({ session }: ReadContext, login: string): Promise<Standing | null> {
  const parameters = { username: login };
  // Only the profile says that somebody is suspended; on github.com it is gone then.
  const [answer, profile] = await Promise.all([
    absentAsNull(
      session.send({
        route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
        parameters,
        schema: standingShape,
      }),
    ),
    absentAsNull(session.send({ route: "GET /users/{username}", parameters, schema: profileShape })),
  ]);
  const user = answer?.value.user ?? null;
  if (user === null || user.login.toLowerCase() !== login.toLowerCase()) return null;
  if (profile?.value.id !== user.id) return null;
  const granted = user.permissions ?? {};
  return {
    account: { id: user.id, login: user.login, type: user.type },
    permissions: {
      read: granted.pull ?? false,
      triage: granted.triage ?? false,
      write: granted.push ?? false,
      maintain: granted.maintain ?? false,
      admin: granted.admin ?? false,
    },
    isSuspended: typeof profile.value.suspended_at === "string",
  };
}
