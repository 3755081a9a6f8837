import { readBlock } from "./ledger-block.ts";
import { ledgerSchema } from "./ledger-schema.ts";
import { formatLedger, type Ledger, readLedger, ungatheredEntry } from "./ledger.ts";
import { makeRoom } from "./room.ts";

/** A pull request, in the repository whose record it is in. */
interface Named {
  readonly repositoryId: number;
  readonly number: number;
}

/**
 * A check run's text whose record names a pull request that came to no verdict; the same text where it does already,
 * where the record cannot be used, or where there is no room however much of it is left out.
 */
export function namePullRequest(text: string, { repositoryId, number }: Named): string {
  const reading = readLedger({ text }, repositoryId);
  if (reading.state === "unreadable" || Object.hasOwn(entriesIn(text), String(number))) return text;
  const ledger: Ledger =
    reading.state === "read" ? reading.ledger : { version: 1, repositoryId, pullRequests: {} };
  const pullRequests = { ...ledger.pullRequests, [String(number)]: ungatheredEntry };
  const block = formatLedger(makeRoom({ ...ledger, pullRequests }, new Set(Object.keys(pullRequests))));
  if (block === null) return text;
  const before = reading.state === "read" ? text.trimEnd().split("\n").slice(0, -1).join("\n") : text;
  return before.trim() === "" ? block : `${before.trimEnd()}\n\n${block}`;
}

/** Was the verdict whose record is in the text of our own check run come to with a pull request of its repository? */
export function isJudgedIn(text: string, number: number): boolean {
  const entry = entriesIn(text)[String(number)];
  return entry !== undefined && entry.isLeftOut !== true;
}

function entriesIn(text: string): Ledger["pullRequests"] {
  const block = readBlock(text);
  const record = block.state === "read" ? ledgerSchema.safeParse(block.value) : null;
  return record?.success === true ? record.data.pullRequests : {};
}

/** Does a check run's text tell no more of a pull request than that it was looked at? */
export function onlyNames(text: string, { repositoryId, number }: Named): boolean {
  const reading = readLedger({ text }, repositoryId);
  if (reading.state !== "read") return text === "";
  const entry = reading.ledger.pullRequests[String(number)];
  return entry === undefined || (entry.isUngathered === true && entry.previousHeadSha === null);
}
