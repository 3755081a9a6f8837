import { changedFiles } from "../../emulator/git/file-changes.ts";
import { commitsBetween, mergeBaseOf } from "../../emulator/git/history.ts";
import { type Commit, commitOf } from "../../emulator/git/object-store.ts";
import { patchOf } from "../../emulator/git/patch.ts";
import type { Emulator } from "../../emulator/server.ts";
import type { CheckRun } from "../../emulator/world/check-state.ts";
import { mergeability } from "../../emulator/world/mergeability.ts";
import type { Account } from "../../emulator/world/people-state.ts";
import { accountOf } from "../../emulator/world/people.ts";
import { grantOf } from "../../emulator/world/permissions.ts";
import type { Comment, PullRequest } from "../../emulator/world/pull-request-state.ts";
import { repositoryByName } from "../../emulator/world/repositories.ts";
import {
  latestRuns,
  type MissingCheck,
  missingChecks,
  rulesOn,
} from "../../emulator/world/required-checks.ts";
import type { Repository } from "../../emulator/world/state.ts";

/** Someone of the cast. */
export interface Person {
  readonly login: string;
  /** Such as `author · write`. */
  readonly role: string;
}

/** A comment with who wrote it. */
export interface ShownComment {
  readonly comment: Comment;
  readonly author: Account;
}

/** A check run with the App it belongs to. */
export interface ShownRun {
  readonly run: CheckRun;
  readonly app: string;
  readonly isRequired: boolean;
}

/** A file that the pull request changes. */
export interface ShownFile {
  readonly path: string;
  readonly status: string;
  /** At the head; `null` where it is gone or no text. */
  readonly text: string | null;
  readonly patch: string | null;
  readonly additions: number;
  readonly deletions: number;
}

/** A pull request as its page shows it. */
export interface PullRequestView {
  /** `owner/name`. */
  readonly repository: string;
  readonly pull: PullRequest;
  readonly author: Account;
  readonly mergedBy: Account | null;
  readonly people: readonly Person[];
  readonly commits: readonly Commit[];
  readonly comments: readonly ShownComment[];
  readonly runs: readonly ShownRun[];
  readonly files: readonly ShownFile[];
  readonly missing: readonly MissingCheck[];
  /** All that wait in the repository, this one too. */
  readonly open: readonly Pick<PullRequest, "number" | "title">[];
  /** GitHub's word: `clean`, `blocked`, `dirty`, … */
  readonly mergeableState: string;
}

const maxFileBytes = 200_000;

/** Accounts that every GitHub has and that nobody plays. */
const builtIn: ReadonlySet<string> = new Set(["ghost", "web-flow"]);

/** Reads everything the page of a pull request shows; `null` where there is none. */
export function readView(github: Emulator, name: string, number: number): PullRequestView | null {
  const { state } = github.world;
  const repository = repositoryByName(state, name);
  const pull = repository?.pullRequests.get(number);
  if (repository === null || pull === undefined) return null;
  const rules = rulesOn(state, repository, pull.base.ref, null);
  const required = new Set(rules.checks.map(({ context }) => context));
  return {
    repository: name,
    pull,
    author: accountOf(state, pull.authorId),
    mergedBy: pull.mergedById === null ? null : accountOf(state, pull.mergedById),
    people: castOf(github, repository, pull),
    commits: commitsBetween(repository.store, pull.base.sha, pull.head.sha),
    comments: [...repository.comments.values()]
      .filter((comment) => comment.number === number && !comment.isMinimized)
      .map((comment) => ({ comment, author: accountOf(state, comment.authorId) })),
    runs: latestRuns(repository, pull.head.sha, null).map((run) => ({
      run,
      app: state.apps.get(run.appId)?.name ?? "App",
      isRequired: required.has(run.name),
    })),
    files: filesOf(repository, pull),
    missing: missingChecks(repository, pull.head.sha, rules.checks),
    open: [...repository.pullRequests.values()].filter(({ state: now }) => now === "open"),
    mergeableState: mergeability(state, repository, pull).mergeableState,
  };
}

function castOf(
  { world: { state } }: Emulator,
  repository: Repository,
  pull: PullRequest,
): readonly Person[] {
  const people = [...state.accounts.values()].filter(
    ({ type, isDeleted, login }) => type === "User" && !isDeleted && !builtIn.has(login),
  );
  return people
    .map((account) => ({ account, role: grantOf(state, repository, account).role }))
    .filter(({ role }) => role !== "none")
    .map(({ account, role }) => {
      const teams = [...state.teams.values()].filter(({ members }) => members.has(account.id));
      const words = [
        ...(account.id === pull.authorId ? ["author"] : []),
        role,
        ...teams.map(({ slug }) => `@${slug}`),
      ];
      return { login: account.login, role: words.join(" · ") };
    });
}

function filesOf(repository: Repository, pull: PullRequest): readonly ShownFile[] {
  const { store } = repository;
  const base = mergeBaseOf(store, pull.base.sha, pull.head.sha);
  const before = base === null ? null : commitOf(store, base).tree;
  return changedFiles(store, before, commitOf(store, pull.head.sha).tree).map((change) => {
    const bytes = change.after === null ? undefined : store.blobs.get(change.after.sha);
    const isText = bytes !== undefined && bytes.length <= maxFileBytes && !bytes.includes(0);
    const { path, status } = change;
    return { path, status, text: isText ? bytes.toString("utf8") : null, ...patchOf(store, change) };
  });
}
