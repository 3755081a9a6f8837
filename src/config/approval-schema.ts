import * as z from "zod/mini";
import { described, glob, list, text } from "./fields.ts";

/** E-mail addresses that coding agents sign with. */
const codingAgents = [
  "noreply@anthropic.com",
  "noreply@openai.com",
  "copilot@github.com",
  "175728472+Copilot@users.noreply.github.com",
  "198982749+Copilot@users.noreply.github.com",
  "cursoragent@cursor.com",
  "noreply@aider.chat",
  "amp@ampcode.com",
  "openhands@all-hands.dev",
  "161369871+google-labs-jules[bot]@users.noreply.github.com",
  "158243242+devin-ai-integration[bot]@users.noreply.github.com",
] as const;

const login = text("a GitHub login without `@`, such as `alice`", /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})$/);
const team = text(
  "a team's slug, such as `architects`, or `organization/slug`",
  /^(?:[A-Za-z0-9][A-Za-z0-9-]{0,99}\/)?[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/,
);
const address = text("an e-mail address", /^[^\s@<>]{1,100}@[^\s@<>]{1,200}$/);
const permission = z.enum(["read", "triage", "write", "maintain", "admin"]);
const minimumError = "a whole number from 1 to 10";
const minimum = z
  .int({ error: minimumError })
  .check(z.minimum(1, { error: minimumError }), z.maximum(10, { error: minimumError }));

/** A group of people of whom some must approve. */
const requirementSchema = z
  .strictObject({
    teams: described(z._default(list(team, 50), []), {
      description: "Teams whose active members count.",
      examples: [["security"]],
    }),
    people: described(z._default(list(login, 100), []), {
      description: "Logins of people who count.",
      examples: [["alice"]],
    }),
    minimum: described(z._default(minimum, 1), {
      description: "How many different people of the group must approve.",
    }),
    paths: described(z._default(list(glob, 50), []), {
      description:
        "Globs of files: the group is asked, and counts, only where the pull request changes one of them. Always where there are none.",
      examples: [["**/auth-*", "infra/**"]],
    }),
  })
  .check((context) => {
    const { teams, people, minimum } = context.value;
    const count = new Set(people.map((person) => person.toLowerCase())).size;
    if (teams.length > 0 || minimum <= count) return;
    const issue =
      count === 0
        ? { message: "at least one team or person", path: ["teams"], input: teams }
        : {
            message: `at most ${count}, the number of people in the group`,
            path: ["minimum"],
            input: minimum,
          };
    context.issues.push({ code: "custom", ...issue });
  });

/** Who may approve, and how many must. */
const people = {
  users: described(z._default(list(login, 100), []), {
    description: "Logins of people who may approve.",
    examples: [["alice", "bob"]],
  }),
  teams: described(z._default(list(team, 50), []), {
    description: "Teams whose active members, child teams included, may approve: a slug, or `org/slug`.",
    examples: [["architects", "acme/platform"]],
  }),
  codeowners: described(z._default(z.boolean(), false), {
    description:
      "Owners of the plan's path in the default branch's CODEOWNERS may approve; the last match wins.",
  }),
  permission: described(z.optional(permission), {
    description:
      "Everybody with at least this permission on the repository may approve. `maintain` where no users, teams, groups or code owners are named.",
  }),
  minimum: described(z._default(minimum, 1), { description: "How many different people must approve." }),
  require: described(z._default(list(requirementSchema, 10), []), {
    description:
      "Groups each of which must approve: all people in them may, and of each as many as its `minimum` have to.",
    examples: [[{ teams: ["architects"] }, { teams: ["security"], people: ["alice"] }]],
  }),
};

/** Other people for other branches. */
const branchSchema = z.pipe(
  z
    .strictObject({
      branches: described(
        list(glob, 20).check(z.minLength(1, { error: "at least one glob such as `release/*`" })),
        { description: "Globs of base branches.", examples: [["release/*"]] },
      ),
      ...people,
    })
    .check(({ value, issues }) => {
      const message = minimumProblem(value);
      if (message !== null) issues.push({ code: "custom", message, path: ["minimum"], input: value.minimum });
    }),
  z.transform((policy) => ({ ...policy, permission: policy.permission ?? defaultPermission(policy) })),
);

/** Who may approve, and how. */
export const approvalSchema = z.pipe(
  z
    .strictObject({
      ...people,
      branches: described(z._default(list(branchSchema, 20), []), {
        description:
          "Other people for pull requests into other branches, in the place of those above: the first entry with a glob that matches the base counts, beside what holds for the default branch.",
        examples: [[{ branches: ["release/*"], teams: ["release-managers"], minimum: 2 }]],
      }),
      methods: described(
        z._default(
          list(z.enum(["comment", "button", "review"]), 3).check(
            z.minLength(1, { error: "at least one of `comment`, `button`, `review`" }),
          ),
          ["comment", "button"],
        ),
        {
          description:
            "How to approve: by a comment `/approve-plan`, by the button of the check run, or by an approving review with the command.",
          examples: [["comment", "button"], ["button"]],
        },
      ),
      allow_author: described(z._default(z.boolean(), false), {
        description: "The author of the pull request may approve it: for people who work alone.",
      }),
      committers: described(z._default(z.enum(["exclude", "exclude-known", "allow"]), "exclude-known"), {
        description:
          "People who committed to the plan in the pull request: `exclude-known` keeps out those GitHub can name, `exclude` asks for one more approval where a committer is unknown, `allow` ignores who committed.",
      }),
      override: described(z._default(z.enum(["off", "admins"]), "off"), {
        description:
          "Break glass: with `admins`, administrators of the repository let a plan through as it is by `/override-plan`. It is shown as no approval.",
      }),
      agents: described(z._default(list(address, 100), [...codingAgents]), {
        description:
          "E-mail addresses of coding agents: in a `Co-authored-by` line they are nobody, whatever `committers` says. A list of your own takes the place of this one.",
      }),
    })
    .check(({ value, issues }) => {
      const message = minimumProblem(value);
      if (message !== null) issues.push({ code: "custom", message, path: ["minimum"], input: value.minimum });
      if (value.override === "off" || value.methods.includes("comment")) return;
      const error = "`off` while `approval.methods` leaves comments out";
      issues.push({ code: "custom", message: error, path: ["override"], input: value.override });
    }),
  z.transform((approval) => ({
    ...approval,
    permission: approval.permission ?? defaultPermission(approval),
  })),
);

/** Who may approve where no permission is given: with nobody named, those who maintain. */
export function defaultPermission(named: {
  readonly users: readonly string[];
  readonly teams: readonly string[];
  readonly codeowners: boolean;
  readonly require: readonly unknown[];
}): "maintain" | null {
  const namesSomebody =
    named.users.length > 0 || named.teams.length > 0 || named.require.length > 0 || named.codeowners;
  return namesSomebody ? null : "maintain";
}

type People = z.output<z.ZodMiniObject<typeof people>>;

/** `minimum` is more than there are people, where these are all named. */
function minimumProblem({
  users,
  codeowners,
  permission: atLeast,
  minimum,
  ...named
}: People): string | null {
  const teams = [...named.teams, ...named.require.flatMap((group) => group.teams)];
  const logins = [...users, ...named.require.flatMap((group) => group.people)];
  const count = new Set(logins.map((user) => user.toLowerCase())).size;
  if (teams.length > 0 || codeowners || atLeast !== undefined || count === 0 || minimum <= count) return null;
  return `at most ${count}, the number of people who may approve`;
}
