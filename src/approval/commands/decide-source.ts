import type { Command } from "../../slash-commands/command.ts";
import { refuse, type Act, type CommandAnswer } from "./act.ts";
import type { Word } from "../approval.ts";
import { decideCommand } from "./decide-command.ts";
import { factOf, type ApprovalFacts } from "../facts.ts";
import type { Utterance } from "./source.ts";

/** To a command that was edited: whose words it holds now, nobody can tell. */
export const editedAnswer = refuse(
  "edited",
  "This comment was edited, and others can edit it too, so no command in it counts. Write the command in a new comment.",
);

/**
 * Decides a comment or a review as a whole: where one of its commands is refused, none counts.
 * `standing` was read for its author; `words` are all words before it.
 */
export function decideSource(
  input: ApprovalFacts,
  source: Utterance,
  { standing, words }: Pick<Act, "standing" | "words">,
): CommandAnswer {
  const { said } = source;
  if (source.author.type !== "User") {
    return refuse("bot", "A bot does not decide on plans. A person has to write the command.");
  }
  if (said.state === "refused") return refuse(said.reason, said.message);
  const problem = writerProblem(input, source, said.commands) ?? reviewProblem(input, source, said.commands);
  if (problem !== null) return problem;
  const act: Act = { input, words, standing, source: originOf(source) };
  return decideAll(act, said.commands);
}

/** To whatever gives something, where an earlier word of the same person may be missing. */
export const recordLost = refuse(
  "record-lost",
  "Earlier decisions on this pull request could not be read, so everything is asked again. Review the plan as it is now and approve or waive again.",
);

const noWaivers =
  "A waiver is a comment, and `approval.methods` leaves comments out here. Make the row pass: the check says what it misses.";

/** Who wrote it, and is it what they wrote? */
function writerProblem(
  input: ApprovalFacts,
  source: Utterance,
  commands: readonly Command[],
): CommandAnswer | null {
  if (source.viaApp !== null) {
    return refuse(
      "via-app",
      "This was written through an App, and an App does not decide on plans. Write the command by hand.",
    );
  }
  if (factOf(input.facts.edits, source.nodeId)?.lastEditedAt !== null) {
    return editedAnswer;
  }
  const isGiving = commands.some(({ type }) => type === "approve" || type === "waive" || type === "override");
  if (isGiving && input.isRecordLost) return recordLost;
  if (!isGiving || input.config.methods.includes(source.method)) return null;
  if (commands.some(({ type }) => type === "waive")) return refuse("method-off", noWaivers);
  const ways = input.config.methods.join(" or ");
  return refuse(
    "method-off",
    `Approving by ${source.method} is turned off here. Approve by ${ways} instead, as \`approval.methods\` says.`,
  );
}

function reviewProblem(
  { sameTextShas }: ApprovalFacts,
  { review }: Utterance,
  commands: readonly Command[],
): CommandAnswer | null {
  if (review === null) return null;
  if (review.state !== "APPROVED" || commands.some(({ type }) => type !== "approve")) {
    return refuse(
      "malformed",
      "In a review only `/approve-plan` and `/approve-spec` count, and only where the review approves. Write other commands as a comment.",
    );
  }
  if (review.commitSha !== null && sameTextShas.includes(review.commitSha)) return null;
  return refuse(
    "stale",
    "This review is about an earlier commit, with another text than is here now. Review the changes since and approve again.",
  );
}

function originOf({ method, id, nodeId, author, url, at }: Utterance): Act["source"] {
  return { method, sourceId: String(id), nodeId, personId: author.id, login: author.login, url, at };
}

/** Each command is decided by what was said before the comment; two that contradict each other refuse it. */
function decideAll(act: Act, commands: readonly Command[]): CommandAnswer {
  const words: Word[] = [];
  for (const command of commands) {
    const answer = decideCommand(act, command);
    if (answer.state === "refused") return answer;
    words.push(...answer.words);
  }
  const isContradicted = words.some((word) => words.some((other) => contradict(word, other)));
  if (!isContradicted) return { state: "accepted", words };
  return refuse(
    "contradiction",
    "The commands of this comment contradict each other. Write one of them in a comment of its own.",
  );
}

function contradict(word: Word, other: Word): boolean {
  const isJudgement = ({ type }: Word) => type !== "waive";
  return (
    isJudgement(word) && isJudgement(other) && word.subject === other.subject && word.type !== other.type
  );
}
