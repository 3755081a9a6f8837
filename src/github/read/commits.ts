import { z } from "zod";
import type { Commit, CommitIdentity } from "../../pull-request/content.ts";
import { absentAsNull } from "../client/github-error.ts";
import type { Session } from "../client/session.ts";
import { accountShape, optionalAccountShape } from "./answer-people.ts";
import { type Account, readNoreplyAddress } from "../../pull-request/account.ts";
import { featureTrailers } from "../../pull-request/feature-names.ts";

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

const trailer = "co-authored-by:";

/**
 * The people a commit message names in `Co-authored-by: Name <e-mail>` lines, wherever they stand. GitHub's own
 * noreply addresses with an id say whose they are; behind others the account is unknown. Linear in the message.
 */
function parseCoAuthors(message: string): readonly CommitIdentity[] {
  const people: CommitIdentity[] = [];
  for (const line of message.split(/\r\n|\r|\n/)) {
    const text = line.trim();
    if (text.slice(0, trailer.length).toLowerCase() !== trailer) continue;
    const person = text.slice(trailer.length).trim();
    const open = person.lastIndexOf("<");
    const close = person.indexOf(">", open + 1);
    const email = open === -1 || close === -1 ? "" : person.slice(open + 1, close).trim();
    const name = (open === -1 ? person : person.slice(0, open)).trim();
    people.push({ account: accountOfNoreply(email), name, email });
  }
  return people;
}

function accountOfNoreply(email: string): CommitIdentity["account"] {
  const whose = readNoreplyAddress(email);
  if (whose?.id == null) return null;
  return { id: whose.id, login: whose.login, type: whose.login.endsWith("[bot]") ? "Bot" : "User" };
}

/** The login in an old noreply address, `login@users.noreply.github.com`; `null` for all other addresses. */
function loginOfNoreply(email: string): string | null {
  const whose = readNoreplyAddress(email);
  const isOld = whose?.id === null && /^[a-z\d][a-z\d-]{0,38}(\[bot\])?$/i.test(whose.login);
  return isOld ? whose.login : null;
}

const signature = z
  .object({ name: z.string().nullish(), email: z.string().nullish() })
  .nullish()
  .transform((person) => ({ name: person?.name ?? "", email: person?.email ?? "" }));

const maxSubjectCharacters = 300;

/** A commit with the accounts GitHub knows behind its e-mail addresses. */
export const commitShape = z
  .object({
    sha: z.string(),
    parents: z.array(z.object({ sha: z.string() })),
    author: optionalAccountShape,
    committer: optionalAccountShape,
    commit: z.object({ author: signature, committer: signature, message: z.string() }),
  })
  .transform((commit): Commit => {
    const author: CommitIdentity = { account: commit.author, ...commit.commit.author };
    const committer: CommitIdentity = { account: commit.committer, ...commit.commit.committer };
    return {
      sha: commit.sha,
      subject: (commit.commit.message.split("\n", 1)[0] ?? "").trim().slice(0, maxSubjectCharacters),
      parentShas: commit.parents.map(({ sha }) => sha),
      author,
      committer,
      coAuthors: parseCoAuthors(commit.commit.message),
      featureTrailers: featureTrailers(commit.commit.message),
    };
  });
