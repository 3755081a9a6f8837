import type { Standing } from "../../pull-request/snapshot.ts";
import type { Answer } from "./act.ts";
import type { Method } from "../approval.ts";
import { addWords } from "../record/latest-word.ts";
import type { LedgerEntry } from "../record/ledger.ts";
import type { CommandOutcome } from "./outcome.ts";
import type { Refusal } from "./refusal.ts";
import { secondsBetween } from "../record/seconds.ts";

/** The record, and what was decided on the way to it. */
export interface Progress {
  readonly entry: LedgerEntry;
  readonly outcomes: readonly CommandOutcome[];
}

/** Whose command was decided, and what it was. */
export interface Decided {
  readonly method: Method;
  readonly sourceId: string;
  readonly personId: number;
  readonly login: string;
  readonly standing: Standing | null;
  /** ISO 8601, UTC: when it is decided. */
  readonly readAt: string;
}

const maxRepliesAnHour = 20;
const anHourSeconds = 3_600;

/** Takes an answer into the record. */
export function record(progress: Progress, decided: Decided, answer: Answer): Progress {
  if (answer.state === "refused") return recordRefusal(progress, decided, answer.refusal);
  const { method, sourceId } = decided;
  const outcome: CommandOutcome = { state: "accepted", method, sourceId, words: answer.words };
  const entry = { ...progress.entry, words: addWords(progress.entry.words, answer.words) };
  return { entry, outcomes: [...progress.outcomes, outcome] };
}

/** Answers people who can write: once a reason, and at most 20 times an hour on one pull request. */
function recordRefusal({ entry, outcomes }: Progress, decided: Decided, refusal: Refusal): Progress {
  const { standing, readAt, ...whose } = decided;
  const { reason, message } = refusal;
  const { personId, login } = whose;
  const isAnswered = entry.replies.some((reply) => reply.personId === personId && reply.reason === reason);
  const recent = entry.replies.filter(({ at }) => secondsBetween(at, readAt) < anHourSeconds);
  const canWrite = standing?.permissions.write === true;
  const shouldReply = canWrite && !isAnswered && recent.length < maxRepliesAnHour;
  const replies = shouldReply ? [...entry.replies, { personId, reason, at: readAt, login }] : entry.replies;
  const outcome: CommandOutcome = { state: "refused", ...whose, reason, message, shouldReply };
  return { entry: { ...entry, replies }, outcomes: [...outcomes, outcome] };
}
