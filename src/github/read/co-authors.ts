import type { CommitIdentity } from "../../pull-request/content.ts";

const trailer = "co-authored-by:";

/**
 * The people a commit message names in `Co-authored-by: Name <e-mail>` lines, wherever they stand. GitHub's own
 * noreply addresses with an id say whose they are; behind others the account is unknown. Linear in the message.
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

/** Of `12345+login@users.noreply.github.com`, on any host. */
function accountOfNoreply(email: string): CommitIdentity["account"] {
  const [, id, login] = /^(\d{1,15})\+(.+)$/.exec(noreplyName(email) ?? "") ?? [];
  if (id === undefined || login === undefined) return null;
  return { id: Number(id), login, type: login.endsWith("[bot]") ? "Bot" : "User" };
}

/** The login in an old noreply address, `login@users.noreply.github.com`; `null` for all other addresses. */
export function loginOfNoreply(email: string): string | null {
  const name = noreplyName(email);
  return name !== null && /^[a-z\d][a-z\d-]{0,38}(\[bot\])?$/i.test(name) ? name : null;
}

function noreplyName(email: string): string | null {
  const at = email.lastIndexOf("@");
  return email
    .slice(at + 1)
    .toLowerCase()
    .startsWith("users.noreply.")
    ? email.slice(0, at)
    : null;
}
