import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Press } from "../../pull-request/key.ts";
import type { Need } from "../../pull-request/need.ts";
import { quote } from "../../slash-commands/quote.ts";
import type { Subject, Word } from "../approval.ts";
import { shortDigest } from "../digest.ts";
import { type ApprovalFacts, factOf, type SubjectFacts } from "../facts.ts";
import { findPerson } from "../people/person.ts";
import { emptyEntry, readLedger, type Shown } from "../record/ledger.ts";
import { withNames } from "../record/room.ts";
import { type Act, type CommandAnswer, refuse } from "./act.ts";
import { approveSubjects, stale } from "./approve.ts";
import { recordLost } from "./decide-source.ts";
import type { Refusal } from "./refusal.ts";

/** Presses of a button that were not decided yet. */
export function newPresses({ presses, entry }: ApprovalFacts): readonly Press[] {
  return presses.filter(({ deliveryId }) => !entry.presses.includes(deliveryId));
}

/** What must be read to decide a press. */
export function pressNeeds(input: ApprovalFacts, press: Press): readonly Need[] {
  const found = findPerson(input, { id: press.senderId, login: press.senderLogin });
  const people = found.state === "unread" ? found.needs : [];
  const isRead = factOf(input.facts.checkRunsById, String(press.checkRunId)) !== undefined;
  return isRead ? people : [{ type: "check-run-by-id", id: press.checkRunId }, ...people];
}

/**
 * Decides a press: it approves the text which that very check run showed to this pull request. Where its presser
 * rejected the text or took a word back, it counts only if the button was shown after that.
 * `null` for a button or a check run that is not ours: nobody gets an answer.
 */
export function decidePress(
  input: ApprovalFacts,
  press: Press,
  { standing, words }: Pick<Act, "standing" | "words">,
): CommandAnswer | null {
  const button = readButton(press.identifier);
  const shown = button === null ? [] : shownBy(input, press, button);
  if (button === null || shown.length === 0) return null;
  if (!input.config.methods.includes("button")) {
    const ways = input.config.methods.join(" or ");
    return refuse(
      "method-off",
      `The button is turned off here. Approve by ${ways} instead, as \`approval.methods\` says.`,
    );
  }
  if (input.isRecordLost) return recordLost;
  if (standing !== null && standing.account.type !== "User") {
    return refuse("bot", "A bot does not decide on plans. A person has to press the button.");
  }
  const wanted = input.subjects.filter(({ subject }) => shown.some((text) => text.subject === subject));
  if (wanted.length === 0) {
    return refuse(
      "nothing-to-approve",
      "The plan whose button you pressed is no longer changed here, so there is nothing to approve.",
    );
  }
  const act: Act = { input, words, standing, source: originOf(input, press) };
  return approveSubjects(act, { wanted, areNamed: false }, (subject) => {
    const seen = shown.find((text) => text.subject === subject.subject && text.digest !== subject.digest);
    return seen === undefined ? orderProblem(act, subject, button) : stale(subject, seen.digest);
  });
}

/** GitHub tells no time of a press, and its webhook may come late: in doubt what blocks was said last. */
function orderProblem({ words, source }: Act, text: SubjectFacts, button: Button): Refusal | null {
  const isShownAfter = button.objections === objectionsTo(text, words);
  if (isShownAfter || !hasObjected(source.personId, text, words)) return null;
  const message = `You rejected ${quote(text.subject)} or took a word on it back, and the button you pressed was older than that. Press the button that the check shows now.`;
  return { reason: "stale", message };
}

/** The texts that the check run showed last, and to which the button belongs. */
function shownBy(
  { facts, repository, pullRequest, subjects }: ApprovalFacts,
  press: Press,
  button: Button,
): readonly Shown[] {
  const checkRun = factOf(facts.checkRunsById, String(press.checkRunId)) ?? null;
  const reading = readLedger(checkRun, repository.id);
  if (reading.state !== "read") return [];
  const names = subjects.map(({ subject }) => subject);
  const entry = factOf(reading.ledger.pullRequests, String(pullRequest.number)) ?? emptyEntry;
  const all = withNames(entry, names).shown.filter(({ isUnready }) => isUnready !== true);
  const last = all.filter(
    (text, index) => !all.slice(index + 1).some(({ subject }) => subject === text.subject),
  );
  return last.filter((text) => text.digest.startsWith(button.shortDigest));
}

function originOf({ repository, readAt }: ApprovalFacts, press: Press): Act["source"] {
  return {
    method: "button",
    sourceId: press.deliveryId,
    nodeId: null,
    personId: press.senderId,
    login: press.senderLogin,
    url: `${repository.htmlUrl}/runs/${press.checkRunId}`,
    at: readAt,
  };
}

/** What a button says of itself when it is pressed. */
interface Button {
  /** Of the text it approves, 12 hex digits. */
  readonly shortDigest: string;
  /** What had been said against the text when the button was shown. */
  readonly objections: string;
}

const identifier = /^([0-9a-f]{12}):([0-9a-f]{7})$/;

/**
 * Names a button for a text, in the 20 characters that GitHub allows. GitHub tells no time of a press, so the name
 * proves what its presser had been shown: the text, and all rejections and revocations up to then.
 */
export function buttonIdentifier(subject: Subject, digest: string, words: readonly Word[]): string {
  return `${shortDigest(digest)}:${objectionsTo({ subject, digest }, words)}`;
}

/** `null` for a button of another kind. */
function readButton(name: string): Button | null {
  const [, digest, objections] = identifier.exec(name) ?? [];
  return digest === undefined || objections === undefined ? null : { shortDigest: digest, objections };
}

/** A text under one of its names. */
type Text = Pick<Word, "subject" | "digest">;

/**
 * Names what was said against a subject, and against the same text elsewhere: 7 hex digits that change with every
 * rejection and revocation.
 */
export function objectionsTo(text: Text, words: readonly Word[]): string {
  const sources = words.filter((word) => isObjection(word, text)).map(({ sourceId }) => `${sourceId}\0`);
  return bytesToHex(sha256(utf8ToBytes(sources.join("")))).slice(0, 7);
}

/** Did somebody reject a subject or the same text elsewhere, or take a word on it back? */
function hasObjected(personId: number, text: Text, words: readonly Word[]): boolean {
  return words.some((word) => word.personId === personId && isObjection(word, text));
}

function isObjection(word: Word, { subject, digest }: Text): boolean {
  const isAbout = word.subject === subject || word.digest === digest;
  return isAbout && (word.type === "reject" || word.type === "revoke");
}
