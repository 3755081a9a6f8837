import { isOnlyWaived } from "../approval/approval.ts";
import { decideWords, type WordsDecision } from "../approval/decide-words.ts";
import { type LedgerEntry, recordShown } from "../approval/record/ledger.ts";
import type { Config } from "../config/config.ts";
import type { Listing, PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import { approvalInput } from "./approval-input.ts";
import { type Carried, carriedLedger } from "./carried-ledger.ts";
import { type ConfigReading, decideConfig, type DecisionContext } from "./decide-subject.ts";
import { decideFeature } from "./decide-feature.ts";
import { decideImplementation, implementationObstacles } from "./decide-implementation.ts";
import { type FeatureReading, partName } from "./decide-part.ts";
import { decideSpec } from "./decide-spec.ts";
import { readImplementation } from "./implementation.ts";
import type { Judge } from "./judge-plan.ts";
import { listen } from "./listening.ts";
import { mergeObstacle, mergeQuestion, mergeWatch } from "./merge-outcome.ts";
import { type PullRequestDecision, type Reminder, type Obstacle, worstFirst } from "./decision.ts";
import { reminderDue } from "./reminder.ts";
import { newSettingsProblems, reviewersToAsk } from "./asked-people.ts";
import { restedTexts } from "./rested-texts.ts";
import { sizeProblem } from "./plan-problems.ts";
import { decideSmoke, smokeObstacle, readSmoke } from "./smoke.ts";
import { type Gated, readGated } from "./subjects.ts";
import { headsTakenBack, shutHeads } from "./taken-back.ts";
import { common, type PullRequestReading, settingsObstacle, stopped, ungated } from "./stopped.ts";
import { passingTitle } from "./titles.ts";
import {
  type ComparedPull,
  comparisonsOf,
  type GatedChanges,
  gatedChanges,
  hidingCommits,
  type HeadView,
  nothingChanged,
  type PullAtHead,
} from "./view.ts";

/** Reads one of the open pull requests of a head. */
export function readPullRequest(at: PullAtHead, judge?: Judge): PullRequestReading {
  const { snapshot, pull, view } = at;
  const compared = comparisonsOf(snapshot, pull);
  if (!compared) return stopped(at, "GitHub cannot compare it with its base; update the branch");
  const reading = readCompared({ ...at, compared }, judge);
  return { ...reading, baseWatch: mergeWatch(snapshot, mergeQuestion(pull, compared, view)) };
}

function readCompared(own: ComparedPull, judge?: Judge): Omit<PullRequestReading, "baseWatch"> {
  const { snapshot, pull, view, compared } = own;
  const merge = mergeObstacle(snapshot, mergeQuestion(pull, compared, view));
  const isGated = view.folders.length > 0;
  const { config } = view;
  if (hidingCommits(pull, view, compared).some((sha) => !snapshot.facts.trees[sha]))
    return listen(own, stopped(own, unreadTrees));
  const stack = { config, compared: compared.all, isGated, headSha: pull.headSha };
  const smoke = readSmoke(stack, snapshot.facts);
  const changes = isGated ? gatedChanges(snapshot, compared, view) : nothingChanged;
  const implementation =
    changes === undefined ? null : readImplementation(snapshot.facts, { pull, config, compared, changes });
  if (!isGated && smoke?.isHeld !== true && implementation?.isHeld !== true) {
    const code = implementation && decideImplementation(implementation, null);
    return listen(own, merge ? stopped(own, merge.reason) : ungated(own, code));
  }
  const refusal = refusalOf(snapshot, pull, changes);
  if (refusal !== null || changes === undefined) {
    return listen(own, stopped(own, refusal ?? unreadTrees));
  }
  const gated = readGated(changes, { smoke, implementation }, { view, facts: snapshot.facts, judge });
  return readGatedPullRequest(own, { gated, merge });
}

const unreadTrees = "GitHub did not say which files there are";

/** Bounds past which nothing is judged. */
function refusalOf(
  { facts }: PullRequestSnapshot,
  pull: PullRequest,
  changes: GatedChanges | undefined,
): string | null {
  const comments = facts.comments[String(pull.number)];
  const reviews = facts.reviews[String(pull.number)];
  return (
    excessOf("comments", comments) ??
    excessOf("reviews", reviews) ??
    (changes === undefined ? null : sizeProblem(changes, facts))
  );
}

function excessOf(what: string, list: Listing<unknown> | undefined): string | null {
  switch (list?.state) {
    case "too-many":
      return `More than ${list.limit} ${what}; go on in a new pull request`;
    case "too-long":
      return `More than ${list.limitCharacters} characters in ${what} with commands; go on in a new pull request`;
    case "complete":
    case undefined:
      return null;
  }
}

/** What is known of a pull request before anybody's word is read. */
interface Unspoken {
  readonly gated: Gated;
  /** What merging would do to gated text. */
  readonly merge: Obstacle | null;
}

function readGatedPullRequest(
  own: ComparedPull,
  { gated, merge }: Unspoken,
): Omit<PullRequestReading, "baseWatch"> {
  const { snapshot, pull, view, compared } = own;
  const carried = carriedLedger(own);
  const input = approvalInput(own, gated, carried);
  const words = decideWords(input);
  const { features, config, beyond, obstacles } = decideParts(snapshot, view, { gated, merge, words });
  const reviewers = reviewersToAsk(pull, { ...view.config, approval: input.config }, { gated, words });
  const reminder = reminderDue(snapshot, pull, { config: view.config, gated, words, obstacles });
  const checkRun = snapshot.facts.checkRuns[pull.headSha] ?? null;
  const shown = recordShown(words.entry, shownNow(gated, words, view.config), checkRun);
  const kept = withAsked(shown, reviewers, reminder);
  const shut = shutHeads(own, kept, headsTakenBack(words, input));
  const restsOn = restedTexts(snapshot, { compared, view, gated, words });
  return {
    features,
    config,
    obstacles,
    entry: { ...shut.entry, restsOn },
    decision: {
      ...common(snapshot, pull),
      title: withLoss(carried, passingTitle(features, config, beyond.implementation), obstacles),
      reasons: reasonsOf(obstacles, features, config),
      ...beyond,
      commands: words.outcomes,
      warnings: warningsOf(carried, words, newSettingsProblems(input, gated, snapshot.facts)),
      designated: words.designated,
      comment: view.config.comment,
      methods: view.config.approval.methods,
      requestReviewers: reviewers ?? nobody,
      reminder,
      record: words.entry.words,
      shutHeads: shut.checkRuns,
    },
  };
}

interface Spoken extends Unspoken {
  readonly words: WordsDecision;
}

/** What the texts, the settings and what is beyond them came to, and all that holds the merge. */
function decideParts({ facts }: PullRequestSnapshot, view: HeadView, { gated, merge, words }: Spoken) {
  const features = decideFeatures({ gated, words, facts });
  const config = decideConfig({ gated, words, facts });
  const beyond = beyondText(gated, words);
  const obstacles = worstFirst([
    settingsObstacle(view, config, features.length > 0),
    merge,
    fullness(words),
    ...[config, ...features].map((part) => part?.obstacle ?? null),
    ...beyond.obstacles,
  ]);
  return { features, config, beyond: beyond.decisions, obstacles };
}

/** Each feature behind its specification, where that is decided by itself; one without a plan is that alone. */
function decideFeatures(context: DecisionContext): readonly FeatureReading[] {
  const { features, specs } = context.gated;
  return features.flatMap((one) => {
    const spec = specs.find(({ feature }) => feature.path === one.feature.path);
    if (spec === undefined) return [decideFeature(one, context)];
    const own = decideSpec(spec, context);
    return one.change.type === "spec-only" ? [own] : [own, decideFeature(one, context)];
  });
}

function fullness({ entry }: WordsDecision): Obstacle | null {
  const reason = "More objections than the record can hold; go on in a new pull request, on a new commit";
  return entry.isFull ? { verdict: "failure", reason } : null;
}

/** What waits for more than the approval of texts: the stack, and code. */
function beyondText(gated: Gated, words: WordsDecision) {
  const smoke = gated.smoke && decideSmoke(gated.smoke, words);
  const implementation = gated.implementation && decideImplementation(gated.implementation, words);
  const ofCode = implementation ? implementationObstacles(implementation) : [];
  return { decisions: { smoke, implementation }, obstacles: [smoke && smokeObstacle(smoke), ...ofCode] };
}

const nobody = { users: [], teams: [] } as const;

function warningsOf(
  { isLost }: Carried,
  { namingProblems }: WordsDecision,
  inNewSettings: readonly string[],
): readonly string[] {
  return [...(isLost ? [lossWarning] : []), ...namingProblems, ...inNewSettings];
}

/** Notes whom we ask now, so that nobody is asked for ever. */
function withAsked(
  entry: LedgerEntry,
  reviewers: PullRequestDecision["requestReviewers"] | null,
  reminder: Reminder | null,
): LedgerEntry {
  return {
    ...entry,
    ...(reviewers && { reviewsRequested: true }),
    ...(reminder && { remindedAt: reminder.at }),
  };
}

/** What the check is to show from now on: what is ready, and what could be overridden though it is not. */
function shownNow(
  gated: Gated,
  { bySubject }: WordsDecision,
  { approval }: Config,
): Parameters<typeof recordShown>[1] {
  return gated.subjects.flatMap(({ subject, digest }) => {
    if (bySubject[subject]?.isReady === true || isOnlyWaived(subject)) return [{ subject, digest }];
    return approval.override === "off" ? [] : [{ subject, digest, isUnready: true }];
  });
}

const lossWarning =
  "Earlier decisions could not be read: the record on an earlier head is gone. Everything is asked again.";

function withLoss({ isLost }: Carried, passing: string, obstacles: readonly Obstacle[]): string {
  const title = obstacles[0]?.reason ?? passing;
  return isLost ? `Earlier decisions could not be read. ${title}` : title;
}

/** Why: what keeps the gate shut, or for each part why it does not. */
function reasonsOf(
  obstacles: readonly Obstacle[],
  features: readonly FeatureReading[],
  config: ConfigReading | null,
): readonly string[] {
  if (obstacles.length > 0) return obstacles.map(({ reason }) => reason);
  const parts = features.map(({ decision }) => `${partName(decision)}: ${decision.title}`);
  return [...parts, ...(config ? [`config: ${config.decision.title}`] : [])];
}
