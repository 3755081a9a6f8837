import { codeownersPaths, ownersNamed, readCodeowners } from "../../approval/people/codeowners.ts";
import { settingOf } from "../../approval/people/designation.ts";
import { everybody } from "../../gate/asked-people.ts";
import type { Config } from "../../config/config.ts";
import type { Need } from "../../pull-request/need.ts";
import type { Facts } from "../../pull-request/snapshot.ts";
import { hiddenAsNull, nobody } from "../remote/remote.ts";
import { fine, finding, type DoctorFinding, type Patient } from "./finding.ts";

/** People that one line of the config names; `null` where the token may not see them. */
interface Group {
  readonly name: string;
  readonly people: readonly string[] | null;
  /** Said where there is nobody; a fact. */
  readonly whenEmpty: string;
  readonly fixWhenEmpty: string;
}

/** Is there somebody behind every name under `approval:`, and are they enough? */
export async function lookAtApprovers(patient: Patient, config: Config): Promise<readonly DoctorFinding[]> {
  const approval = everybody(config.approval);
  const named = (list: Parameters<typeof settingOf>[1], name: string) =>
    `\`${settingOf(approval, list, [name.toLowerCase()])}: ${name}\``;
  const groups = await Promise.all([
    ...approval.users.map((login) => readUser(patient, login, named("users", login))),
    ...approval.teams.map((team) => readTeam(patient, team, named("teams", team))),
    ...approval.require.flatMap(({ people, teams }) => [
      ...people.map((login) => readUser(patient, login, named("require", login))),
      ...teams.map((team) => readTeam(patient, team, named("require", team))),
    ]),
    ...(approval.permission === null ? [] : [readPermission(patient, approval.permission)]),
  ]);
  const owners = approval.codeowners ? await lookAtCodeowners(patient) : [];
  const empty = groups.flatMap(emptiness);
  const isCounted = !approval.codeowners && groups.every(({ people }) => people !== null);
  const all = new Set(groups.flatMap(({ people }) => people ?? []).map((login) => login.toLowerCase()));
  const findings = [...empty, ...owners, ...(isCounted ? countApprovers([...all], approval) : [])];
  return findings.length > 0 ? findings : [fine("approvers", "Everybody who may approve can be found.")];
}

function emptiness({ name, people, whenEmpty, fixWhenEmpty }: Group): readonly DoctorFinding[] {
  if (people === null) return [unseen(name)];
  return people.length > 0
    ? []
    : [finding("approvers", "problem", { message: whenEmpty, fix: fixWhenEmpty })];
}

function unseen(name: string): DoctorFinding {
  return finding("approvers", "unknown", {
    message: `This token may not see ${name}.`,
    fix: "Use a token with push access, and with `read:org` for teams.",
  });
}

function nobodyBehind(name: string): string {
  return `There is nobody behind ${name}.`;
}

function countApprovers(
  people: readonly string[],
  { minimum, allow_author }: Config["approval"],
): readonly DoctorFinding[] {
  const names = people
    .slice(0, 20)
    .map((login) => `\`${login}\``)
    .join(", ");
  if (people.length < minimum) {
    return [
      finding("approvers", "problem", {
        message: `${minimum} approvals are wanted, and ${people.length} may approve.`,
        fix: "Lower `approval.minimum`, or name more people.",
      }),
    ];
  }
  if (people.length === minimum && !allow_author) {
    return [
      finding("approvers", "warning", {
        message: `Only ${names} may approve: nobody can open the gate for their own pull requests.`,
        fix: "Name more people under `approval:`, or set `allow_author: true` with `methods: [button]`.",
      }),
    ];
  }
  return [fine("approvers", `${people.length} may approve: ${names}.`)];
}

