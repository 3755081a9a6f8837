import { randomUUID } from "node:crypto";
import { mergeWork } from "../merge-hints.ts";
import { keepDeadForMs } from "../queue.ts";
import type { RedisClient } from "./redis-connection.ts";
import { readStoredRequest } from "./stored-work.ts";
import { workName, type Work } from "../work.ts";

/** Requests whose work is not done: BullMQ keeps at most the newest one's data. */
export interface RequestStore {
  readonly keep: (work: Work) => Promise<void>;
  /** All requests for the work, merged, on top of what it has. */
  readonly collect: (work: Work) => Promise<Collected>;
}

/** What was collected; forgotten once it is done. */
export interface Collected {
  readonly work: Work;
  /** Leaves what came meanwhile. */
  readonly forget: () => Promise<void>;
}

/** Where to look is soon outdated, so only the newest are kept; presses are all kept. */
const maxKept = 200;

/** Keeps requests in lists of Redis, those with presses in one of their own. */
export function createRequestStore(redis: RedisClient, prefix: string): RequestStore {
  const keysOf = (name: string) => [`${prefix}:presses-of:${name}`, `${prefix}:requests-of:${name}`] as const;
  return {
    keep: async (work) => {
      const [presses, places] = keysOf(workName(work));
      const key = work.hints.presses === undefined ? places : presses;
      // The id tells requests apart that say the same, so that each is forgotten once.
      const request = JSON.stringify({ ...work, id: randomUUID() });
      const commands = redis.multi().rpush(key, request).pexpire(key, keepDeadForMs);
      if (key === places) commands.ltrim(key, -maxKept, -1);
      await commands.exec();
    },
    collect: async (work) => {
      const lists = await Promise.all(keysOf(workName(work)).map((key) => readList(redis, key)));
      const kept = lists.flat();
      return {
        work: kept.map(({ request }) => request).reduce(mergeWork, work),
        forget: async () => {
          const commands = redis.multi();
          for (const { key, text } of kept) commands.lrem(key, 1, text);
          await commands.exec();
        },
      };
    },
  };
}

interface StoredRequest {
  readonly key: string;
  readonly text: string;
  readonly request: Work;
}

/** Oldest first; what another version wrote in a form of its own is left to that. */
async function readList(redis: RedisClient, key: string): Promise<readonly StoredRequest[]> {
  const texts = await redis.lrange(key, 0, -1);
  return texts.flatMap((text) => {
    const request = readStoredRequest(text);
    return request === null ? [] : [{ key, text, request }];
  });
}
