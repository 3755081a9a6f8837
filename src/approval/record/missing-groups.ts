import type { Word } from "../approval.ts";
import type { ApprovalFacts } from "../facts.ts";
import { isInGroup } from "../people/designation.ts";
import { findPerson } from "../people/person.ts";
import { speakerOf } from "./lapse.ts";

/**
 * Of which groups that must approve too few did, for people to read: `@acme/security or @alice`, `2 of @acme/security`.
 * `approvals` count by themselves, one a person; somebody in several groups counts in each.
 */
export function missingGroups(input: ApprovalFacts, approvals: readonly Word[]): readonly string[] {
  const people = approvals.flatMap((word) => {
    const found = findPerson(input, speakerOf(input, word));
    return found.state === "read" && found.standing !== null ? [found.standing] : [];
  });
  return input.config.require.flatMap((group) => {
    const left = group.minimum - people.filter((standing) => isInGroup(input, group, standing)).length;
    if (left <= 0) return [];
    const teams = group.teams.map((team) =>
      team.includes("/") ? team : `${input.repository.owner}/${team}`,
    );
    const names = [...teams, ...group.people].map((name) => `@${name.toLowerCase()}`).join(" or ");
    return left > 1 ? `${left} of ${names}` : names;
  });
}
