import { quote } from "../../slash-commands/quote.ts";
import type { ApprovalFacts, SubjectFacts } from "../facts.ts";
import { factOf } from "../facts.ts";
import { designationFor, ownedPaths, requiredTeams, settingOf } from "./designation.ts";
import { canWrite } from "./lock-out.ts";

/** More are counted only. */
const maxProblems = 8;

/**
 * What is wrong with the names of those who may decide: nobody waits for people who do not exist. A fact and a next
 * step each, as far as GitHub said; not neutral.
 */
export function namingProblems(input: ApprovalFacts, subjects: readonly SubjectFacts[]): readonly string[] {
  const problems = [
    ...subjects.flatMap((subject) => peopleProblems(input, subject)),
    ...(input.config.codeowners ? codeownersProblems(input, subjects) : []),
  ];
  const distinct = [...new Set(problems)];
  const more = distinct.length - maxProblems;
  return more > 0
    ? [...distinct.slice(0, maxProblems), `${more} more names or lines designate nobody`]
    : distinct;
}

function peopleProblems(input: ApprovalFacts, subject: SubjectFacts): readonly string[] {
  const { users, teams, owningTeams } = designationFor(input, subject);
  const { config } = input;
  const isAmong = (names: readonly string[], login: string) =>
    names.some((name) => name.toLowerCase() === login);
  const grouped = config.require.flatMap((group) => group.people);
  const where = (login: string) => {
    if (isAmong(config.users, login)) return `\`${settingOf(config, "users", [login])}\``;
    return isAmong(grouped, login) ? `\`${settingOf(config, "require", [login])}\`` : "CODEOWNERS";
  };
  const ofGroups = new Set(requiredTeams(input));
  return [
    ...users.flatMap((login) => userProblems(input, login, where(login))),
    ...teams.flatMap((team) =>
      teamProblems(input, team, `\`${teamSetting(input, team, ofGroups.has(team))}\``),
    ),
    ...owningTeams.flatMap((team) => teamProblems(input, team, "CODEOWNERS")),
  ];
}

/** The setting that names a team, `org/slug`, which may stand there by its slug alone. */
function teamSetting({ config, repository }: ApprovalFacts, team: string, isOfGroup: boolean): string {
  const own = `${repository.owner.toLowerCase()}/`;
  const alone = team.startsWith(own) ? [team.slice(own.length)] : [];
  return settingOf(config, isOfGroup ? "require" : "teams", [team, ...alone]);
}

function userProblems(input: ApprovalFacts, login: string, where: string): readonly string[] {
  if (canWrite(input, login) !== false) return [];
  const standing = factOf(input.facts.standings, login);
  const name = `\`@${login}\` in ${where}`;
  if (standing === null) return [`GitHub knows no ${name}. Correct the login.`];
  if (standing?.isSuspended === true) return [`The account ${name} is suspended. Name somebody else.`];
  return [
    `${name} cannot write to this repository, and so decides nothing. Give write access, or name somebody else.`,
  ];
}

function teamProblems({ facts, repository }: ApprovalFacts, team: string, where: string): readonly string[] {
  const people = factOf(facts.rosters, `team:${team}`);
  const name = `\`@${team}\` in ${where}`;
  if (people === undefined || (people !== null && people.length > 0)) return [];
  if (people !== null) return [`There is nobody in the team ${name}. Let people into it.`];
  if (repository.ownerType === "User")
    return [`${name} is no team here: a person's repository has none. Name people by login.`];
  return team.startsWith(`${repository.owner.toLowerCase()}/`)
    ? [`GitHub shows no team ${name}. Correct its slug.`]
    : [
        `${name} is a team of another organization, where nobody can be looked up. Name a team of \`${repository.owner}\`.`,
      ];
}

function codeownersProblems(
  { codeowners, config, repository }: ApprovalFacts,
  subjects: readonly SubjectFacts[],
): readonly string[] {
  if (codeowners === null) {
    const branch = quote(repository.defaultBranch);
    return [
      `\`approval.codeowners\` is set, and ${branch} has no CODEOWNERS that can be read, in UTF-8 and of at most 256 KiB. Add \`.github/CODEOWNERS\`.`,
    ];
  }
  const isOnlyWay =
    config.users.length + config.teams.length + config.require.length === 0 && config.permission === null;
  const unowned = subjects.flatMap(ownedPaths).flatMap((path) => {
    const owners = codeowners.owners.get(path) ?? [];
    const name = quote(path);
    if (owners.length === 0)
      return isOnlyWay ? [`CODEOWNERS names nobody for ${name}. Add a line that does.`] : [];
    return owners.some((owner) => owner.startsWith("@"))
      ? []
      : [
          `CODEOWNERS names only e-mail addresses for ${name}, and GitHub does not say whose they are. Name logins or teams.`,
        ];
  });
  const skipped = codeowners.skipped.map(
    ({ line, why }) => `Line ${line} of CODEOWNERS counts for nothing, as on GitHub: ${why}.`,
  );
  return [...unowned, ...skipped];
}
