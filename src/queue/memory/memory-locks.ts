import { LRUCache } from "lru-cache";
import type { HeldHead, Locks } from "../queue.ts";

/** How long it is remembered that a head was held, in milliseconds. */
export const quietMemoryMs = 120_000;

/** So long GitHub may take until it shows what was written, in milliseconds; then what it shows is believed. */
export const writtenMemoryMs = 30_000;

const maxRemembered = 10_000;

/** Locks within this process. */
export function createMemoryLocks(): Locks {
  const holders = new Map<string, Promise<void>>();
  const releasedAtMs = new LRUCache<string, number>({ max: maxRemembered, ttl: quietMemoryMs });
  const claimedUntilMs = new Map<string, number>();

  const holdHead = async (head: string): Promise<HeldHead> => {
    let hasWaited = false;
    for (let holder = holders.get(head); holder !== undefined; holder = holders.get(head)) {
      hasWaited = true;
      await holder;
    }
    let free: () => void = () => undefined;
    const holding = new Promise<void>((resolve) => {
      free = resolve;
    });
    holders.set(head, holding);
    const quietMs = hasWaited ? 0 : performance.now() - (releasedAtMs.get(head) ?? -Infinity);
    return {
      quietMs,
      isStillMine: () => Promise.resolve(holders.get(head) === holding),
      release: () => {
        holders.delete(head);
        releasedAtMs.set(head, performance.now());
        free();
        return Promise.resolve();
      },
    };
  };

  const claim = (name: string, forMs: number): Promise<boolean> => {
    const nowMs = performance.now();
    if ((claimedUntilMs.get(name) ?? 0) > nowMs) return Promise.resolve(false);
    claimedUntilMs.set(name, nowMs + forMs);
    return Promise.resolve(true);
  };

  return { holdHead, claim, ...createMarks() };
}

/** What was written on heads of late. */
function createMarks(): Pick<Locks, "noteWritten" | "lastWritten"> {
  const marks = new LRUCache<string, string>({ max: maxRemembered, ttl: writtenMemoryMs });
  return {
    noteWritten: (head, mark) => {
      if (mark === null) marks.delete(head);
      else marks.set(head, mark);
      return Promise.resolve();
    },
    lastWritten: (head) => Promise.resolve(marks.get(head) ?? null),
  };
}
