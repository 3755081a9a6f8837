import type { Config } from "../../config/config.ts";
import type { Word } from "../approval.ts";
import { factOf, type ApprovalFacts } from "../facts.ts";
import { isInGroup, teamsOfGroup } from "../people/designation.ts";
import { isWholeRoster, type Approvers } from "../people/lock-out.ts";
import { findPerson } from "../people/person.ts";
import { speakerOf } from "./lapse.ts";

/** A group that must approve, and of which too few did. */
interface Gap {
  readonly group: Config["approval"]["require"][number];
  /** Logins, in lower case, of those in it who did. */
  readonly given: readonly string[];
  /** For people to read: `@acme/security or @alice`. */
  readonly names: string;
}

/**
 * Of which groups that must approve too few did, for people to read: `@acme/security or @alice`, `2 of @acme/security`.
 * `approvals` count by themselves, one a person; somebody in several groups counts in each.
 */
export function missingGroups(input: ApprovalFacts, approvals: readonly Word[]): readonly string[] {
  return gapsIn(input, approvals).map(({ group, given, names }) => {
    const left = group.minimum - given.length;
    return left > 1 ? `${left} of ${names}` : names;
  });
}

/** Those of them in which too few are left who could approve, and that is known. */
export function lockedOutGroups(
  input: ApprovalFacts,
  approvals: readonly Word[],
  { able, areCommitsKnown }: Approvers,
): readonly string[] {
  if (!areCommitsKnown) return [];
  const locked = gapsIn(input, approvals).filter(({ group, given }) => {
    const rosters = teamsOfGroup(input, group).map((team) => `team:${team}`);
    const members = rosters.flatMap((of) => factOf(input.facts.rosters, of) ?? []);
    const names = new Set([...members, ...group.people].map((login) => login.toLowerCase()));
    const left = able.filter((login) => names.has(login) && !given.includes(login));
    return rosters.every((of) => isWholeRoster(input, of)) && left.length + given.length < group.minimum;
  });
  return locked.map(({ names }) => names);
}

function gapsIn(input: ApprovalFacts, approvals: readonly Word[]): readonly Gap[] {
  const people = approvals.flatMap((word) => {
    const found = findPerson(input, speakerOf(input, word));
    return found.state === "read" && found.standing !== null ? [found.standing] : [];
  });
  return input.config.require.flatMap((group) => {
    const inside = people.filter((standing) => isInGroup(input, group, standing));
    if (inside.length >= group.minimum) return [];
    const given = inside.map(({ account }) => account.login.toLowerCase());
    const all = [...teamsOfGroup(input, group), ...group.people.map((person) => person.toLowerCase())];
    return [{ group, given, names: all.map((name) => `@${name}`).join(" or ") }];
  });
}
