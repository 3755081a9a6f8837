import { z } from "zod";
import type { Commit, Comparison } from "../../pull-request/content.ts";
import { absentAsNull, GitHubError } from "../client/github-error.ts";
import type { Session } from "../client/session.ts";
import { commitShape } from "./commits.ts";
import { isCommitSha, type ReadContext } from "./read-context.ts";

/** A comparison as far as the commits tell it. */
type ComparedHistories = Omit<Comparison, "files">;

interface HistoriesQuestion {
  readonly base: string;
  readonly head: string;
  /** GitHub says that the two share no history. */
  readonly isUnrelated: boolean;
}

const perPage = 100;
/** Pages of a history that are read: a thousand commits. */
const maxPages = 10;
const maxCommits = 250;

/**
 * The merge base of two commits, found without comparing what is in them, and the commits since. Unrelated histories
 * are told from the base itself. `null` where the base is gone, or GitHub does not let us know for certain.
 */
export async function compareHistories(
  context: ReadContext,
  { base, head, isUnrelated }: HistoriesQuestion,
): Promise<ComparedHistories | null> {
  const { session } = context;
  const tip = isCommitSha(base) ? base : await findBranchTip(session, base);
  if (tip === null) return null;
  const named = isUnrelated ? null : await askSecondPage(context, tip, head);
  const [own, other] = await Promise.all([
    readHistory(session, head),
    isUnrelated || named !== null ? unread : readHistory(session, tip),
  ]);
  const mergeBase = isUnrelated ? "none" : (named?.mergeBaseSha ?? mergeBaseOf(own, other, { tip, head }));
  if (mergeBase === null) return null;
  const known = mergeBase === "none" ? new Set<string>() : ancestorsIn(own, mergeBase).shas;
  const since = ancestorsIn(own, head, known);
  const isCounted = since.isWhole && since.shas.size === (named?.totalCommits ?? since.shas.size);
  const commits = [...own.commits.values()].filter(({ sha }) => since.shas.has(sha)).reverse();
  return {
    baseSha: tip,
    mergeBaseSha: mergeBase === "none" ? tip : mergeBase,
    commits: commits.slice(-maxCommits),
    totalCommits: isCounted ? commits.length : Math.max(named?.totalCommits ?? 0, commits.length + 1),
  };
}

const secondPageShape = z.object({
  merge_base_commit: z.object({ sha: z.string() }),
  total_commits: z.number(),
});

/** GitHub lists files on the first page only: the second one tells the merge base without looking at any. */
async function askSecondPage({ session }: ReadContext, base: string, head: string) {
  try {
    const { value } = await session.send({
      route: "GET /repos/{owner}/{repo}/compare/{basehead}",
      parameters: { basehead: `${base}...${head}`, per_page: 1, page: 2 },
      schema: secondPageShape,
    });
    return { mergeBaseSha: value.merge_base_commit.sha, totalCommits: value.total_commits };
  } catch (error) {
    const isRefused =
      error instanceof GitHubError &&
      ["rejected", "not-found", "server-error", "timeout"].includes(error.code);
    if (isRefused) return null;
    throw error;
  }
}

/** Commits of a history, newest first. */
interface History {
  readonly commits: ReadonlyMap<string, Commit>;
  /** It was read to its beginning. */
  readonly isWhole: boolean;
}

const unread: History = { commits: new Map(), isWhole: false };

async function readHistory(session: Session, sha: string): Promise<History> {
  const readPage = (page: number) =>
    absentAsNull(
      session.send({
        route: "GET /repos/{owner}/{repo}/commits",
        parameters: { sha, per_page: perPage, page },
        schema: z.array(commitShape),
      }),
    );
  const first = await readPage(1);
  if (first === null) return unread;
  const last = Math.min(first.lastPage ?? 1, maxPages);
  const more = await Promise.all(Array.from({ length: last - 1 }, (_, index) => readPage(index + 2)));
  const commits = [first, ...more].flatMap((page) => page?.value ?? []);
  const isWhole = first.hasNext ? first.lastPage !== null && first.lastPage <= maxPages : true;
  return { commits: new Map(commits.map((commit) => [commit.sha, commit])), isWhole };
}

/** `none` for unrelated histories; `null` where what was read proves nothing. */
function mergeBaseOf(
  own: History,
  other: History,
  { tip, head }: { readonly tip: string; readonly head: string },
): string | null {
  if (own.commits.has(tip)) return tip;
  if (other.commits.has(head)) return head;
  if (!own.isWhole || !other.isWhole) return null;
  const theirs = ancestorsIn(other, tip).shas;
  const common = [...own.commits.values()].filter(({ sha }) => theirs.has(sha));
  const inner = new Set(common.flatMap(({ parentShas }) => parentShas));
  return common.find(({ sha }) => !inner.has(sha))?.sha ?? "none";
}

/** A commit and those before it, without those in `stop`; `isWhole` where none was missing. */
function ancestorsIn(
  { commits }: History,
  start: string,
  stop: ReadonlySet<string> = new Set(),
): { readonly shas: ReadonlySet<string>; readonly isWhole: boolean } {
  const shas = new Set<string>();
  let isWhole = true;
  const queue = [start];
  for (let sha = queue.pop(); sha !== undefined; sha = queue.pop()) {
    if (shas.has(sha) || stop.has(sha)) continue;
    const commit = commits.get(sha);
    shas.add(sha);
    if (commit === undefined) isWhole = false;
    else queue.push(...commit.parentShas);
  }
  return { shas, isWhole };
}

/** Two commits of one branch, the older first. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

const refShape = z.object({ object: z.object({ sha: z.string() }) });
const changesShape = z.object({
  status: z.string(),
  files: z
    .array(
      z.object({
        filename: z.string(),
        previous_filename: z.string().optional(),
        status: z.string().optional(),
      }),
    )
    .nullish(),
});
/** GitHub names at most so many files; as many may mean more. */
const maxFiles = 300;

/** The commit a branch points to; `null` where there is no such branch. */
export async function findBranchTip(session: Session, branch: string): Promise<string | null> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/git/ref/{ref}",
      parameters: { ref: `heads/${branch}` },
      schema: refShape,
    }),
  );
  return answer?.value.object.sha ?? null;
}

/** What differs after a branch moved. */
export interface MoveChanges {
  /** Names of all files that differ, both of a rename. */
  readonly paths: readonly string[];
  /** Is there a name that is no more? */
  readonly hasRemovals: boolean;
}

/** `null` where the branch did not move straight on, or GitHub does not name all files. */
export async function listChanges(session: Session, { from, to }: Move): Promise<MoveChanges | null> {
  const answer = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/compare/{basehead}",
      parameters: { basehead: `${from}...${to}`, per_page: 1 },
      schema: changesShape,
    }),
  );
  const files = answer?.value.files ?? [];
  if (answer?.value.status !== "ahead" || files.length >= maxFiles) return null;
  return {
    paths: files.flatMap((file) => [file.filename, file.previous_filename ?? []].flat()),
    hasRemovals: files.some(({ status }) => status === "removed" || status === "renamed"),
  };
}
