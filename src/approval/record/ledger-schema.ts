import { z } from "zod";

const wholeNumber = z.int().min(0);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();
const path = z.string().min(1).max(4096);
const commitSha = z.string().regex(/^[0-9a-f]{40,64}$/);

const shown = z.strictObject({
  subject: path,
  digest,
  at: time.nullable(),
  after: time.nullable(),
  isUnready: z.literal(true).optional(),
});

const word = z.strictObject({
  type: z.enum(["approve", "reject", "revoke", "waive", "override"]),
  subject: path,
  digest,
  personId: wholeNumber,
  login: z.string().max(100),
  method: z.enum(["comment", "button", "review"]),
  sourceId: z.string().max(100),
  nodeId: z.string().max(200).nullable(),
  url: z.string().max(1000),
  at: time,
  ruleId: z.string().max(100).nullable(),
  reason: z.string().max(1000).nullable(),
  files: z.array(z.strictObject({ path, mode: z.string().max(20), blobId: z.string().max(64) })),
});

const reply = z.strictObject({
  personId: wholeNumber,
  reason: z.string().max(50),
  at: time,
  login: z.string().max(100).optional(),
});

const entry = z.strictObject({
  shown: z.array(shown),
  words: z.array(word),
  lastCommentId: wholeNumber,
  commentIds: z.array(wholeNumber).default([]),
  lastReviewId: wholeNumber.default(0),
  reviewIds: z.array(wholeNumber),
  presses: z.array(z.string().max(100)),
  replies: z.array(reply),
  previousHeadSha: commitSha.nullable(),
  lastForcePush: z.string().max(200).nullish(),
  reviewsRequested: z.boolean(),
  remindedAt: time.optional(),
  isFull: z.boolean().default(false),
  greenHeads: z.array(z.strictObject({ headSha: commitSha, texts: z.array(digest) })).default([]),
  restsOn: z.array(z.strictObject({ subject: path, digest })).optional(),
  isUngathered: z.literal(true).optional(),
  isLeftOut: z.literal(true).optional(),
});

/** The form of the record, version 1. Its size is bounded where it is read: 16 KB. */
export const ledgerSchema = z.strictObject({
  version: z.literal(1),
  repositoryId: wholeNumber,
  pullRequests: z.record(z.string().regex(/^[1-9][0-9]{0,9}$/), entry),
  isCrowded: z.literal(true).optional(),
});
