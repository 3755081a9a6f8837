import type { Need } from "../../pull-request/need.ts";
import { parseComment } from "../../slash-commands/parse-comment.ts";
import type { Account } from "../../pull-request/account.ts";
import { factOf, type ApprovalFacts, type Misplaced } from "../facts.ts";
import { record, type RecordProgress } from "./progress.ts";
import { refuse } from "./act.ts";

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
export function decideMisplaced(input: ApprovalFacts, start: RecordProgress): RecordProgress {
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
