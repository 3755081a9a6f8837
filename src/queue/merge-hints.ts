import type { Hints, Press } from "../pull-request/key.ts";

/**
 * What two requests for the same work say together. The newest head wins; the oldest previous head
 * stays, because the heads between were never evaluated; presses are kept, each once.
 */
export function mergeHints(older: Hints, newer: Hints): Hints {
  const previousHeadSha = older.previousHeadSha ?? newer.previousHeadSha;
  const presses = mergePresses(older.presses ?? [], newer.presses ?? []);
  return {
    ...older,
    ...newer,
    ...(previousHeadSha !== undefined && { previousHeadSha }),
    ...(presses.length > 0 && { presses }),
  };
}

function mergePresses(older: readonly Press[], newer: readonly Press[]): readonly Press[] {
  const byDelivery = new Map([...older, ...newer].map((press) => [press.deliveryId, press]));
  return [...byDelivery.values()];
}
