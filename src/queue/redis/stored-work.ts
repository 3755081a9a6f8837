import { z } from "zod";
import type { Work } from "../work.ts";

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
export function readStoredRequest(text: string): Work | null {
  return work.safeParse(JSON.parse(text)).data ?? null;
}
