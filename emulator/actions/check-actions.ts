import {
  createCheckRun,
  pressAction,
  rerequestRun,
  rerequestSuite,
  updateCheckRun,
} from "../world/check-runs.ts";
import type { CheckRunInput } from "../world/check-runs.ts";
import { addSuite } from "../world/check-suites.ts";
import type { CheckConclusion, CheckRun, CommitStatus, WorkflowRun } from "../world/check-state.ts";
import { enqueue, leaveQueue, runMergeQueue } from "../world/merge-queue.ts";
import type { BranchProtection, MergeGroup, Ruleset } from "../world/protection-state.ts";
import { type State, takeId } from "../world/state.ts";
import { addStatus } from "../world/statuses.ts";
import { addWorkflowRun, updateWorkflowRun } from "../world/workflow-runs.ts";
import { accountNamed, appNamed, inMap, pullRequestNumbered, repositoryNamed } from "./lookup.ts";

/** What a test can do with checks, protection, the merge queue and Actions. */
export function checkActions(state: State) {
  const findRun = (name: string, id: number) => {
    const repository = repositoryNamed(state, name);
    return { repository, run: inMap(repository.checkRuns, id, "check run") };
  };

  return {
    /** Check runs on a commit, oldest first; of one name where it is given. */
    checkRuns: (name: string, sha: string, checkName?: string): CheckRun[] =>
      [...repositoryNamed(state, name).checkRuns.values()].filter(
        (run) => run.headSha === sha && (checkName ?? run.name) === run.name,
      ),

    /** Posts a check run as any App, `github-actions` where none is named; answers its id. */
    checkRun: (
      name: string,
      run: CheckRunInput & { name: string; headSha: string; app?: string },
    ): number => {
      const { app = "github-actions", ...input } = run;
      const appId = appNamed(state, app).id;
      return createCheckRun(state, repositoryNamed(state, name), { ...input, appId }).id;
    },

    /** Opens so many suites of GitHub Actions on a commit, without runs. */
    checkSuites: (name: string, sha: string, count: number): void => {
      const { id: appId } = appNamed(state, "github-actions");
      for (let made = 0; made < count; made += 1)
        addSuite(state, repositoryNamed(state, name), { appId, sha });
    },

    /** Changes a check run as its own App does. */
    updateCheckRun: (name: string, id: number, input: CheckRunInput): void => {
      const { repository, run } = findRun(name, id);
      updateCheckRun(state, repository, { run, appId: run.appId, input });
    },

    /** Presses a button of a check run. */
    press: (name: string, id: number, { by, identifier }: { by: string; identifier: string }): void => {
      const { repository, run } = findRun(name, id);
      pressAction(state, repository, { run, identifier, sender: accountNamed(state, by) });
    },

    /** Asks for a check run once more. */
    rerequest: (name: string, id: number, { by }: { by: string }): void => {
      const { repository, run } = findRun(name, id);
      rerequestRun(state, repository, run, accountNamed(state, by));
    },

    /** Asks for all check runs of a check run's suite once more. */
    rerequestSuite: (name: string, id: number, { by }: { by: string }): void => {
      const { repository, run } = findRun(name, id);
      const suite = inMap(repository.checkSuites, run.suiteId, "check suite");
      rerequestSuite(state, repository, suite, accountNamed(state, by));
    },

    /** Puts a commit status. */
    status: (
      name: string,
      { by, ...status }: Pick<CommitStatus, "sha" | "context" | "state"> & { by: string },
    ): void => {
      addStatus(state, repositoryNamed(state, name), { ...status, creator: accountNamed(state, by) });
    },

    /** Protects a branch: administrators too, any head, no reviews, where not said otherwise; `null` lifts it. */
    protect: (name: string, branch: string, protection: Partial<BranchProtection> | null): void => {
      const { protections } = repositoryNamed(state, name);
      if (protection === null) protections.delete(branch);
      else protections.set(branch, { ...plainProtection, ...protection });
    },

    /** Adds an active ruleset for the default branch where not said otherwise; answers its id. */
    ruleset: (name: string, ruleset: Partial<Omit<Ruleset, "id" | "createdAt">>): number => {
      const id = takeId(state);
      const full = { ...plainRuleset, ...ruleset, id, createdAt: state.clock.stamp() };
      repositoryNamed(state, name).rulesets.set(id, full);
      return id;
    },

    /** Removes a ruleset. */
    deleteRuleset: (name: string, id: number): void => {
      repositoryNamed(state, name).rulesets.delete(id);
    },

    /** Puts a pull request into the merge queue. */
    enqueue: (name: string, number: number, { by }: { by: string }): MergeGroup => {
      const repository = repositoryNamed(state, name);
      return enqueue(state, repository, pullRequestNumbered(repository, number), accountNamed(state, by));
    },

    /** Lets the merge queue merge what is green; answers the numbers merged. */
    runMergeQueue: (name: string): number[] => runMergeQueue(state, repositoryNamed(state, name)),

    /** Groups in the merge queue, front first. */
    mergeQueue: (name: string): readonly MergeGroup[] => repositoryNamed(state, name).mergeQueue,

    /** Takes a pull request out of the merge queue. */
    dequeue: (name: string, number: number): void => {
      const repository = repositoryNamed(state, name);
      const group = repository.mergeQueue.find((item) => item.number === number);
      if (group !== undefined) leaveQueue(state, repository, group, "dequeued");
    },

    /** Records a run of a workflow, completed where `conclusion` is given; answers its id. */
    workflowRun: (
      name: string,
      run: Pick<WorkflowRun, "path" | "headSha" | "headBranch"> & {
        by: string;
        name?: string;
        event?: string;
        conclusion?: CheckConclusion;
      },
    ): number => {
      const { by, conclusion = null, event = "pull_request", ...given } = run;
      const status = conclusion === null ? "in_progress" : "completed";
      const actor = accountNamed(state, by);
      const input = { ...given, name: run.name ?? run.path, event, status, conclusion, actor } as const;
      return addWorkflowRun(state, repositoryNamed(state, name), input).id;
    },

    /** Ends a run of a workflow. */
    completeWorkflowRun: (name: string, id: number, conclusion: CheckConclusion): void => {
      const repository = repositoryNamed(state, name);
      const run = inMap(repository.workflowRuns, id, "workflow run");
      const sender = inMap(state.accounts, run.actorId, "account");
      updateWorkflowRun(state, repository, { run, sender, status: "completed", conclusion });
    },
  };
}

const plainProtection: BranchProtection = {
  checks: [],
  isStrict: false,
  enforceAdmins: true,
  requiredReviews: null,
  allowForcePushes: false,
};

const plainRuleset: Omit<Ruleset, "id" | "createdAt"> = {
  name: "protect",
  enforcement: "active",
  include: ["~DEFAULT_BRANCH"],
  checks: [],
  isStrict: false,
  requiresPullRequest: false,
  mergeMethods: ["merge", "squash", "rebase"],
  requiresMergeQueue: false,
  bypassIds: [],
};
