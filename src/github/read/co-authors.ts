import type { CommitIdentity } from "../../pull-request/content.ts";
import { readNoreplyAddress } from "../../pull-request/noreply-address.ts";

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

function accountOfNoreply(email: string): CommitIdentity["account"] {
  const whose = readNoreplyAddress(email);
  if (whose?.id == null) return null;
  return { id: whose.id, login: whose.login, type: whose.login.endsWith("[bot]") ? "Bot" : "User" };
}

/** The login in an old noreply address, `login@users.noreply.github.com`; `null` for all other addresses. */
export function loginOfNoreply(email: string): string | null {
  const whose = readNoreplyAddress(email);
  const isOld = whose?.id === null && /^[a-z\d][a-z\d-]{0,38}(\[bot\])?$/i.test(whose.login);
  return isOld ? whose.login : null;
}
