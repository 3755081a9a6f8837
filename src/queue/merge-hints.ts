import type { BranchTip, EvaluationKey, Hints, Leaver, Press, Remark } from "../pull-request/key.ts";
import type { Work } from "./work.ts";

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
 * What two requests for the same work say together. The newest head wins; the oldest previous head
 * stays, because the heads between were never evaluated; presses are kept, and the newest of each remark, branch, leaver and run.
 * That a pull request was opened with its head is not true of a newer one.
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
