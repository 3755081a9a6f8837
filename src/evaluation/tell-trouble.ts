import { computeTroubleContent, type Trouble } from "../effects/compute-trouble.ts";
import type { Effect } from "../effects/effect.ts";
import { isJudgedIn, namePullRequest, onlyNames } from "../approval/record/named-pull-requests.ts";
import { keyPullRequest } from "../gate/situation.ts";
import { secondsBetween } from "../approval/record/seconds.ts";
import { configPath } from "../config/config-path.ts";
import { describe, type Log } from "../monitoring/log.ts";
import { type Need, unanswered } from "../pull-request/need.ts";
import {
  isOwnComment,
  lastLine,
  markNothingRecorded,
  wasNothingRecorded,
} from "../pull-request/own-comment.ts";
import { formatKey, type EvaluationKey, type Hints, type PullRequestKey } from "../pull-request/key.ts";
import type { Comment, OwnCheckRun, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { World } from "../reconcile.ts";
import { hasCommentMarker, renderTroubleComment, renderUndecided } from "../render/comment/comment.ts";
import { headOf, type HeldWorld } from "./held-world.ts";
import type { Outlook } from "./trouble.ts";

/** An evaluation that came to no verdict. */
export interface Failed {
  readonly key: EvaluationKey;
  /** As far as they are known, remembered ones too. */
  readonly hints: Hints;
  /** What was read, round by round, before it failed. */
  readonly snapshot: PullRequestSnapshot | null;
  readonly trouble: Trouble;
  readonly outlook: Exclude<Outlook, "passing">;
}

interface Tools {
  /** Reads beside the evaluation. */
  readonly github: World;
  readonly log: Log;
}

/**
 * Says why there is no verdict, in every place that can be written: on a check that is not green; where nothing more
 * is tried, in the comment and to those whose commands could not be decided. A green check stands where it was judged
 * for this pull request too. Never throws.
 */
export async function tellTrouble(failed: Failed, world: HeldWorld, { github, log }: Tools): Promise<void> {
  const { key } = failed;
  if (isClosed(failed)) return;
  const about = { key: formatKey(key), outlook: failed.outlook, title: failed.trouble.title };
  try {
    await tellOnCheck(failed, world);
  } catch (error) {
    log.warn({ ...about, ...describe(error) }, "trouble not shown on the check");
  }
  if (failed.outlook === "lasting") return;
  log.error(about, "no verdict, and nothing more is tried");
  if (key.type === "merge-group") return;
  const comments = await readComments(key, failed, github);
  const effects = comments === "not wanted" ? [] : conversation(key, failed, comments);
  await world.apply(key, effects).catch((error: unknown) => {
    log.warn({ ...about, ...describe(error) }, "trouble not shown in the conversation");
  });
}

function isClosed({ key, snapshot, hints }: Failed): boolean {
  if (hints.isClosing === true) return true;
  return key.type === "pull-request" && snapshot?.facts.pulls[String(key.number)]?.state === "closed";
}

async function tellOnCheck(
  { key, hints, snapshot, trouble, outlook }: Failed,
  world: HeldWorld,
): Promise<void> {
  const headSha = (snapshot === null ? null : headOf(snapshot)) ?? hints.headSha;
  if (headSha === undefined) return;
  await world.hold(key, headSha);
  const existing = await world.findCheckRun(key, headSha);
  const text = textNaming(snapshot, existing);
  const isGreen = existing?.conclusion === "success" && wasJudged(key, existing);
  if (isGreen || (existing === null && outlook === "lasting")) return;
  const { completedAt = null } = existing ?? {};
  const content = computeTroubleContent(headSha, trouble, { text, completedAt, isOver: true });
  if (existing?.externalId === content.externalId) return;
  await world.apply(key, [
    existing === null
      ? { type: "create-check-run", content }
      : { type: "update-check-run", checkRunId: existing.id, content },
  ]);
}

/**
 * What the check run on the head keeps, with the pull request named as one that was looked at: of a fork's, nothing
 * else tells those that share the head with it.
 */
export function textNaming(snapshot: PullRequestSnapshot | null, existing: OwnCheckRun | null): string {
  const text = existing?.text ?? "";
  if (snapshot === null || snapshot.key.type === "merge-group") return text;
  const pull = keyPullRequest(snapshot, snapshot.key);
  if (!pull) return text;
  return namePullRequest(text, { repositoryId: pull.repository.id, number: pull.number });
}

/** Was the check on the head judged for this pull request, and not for others that share the head alone? */
function wasJudged(key: EvaluationKey, { text }: OwnCheckRun): boolean {
  return key.type === "merge-group" || isJudgedIn(text ?? "", key.number);
}

/** `null` where they cannot be read; `not wanted` where the settings say so. */
async function readComments(
  key: PullRequestKey,
  { hints, snapshot }: Failed,
  github: World,
): Promise<
  { readonly comments: readonly Comment[]; readonly snapshot: PullRequestSnapshot } | null | "not wanted"
> {
  const read = async (need: Need): Promise<PullRequestSnapshot | null> => {
    const ask: Parameters<World["read"]>[2] = ({ facts }) => Promise.resolve(unanswered(facts, [need]));
    return github.read(key, {}, ask).catch(() => null);
  };
  const pull = snapshot?.facts.pulls[String(key.number)] ?? null;
  const defaultBranch = pull?.repository.defaultBranch ?? hints.defaultBranch;
  const settings =
    defaultBranch === undefined ? null : await read({ type: "file", ref: defaultBranch, path: configPath });
  const file = Object.values(settings?.facts.files ?? {})[0] ?? null;
  if (file?.blob.state === "text" && /^comment:[ \t]*false\b/mu.test(file.blob.text)) return "not wanted";
  const found = await read({ type: "comments", number: key.number });
  const listing = found?.facts.comments[String(key.number)];
  if (found === null || listing?.state !== "complete") return null;
  return { comments: listing.items, snapshot: found };
}

function conversation(
  key: PullRequestKey,
  { hints, snapshot, trouble }: Failed,
  read: { readonly comments: readonly Comment[]; readonly snapshot: PullRequestSnapshot } | null,
): readonly Effect[] {
  const asked = (hints.remarks ?? []).flatMap((remark) =>
    remark.of === "comment" && !remark.isDeleted ? [remark.id] : [],
  );
  const reactions = asked.map((id): Effect => ({
    type: "react",
    on: { type: "comment", id },
    reaction: "confused",
  }));
  if (read === null) return reactions;
  const own = read.comments.filter((comment) => isOwnComment(comment, read.snapshot.app));
  const mark = hasRecord(own, key, snapshot) ? (body: string) => body : markNothingRecorded;
  const about: About = { number: key.number, asked, own, trouble, mark };
  return [...reactions, ...sticky(about), ...reply(about, read)];
}

/** What is said about a pull request in trouble. */
interface About {
  readonly number: number;
  /** Comments with commands that could not be decided. */
  readonly asked: readonly number[];
  readonly own: readonly Comment[];
  readonly trouble: Trouble;
  /** Says in a comment what it is no sign of. */
  readonly mark: (body: string) => string;
}

/** May anything have been shown or decided here? Not where all that we wrote says that nothing was. */
function hasRecord(
  own: readonly Comment[],
  key: PullRequestKey,
  snapshot: PullRequestSnapshot | null,
): boolean {
  if (!own.every(({ body }) => wasNothingRecorded(body))) return true;
  const pull = snapshot === null ? null : keyPullRequest(snapshot, key);
  const named = { repositoryId: pull?.repository.id ?? 0, number: key.number };
  const checkRuns = Object.values(snapshot?.facts.checkRuns ?? {});
  return checkRuns.some((checkRun) => !onlyNames(checkRun?.text ?? "", named));
}

function sticky({ number, own, trouble, mark }: About): readonly Effect[] {
  const body = mark(renderTroubleComment(trouble.title, trouble.details));
  const existing = own.find((comment) => hasCommentMarker(comment.body));
  if (existing === undefined) return [{ type: "create-comment", number, body }];
  return existing.body.trim() === body.trim()
    ? []
    : [{ type: "update-comment", commentId: existing.id, body }];
}

/** Seconds within which one answer to commands that could not be decided is enough. */
const replyEverySeconds = 3_600;
const markerStart = "<!-- plan-gate: undecided, ";

/** One reply, to the newest of the commands; the sticky comment says the same to everybody. */
function reply(
  { number, asked, own, trouble, mark }: About,
  { comments, snapshot }: { readonly comments: readonly Comment[]; readonly snapshot: PullRequestSnapshot },
): readonly Effect[] {
  const newest = comments.findLast(({ id }) => asked.includes(id));
  const isAnswered = own.some(
    ({ body, createdAt }) =>
      lastLine(body).startsWith(markerStart) &&
      secondsBetween(createdAt, snapshot.readAt) < replyEverySeconds,
  );
  if (newest?.author?.type !== "User" || isAnswered) return [];
  const { title, details } = trouble;
  const answer = renderUndecided(newest.author.login, title, details);
  const body = mark(`${answer}\n${markerStart}${newest.id} -->\n`);
  return [{ type: "create-comment", number, body, mayExist: true }];
}
