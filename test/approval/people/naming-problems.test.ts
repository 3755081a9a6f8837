import { describe, expect, test } from "vitest";
import { decideWords } from "../../../src/approval/decide-words.ts";
import { readCodeowners } from "../../../src/approval/people/codeowners.ts";
import { comment, decide, facts, standing, type Given } from "../world.ts";

const plan = ".specify/specs/f-15-x/plan.md";
const writers = { "permission:write": ["Alice", "otto"] };

function problems(changes: Given, standings: Record<string, null> = {}): readonly string[] {
  const input = facts({ rosters: writers, ...changes });
  const known = { ...input.facts.standings, ...standings };
  return decideWords({ ...input, facts: { ...input.facts, standings: known } }).namingProblems;
}

const named = (...users: string[]) => ({ users, permission: null });
const teams = (...slugs: string[]) => ({ teams: slugs, permission: null });
const owned = { codeowners: true, permission: null };

describe("names behind which nobody decides are told while a text waits:", () => {
  test("a mistyped login", () => {
    expect(problems({ config: named("alcie", "alice") }, { alcie: null })).toEqual([
      "GitHub knows no `@alcie` in `approval.users`. Correct the login.",
    ]);
  });

  test("somebody who cannot write, or is not known to exist", () => {
    const said = (login: string) =>
      `\`@${login}\` in \`approval.users\` cannot write to this repository, and so decides nothing. Give write access, or name somebody else.`;

    expect(problems({ config: named("rita", "ghost") })).toEqual([said("rita"), said("ghost")]);
  });

  test("whatever names them, by its own place", () => {
    const entry = {
      ...{ branches: ["release/*"], users: ["alcie"], teams: ["Gone"], codeowners: false, minimum: 1 },
      ...{ permission: null, require: [{ teams: ["octo/away"], people: ["bbo"], minimum: 1, paths: [] }] },
    };
    const { users, teams, require } = entry;
    const config = { users, teams, require, permission: null, branches: [entry] };
    const rosters = { ...writers, "team:octo/gone": null, "team:octo/away": null };

    expect(problems({ config, rosters }, { alcie: null, bbo: null })).toEqual([
      "GitHub knows no `@alcie` in `approval.branches[].users`. Correct the login.",
      "GitHub knows no `@bbo` in `approval.branches[].require`. Correct the login.",
      "GitHub shows no team `@octo/gone` in `approval.branches[].teams`. Correct its slug.",
      "GitHub shows no team `@octo/away` in `approval.branches[].require`. Correct its slug.",
    ]);
  });

  test("somebody who is suspended", () => {
    const standings = [standing("alice", "write", { isSuspended: true })];

    expect(problems({ config: named("alice"), standings })).toEqual([
      "The account `@alice` in `approval.users` is suspended. Name somebody else.",
    ]);
  });

  test("teams", () => {
    const rosters = {
      "team:octo/architcts": null,
      "team:acme/core": null,
      "team:octo/empty": [],
      "team:octo/full": ["alice"],
    };

    expect(problems({ config: teams("architcts", "acme/core", "empty", "full", "unread"), rosters })).toEqual(
      [
        "GitHub shows no team `@octo/architcts` in `approval.teams`. Correct its slug.",
        "`@acme/core` in `approval.teams` is a team of another organization, where nobody can be looked up. Name a team of `octo`.",
        "There is nobody in the team `@octo/empty` in `approval.teams`. Let people into it.",
      ],
    );
  });

  test("a team in a repository of a person", () => {
    const input = facts({ config: teams("core"), rosters: { "team:octo/core": null } });
    const repository = { ...input.repository, ownerType: "User" } as const;

    expect(decideWords({ ...input, repository }).namingProblems).toEqual([
      "`@octo/core` in `approval.teams` is no team here: a person's repository has none. Name people by login.",
    ]);
  });

  test.each([
    [
      null,
      [
        "`approval.codeowners` is set, and `main` has no CODEOWNERS that can be read, in UTF-8 and of at most 256 KiB. Add `.github/CODEOWNERS`.",
      ],
    ],
    ["", [`CODEOWNERS names nobody for \`${plan}\`. Add a line that does.`]],
    [
      "* a@example.org",
      [
        `CODEOWNERS names only e-mail addresses for \`${plan}\`, and GitHub does not say whose they are. Name logins or teams.`,
      ],
    ],
    ["* a@example.org @alice", []],
    [
      "* @alice\n* @a, @b",
      ["Line 2 of CODEOWNERS counts for nothing, as on GitHub: `@a,` is no login, team or e-mail address."],
    ],
    [
      "* @rita",
      [
        "`@rita` in CODEOWNERS cannot write to this repository, and so decides nothing. Give write access, or name somebody else.",
      ],
    ],
    ["* @octo/none", ["GitHub shows no team `@octo/none` in CODEOWNERS. Correct its slug."]],
  ])("CODEOWNERS %j", (codeowners, told) => {
    expect(problems({ config: owned, codeowners, rosters: { ...writers, "team:octo/none": null } })).toEqual(
      told,
    );
  });

  test("CODEOWNERS that were not asked about a path", () => {
    const input = facts({ config: owned, codeowners: "* @alice\n", rosters: writers });
    const unasked = { ...input, codeowners: readCodeowners("* @alice\n", []) };

    expect(decideWords(unasked).namingProblems).toEqual([
      `CODEOWNERS names nobody for \`${plan}\`. Add a line that does.`,
    ]);
  });

  test("but for a path without owners beside other people", () => {
    expect(problems({ config: { ...owned, users: ["alice"] }, codeowners: "" })).toEqual([]);
  });

  test("eight of them, and how many more", () => {
    const codeowners = "* @a,\n".repeat(12);

    expect(problems({ config: { ...owned, users: ["alice"] }, codeowners })).toHaveLength(9);
    expect(problems({ config: { ...owned, users: ["alice"] }, codeowners }).at(-1)).toBe(
      "4 more names or lines designate nobody",
    );
  });
});

test("nobody looks for them where nothing waits", () => {
  const approved = { comments: [comment("alice", "/approve-plan")], config: named("alice", "alcie") };

  expect(decide({ ...approved, rosters: writers }).namingProblems).toEqual([]);
});
