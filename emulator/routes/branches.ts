import { commitOf } from "../git/object-store.ts";
import { type Call, numberParam, ok, param, type Route } from "../http/call.ts";
import { inRepository } from "../http/in-repository.ts";
import { page } from "../http/pagination.ts";
import { notFound, Problem } from "../http/problem.ts";
import { commitShape } from "../shapes/commit.ts";
import {
  protectionShape,
  protectionSummary,
  ruleShapes,
  rulesetShape,
  rulesetSummary,
} from "../shapes/protection.ts";
import { apiUrl, htmlUrl } from "../shapes/repository.ts";
import { branchTip } from "../world/branches.ts";
import { activeRulesets } from "../world/required-checks.ts";
import type { Repository } from "../world/state.ts";

/** Branches, their protection, and the rulesets that apply. */
export const branchRoutes: readonly Route[] = [
  inRepository("GET /branches", ["contents:read"], (call, repository) => {
    const names = [...repository.refs.keys()].flatMap((ref) => /^refs\/heads\/(.+)$/.exec(ref)?.[1] ?? []);
    return page(call, names.sort(), (name) => {
      const sha = tipOf(repository, name);
      const url = `${apiUrl(call.state, repository)}/commits/${sha}`;
      return { name, commit: { sha, url }, protected: isProtected(repository, name) };
    });
  }),
  inRepository("GET /branches/{+branch}/protection", ["administration:read"], (call, repository) => {
    const branch = branchNamed(call, repository);
    const protection = repository.protections.get(branch);
    if (protection === undefined) throw new Problem(404, "Branch not protected");
    return ok(protectionShape(call.state, repository, branch, protection));
  }),
  inRepository("GET /branches/{+branch}", ["contents:read"], (call, repository) => {
    const name = branchNamed(call, repository);
    const url = `${apiUrl(call.state, repository)}/branches/${name}`;
    const protection = repository.protections.get(name);
    return ok({
      name,
      commit: commitShape(call.state, repository, commitOf(repository.store, tipOf(repository, name))),
      _links: { self: url, html: `${htmlUrl(call.state, repository)}/tree/${name}` },
      protected: isProtected(repository, name),
      protection: protectionSummary(protection),
      protection_url: `${url}/protection`,
    });
  }),
  inRepository("GET /rules/branches/{+branch}", ["metadata:read"], (call, repository) => {
    const rules = activeRulesets(repository, param(call, "branch")).flatMap((ruleset) =>
      ruleShapes(call.state, repository, ruleset),
    );
    return page(call, rules, (rule) => rule);
  }),
  inRepository("GET /rulesets", ["metadata:read"], (call, repository) =>
    page(call, [...repository.rulesets.values()], (ruleset) =>
      rulesetSummary(call.state, repository, ruleset),
    ),
  ),
  inRepository("GET /rulesets/{ruleset}", ["metadata:read"], (call, repository) => {
    const ruleset = repository.rulesets.get(numberParam(call, "ruleset"));
    if (ruleset === undefined) throw notFound();
    return ok(rulesetShape(call.state, repository, ruleset));
  }),
];

function branchNamed(call: Call, repository: Repository): string {
  const name = param(call, "branch");
  if (branchTip(repository, name) === null) throw new Problem(404, "Branch not found");
  return name;
}

function tipOf(repository: Repository, branch: string): string {
  return branchTip(repository, branch) ?? "";
}

function isProtected(repository: Repository, branch: string): boolean {
  return repository.protections.has(branch) || activeRulesets(repository, branch).length > 0;
}
