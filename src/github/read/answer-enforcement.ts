import { z } from "zod";
import type { Enforcement } from "../../pull-request/snapshot.ts";
import { GitHubError, whyUnknown } from "../client/github-error.ts";
import { remember } from "../client/object-caches.ts";
import { cacheKey, type ReadContext } from "./read-context.ts";
import { checkRunName } from "./answer-check-run.ts";

const rulesetCheckShape = z.object({ context: z.string(), integration_id: z.number().nullish() });
const requiredChecksRuleShape = z.object({
  type: z.literal("required_status_checks"),
  parameters: z.object({ required_status_checks: z.array(rulesetCheckShape) }),
});
const otherRuleShape = z.object({ type: z.string() }).transform(() => null);
const rulesShape = z.array(z.union([requiredChecksRuleShape, otherRuleShape]));

const protectedCheckShape = z.object({ context: z.string(), app_id: z.number().nullish() });
const requiredStatusChecksShape = z.object({
  enforcement_level: z.string().nullish(),
  contexts: z.array(z.string()).nullish(),
  checks: z.array(protectedCheckShape).nullish(),
});
const branchShape = z.object({
  protection: z.object({ required_status_checks: requiredStatusChecksShape.nullish() }).nullish(),
});

/** GitHub's way to say that any App may post the check. */
const anyApp = -1;

/** Is our check required on a branch, by classic protection or by a ruleset, and bound to us? Known for 5 minutes. */
export async function answerEnforcement(context: ReadContext, branch: string): Promise<Enforcement> {
  const { session, caches, app } = context;
  try {
    return await remember(caches, { kind: "enforcement", key: cacheKey(session, branch) }, async () => {
      const sources = [readRules(context, branch), readBranch(context, branch)];
      const [fromRules, fromBranch] = await Promise.all(sources.map(orFailure));
      const found = [fromRules, fromBranch].flatMap((one) => (one instanceof GitHubError ? [] : (one ?? [])));
      const failure = [fromRules, fromBranch].find((one) => one instanceof GitHubError);
      // Where a part could not be read, nobody can say that it requires nothing.
      if (found.length === 0 && failure instanceof GitHubError) throw failure;
      return judge(found, app.id);
    });
  } catch (error) {
    // It is shown and changes no verdict, so its absence delays none.
    if (error instanceof GitHubError) return { state: "unknown", reason: whyUnknown(error) };
    throw error;
  }
}

async function orFailure(reading: Promise<Bindings>): Promise<Bindings | GitHubError> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof GitHubError) return error;
    throw error;
  }
}

/** The Apps that each requirement of our check is bound to; `null` for one that any App can meet. */
type Bindings = readonly (number | null)[];

async function readRules({ session }: ReadContext, branch: string): Promise<Bindings> {
  const { value } = await session.send({
    route: "GET /repos/{owner}/{repo}/rules/branches/{branch}",
    parameters: { branch, per_page: 100 },
    schema: rulesShape,
  });
  return value
    .flatMap((rule) => rule?.parameters.required_status_checks ?? [])
    .filter(({ context }) => context === checkRunName)
    .map(({ integration_id }) => integration_id ?? null);
}

async function readBranch({ session }: ReadContext, branch: string): Promise<Bindings> {
  const { value } = await session.send({
    route: "GET /repos/{owner}/{repo}/branches/{branch}",
    parameters: { branch },
    schema: branchShape,
  });
  const required = value.protection?.required_status_checks ?? null;
  if (required === null || required.enforcement_level === "off") return [];
  const checks = required.checks ?? (required.contexts ?? []).map((context) => ({ context, app_id: null }));
  return checks
    .filter(({ context }) => context === checkRunName)
    .map(({ app_id }) => (app_id === anyApp ? null : (app_id ?? null)));
}

function judge(bindings: Bindings, ownAppId: number): Enforcement {
  if (bindings.includes(ownAppId)) return { state: "required-and-bound" };
  const other = bindings.find((appId) => appId !== null) ?? null;
  if (other !== null) return { state: "bound-elsewhere", appId: other };
  return { state: bindings.length > 0 ? "required-unbound" : "not-required" };
}
