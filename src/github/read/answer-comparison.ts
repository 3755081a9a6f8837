import { z } from "zod";
import type { BaseChanges, ChangedFile, Commit, Comparison, TreeEntry } from "../../pull-request/content.ts";
import { absentAsNull, GitHubError } from "../client/github-error.ts";
import { remember } from "../client/object-caches.ts";
import { commitShape, nameCoAuthors } from "./commits.ts";
import { compareHistories } from "./compare-histories.ts";
import { cacheKey, isCommitSha, type ReadContext } from "./read-context.ts";
import { readDifference } from "./read-tree.ts";

const fileShape = z
  .object({
    filename: z.string(),
    previous_filename: z.string().optional(),
    status: z.enum(["added", "removed", "modified", "renamed", "copied", "changed", "unchanged"]),
    sha: z.string().nullish(),
  })
  .transform((file): ChangedFile => ({
    path: file.filename,
    previousPath: file.previous_filename ?? null,
    status: file.status,
    blobId: file.sha ?? null,
  }));

/** The files of a comparison; GitHub leaves them out of all pages but the first. */
const comparedFilesShape = z.array(fileShape).nullish();

const comparisonShape = z.object({
  base_commit: z.object({ sha: z.string() }),
  merge_base_commit: z.object({ sha: z.string() }),
  total_commits: z.number(),
  commits: z.array(commitShape),
  files: comparedFilesShape,
});
type RawComparison = z.infer<typeof comparisonShape>;

interface Ends {
  readonly base: string;
  readonly head: string;
}

/** Where two commits are compared. */
const compareRoute = "GET /repos/{owner}/{repo}/compare/{basehead}";
/** GitHub names at most so many files; as many may mean more. */
const maxFiles = 300;
const maxCommits = 250;
const commitsPerPage = 100;

/**
 * What `head` has that `base` has not. Where GitHub will not compare the two, their histories and trees are read
 * instead. `null` where the base is gone, or that does not help either.
 */
export async function answerComparison(context: ReadContext, need: Ends): Promise<Comparison | null> {
  const read = () => readComparison(context, need);
  try {
    if (!isCommitSha(need.base) || !isCommitSha(need.head)) return await read();
    const key = cacheKey(context.session, `${need.base}...${need.head}`);
    return await remember(context.caches, { kind: "comparison", key }, read);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.code !== "not-found") return otherwise(context, need, error);
    await assertKnown(context, need.head);
    return (await compareByCommit(context, need)) ?? (await otherwise(context, need, error));
  }
}

/** Once more by the base's commit, for servers that know no full names of branches. */
async function compareByCommit(context: ReadContext, { base, head }: Ends): Promise<Comparison | null> {
  const { session, refs } = context;
  const baseSha = await refs.fallback(session, base);
  if (baseSha === null) return null;
  const comparison = await absentAsNull(readComparison(context, { base: baseSha, head }));
  if (comparison !== null) refs.useShort();
  return comparison;
}

/** Without GitHub's comparison, where its refusal is one that stays; what may be gone in a moment is tried again. */
async function otherwise(context: ReadContext, need: Ends, error: GitHubError): Promise<Comparison | null> {
  const isUnrelated = error.cause instanceof Error && error.cause.message.includes("No common ancestor");
  if (!isUnrelated && !isLasting(context, need, error)) throw error;
  const found = await compareHistories(context, { ...need, isUnrelated });
  if (found === null) return null;
  const { session } = context;
  const [before, after] = await readDifference(session, found.mergeBaseSha, need.head);
  return {
    ...found,
    files: diffTrees(before, after),
    commits: await nameCoAuthors(session, found.commits),
  };
}

/** GitHub turned the comparison down, or has failed at it before. */
function isLasting({ session, caches }: ReadContext, { base, head }: Ends, error: GitHubError): boolean {
  if (error.code === "rejected") return true;
  if (!["server-error", "timeout", "not-found"].includes(error.code)) return false;
  const key = cacheKey(session, `${base}...${head}`);
  const hasFailedBefore = caches.failedComparisons.has(key);
  caches.failedComparisons.set(key, true);
  return hasFailedBefore;
}

async function readComparison(context: ReadContext, { base, head }: Ends): Promise<Comparison> {
  const { session, refs } = context;
  const basehead = `${refs.of(base)}...${refs.of(head)}`;
  const { value } = await session.send({
    route: compareRoute,
    parameters: { basehead },
    schema: comparisonShape,
  });
  if (basehead.startsWith("refs/")) refs.prove();
  const [files, commits] = await Promise.all([
    allFiles(context, value.files, [value.merge_base_commit.sha, refs.of(head)]),
    allCommits(context, value, basehead),
  ]);
  return {
    baseSha: value.base_commit.sha,
    mergeBaseSha: value.merge_base_commit.sha,
    files,
    commits: await nameCoAuthors(session, commits),
    totalCommits: value.total_commits,
  };
}

