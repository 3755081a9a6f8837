import {
  type BranchTip,
  type EvaluationKey,
  formatKey,
  type Hints,
  type Leaver,
  type Press,
  type Remark,
} from "../pull-request/key.ts";

/** One thing to do. Equal names are one piece of work, however often it is asked for. */
export type Work =
  | { readonly type: "evaluate"; readonly key: EvaluationKey; readonly hints: Hints }
  | { readonly type: "scan"; readonly scan: Scan; readonly hints: Hints };

/** Finds what to evaluate and puts it into the queue. */
export type Scan =
  | { readonly of: "everything"; readonly only: ScanScope }
  | { readonly of: "installation"; readonly installationId: number; readonly only: ScanScope }
  | {
      readonly of: "repository";
      readonly installationId: number;
      readonly owner: string;
      readonly repo: string;
      /** Only pull requests into this branch. */
      readonly baseRef: string | null;
      /** Only pull requests with this head. */
      readonly headSha: string | null;
      readonly only: ScanScope;
    };

/** What a push does that touches nothing with the usual names of gated text; of all that apply the last. */
export type PushKind =
  /** It edits and adds files. */
  | "edited"
  /** Markdown among them, which may be a plan where the config gives plans other names. */
  | "written"
  /** It removes files, or takes their names away. */
  | "moved";

/**
 * `groups` are those of the merge queue alone. Of pull requests `stale` leaves out what has a current verdict,
 * `gated` what is known to change no plan, and a kind of push what it is known to leave as it is.
 */
export type ScanScope = "all" | "gated" | "stale" | "groups" | PushKind;

/** Names the work in the queue, in logs and in Redis. */
export function workName(work: Work): string {
  switch (work.type) {
    case "evaluate":
      return formatKey(work.key);
    case "scan":
      return scanName(work.scan);
  }
}

/** Work of one lane never delays another's for long: repositories, and what is of none. */
export function workLane(work: Work): string {
  const at = work.type === "evaluate" ? work.key : work.scan;
  return "repo" in at ? `${at.owner}/${at.repo}`.toLowerCase() : workName(work);
}

function scanName(scan: Scan): string {
  switch (scan.of) {
    case "everything":
      return `scan ${scan.only} everything`;
    case "installation":
      return `scan ${scan.only} installation ${scan.installationId}`;
    case "repository": {
      const repository = `${scan.owner}/${scan.repo}`.toLowerCase();
      return `scan ${scan.only} ${repository} base ${scan.baseRef ?? "*"} head ${scan.headSha ?? "*"}`;
    }
  }
}

/** What two requests for the same work ask for together: the newest key, and both's hints. */
export function mergeWork(older: Work, newer: Work): Work {
  const hints = mergeHints(older.hints, newer.hints);
  if (older.type !== "evaluate" || newer.type !== "evaluate") return { ...newer, hints };
  return { ...newer, key: mergeKeys(older.key, newer.key), hints };
}

/** A base that GitHub's event named stays known: a sweep names none. */
function mergeKeys(older: EvaluationKey, newer: EvaluationKey): EvaluationKey {
  if (older.type !== "merge-group" || newer.type !== "merge-group") return newer;
  return { ...newer, baseSha: newer.baseSha ?? older.baseSha };
}

/**
 * What two requests for the same work say together. The newest head wins; the oldest previous head stays, because the
 * heads between were never evaluated; presses are kept, and the newest of each remark, branch, leaver and run. That a
 * pull request was opened with its head is not true of a newer one.
 */
export function mergeHints(older: Hints, newer: Hints): Hints {
  const { isOpened, ...others } = older;
  const isSameHead = newer.headSha === undefined || newer.headSha === older.headSha;
  const previousHeadSha = older.previousHeadSha ?? newer.previousHeadSha;
  const presses = mergePresses(older.presses ?? [], newer.presses ?? []);
  const remarks = mergeRemarks(older.remarks ?? [], newer.remarks ?? []);
  const tips = mergeTips(older.tips ?? [], newer.tips ?? []);
  const leavers = mergeLeavers(older.leavers ?? [], newer.leavers ?? []);
  const endedRuns = newest(new Set([...(older.endedRuns ?? []), ...(newer.endedRuns ?? [])]));
  return {
    ...others,
    ...(isSameHead && isOpened !== undefined && { isOpened }),
    ...newer,
    ...(previousHeadSha !== undefined && { previousHeadSha }),
    ...(presses.length > 0 && { presses }),
    ...(remarks.length > 0 && { remarks }),
    ...(tips.length > 0 && { tips }),
    ...(leavers.length > 0 && { leavers }),
    ...(endedRuns.length > 0 && { endedRuns }),
  };
}

function mergeTips(older: readonly BranchTip[], newer: readonly BranchTip[]): readonly BranchTip[] {
  return [...new Map([...older, ...newer].map((tip) => [tip.branch, tip])).values()];
}

/** More at once only say again that GitHub is behind. */
const maxOfEach = 100;

function newest<Item>(items: Iterable<Item>): readonly Item[] {
  return [...items].slice(-maxOfEach);
}

function mergeLeavers(older: readonly Leaver[], newer: readonly Leaver[]): readonly Leaver[] {
  return newest(new Map([...older, ...newer].map((one) => [`${one.login} ${one.lost}`, one])).values());
}

function mergeRemarks(older: readonly Remark[], newer: readonly Remark[]): readonly Remark[] {
  const byName = new Map([...older, ...newer].map((remark) => [`${remark.of} ${remark.id}`, remark]));
  return newest(byName.values());
}

function mergePresses(older: readonly Press[], newer: readonly Press[]): readonly Press[] {
  const byDelivery = new Map([...older, ...newer].map((press) => [press.deliveryId, press]));
  return [...byDelivery.values()];
}
