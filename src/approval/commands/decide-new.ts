import type { Standing } from "../../pull-request/snapshot.ts";
import { decideMisplaced } from "./decide-misplaced.ts";
import { decidePress, newPresses, pressNeeds } from "./decide-press.ts";
import { decideSource, editedAnswer } from "./decide-source.ts";
import { factOf, type ApprovalFacts } from "../facts.ts";
import { type LedgerEntry, withDecided } from "../record/ledger.ts";
import { findPerson, type Speaker } from "../people/person.ts";
import { record, type Decided, type RecordProgress } from "./progress.ts";
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
    const answer = decidePress(input, press, standing, progress.entry.words);
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
    const answer = decideSource(input, source, standing, progress.entry.words);
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
