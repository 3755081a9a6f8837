import { describe, type Log } from "../monitoring/log.ts";
import type { GitHub } from "../github/github.ts";
import type { Metrics } from "../monitoring/metrics.ts";
import type { Hints } from "../pull-request/key.ts";
import type { Queue } from "../queue/queue.ts";
import { workName, type Scan, type Work } from "../queue/work.ts";
import { scanRepository, type RepositoryScanTools } from "./scan-repository.ts";

/** What a scan works with. */
export interface ScanTools extends RepositoryScanTools {
  readonly github: () => Promise<GitHub>;
  readonly queue: Queue;
  /** Scans that failed and that no sweep makes up for, by name: the next one asks for them again. */
  readonly owed: Map<string, Work>;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Finds what is to be evaluated and puts it into the queue; lost webhooks heal here. */
export async function scan(work: Scan, hints: Hints, tools: ScanTools): Promise<void> {
  const asked: Work = { type: "scan", scan: work, hints };
  try {
    const added = await scanOnce(work, hints, tools);
    tools.owed.delete(workName(asked));
    tools.metrics.countScan(work.of, "done");
    tools.log.info({ ...work, added }, "scanned");
  } catch (error) {
    if (work.only !== "stale" && tools.owed.size < maxOwed) tools.owed.set(workName(asked), asked);
    tools.metrics.countScan(work.of, "failed");
    tools.log.warn({ ...work, ...describe(error) }, "scan failed");
    throw error;
  }
}

const maxOwed = 10_000;

/**
 * Sweeps at once and then every so often; of several replicas only one does, but each asks again for its own scans
 * that failed. Returns what stops it.
 */
export function startSweeping(
  intervalMinutes: number,
  { queue, owed, log }: Pick<ScanTools, "queue" | "owed" | "log">,
): () => void {
  if (intervalMinutes === 0) return () => undefined;
  const intervalMs = intervalMinutes * 60_000;
  const everything: Work = { type: "scan", scan: { of: "everything", only: "stale" }, hints: {} };
  const sweep = async (): Promise<void> => {
    try {
      for (const work of owed.values()) await queue.add(work);
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
      return addScans(found, hints, tools.queue);
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
      return addScans(found, hints, tools.queue);
    }
    case "repository":
      return scanRepository(work, hints, { github, tools });
  }
}

async function addScans(scans: readonly Scan[], hints: Hints, queue: Queue): Promise<number> {
  for (const found of scans) await queue.add({ type: "scan", scan: found, hints });
  return scans.length;
}
