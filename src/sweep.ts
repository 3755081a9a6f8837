import { describe, type Log } from "./log.ts";
import type { GitHub, RepositoryName } from "./github/github.ts";
import type { OpenPullRequest } from "./github/list-work.ts";
import type { Metrics } from "./monitoring/metrics.ts";
import type { EvaluationKey, Hints } from "./pull-request/key.ts";
import type { Queue } from "./queue/queue.ts";
import type { Scan, ScanScope, Work } from "./queue/work.ts";
import type { Recent, RecentFindings } from "./recent.ts";

/** What a scan works with. */
export interface ScanTools {
  readonly github: () => Promise<GitHub>;
  readonly queue: Queue;
  readonly recent: RecentFindings;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type RepositoryScan = Extract<Scan, { readonly of: "repository" }>;

/** Gated pull requests are looked at again after this: people leave without a webhook. */
const refreshAfterMs = 60 * 60_000;

/** Finds what is to be evaluated and puts it into the queue; lost webhooks heal here. */
export async function scan(work: Scan, hints: Hints, tools: ScanTools): Promise<void> {
  try {
    const added = await scanOnce(work, hints, tools);
    tools.metrics.countScan(work.of, "done");
    tools.log.info({ ...work, added }, "scanned");
  } catch (error) {
    tools.metrics.countScan(work.of, "failed");
    tools.log.warn({ ...work, ...describe(error) }, "scan failed");
    throw error;
  }
}

/** Sweeps at once and then every so often; of several replicas only one does. Returns what stops it. */
export function startSweeping(
  intervalMinutes: number,
  { queue, log }: Pick<ScanTools, "queue" | "log">,
): () => void {
  if (intervalMinutes === 0) return () => undefined;
  const intervalMs = intervalMinutes * 60_000;
  const everything: Work = { type: "scan", scan: { of: "everything", only: "stale" }, hints: {} };
  const sweep = async (): Promise<void> => {
    try {
      if (await queue.locks.claim("sweep", intervalMs * 0.9)) await queue.add(everything);
    } catch (error) {
      log.warn(describe(error), "sweep not queued");
    }
  };
  void sweep();
  const timer = setInterval(() => void sweep(), intervalMs);
  return () => {
    clearInterval(timer);
  };
}

async function scanOnce(work: Scan, hints: Hints, tools: ScanTools): Promise<number> {
  const github = await tools.github();
  switch (work.of) {
    case "everything": {
      const installations = await github.listInstallations();
      const found = installations.map(({ id }): Scan => ({
        of: "installation",
        installationId: id,
        only: work.only,
      }));
      return addScans(found, tools.queue);
    }
    case "installation": {
      const { installationId, only } = work;
      const repositories = await github.listRepositories(installationId);
      const found = repositories.map(({ owner, repo }): Scan => ({
        of: "repository",
        installationId,
        owner,
        repo,
        baseRef: null,
        headSha: null,
        only,
      }));
      return addScans(found, tools.queue);
    }
    case "repository":
      return scanRepository(work, hints, { ...tools, github: () => Promise.resolve(github) });
  }
}

async function addScans(scans: readonly Scan[], queue: Queue): Promise<number> {
  for (const found of scans) await queue.add({ type: "scan", scan: found, hints: {} });
  return scans.length;
}

async function scanRepository(work: RepositoryScan, hints: Hints, tools: ScanTools): Promise<number> {
  const { installationId, owner, repo, baseRef, headSha, only } = work;
  const at: RepositoryName = { installationId, owner, repo };
  const github = await tools.github();
  const open = await github.listOpenPullRequests(at, baseRef ?? undefined);
  const pulls = headSha === null ? open : open.filter((pull) => pull.headSha === headSha);
  const wanted = await Promise.all(
    pulls.map(async (pull): Promise<readonly Work[]> => {
      const key: EvaluationKey = { type: "pull-request", ...at, number: pull.number };
      if (!(await isWanted(key, { pull, only }, tools))) return [];
      const place = { headSha: pull.headSha, baseRef: pull.baseRef };
      return [{ type: "evaluate", key, hints: { ...place, ...hints } }];
    }),
  );
  const groups = pulls.length === 0 && headSha === null ? [] : await findMergeGroups(at, headSha, github);
  const all = [...wanted.flat(), ...groups];
  for (const found of all) await tools.queue.add(found);
  return all.length;
}

interface Candidate {
  readonly pull: OpenPullRequest;
  readonly only: ScanScope;
}

async function isWanted(key: EvaluationKey, { pull, only }: Candidate, tools: ScanTools): Promise<boolean> {
  const known = tools.recent.find(key);
  const isSameHead = known?.headSha === pull.headSha;
  switch (only) {
    case "all":
      return true;
    case "gated":
      return !isSameHead || known.isGated;
    case "stale": {
      const current = isSameHead ? known : await lookAtCheckRun(key, pull.headSha, tools);
      if (current === null || pull.updatedAt >= current.readAt) return true;
      return current.isGated && tools.now() - Date.parse(current.readAt) > refreshAfterMs;
    }
  }
}

/** What the check run says of an evaluation by an earlier process, or by another replica. */
async function lookAtCheckRun(key: EvaluationKey, headSha: string, tools: ScanTools): Promise<Recent | null> {
  const github = await tools.github();
  const checkRun = await github.findCheckRun(key, headSha);
  if (checkRun?.status !== "completed" || checkRun.completedAt === null) return null;
  const isGated = checkRun.conclusion !== "success" || checkRun.title !== "No plans changed";
  const found: Recent = { headSha, readAt: checkRun.completedAt, isGated, hasSmoke: true };
  tools.recent.keep(key, found);
  return found;
}

/** Merge groups without a verdict: GitHub's queue stands still until they have one. With a head: that one, again. */
async function findMergeGroups(
  at: RepositoryName,
  headSha: string | null,
  github: GitHub,
): Promise<readonly Work[]> {
  const groups = await github.listMergeGroups(at);
  const wanted = await Promise.all(
    groups.map(async (group): Promise<readonly Work[]> => {
      const key: EvaluationKey = { type: "merge-group", ...at, ...group, baseSha: null };
      if (headSha !== null && group.headSha !== headSha) return [];
      const checkRun = headSha === null ? await github.findCheckRun(key, group.headSha) : null;
      return checkRun?.status === "completed"
        ? []
        : [{ type: "evaluate", key, hints: { headSha: group.headSha } }];
    }),
  );
  return wanted.flat();
}
