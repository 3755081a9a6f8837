import { defaultPermission } from "../config/approval-schema.ts";
import type { Config } from "../config/config.ts";
import { foldPath } from "../feature/fold-path.ts";
import { changedPaths } from "./feature-change.ts";
import { pathMatcher } from "./path-matcher.ts";
import type { Compared } from "./view.ts";

/**
 * Who is asked about a pull request: a group with `paths` only where one of all the files that are changed matches, by
 * either name of a renamed one, against either base. Comparisons are whole, or nothing is judged.
 */
export function askedPeople(approval: Config["approval"], { all }: Compared): Config["approval"] {
  if (approval.require.every(({ paths }) => paths.length === 0)) return approval;
  const changed = new Set(all.flatMap(({ comparison }) => changedPaths(comparison)).map(foldPath));
  const require = approval.require.filter(
    ({ paths }) => paths.length === 0 || [...changed].some(pathMatcher(paths)),
  );
  return withPermission({ ...approval, require });
}

/** With nobody left to be asked, what holds where nobody is named. */
function withPermission(approval: Config["approval"]): Config["approval"] {
  return { ...approval, permission: approval.permission ?? defaultPermission(approval) };
}
