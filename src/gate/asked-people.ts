import { defaultPermission } from "../config/approval-schema.ts";
import type { Config } from "../config/config.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import { changedPaths } from "./feature-change.ts";
import { pathMatcher } from "./implementation-files.ts";
import type { Compared } from "./view.ts";

type Approval = Config["approval"];

/** Who is asked about a pull request. */
export interface AskedPeople {
  /** All who may decide, and the most of them that are needed. */
  readonly anybody: Approval;
  /** Each of them must be met: what holds on the base, and on the default branch where that is something else. */
  readonly policies: readonly Approval[];
}

/**
 * By the base and the default branch: a green check belongs to a commit, and whoever moves a pull request to another
 * base takes it along. A group with `paths` is asked only where one of all the files that are changed matches, by either
 * name of a renamed one, against either base. Comparisons are whole, or nothing is judged.
 */
export function askedPeople(approval: Approval, compared: Compared): AskedPeople {
  const entries = new Set(
    [compared.withBase, compared.withDefault].map(({ branch }) => entryFor(approval, branch)),
  );
  const policies = [...entries].map((entry) => narrowed(withEntry(approval, entry), compared));
  return { anybody: joined(policies), policies };
}

/** All whom the settings name, for whatever branch and file. */
export function everybody(approval: Approval): Approval {
  return joined([approval, ...approval.branches.map((entry) => withEntry(approval, entry))]);
}

/** What holds for the branches of an entry; of the entries it keeps that one, so that its names can be told from others. */
function withEntry(approval: Approval, entry: Approval["branches"][number] | undefined): Approval {
  return { ...approval, ...entry, branches: entry === undefined ? [] : [entry] };
}

function entryFor({ branches }: Approval, branch: string): Approval["branches"][number] | undefined {
  return branches.find((entry) => pathMatcher(entry.branches)(foldPath(branch)));
}

function narrowed(approval: Approval, { all }: Compared): Approval {
  if (approval.require.every(({ paths }) => paths.length === 0)) return approval;
  const changed = [...new Set(all.flatMap(({ comparison }) => changedPaths(comparison)).map(foldPath))];
  const require = approval.require.filter(
    ({ paths }) => paths.length === 0 || changed.some(pathMatcher(paths)),
  );
  const left = { ...approval, require };
  return { ...left, permission: approval.permission ?? defaultPermission(left) };
}

const levels = ["read", "triage", "write", "maintain", "admin"] as const;

/** Of at least one. */
function joined(policies: readonly Approval[]): Approval {
  return policies.reduce((all, policy) => ({
    ...all,
    users: [...all.users, ...policy.users],
    teams: [...all.teams, ...policy.teams],
    require: [...all.require, ...policy.require],
    branches: [...all.branches, ...policy.branches],
    codeowners: all.codeowners || policy.codeowners,
    permission: levels.find((level) => level === all.permission || level === policy.permission) ?? null,
    minimum: Math.max(all.minimum, policy.minimum),
  }));
}
