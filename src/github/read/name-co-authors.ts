import type { Commit, CommitIdentity } from "../../pull-request/content.ts";
import type { Account } from "../../pull-request/account.ts";
import { loginOfNoreply } from "./co-authors.ts";
import { absentAsNull } from "../client/github-error.ts";
import type { Session } from "../client/session.ts";
import { accountShape } from "./account-shape.ts";

/** Most logins looked up for the commits of one comparison. */
const maxLookups = 20;

/**
 * The commits with accounts for those co-authors whose address is also that of an author or committer, or is one of
 * GitHub's old noreply addresses: nobody becomes unknown by being named in a trailer only.
 */
export async function nameCoAuthors(
  session: Session,
  commits: readonly Commit[],
): Promise<readonly Commit[]> {
  const known = new Map<string, Account>();
  for (const { account, email } of commits.flatMap(({ author, committer }) => [author, committer])) {
    if (account !== null && email !== "") known.set(email.toLowerCase(), account);
  }
  const unknown = commits
    .flatMap(({ coAuthors }) => coAuthors)
    .filter(({ account, email }) => account === null && !known.has(email.toLowerCase()))
    .flatMap(({ email }) => loginOfNoreply(email)?.toLowerCase() ?? []);
  const logins = [...new Set(unknown)].slice(0, maxLookups);
  const found = await Promise.all(
    logins.map(async (login) => [login, await lookUp(session, login)] as const),
  );
  const byLogin = new Map(found);

  const accountOf = ({ account, email }: CommitIdentity): Account | null => {
    const login = loginOfNoreply(email)?.toLowerCase() ?? "";
    return account ?? known.get(email.toLowerCase()) ?? byLogin.get(login) ?? null;
  };
  return commits.map((commit) => ({
    ...commit,
    coAuthors: commit.coAuthors.map((person) => ({ ...person, account: accountOf(person) })),
  }));
}

async function lookUp(session: Session, login: string): Promise<Account | null> {
  const answer = await absentAsNull(
    session.send({ route: "GET /users/{username}", parameters: { username: login }, schema: accountShape }),
  );
  return answer?.value ?? null;
}
