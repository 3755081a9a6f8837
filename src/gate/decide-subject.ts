import type { Word } from "../approval/approval.ts";
import type { WordsDecision } from "../approval/decide-words.ts";
import type { SubjectFacts } from "../approval/facts.ts";
import { shortDigest } from "../approval/digest.ts";
import { commandName, textsOf } from "../approval/commands/targets.ts";
import type { ApprovalState } from "../approval/commands/outcome.ts";
import type { Facts } from "../pull-request/snapshot.ts";
import type { SubjectDecision } from "./decision.ts";
import type { Obstacle } from "./obstacle.ts";
import type { Gated } from "./subjects.ts";
import { maxCommits } from "./touching-commits.ts";
import { textChanges } from "./text-changes.ts";

/** A text that needs approval, and what keeps it shut; `null` when nothing does. */
export interface SubjectReading {
  readonly decision: SubjectDecision;
  readonly title: string;
  readonly verdict: Obstacle["verdict"] | null;
}

/** Where one text stands with the people who decide. A subject nobody knows waits for ever. */
export function decideSubject(
  subject: SubjectFacts,
  gated: Gated,
  words: WordsDecision,
  facts: Facts,
): SubjectReading {
  const { subject: name, digest, files } = subject;
  const said = words.bySubject[name];
  const approval: ApprovalState = said?.approval ?? {
    state: "waiting",
    approvals: [],
    minimum: 1,
    voided: [],
    lapsed: [],
    isLockedOut: false,
    areCommitsUnknown: false,
  };
  const decision: SubjectDecision = {
    subject: name,
    commandName: commandName(subject, textsOf(gated.subjects)),
    digest,
    files,
    isReady: said?.isReady ?? false,
    approval,
    waivers: said?.waivers ?? [],
    changes: approval.state === "waiting" ? textChanges(approval.voided[0], files, facts) : null,
    unknownCommitters: words.unknownCommitters,
  };
  return { decision, ...standing(approval, words.designated, digest) };
}

function standing(
  approval: ApprovalState,
  designated: readonly string[],
  digest: string,
): Pick<SubjectReading, "title" | "verdict"> {
  switch (approval.state) {
    case "approved":
      return { title: `approved by ${names(approval.approvals)} (${shortDigest(digest)})`, verdict: null };
    case "rejected":
      return { title: `rejected by ${names(approval.rejections)}`, verdict: "failure" };
    case "waiting":
      return { title: waitingTitle(approval, designated), verdict: "action_required" };
  }
}

function waitingTitle(
  approval: Extract<ApprovalState, { readonly state: "waiting" }>,
  designated: readonly string[],
): string {
  if (approval.areCommitsUnknown)
    return `more than ${maxCommits} commits, so nobody is known not to have written the plan; split the pull request`;
  if (approval.isLockedOut) return "nobody but the author could approve; the summary says how to solve it";
  const who = designated.length > 0 ? ` by ${designated.slice(0, 3).join(" or ")}` : "";
  const { approvals, minimum } = approval;
  const count = approvals.length > 0 ? ` (${approvals.length} of ${minimum})` : "";
  return `waiting for approval${who}${count}`;
}

/** `@alice and @bob`, each once. */
function names(words: readonly Word[]): string {
  return [...new Set(words.map(({ login }) => `@${login}`))].join(" and ");
}
