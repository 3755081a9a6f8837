import { z } from "zod";
import type { Standing } from "../../pull-request/snapshot.ts";
import { absentAsNull } from "../client/github-error.ts";
import type { ReadContext } from "./read-context.ts";
import { accountShape } from "./account-shape.ts";

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
