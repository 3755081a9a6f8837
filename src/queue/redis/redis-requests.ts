import { randomUUID } from "node:crypto";
import { z } from "zod";
import { keepDeadForMs } from "../queue.ts";
import { mergeWork, type Work, workName } from "../work.ts";
import type { RedisClient } from "./redis-connection.ts";

/** Requests whose work is not done: BullMQ keeps at most the newest one's data. */
export interface RequestStore {
  readonly keep: (work: Work) => Promise<void>;
  /** All requests for the work, merged, on top of what it has. */
  readonly collect: (work: Work) => Promise<Collected>;
}

/** What was collected; forgotten once it is done. */
interface Collected {
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

/** Work as Redis keeps it: another version of this program may have written them. */

const at = { installationId: z.number(), owner: z.string(), repo: z.string() };

const key = z.discriminatedUnion("type", [
  z.object({ type: z.literal("pull-request"), ...at, number: z.number() }),
  z.object({
    type: z.literal("merge-group"),
    ...at,
    headRef: z.string(),
    headSha: z.string(),
    baseSha: z.string().nullable(),
  }),
]);

const press = z.object({
  deliveryId: z.string(),
  checkRunId: z.number(),
  identifier: z.string(),
  senderId: z.number(),
  senderLogin: z.string(),
});

const remark = z.discriminatedUnion("of", [
  z.object({
    of: z.literal("comment"),
    id: z.number(),
    updatedAt: z.string(),
    isEdited: z.boolean(),
    isDeleted: z.boolean(),
  }),
  z.object({ of: z.literal("review"), id: z.number(), isDismissed: z.boolean() }),
  z.object({ of: z.literal("line-comment"), id: z.number() }),
]);

const leaver = z.object({
  login: z.string(),
  lost: z.enum(["team", "triage", "write", "maintain", "admin"]),
});

const hints = z.object({
  headSha: z.string().exactOptional(),
  previousHeadSha: z.string().exactOptional(),
  baseRef: z.string().exactOptional(),
  defaultBranch: z.string().exactOptional(),
  isFork: z.boolean().exactOptional(),
  isOpened: z.boolean().exactOptional(),
  isClosing: z.boolean().exactOptional(),
  isRerun: z.boolean().exactOptional(),
  wasGated: z.boolean().exactOptional(),
  presses: z.array(press).exactOptional(),
  remarks: z.array(remark).exactOptional(),
  tips: z.array(z.object({ branch: z.string(), sha: z.string() })).exactOptional(),
  leavers: z.array(leaver).exactOptional(),
  endedRuns: z.array(z.number()).exactOptional(),
});

const only = z.enum(["all", "gated", "stale", "edited", "written", "moved", "groups"]);

const scan = z.discriminatedUnion("of", [
  z.object({ of: z.literal("everything"), only }),
  z.object({ of: z.literal("installation"), installationId: z.number(), only }),
  z.object({
    of: z.literal("repository"),
    ...at,
    baseRef: z.string().nullable(),
    headSha: z.string().nullable(),
    only,
  }),
]);

const work = z.discriminatedUnion("type", [
  z.object({ type: z.literal("evaluate"), key, hints }),
  z.object({ type: z.literal("scan"), scan, hints }),
]);

/** Throws where it is no work. */
export function readStoredWork(stored: unknown): Work {
  return work.parse(stored);
}

/** `null` where it is of a form that this version does not know. */
function readStoredRequest(text: string): Work | null {
  return work.safeParse(JSON.parse(text)).data ?? null;
}
