import { checkSuiteShape } from "../shapes/check.ts";
import type { CheckSuite } from "./check-state.ts";
import type { Account } from "./people-state.ts";
import { emitIn } from "./repositories.ts";
import { type Repository, type State, takeId } from "./state.ts";
import { installationsOn } from "./installations.ts";

/** The suite of an App on a commit, made if need be. */
export function suiteFor(
  state: State,
  repository: Repository,
  key: { appId: number; sha: string; branch?: string },
): CheckSuite {
  for (const suite of repository.checkSuites.values()) {
    if (suite.appId === key.appId && suite.headSha === key.sha) return suite;
  }
  return addSuite(state, repository, key);
}

/** One more suite, as each run of a workflow has its own. */
export function addSuite(
  state: State,
  repository: Repository,
  key: { appId: number; sha: string; branch?: string },
): CheckSuite {
  const suite: CheckSuite = {
    id: takeId(state),
    appId: key.appId,
    headSha: key.sha,
    headBranch: key.branch ?? branchAt(repository, key.sha),
    createdAt: state.clock.stamp(),
  };
  repository.checkSuites.set(suite.id, suite);
  return suite;
}

/** Suites of a commit whose runs are listed for it: https://docs.github.com/rest/checks/runs */
const maxListedSuites = 1_000;

/** Ids of the newest suites of a commit, as many as GitHub lists the runs of. */
export function newestSuites(repository: Repository, sha: string): ReadonlySet<number> {
  const ids = [...repository.checkSuites.values()].flatMap(({ id, headSha }) =>
    headSha === sha ? [id] : [],
  );
  return new Set(ids.slice(-maxListedSuites));
}

/** What a push does: asks every App here for checks, unless the commit says `skip-checks: true`. */
export function openCheckSuites(
  state: State,
  repository: Repository,
  push: { sha: string; branch: string; sender: Account },
): void {
  const { sha, branch, sender } = push;
  if (/^skip-checks: *true$/im.test(repository.store.commits.get(sha)?.message ?? "")) return;
  for (const { appId } of installationsOn(state, repository)) {
    const suite = suiteFor(state, repository, { appId, sha, branch });
    const payload = { check_suite: checkSuiteShape(state, repository, suite) };
    emitIn(state, repository, {
      name: "check_suite",
      action: "requested",
      sender,
      payload,
      onlyAppId: appId,
    });
  }
}

function branchAt(repository: Repository, sha: string): string | null {
  for (const [ref, tip] of repository.refs) {
    if (tip === sha && ref.startsWith("refs/heads/")) return ref.slice("refs/heads/".length);
  }
  return null;
}
