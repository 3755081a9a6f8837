import { configPath } from "../config/config-path.ts";
import { GitHubError } from "../github/client/github-error.ts";
import { type Need, unanswered } from "../pull-request/need.ts";
import { type BranchTip, formatKey, type Hints, type Leaver, type Remark } from "../pull-request/key.ts";
import type { Tree, TreeEntry } from "../pull-request/content.ts";
import type { Facts, Listing, PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { HoldingWorld, World } from "../reconcile.ts";
import { keyPullRequest } from "../gate/situation.ts";

/** Milliseconds until it is looked at again, by try. Where GitHub shows no more after all of them, it is believed. */
const pausesMs = [1_000, 2_000, 5_000, 15_000];

/** What webhooks announced, and how GitHub is asked about it. */
interface Reach {
  readonly given: Hints;
  readonly attempt: number;
  /** Reads beside the evaluation. */
  readonly github: Pick<World, "read">;
}

/**
 * The same world, whose reading must include what webhooks announced: `given`. Where GitHub shows less, it is behind
 * them, and no verdict may rest on the gap: reading throws, and the queue tries again soon.
 */
export function reachHints<Held extends HoldingWorld>(world: Held, { given, attempt, github }: Reach): Held {
  return {
    ...world,
    read: async (key, hints, ask) => {
      const snapshot = await world.read(key, hints, ask);
      const pauseMs = pausesMs[attempt - 1];
      if (pauseMs === undefined) return snapshot;
      const gap = gapIn(snapshot, given) ?? (await tipGap(snapshot, given.tips ?? [], github));
      if (gap === null) return snapshot;
      throw new GitHubError(`GitHub does not show ${gap} of ${formatKey(key)} yet.`, {
        code: "behind",
        hint: "Nothing to do: it is looked at again within seconds.",
        retryable: true,
        retryAfterMs: pauseMs,
      });
    },
  };
}

/** What GitHub does not show although webhooks or its own lists announced it; `null` where nothing is missing. */
function gapIn(snapshot: PullRequestSnapshot, given: Hints): string | null {
  const { key, facts } = snapshot;
  if (key.type === "merge-group") return isUncompared(facts, key.headSha) ? "the commits" : null;
  const pull = keyPullRequest(snapshot, key);
  const isHinted = given.headSha !== undefined || given.remarks !== undefined;
  if (!pull) return isHinted ? "the pull request" : null;
  if (given.isClosing === true && pull.state === "open") return "the end";
  if (pull.isMerged) return null;
  return (
    placeGap(facts, pull, given) ??
    textGap(facts) ??
    remarksGap(facts, pull, given.remarks ?? []) ??
    leaversGap(facts, given.leavers ?? []) ??
    runsGap(facts, given.endedRuns ?? []) ??
    trailGap(facts, pull)
  );
}

/** The head was compared with a branch as it was before a push: neither the commit pushed then nor a later one. */
async function tipGap(
  snapshot: PullRequestSnapshot,
  tips: readonly BranchTip[],
  github: Pick<World, "read">,
): Promise<string | null> {
  const { key, facts } = snapshot;
  const headSha = key.type === "pull-request" ? keyPullRequest(snapshot, key)?.headSha : undefined;
  if (headSha === undefined) return null;
  for (const { branch, sha } of tips) {
    const shown = facts.comparisons[`${branch}...${headSha}`]?.baseSha ?? sha;
    if (shown === sha) continue;
    const need: Need = { type: "comparison", base: sha, head: shown };
    const ask: Parameters<World["read"]>[2] = (known) => Promise.resolve(unanswered(known.facts, [need]));
    const between = await github.read(key, {}, ask).catch(() => null);
    if (between?.facts.comparisons[`${sha}...${shown}`]?.mergeBaseSha !== sha)
      return `the push to \`${branch}\``;
  }
  return null;
}

/** GraphQL does not know a pull request that REST has: what it would tell of earlier heads is not known yet. */
function trailGap({ forcePushes }: Facts, { number }: PullRequest): string | null {
  const trail = forcePushes[String(number)];
  return trail?.isWhole === false && trail.pushes.length === 0 ? "the earlier heads" : null;
}

/** A tree names a file that is not there: no text is empty and cannot be read as well. */
function textGap({ trees, blobs, files, namedEntries }: Facts): string | null {
  const isMissing = ({ mode, blobId }: TreeEntry): boolean => {
    const blob = blobs[blobId];
    return mode !== "160000" && blob?.state === "not-utf8" && blob.bytes === 0;
  };
  const hasSettings = (tree: Tree | null | undefined) =>
    tree?.some(({ path }) => path === configPath) === true;
  const isUnshown = Object.entries(namedEntries).some(
    ([sha, tree]) => hasSettings(tree) && files[`${sha}:${configPath}`] === null,
  );
  return isUnshown || Object.values(trees).some((tree) => tree?.some(isMissing) === true) ? "a file" : null;
}

/** A head that is not the hinted one may be newer: then it mostly contains it. */
function placeGap(facts: Facts, { headSha, baseRef }: PullRequest, given: Hints): string | null {
  const hinted = given.headSha ?? headSha;
  if (hinted !== headSha) {
    const commits = Object.entries(facts.comparisons).flatMap(([range, comparison]) =>
      range.endsWith(`...${headSha}`) ? (comparison?.commits ?? []) : [],
    );
    if (!commits.some(({ sha }) => sha === hinted)) return `the head \`${hinted.slice(0, 7)}\``;
  }
  if (given.baseRef !== undefined && hinted === headSha && given.baseRef !== baseRef) return "the base";
  return isUncompared(facts, headSha) ? "the commits" : null;
}

/** Histories that share nothing look the same, and are believed after a while. */
function isUncompared({ comparisons }: Facts, headSha: string): boolean {
  return Object.entries(comparisons).some(
    ([range, comparison]) => range.endsWith(`...${headSha}`) && comparison === null,
  );
}

/** They may have what they lost from elsewhere: it is believed after a while. */
function leaversGap({ memberships, standings }: Facts, leavers: readonly Leaver[]): string | null {
  const isStillThere = leavers.some(({ login, lost }) =>
    lost === "team"
      ? Object.entries(memberships).some(([name, isMember]) => isMember && name.endsWith(`:${login}`))
      : Object.hasOwn(standings, login) && standings[login]?.permissions[lost] === true,
  );
  return isStillThere ? "who left" : null;
}

function runsGap({ workflowRuns }: Facts, endedRuns: readonly number[]): string | null {
  const runs = Object.values(workflowRuns).flatMap((found) => (found?.state === "read" ? found.runs : []));
  const isRunning = runs.some(({ id, status }) => endedRuns.includes(id) && status !== "completed");
  return isRunning ? "the end of a workflow run" : null;
}

/** Of a pull request whose conversation was read. */
function remarksGap(facts: Facts, { number }: PullRequest, remarks: readonly Remark[]): string | null {
  const comments = listed(facts.comments[String(number)]);
  const reviews = listed(facts.reviews[String(number)]);
  const isBehind = remarks.some((remark) => {
    switch (remark.of) {
      case "comment": {
        if (comments === null) return false;
        const found = comments.find(({ id }) => id === remark.id);
        if (remark.isDeleted || found === undefined) return remark.isDeleted === (found !== undefined);
        if (Date.parse(found.updatedAt) < Date.parse(remark.updatedAt)) return true;
        return remark.isEdited && facts.edits[found.nodeId]?.lastEditedAt === null;
      }
      case "line-comment":
        return facts.lineComments[String(remark.id)] === null;
      case "review": {
        const found = reviews?.find(({ id }) => id === remark.id);
        if (reviews === null) return false;
        return found === undefined || (remark.isDismissed && found.state !== "DISMISSED");
      }
    }
  });
  if (isBehind) return "a comment";
  const spoken = [...(comments ?? []), ...(reviews ?? [])];
  return spoken.some(({ nodeId }) => facts.edits[nodeId]?.isShown === false) ? "a comment" : null;
}

function listed<Item>(listing: Listing<Item> | undefined): readonly Item[] | null {
  return listing?.state === "complete" ? listing.items : null;
}
