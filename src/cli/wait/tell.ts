import type { PullRequestDecision } from "../../gate/decision.ts";
import { featureJson } from "../../render/report/check-json.ts";
import { formatJson } from "../../render/report/json.ts";
import type { Terminal } from "../../render/report/terminal.ts";
import { visibleLine } from "../../render/text/visible-text.ts";
import { checkedFeatures, objectionLines, rejections, rowsText } from "../remote/decision-text.ts";
import type { PullRequestName } from "../remote/names.ts";
import type { Ending } from "./watch.ts";

/** The end of waiting as JSON, version 1. */
export function endingJson({ owner, repo, number }: PullRequestName, ending: Ending): string {
  const decision = decisionOf(ending);
  return formatJson({
    version: 1,
    repository: `${owner}/${repo}`,
    pullRequest: number,
    headSha: ending.headSha,
    outcome: ending.state,
    title: ending.title,
    reasons: decision?.reasons ?? [],
    rejections: rejections(decision).map(({ login, reason, subject, url, at }) => ({
      login,
      reason,
      subject,
      url,
      at,
    })),
    features: checkedFeatures(decision).map(featureJson),
  });
}

/** The same for people: the verdict, why it was rejected, and what `check` would print of the rows. */
export function endingText(
  { owner, repo, number }: PullRequestName,
  ending: Ending,
  terminal: Terminal,
): string {
  const decision = decisionOf(ending);
  const how = ending.state === "time-over" ? "the time is over, still " : "";
  const title = `${owner}/${repo}#${number}: ${how}${visibleLine(ending.title, 300)}`;
  const rows = ending.state === "failing" ? rowsText(decision, terminal) : "";
  return `${[title, ...objectionLines(decision)].join("\n")}\n${rows}`;
}

function decisionOf(ending: Ending): PullRequestDecision | null {
  return ending.state === "time-over" ? null : ending.decision;
}
