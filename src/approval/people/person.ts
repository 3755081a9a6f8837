import type { Need } from "../../pull-request/need.ts";
import type { Standing } from "../../pull-request/snapshot.ts";
import { designationFor, ownsAll, requiredTeams } from "./designation.ts";
import { factOf, type ApprovalFacts } from "../facts.ts";

/** Somebody who spoke: the number is who they are, the name only where to look. */
export interface Speaker {
  readonly id: number;
  readonly login: string;
}

/** What is known of somebody now. */
export type FoundPerson =
  | { readonly state: "unread"; readonly needs: readonly Need[] }
  /** `null`: no such account any more, or no access to the repository. */
  | { readonly state: "read"; readonly standing: Standing | null };

/** Finds somebody by number, also under a new name. All that must be read is asked for at once. */
export function findPerson(input: ApprovalFacts, speaker: Speaker): FoundPerson {
  const found = findStanding(input, speaker);
  const missing =
    found.state === "unread"
      ? membershipNeeds(input, speaker.login, true)
      : found.standing === null
        ? []
        : membershipNeeds(input, found.standing.account.login, found.standing.permissions.write);
  const needs = found.state === "unread" ? [...found.needs, ...missing] : missing;
  return needs.length > 0 ? { state: "unread", needs } : found;
}

function findStanding({ facts }: ApprovalFacts, { id, login }: Speaker): FoundPerson {
  const first = factOf(facts.standings, login.toLowerCase());
  if (first === undefined) return { state: "unread", needs: [{ type: "standing", login }] };
  if (first !== null && first.account.id === id) return { state: "read", standing: first };

  const account = factOf(facts.accounts, String(id));
  if (account === undefined) return { state: "unread", needs: [{ type: "account", id }] };
  if (account === null || account.login.toLowerCase() === login.toLowerCase()) {
    return { state: "read", standing: null };
  }
  const renamed = factOf(facts.standings, account.login.toLowerCase());
  if (renamed === undefined) return { state: "unread", needs: [{ type: "standing", login: account.login }] };
  return { state: "read", standing: renamed?.account.id === id ? renamed : null };
}

/**
 * Teams matter only for those who are not named themselves, or are and cannot write; of groups that must approve, and
 * under several policies, always.
 */
function membershipNeeds(input: ApprovalFacts, login: string, canWrite: boolean): readonly Need[] {
  const lower = login.toLowerCase();
  const teams = [...input.subjects, ...input.absent]
    .map((subject) => designationFor(input, subject))
    .flatMap((designation) => {
      const { configured, teams, owningTeams } = designation;
      if (!canWrite) return teams;
      const isNamed = configured.includes(lower) || ownsAll(designation, lower, () => false);
      return isNamed && input.policies.length === 1 ? requiredTeams(input) : [...teams, ...owningTeams];
    });
  return [...new Set(teams)]
    .filter((team) => factOf(input.facts.memberships, `${team}:${lower}`) === undefined)
    .map((team) => ({ type: "membership", team, login }));
}
