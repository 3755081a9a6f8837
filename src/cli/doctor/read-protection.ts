import { z } from "zod";
import { checkRunName } from "../../github/read/answer-check-run.ts";
import { absentAsNull } from "../../github/client/github-error.ts";
import { hiddenAsNull } from "../remote/remote.ts";
import type { Patient } from "./finding.ts";

/** What guards the default branch. */
export interface Protection {
  /** Kinds of rules that active rulesets lay on it. */
  readonly ruleTypes: ReadonlySet<string>;
  /** Rulesets and classic protection that require our check; whoever goes past all of them goes past the gate. */
  readonly layers: readonly Layer[];
  /** A branch must hold the tip of the default branch before it is merged, or a merge queue sees to it. */
  readonly isStrict: boolean;
  /** By the repository and all rulesets; `null` where the token may not see it. */
  readonly allowsRebaseMerges: boolean | null;
  /** `null` without classic protection. */
  readonly classic: ClassicProtection | null;
}

export interface Layer {
  readonly name: string;
  /** Whom it does not hold back, for people to read; `null` where the token may not see it. */
  readonly bypassedBy: readonly string[] | null;
}

/** `null` for what the token may not see. */
interface ClassicProtection {
  readonly requiresPullRequest: boolean | null;
  readonly allowsForcePushes: boolean | null;
  readonly isStrict: boolean | null;
}

const rulesShape = z.array(
  z.object({
    type: z.string(),
    ruleset_id: z.number().optional(),
    parameters: z
      .object({
        required_status_checks: z.array(z.object({ context: z.string() })).optional(),
        strict_required_status_checks_policy: z.boolean().optional(),
        allowed_merge_methods: z.array(z.string()).optional(),
      })
      .optional(),
  }),
);
const branchShape = z.object({
  protection: z
    .object({
      enabled: z.boolean().optional(),
      required_status_checks: z
        .object({ enforcement_level: z.string().nullish(), contexts: z.array(z.string()).nullish() })
        .nullish(),
    })
    .nullish(),
});
const repositoryShape = z.object({ allow_rebase_merge: z.boolean().optional() });
const classicShape = z.object({
  required_pull_request_reviews: z.unknown().optional(),
  required_status_checks: z.object({ strict: z.boolean().optional() }).nullish(),
  allow_force_pushes: z.object({ enabled: z.boolean() }).optional(),
});
const rulesetShape = z.object({
  name: z.string(),
  bypass_actors: z
    .array(
      z.object({
        actor_id: z.number().nullish(),
        actor_type: z.string(),
        bypass_mode: z.string().optional(),
      }),
    )
    .nullish(),
});

/** Reads what guards the default branch, as far as the token may see it. */
export async function readProtection(patient: Patient): Promise<Protection> {
  const { session } = patient.remote;
  const branch = patient.repository.defaultBranch;
  const [rules, summary, classic, settings] = await Promise.all([
    hiddenAsNull(
      session.send({
        route: "GET /repos/{owner}/{repo}/rules/branches/{branch}",
        parameters: { branch, per_page: 100 },
        schema: rulesShape,
      }),
    ),
    absentAsNull(
      session.send({
        route: "GET /repos/{owner}/{repo}/branches/{branch}",
        parameters: { branch },
        schema: branchShape,
      }),
    ),
    hiddenAsNull(
      session.send({
        route: "GET /repos/{owner}/{repo}/branches/{branch}/protection",
        parameters: { branch },
        schema: classicShape,
      }),
    ),
    session.send({ route: "GET /repos/{owner}/{repo}", parameters: {}, schema: repositoryShape }),
  ]);
  const found = rules?.value ?? [];
  const shown = summary?.value.protection ?? null;
  const rulesetIds = [...new Set(found.filter(wantsCheck).flatMap(({ ruleset_id }) => ruleset_id ?? []))];
  const rulesets = await Promise.all(rulesetIds.map((id) => readLayer(patient, id)));
  const described = shown?.enabled === true ? describeClassic(classic?.value ?? null) : null;
  return {
    ruleTypes: new Set(found.map(({ type }) => type)),
    layers: [...rulesets, ...classicLayer(shown)],
    isStrict: found.some(isStrictRule) || described?.isStrict === true,
    allowsRebaseMerges: readRebaseMerges(rules?.value ?? null, settings.value),
    classic: described,
  };
}

function wantsCheck({ parameters }: z.infer<typeof rulesShape>[number]): boolean {
  return parameters?.required_status_checks?.some(({ context }) => context === checkRunName) === true;
}

function isStrictRule({ type, parameters }: z.infer<typeof rulesShape>[number]): boolean {
  return type === "merge_queue" || parameters?.strict_required_status_checks_policy === true;
}

/** Any one of them can forbid; where the rules are hidden, one of them may. */
function readRebaseMerges(
  rules: z.infer<typeof rulesShape> | null,
  { allow_rebase_merge: isAllowed }: z.infer<typeof repositoryShape>,
): boolean | null {
  const isForbidden = rules?.some(
    ({ parameters }) => parameters?.allowed_merge_methods?.includes("rebase") === false,
  );
  if (isForbidden === true || isAllowed === false) return false;
  return rules === null ? null : (isAllowed ?? null);
}

async function readLayer({ remote }: Patient, id: number): Promise<Layer> {
  const answer = await hiddenAsNull(
    remote.session.send({
      route: "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}",
      parameters: { ruleset_id: id },
      schema: rulesetShape,
    }),
  );
  const actors = answer?.value.bypass_actors ?? null;
  return {
    name: `the ruleset \`${answer?.value.name ?? String(id)}\``,
    bypassedBy: actors?.map(({ actor_type, actor_id }) => nameActor(actor_type, actor_id ?? null)) ?? null,
  };
}

/** GitHub's ids of its own roles: https://docs.github.com/en/rest/repos/rules */
const roles: Readonly<Record<number, string>> = {
  2: "people with maintain permission",
  4: "people with write permission",
  5: "administrators of the repository",
};

function nameActor(type: string, id: number | null): string {
  const number = id === null ? "" : ` ${id}`;
  switch (type) {
    case "OrganizationAdmin":
      return "owners of the organization";
    case "DeployKey":
      return "deploy keys";
    case "RepositoryRole":
      return roles[id ?? 0] ?? `people with the role${number}`;
    case "Team":
      return `the team${number}`;
    case "Integration":
      return `the App${number}`;
    default:
      return `the account${number}`;
  }
}

function classicLayer(shown: z.infer<typeof branchShape>["protection"] | null): readonly Layer[] {
  const required = shown?.required_status_checks ?? null;
  const level = required?.enforcement_level ?? "everyone";
  if (level === "off" || required?.contexts?.includes(checkRunName) !== true) return [];
  const bypassedBy = level === "non_admins" ? ["administrators of the repository"] : [];
  return [{ name: "the branch protection", bypassedBy }];
}

function describeClassic(classic: z.infer<typeof classicShape> | null): ClassicProtection {
  if (classic === null) return { requiresPullRequest: null, allowsForcePushes: null, isStrict: null };
  return {
    requiresPullRequest: (classic.required_pull_request_reviews ?? null) !== null,
    allowsForcePushes: classic.allow_force_pushes?.enabled ?? false,
    isStrict: classic.required_status_checks?.strict ?? false,
  };
}
