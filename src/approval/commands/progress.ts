import type { Standing } from "../../pull-request/snapshot.ts";
import type { CommandAnswer } from "./act.ts";
import { isGiving, type Method } from "../approval.ts";
import { addWords } from "../record/latest-word.ts";
import type { LedgerEntry } from "../record/ledger.ts";
import type { CommandOutcome } from "./outcome.ts";
import type { Refusal } from "./refusal.ts";
import { hasRoomToGive, type RecordPlace, withRoomForObjections } from "../record/room.ts";
import { secondsBetween } from "../record/seconds.ts";

/** The record, and what was decided on the way to it. */
export interface RecordProgress {
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
  readonly place: RecordPlace;
}

const maxRepliesAnHour = 20;
const anHourSeconds = 3_600;
/** Answers that are remembered, so that they are given once. */
const maxReplies = 100;

/** Takes an answer into the record; what gives something only where room is left for objections. */
export function record(progress: RecordProgress, decided: Decided, answer: CommandAnswer): RecordProgress {
  if (answer.state === "refused") return recordRefusal(progress, decided, answer.refusal);
  const { method, sourceId, place } = decided;
  const { words } = answer;
  const entry = { ...progress.entry, words: addWords(progress.entry.words, words) };
  if (words.some(isGiving) && !hasRoomToGive(entry, place))
    return recordRefusal(progress, decided, noRoom(place));
  const outcome: CommandOutcome = { state: "accepted", method, sourceId, words };
  return { entry: withRoomForObjections(entry, place), outcomes: [...progress.outcomes, outcome] };
}

function noRoom({ others }: RecordPlace): Refusal {
  const numbers = Object.keys(others).map((number) => `#${number}`);
  const wayOut =
    numbers.length > 0
      ? `The head is shared with ${numbers.join(", ")}: push a commit, so that this pull request has one of its own, and write the command again.`
      : "Split the pull request, so that fewer texts are decided on together.";
  const message = `The check keeps the decisions of a head in 16 KB and has no room left for this one. ${wayOut}`;
  return { reason: "record-full", message };
}

/** Answers people who can write: once a reason, and at most 20 times an hour on one pull request. */
function recordRefusal(
  { entry, outcomes }: RecordProgress,
  decided: Decided,
  refusal: Refusal,
): RecordProgress {
  const { standing, readAt, method, sourceId, personId, login } = decided;
  const { reason, message } = refusal;
  const isAnswered = entry.replies.some((reply) => reply.personId === personId && reply.reason === reason);
  const recent = entry.replies.filter(({ at }) => secondsBetween(at, readAt) < anHourSeconds);
  const canWrite = standing?.permissions.write === true;
  const shouldReply = canWrite && !isAnswered && recent.length < maxRepliesAnHour;
  const replies = shouldReply ? [...entry.replies, { personId, reason, at: readAt, login }] : entry.replies;
  const outcome: CommandOutcome = {
    ...{ state: "refused", method, sourceId, personId, login },
    ...{ reason, message, shouldReply },
  };
  return { entry: { ...entry, replies: replies.slice(-maxReplies) }, outcomes: [...outcomes, outcome] };
}
