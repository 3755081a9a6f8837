import { shortDigest } from "../../approval/digest.ts";
import type { PullRequestDecision, SubjectDecision } from "../../gate/decision.ts";
import { howToApprove } from "./how-to-approve.ts";
import { historyUrl, link } from "../text/links.ts";
import type { Place } from "../text/links.ts";
import { codeSpan } from "../text/neutralize.ts";
import { quoteBlock } from "../text/quote-block.ts";
import { recordTable } from "./record.ts";

/** How to approve a text, what changed since somebody did, and who said what; blocks of Markdown. */
export function subjectBlocks(
  subject: SubjectDecision,
  pr: PullRequestDecision,
  shownAt: { readonly place: Place; readonly path: string },
): readonly string[] {
  const record = recordTable(subject, pr);
  return [
    "#### Approval",
    ...howToApprove(subject, pr),
    ...changes(subject, shownAt.place, shownAt.path),
    ...(record === null ? [] : ["#### Record", record]),
  ];
}

function changes(subject: SubjectDecision, place: Place, path: string): readonly string[] {
  if (subject.changes === null) return [];
  const { sinceDigest, sinceLogin, diff, isCut } = subject.changes;
  const since = `${codeSpan(`@${sinceLogin}`, 50)} approved ${codeSpan(shortDigest(sinceDigest))}`;
  const whole = link(isCut ? "Cut here: see all changes" : "All changes", historyUrl(place, path));
  return [`#### Changed since ${since}`, quoteBlock(diff, "diff"), `${whole}.`];
}
