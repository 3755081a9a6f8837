import type { LedgerEntry } from "../approval/record/ledger.ts";
import type { Enforcement, Facts, PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { keptEntry } from "./carried-ledger.ts";
import type { BaseWatch } from "./carried-edits.ts";
import type { ConfigReading } from "./decide-subject.ts";
import type { FeatureReading } from "./decide-part.ts";
import { implementationTitle } from "./decide-implementation.ts";
import type { ImplementationDecision, PullRequestDecision, Obstacle } from "./decision.ts";
import type { HeadView, PullAtHead } from "./view.ts";

/** One pull request, decided but for the verdicts, which `decide.ts` draws from the obstacles. */
export interface PullRequestReading {
  readonly decision: Omit<PullRequestDecision, "verdict" | "features" | "config">;
  readonly features: readonly FeatureReading[];
  readonly config: ConfigReading | null;
  readonly obstacles: readonly Obstacle[];
  readonly entry: LedgerEntry;
  readonly baseWatch: BaseWatch;
}

/**
 * Nothing gated: no plans changed, and code has its plan. With a broken config nobody can know, so it does not pass.
 */
export function ungated(at: PullAtHead, implementation: ImplementationDecision | null): PullRequestReading {
  const broken = settingsObstacle(at.view, null, false);
  if (broken !== null) return stopped(at, broken.reason);
  const title = (implementation && implementationTitle(implementation)) ?? "No plans changed";
  const reading = stopped(at, title);
  return { ...reading, obstacles: [], decision: { ...reading.decision, implementation } };
}

/** A pull request of which little is known: not even, perhaps, its settings. */
interface UnreadPull extends Pick<PullAtHead, "snapshot" | "pull"> {
  readonly view: Pick<HeadView, "config"> | null;
}

/** Decided before anybody's word was read; the record is kept as it is. */
export function stopped({ snapshot, pull, view }: UnreadPull, reason: string): PullRequestReading {
  const entry = keptEntry(snapshot, pull);
  return {
    features: [],
    config: null,
    obstacles: [{ verdict: "failure", reason }],
    entry: { ...entry, restsOn: entry.words.length > 0 ? [] : undefined },
    baseWatch: "nothing",
    decision: {
      ...common(snapshot, pull),
      title: reason,
      reasons: [reason],
      smoke: null,
      implementation: null,
      commands: [],
      warnings: [],
      designated: [],
      comment: view?.config.comment ?? true,
      methods: [],
      requestReviewers: { users: [], teams: [] },
      reminder: null,
      record: entry.words,
      shutHeads: [],
    },
  };
}

/** Branches are named by people: one may be called `constructor`. */
function enforcementOf({ enforcement }: Facts, branch: string): Enforcement {
  const known = Object.hasOwn(enforcement, branch) ? enforcement[branch] : undefined;
  return known ?? { state: "unknown", reason: "it was not looked up" };
}

/** What is said of every pull request. */
type Common = Pick<
  PullRequestDecision,
  "number" | "htmlUrl" | "isDraft" | "baseRef" | "enforcement" | "isMerged"
>;

export function common({ facts }: PullRequestSnapshot, pull: PullRequest): Common {
  return {
    number: pull.number,
    htmlUrl: pull.htmlUrl,
    isDraft: pull.isDraft,
    baseRef: pull.baseRef,
    enforcement: enforcementOf(facts, pull.baseRef),
    isMerged: pull.isMerged,
  };
}

/** A broken config: nothing passes but its repair, in a pull request of its own. */
export function settingsObstacle(
  { gateConfig, pull }: HeadView,
  config: ConfigReading | null,
  changesFeatures: boolean,
): Obstacle | null {
  if (gateConfig.state === "valid" || (config !== null && !changesFeatures)) return null;
  const reason = `\`${gateConfig.path}\` on \`${pull.repository.defaultBranch}\` has errors; repair it in a pull request of its own`;
  return { verdict: "failure", reason };
}
