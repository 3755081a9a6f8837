import type { Commit, CommitIdentity } from "../../pull-request/content.ts";
import { type Account, readNoreplyAddress } from "../../pull-request/account.ts";
import { factOf, type ApprovalFacts } from "../facts.ts";

/** Whom an identity in a commit belongs to, as far as known. Login in lower case. */
interface Known {
  readonly id: number | null;
  readonly login: string;
  /** The number is only what a trailer says, and may be another's than the name. */
  readonly isClaimed: boolean;
}

/** A commit by which somebody took part in the gated text, and as what. */
export interface Participation {
  readonly commitSha: string;
  readonly as: "author" | "committer" | "co-author";
}

/** How an account took part in the gated text; `null` where it did not, or commits do not matter. */
export function partOf(input: ApprovalFacts, account: Account): Participation | null {
  const login = account.login.toLowerCase();
  return firstPart(input, (known) => (known.id === null ? known.login === login : known.id === account.id));
}

/**
 * The same for a login: by the account's number where that was read, as a decision on its words is. Without that, a
 * trailer's number and name may be those of two people, and the name proves nothing.
 */
export function partAs(input: ApprovalFacts, login: string): Participation | null {
  const lower = login.toLowerCase();
  const standing = factOf(input.facts.standings, lower);
  if (standing) return partOf(input, standing.account);
  return firstPart(input, (known) => !known.isClaimed && known.login === lower);
}

/** Logins in trailers that have a number as well: whether it is theirs must be read. */
export function claimedLogins(input: ApprovalFacts): ReadonlySet<string> {
  const people = commitsOf(input).flatMap(({ author, committer, coAuthors }) => [
    knownAs(author, false),
    knownAs(committer, false),
    ...coAuthors.map((person) => knownAs(person, true)),
  ]);
  return new Set(people.flatMap((known) => (known?.isClaimed === true ? [known.login] : [])));
}

/** More commits than can be looked through: nobody is known not to have taken part. */
export function areCommitsUnknown(input: ApprovalFacts): boolean {
  return input.config.committers !== "allow" && input.touchingCommits === null;
}

/**
 * People who took part in the gated text and whom GitHub cannot name, as Git knows them: `Ann <ann@example.org>`. A
 * coding agent in a trailer is nobody; as author or committer its address may hide a person.
 */
export function unknownCommitters(input: ApprovalFacts): readonly string[] {
  const agents = new Set(input.config.agents.map((address) => address.toLowerCase()));
  const people = commitsOf(input).flatMap(({ author, committer, coAuthors }) => [
    author,
    ...(isWebFlow(committer) ? [] : [committer]),
    ...coAuthors.filter(({ email }) => !agents.has(email.toLowerCase())),
  ]);
  const unknown = people.filter((person) => person.account === null || isWebFlow(person));
  return [...new Set(unknown.map(({ name, email }) => `${name} <${email}>`))];
}

function commitsOf({ touchingCommits }: ApprovalFacts): readonly Commit[] {
  return touchingCommits ?? [];
}

function firstPart(input: ApprovalFacts, isWanted: (known: Known) => boolean): Participation | null {
  if (input.config.committers === "allow") return null;
  const isThey = (person: CommitIdentity, isTrailer = false) => {
    const known = knownAs(person, isTrailer);
    return known !== null && isWanted(known);
  };
  for (const { sha: commitSha, author, committer, coAuthors } of commitsOf(input)) {
    if (isThey(author)) return { commitSha, as: "author" };
    if (coAuthors.some((person) => isThey(person, true))) return { commitSha, as: "co-author" };
    if (isThey(committer)) return { commitSha, as: "committer" };
  }
  return null;
}

/** GitHub's answer, else what a private address of GitHub says. */
function knownAs({ account, email }: CommitIdentity, isTrailer: boolean): Known | null {
  const whose = readNoreplyAddress(email);
  const known = account ?? whose;
  if (known === null) return null;
  const isClaimed = whose !== null && whose.id !== null && (isTrailer || account === null);
  return { id: known.id, login: known.login.toLowerCase(), isClaimed };
}

/** GitHub's own identity for commits made on its pages: nobody as a committer, and no proof of who is the author. */
export function isWebFlow({ account, email }: CommitIdentity): boolean {
  return account?.login === "web-flow" || (account === null && email === "noreply@github.com");
}
