import { answerEdits } from "./answer-edits.ts";
import { answerNeed, type SingleNeed } from "./answer-need.ts";
import { GitHubError } from "../client/github-error.ts";
import { mergeFacts } from "./merge-facts.ts";
import type { ReadContext } from "./read-context.ts";
import { noFacts } from "../../pull-request/answers.ts";
import { type EvaluationKey, formatKey, type Hints } from "../../pull-request/key.ts";
import { answerKey, type Need } from "../../pull-request/need.ts";
import type { Facts, PullRequestSnapshot } from "../../pull-request/snapshot.ts";

/** Says what must be read next; where it runs is not our business. */
export type Ask = (snapshot: PullRequestSnapshot) => Promise<readonly Need[]>;

const maxRounds = 12;
/** Before GitHub's first answer. */
const notRead = "1970-01-01T00:00:00Z";

/**
 * All facts that `ask` wants, round by round until it wants nothing new. Every question is asked once.
 * Throws a `GitHubError` where one of them cannot be answered.
 */
export async function readSnapshot(
  context: ReadContext,
  subject: { readonly key: EvaluationKey; readonly hints: Hints },
  ask: Ask,
): Promise<PullRequestSnapshot> {
  const asked = new Set<string>();
  let snapshot: PullRequestSnapshot = { ...subject, app: context.app, readAt: notRead, facts: noFacts };
  for (let round = 0; round <= maxRounds; round += 1) {
    const needs = takeNew(await ask(snapshot), asked);
    if (needs.length === 0) return dated(context, snapshot);
    const answers = await answerRound(context, needs);
    const readAt = context.session.newestAnswerAt() ?? notRead;
    snapshot = { ...snapshot, readAt, facts: answers.reduce(mergeFacts, snapshot.facts) };
  }
  throw new GitHubError(`Reading ${formatKey(subject.key)} did not come to an end in ${maxRounds} rounds.`, {
    code: "too-many-rounds",
    hint: "This is a fault of Plan Gate: report it with this message.",
    retryable: false,
  });
}

function takeNew(needs: readonly Need[], asked: Set<string>): readonly Need[] {
  return needs.filter((need) => {
    const name =
      need.type === "tree" ? JSON.stringify(need) : `${need.type} ${answerKey(need)}${pathOf(need)}`;
    const isNew = !asked.has(name);
    asked.add(name);
    return isNew;
  });
}

/** Runs of two workflow files on one commit are two questions. */
function pathOf(need: Need): string {
  return need.type === "workflow-runs" ? ` ${need.path}` : "";
}

async function answerRound(context: ReadContext, needs: readonly Need[]): Promise<readonly Partial<Facts>[]> {
  const singles = needs.filter((need): need is SingleNeed => need.type !== "edit");
  const nodeIds = needs.flatMap((need) => (need.type === "edit" ? need.nodeId : []));
  const [edits, ...answers] = await Promise.all([
    answerEdits(context, nodeIds),
    ...singles.map(async (need) => answerNeed(context, need)),
  ]);
  return [{ edits: Object.fromEntries(edits) }, ...answers];
}

/** Without GitHub's time nobody can say what was shown before a command. */
function dated(context: ReadContext, snapshot: PullRequestSnapshot): PullRequestSnapshot {
  if (context.session.requestCount() === 0 || context.session.newestAnswerAt() !== null) return snapshot;
  throw new GitHubError(`GitHub's answers about ${formatKey(snapshot.key)} carry no \`Date\` header.`, {
    code: "unexpected-answer",
    hint: "Check for a proxy between Plan Gate and GitHub that removes headers.",
    retryable: true,
  });
}