/** The files GitHub named, or those that differ between the trees where it may have named too few. */
async function allFiles(
  { session }: ReadContext,
  named: readonly ChangedFile[] | null | undefined,
  [from, to]: readonly [string, string],
): Promise<readonly ChangedFile[]> {
  if (named && named.length < maxFiles) return named;
  const [before, after] = await readDifference(session, from, to);
  return diffTrees(before, after);
}

async function allCommits(
  { session }: ReadContext,
  comparison: RawComparison,
  basehead: string,
): Promise<readonly Commit[]> {
  const total = comparison.total_commits;
  if (total > maxCommits || comparison.commits.length >= total)
    return comparison.commits.slice(0, maxCommits);
  const pages = Array.from({ length: Math.ceil(total / commitsPerPage) }, (_, index) => index + 1);
  const answers = await Promise.all(
    pages.map((page) =>
      session.send({
        route: compareRoute,
        parameters: { basehead, per_page: commitsPerPage, page },
        schema: comparisonShape,
      }),
    ),
  );
  return answers.flatMap(({ value }) => value.commits);
}

/** Right after a push, parts of GitHub may not know the commit yet: that is no reason to call histories unrelated. */
async function assertKnown({ session }: ReadContext, headSha: string): Promise<void> {
  if (!isCommitSha(headSha)) return;
  const commit = await absentAsNull(
    session.send({
      route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
      parameters: { commit_sha: headSha },
      schema: z.object({ sha: z.string() }),
    }),
  );
  if (commit !== null) return;
  throw new GitHubError(
    `GitHub does not know the commit ${headSha} of ${session.owner}/${session.repo} yet.`,
    {
      code: "not-found",
      hint: "It is tried again: after a push this takes a moment.",
      retryable: true,
    },
  );
}

/** What differs between two lists of entries, both sorted by path. A rename shows as a removal and an addition. */
function diffTrees(before: readonly TreeEntry[], after: readonly TreeEntry[]): readonly ChangedFile[] {
  const old = new Map(before.map((entry) => [entry.path, entry]));
  const kept = new Set(after.map(({ path }) => path));
  const changes: ChangedFile[] = [];
  for (const { path, mode, blobId } of after) {
    const was = old.get(path);
    if (was === undefined) changes.push({ path, previousPath: null, status: "added", blobId });
    else if (was.blobId !== blobId) changes.push({ path, previousPath: null, status: "modified", blobId });
    else if (was.mode !== mode) changes.push({ path, previousPath: null, status: "changed", blobId });
  }
  for (const { path, blobId } of before) {
    if (!kept.has(path)) changes.push({ path, previousPath: null, status: "removed", blobId });
  }
  return changes.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}

const shape = z.object({
  merge_base_commit: z.object({ sha: z.string() }),
  total_commits: z.number(),
  commits: z.array(z.object({ sha: z.string() })),
  files: comparedFilesShape,
});

interface Ends {
  readonly base: string;
  readonly head: string;
}

/**
 * What `base` has gained that `head` has not: the other side of a comparison. Between two commits of which the head
 * is the older, the trees tell where GitHub does not compare; otherwise that is `null`.
 */
export async function answerBaseChanges(context: ReadContext, need: Ends): Promise<BaseChanges | null> {
  const isFixed = isCommitSha(need.base) && isCommitSha(need.head);
  const read = () => readChanges(context, need);
  try {
    if (isFixed)
      return await remember(context.caches, { kind: "baseChanges", key: keyOf(context, need) }, read);
    const changes = await read();
    const { tipSha, mergeBaseSha } = changes;
    const ends = { base: tipSha ?? "", head: mergeBaseSha };
    if (tipSha !== null) context.caches.stores.baseChanges.set(keyOf(context, ends), changes);
    return changes;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return isFixed ? fromTrees(context, need) : null;
  }
}

async function fromTrees(context: ReadContext, { base, head }: Ends): Promise<BaseChanges | null> {
  try {
    return { tipSha: base, mergeBaseSha: head, files: await allFiles(context, null, [head, base]) };
  } catch (error) {
    if (error instanceof GitHubError && error.code === "too-large") return null;
    throw error;
  }
}

function keyOf({ session }: ReadContext, { base, head }: Ends): string {
  return cacheKey(session, `${base}...${head}`);
}

async function readChanges(context: ReadContext, { base, head }: Ends): Promise<BaseChanges> {
  const { session, refs } = context;
  const { value } = await session.send({
    route: compareRoute,
    parameters: { basehead: `${head}...${refs.of(base)}` },
    schema: shape,
  });
  const mergeBaseSha = value.merge_base_commit.sha;
  const tipSha = isCommitSha(base) ? base : tipIn(value);
  if (tipSha === null) return { tipSha, mergeBaseSha, files: [] };
  return { tipSha, mergeBaseSha, files: await allFiles(context, value.files, [mergeBaseSha, tipSha]) };
}

/** The last of the commits, where GitHub lists them all. */
function tipIn({ commits, total_commits: total, merge_base_commit: first }: z.infer<typeof shape>) {
  return commits.length === total ? (commits.at(-1)?.sha ?? first.sha) : null;
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof GitHubError &&
    ["rejected", "not-found", "server-error", "timeout", "too-large"].includes(error.code)
  );
}
