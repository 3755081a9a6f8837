import type { CommitIdentity } from "../pull-request/snapshot.ts";

const trailer = "co-authored-by:";

/**
 * The people a commit message names in `Co-authored-by: Name <e-mail>` lines, wherever they stand. GitHub's own
 * noreply addresses say whose they are; behind all others the account stays unknown. Linear in the message.
 */
export function parseCoAuthors(message: string): readonly CommitIdentity[] {
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

/** Of `12345+login@users.noreply.github.com`, on any host; addresses without the id could have changed hands. */
function accountOfNoreply(email: string): CommitIdentity["account"] {
  const at = email.lastIndexOf("@");
  if (
    !email
      .slice(at + 1)
      .toLowerCase()
      .startsWith("users.noreply.")
  )
    return null;
  const parts = /^(\d{1,15})\+(.+)$/.exec(email.slice(0, at));
  const [, id, login] = parts ?? [];
  if (id === undefined || login === undefined) return null;
  return { id: Number(id), login, type: login.endsWith("[bot]") ? "Bot" : "User" };
}

/**
 * Commits in which a co-author whose e-mail address is also that of some commit's author or committer has their
 * account, so that nobody becomes unknown by being named in a trailer only.
 */
export function nameCoAuthors<Of extends Persons>(commits: readonly Of[]): readonly Of[] {
  const accounts = new Map<string, CommitIdentity["account"]>();
  for (const { account, email } of commits.flatMap((commit) => [commit.author, commit.committer])) {
    if (account !== null && email !== "") accounts.set(email.toLowerCase(), account);
  }
  return commits.map((commit) => ({
    ...commit,
    coAuthors: commit.coAuthors.map((person) => ({
      ...person,
      account: person.account ?? accounts.get(person.email.toLowerCase()) ?? null,
    })),
  }));
}

interface Persons {
  readonly author: CommitIdentity;
  readonly committer: CommitIdentity;
  readonly coAuthors: readonly CommitIdentity[];
}