async function readUser(patient: Patient, login: string, name: string): Promise<Group> {
  const facts = await ask(patient, { type: "standing", login });
  const standing = facts?.standings[login.toLowerCase()];
  const people = facts === null ? null : [];
  if (standing?.isSuspended === true)
    return {
      name,
      people,
      whenEmpty: `The account of ${name} is suspended.`,
      fixWhenEmpty: "Name somebody else.",
    };
  if (standing?.permissions.read === true)
    return {
      name,
      people: standing.permissions.write ? [login] : people,
      whenEmpty: `${name} cannot write to the repository, and so decides nothing.`,
      fixWhenEmpty: "Give write access, or name somebody else.",
    };
  return {
    name,
    people,
    whenEmpty: nobodyBehind(name),
    fixWhenEmpty: "Correct the login, or give the person access to the repository.",
  };
}

async function readTeam(patient: Patient, team: string, name: string): Promise<Group> {
  const of = `team:${team.includes("/") ? team : `${patient.repository.owner}/${team}`}`;
  return {
    name,
    whenEmpty: nobodyBehind(name),
    people: await readRoster(patient, of),
    fixWhenEmpty: "Correct the team's slug, or let people into it.",
  };
}

async function readPermission(patient: Patient, permission: string): Promise<Group> {
  const of = `permission:${permission}`;
  const name = `\`approval.permission: ${permission}\``;
  return {
    name,
    whenEmpty: nobodyBehind(name),
    people: await readRoster(patient, of),
    fixWhenEmpty: "Give somebody that permission, or name people under `approval.users`.",
  };
}

/** A team that does not exist has nobody in it; `null` where GitHub does not say. */
async function readRoster(patient: Patient, of: string): Promise<readonly string[] | null> {
  const facts = await ask(patient, { type: "roster", of });
  const people = facts?.rosters[of];
  return people === undefined ? null : (people ?? []);
}

/** Lines told one by one. */
const maxLines = 5;

async function lookAtCodeowners(patient: Patient): Promise<readonly DoctorFinding[]> {
  const ref = patient.repository.defaultBranch;
  const needs = codeownersPaths.map((path) => ({ type: "file", ref, path }) as const);
  const { files } = await patient.remote.read(nobody, needs);
  const path = codeownersPaths.find((candidate) => (files[`${ref}:${candidate}`] ?? null) !== null);
  if (path === undefined) {
    const message = nobodyBehind("`approval.codeowners`");
    return [finding("approvers", "problem", { message, fix: `Add \`.github/CODEOWNERS\` on \`${ref}\`.` })];
  }
  const blob = files[`${ref}:${path}`]?.blob;
  const text = blob?.state === "text" ? blob.text : "";
  const { skipped } = readCodeowners(text, []);
  const lines = skipped.slice(0, maxLines).map(({ line, why }) => {
    const message = `Line ${line} of \`${path}\` counts for nothing, as on GitHub: ${why}.`;
    return finding("approvers", "problem", { message, fix: "Correct the line." });
  });
  return [
    fine("approvers", `Owners are read from \`${path}\`.`),
    ...lines,
    ...(await lookAtOwners(patient, path, ownersNamed(text))),
  ];
}

/** Owners looked up one by one. */
const maxOwners = 50;

/** Is there somebody behind the names in CODEOWNERS? */
async function lookAtOwners(
  patient: Patient,
  path: string,
  owners: readonly string[],
): Promise<readonly DoctorFinding[]> {
  const names = owners.filter((owner) => owner.startsWith("@")).map((owner) => owner.slice(1));
  if (names.length === 0) {
    const message = `\`${path}\` names nobody by a login or a team, and an e-mail address designates nobody.`;
    return [finding("approvers", "problem", { message, fix: "Name people by their logins, or teams." })];
  }
  const groups = names.slice(0, maxOwners).map((owner) => {
    const name = `\`@${owner}\` in \`${path}\``;
    return owner.includes("/") ? readTeam(patient, owner, name) : readUser(patient, owner, name);
  });
  return (await Promise.all(groups)).flatMap(emptiness);
}

function ask({ remote }: Patient, need: Need): Promise<Facts | null> {
  return hiddenAsNull(remote.read(nobody, [need]));
}
