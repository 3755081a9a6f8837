import type { Account } from "../../pull-request/account.ts";
import type { Need } from "../../pull-request/need.ts";
import type { Standing } from "../../pull-request/snapshot.ts";
import { parseComment } from "../../slash-commands/parse-comment.ts";
import { type ApprovalFacts, factOf, type Misplaced } from "../facts.ts";
import { findPerson, type Speaker } from "../people/person.ts";
import { type LedgerEntry, withDecided } from "../record/ledger.ts";
import { refuse } from "./act.ts";
import { decidePress, newPresses, pressNeeds } from "./decide-press.ts";
import { decideSource, editedAnswer } from "./decide-source.ts";
import { type Decided, record, type RecordProgress } from "./progress.ts";
import { editedSources, newSources, sourceNeeds, type Utterance } from "./source.ts";

const maxPresses = 50;

/**
 * Decides all that was not decided before, each once and for good. Presses come first: GitHub tells no time of
 * theirs, and so a rejection or a revocation beside them wins. What cannot be decided for want of a fact waits,
 * and with it all that comes after.
 */
export function decideNew(input: ApprovalFacts): RecordProgress {
  const pressed = decidePresses(input, { entry: input.entry, outcomes: [] });
  return decideMisplaced(input, decideEdited(input, decideSources(input, pressed)));
}

function decidePresses(input: ApprovalFacts, start: RecordProgress): RecordProgress {
  return newPresses(input).reduce((progress, press) => {
    if (pressNeeds(input, press).length > 0) return progress;
    const speaker = { id: press.senderId, login: press.senderLogin };
    const standing = standingOf(input, speaker);
    const answer = decidePress(input, press, { standing, words: progress.entry.words });
    if (answer === null) return progress;
    const presses = [...progress.entry.presses, press.deliveryId].slice(-maxPresses);
    const whose: Decided = {
      method: "button",
      sourceId: press.deliveryId,
      personId: press.senderId,
      login: press.senderLogin,
      standing,
      readAt: input.readAt,
      place: placeOf(input),
    };
    return record({ ...progress, entry: { ...progress.entry, presses } }, whose, answer);
  }, start);
}

function decideSources(input: ApprovalFacts, start: RecordProgress): RecordProgress {
  let progress = start;
  for (const source of newSources(input)) {
    if (sourceNeeds(input, source).length > 0 || !isShown(input, source)) return progress;
    const standing = authorStanding(input, source);
    const answer = decideSource(input, source, { standing, words: progress.entry.words });
    const marked = { ...progress, entry: markDecided(progress.entry, source) };
    progress = record(marked, decidedIn(input, source, standing), answer);
  }
  return progress;
}

/** A comment that became a command by an edit is none; who can write is told once. */
function decideEdited(input: ApprovalFacts, start: RecordProgress): RecordProgress {
  return editedSources(input).reduce((progress, source) => {
    const standing = authorStanding(input, source);
    const isUnread = sourceNeeds(input, source).length > 0 || standing?.permissions.write !== true;
    const edit = factOf(input.facts.edits, source.nodeId);
    const isAnswered = progress.entry.replies.some(
      ({ personId, reason }) => reason === "edited" && personId === source.author.id,
    );
    if (isUnread || isAnswered || edit?.isShown !== true || edit.lastEditedAt === null) return progress;
    return record(progress, decidedIn(input, source, standing), editedAnswer);
  }, start);
}

function markDecided(entry: LedgerEntry, { method, id }: Utterance): LedgerEntry {
  switch (method) {
    case "comment":
      return withDecided(entry, { comments: [id] });
    case "review":
      return withDecided(entry, { reviews: [id] });
  }
}

/** What a list has and GitHub cannot say the edits of is not known yet: it is decided once it is. */
function isShown({ facts }: ApprovalFacts, { nodeId }: Utterance): boolean {
  return factOf(facts.edits, nodeId)?.isShown !== false;
}

function authorStanding(input: ApprovalFacts, { author }: Utterance): Standing | null {
  return author.type === "User" ? standingOf(input, author) : null;
}

function standingOf(input: ApprovalFacts, speaker: Speaker): Standing | null {
  const found = findPerson(input, speaker);
  return found.state === "read" ? found.standing : null;
}

function decidedIn(input: ApprovalFacts, source: Utterance, standing: Standing | null): Decided {
  const { method, id, author } = source;
  const whose = { method, sourceId: String(id), personId: author.id, login: author.login };
  return { ...whose, standing, readAt: input.readAt, place: placeOf(input) };
}

function placeOf({ pullRequest: { number }, others }: ApprovalFacts): Decided["place"] {
  return { number, others };
}

/** Somebody's words where no command counts, not answered yet. */
interface Unanswered extends Misplaced {
  readonly author: Account;
}

/** What must be read to know whether they get an answer. */
export function misplacedNeeds(input: ApprovalFacts): readonly Need[] {
  return unanswered(input)
    .filter(({ author }) => factOf(input.facts.standings, author.login.toLowerCase()) === undefined)
    .map(({ author }) => ({ type: "standing", login: author.login }));
}

/** Says where a command counts to those who wrote one where none does: once a person, and nothing is decided by it. */
function decideMisplaced(input: ApprovalFacts, start: RecordProgress): RecordProgress {
  return unanswered(input).reduce((progress, { id, author, place }) => {
    const standing = factOf(input.facts.standings, author.login.toLowerCase()) ?? null;
    if (standing?.permissions.write !== true || standing.account.id !== author.id) return progress;
    const whose = { sourceId: String(id), personId: author.id, login: author.login };
    const kept = { number: input.pullRequest.number, others: input.others };
    const decided = { method: "review", ...whose, standing, readAt: input.readAt, place: kept } as const;
    return record(progress, decided, refuse("misplaced", misplacedMessage(place, input.config.methods)));
  }, start);
}

function unanswered({ misplaced, entry }: ApprovalFacts): readonly Unanswered[] {
  return misplaced.flatMap((text) => {
    const { author, body } = text;
    if (author?.type !== "User" || parseComment(body).state === "none") return [];
    const isAnswered = entry.replies.some(
      ({ personId, reason }) => reason === "misplaced" && personId === author.id,
    );
    return isAnswered ? [] : [{ ...text, author }];
  });
}

function misplacedMessage(place: Misplaced["place"], methods: ApprovalFacts["config"]["methods"]): string {
  const where = place === "review" ? "in a review" : "on a line of the diff";
  const how = methods.includes("comment")
    ? "Write it as a comment in the conversation of the pull request, alone on a line."
    : `Approve by ${methods.join(" or ")} instead, as \`approval.methods\` says; other commands are comments in the conversation.`;
  return `A command ${where} does not count here. ${how}`;
}
