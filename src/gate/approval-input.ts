import type { ApprovalFacts, SubjectFacts } from "../approval/facts.ts";
import { isCommentDecided, type LedgerEntry, readLedger } from "../approval/record/ledger.ts";
import { othersIn, withNames } from "../approval/record/room.ts";
import { ownersDesignate } from "../config/owners-designate.ts";
import type { SpecGate } from "../feature/gated-path.ts";
import type { Commit, Tree } from "../pull-request/content.ts";
import type { Need } from "../pull-request/need.ts";
import type { Comment, Facts, PullRequest, PullRequestSnapshot, Review } from "../pull-request/snapshot.ts";
import { parseComment } from "../slash-commands/parse-comment.ts";
import type { Carried } from "./carried-ledger.ts";
import { candidates, configuredRosters, type Designating } from "../approval/people/lock-out.ts";
import { ownedPaths } from "../approval/people/designation.ts";
import { codeownersPaths, readCodeowners, type CodeOwners } from "../approval/people/codeowners.ts";
import { misplacedTexts } from "./misplaced-texts.ts";
import { isSettingsPath } from "./settings-path.ts";
import { askedPeople, type AskedPeople } from "./asked-people.ts";
import { absentTexts } from "./absent-texts.ts";
import { isSameText } from "./compared-text.ts";
import { changedPaths, filesOf } from "./feature-change.ts";
import { asFirstCommitted, recommitNeeds } from "./recommitted.ts";
import type { GatedText } from "./gated-text.ts";
import { itemsOf } from "./situation.ts";
import type { Gated } from "./subjects.ts";
import { commitNeeds, type Since, suspectCommits, touchingCommits } from "./touching-commits.ts";
import { commitsOfText, type Compared, type ComparedPull, type HeadView } from "./view.ts";

/** What the approval needs to know of one pull request. */
export function approvalInput(own: ComparedPull, gated: Gated, carried: Carried): ApprovalFacts {
  const { snapshot, pull, view, compared } = own;
  const { facts, app, readAt } = snapshot;
  const here = gated.subjects.map(({ subject }) => subject);
  const entry = withNames(carried.entry, here);
  const absent = absentTexts(entry, here, view.config.features);
  const people = asked(view, compared);
  const designating: Designating = {
    config: people.anybody,
    repository: pull.repository,
    pullRequest: pull,
    codeowners: codeownersOf(snapshot, compared, [...gated.subjects, ...absent]),
    subjects: gated.subjects,
    facts,
  };
  return {
    ...designating,
    ...{ absent, entry, app, readAt, policies: people.policies },
    isFirstConfig: view.gateConfig.state === "invalid" || view.gateConfig.isMissing,
    allCommits: allCommits(commitsThatCount(own)),
    touchingCommits: touching(own, { ...designating, entry }),
    hasSpecGate: view.config.spec === "approved",
    hasUnapprovable: gated.features.some(isUnapprovable),
    comments: itemsOf(facts.comments[String(pull.number)]),
    reviews: itemsOf(facts.reviews[String(pull.number)]),
    misplaced: misplacedTexts(snapshot, pull, view.config),
    presses: pressesOn(snapshot, pull),
    sameTextShas: sameTextShas(snapshot, pull, { gated, view }),
    others: othersOf(snapshot, pull, view),
    isRecordLost: carried.isLost,
  };
}

function pressesOn({ key, hints }: PullRequestSnapshot, { number }: PullRequest): ApprovalFacts["presses"] {
  const isKeys = key.type === "pull-request" && key.number === number;
  return isKeys ? (hints.presses ?? []) : [];
}

function isUnapprovable({ change }: Gated["features"][number]): boolean {
  return change.type === "failed" || change.type === "unreadable";
}

/**
 * Who may decide, read beside the texts: after a push nobody has approved yet. A comment or a press is decided first,
 * and mostly asks for nothing more.
 */
export function rostersAtOnce({ snapshot, pull, view, compared }: ComparedPull): readonly Need[] {
  const { hints } = snapshot;
  if (hints.isOpened !== true && hints.previousHeadSha === undefined) return [];
  const named = { config: asked(view, compared).anybody, repository: pull.repository, codeowners: null };
  return configuredRosters(named).map((of) => ({ type: "roster", of }));
}

/** What our record on the head keeps of other pull requests. */
function othersOf(
  { facts }: PullRequestSnapshot,
  { headSha, repository, number }: PullRequest,
  { pullRequests }: HeadView,
): ApprovalFacts["others"] {
  const reading = readLedger(facts.checkRuns[headSha] ?? null, repository.id);
  if (reading.state !== "read") return {};
  const open = new Set(pullRequests.map((pull) => String(pull.number)));
  return othersIn(reading.ledger.pullRequests, open, number);
}

/** The head, and reviewed commits whose gated text is the head's: pushes of code leave a review what it was. */
function sameTextShas(
  { facts }: PullRequestSnapshot,
  { headSha, number }: PullRequest,
  { gated, view }: { readonly gated: Gated; readonly view: HeadView },
) {
  const shas = reviewedShas(facts, number, headSha).filter((sha) => {
    const tree = facts.namedEntries[sha];
    return tree ? isSameGatedText(gated, tree, { facts, spec: view.config.spec }) : false;
  });
  return [headSha, ...shas];
}

function isSameGatedText(
  { head, features, config }: Gated,
  tree: Tree,
  { facts: { blobs }, spec }: { readonly facts: Facts; readonly spec: SpecGate },
): boolean {
  const areFeaturesSame = features.every(({ feature }) =>
    isSameText(filesOf(head, feature, spec), filesOf(tree, feature, spec), blobs),
  );
  const settings = (entries: Tree) => ({
    gated: entries.filter((entry) => config?.subject.files.some(({ path }) => path === entry.path) === true),
    specName: null,
  });
  return areFeaturesSame && isSameText(settings(head), settings(tree), blobs);
}

/** Reviews that are looked up by their commit; more are stale. */
const maxReviewed = 20;

/** Commits other than the head that were approved with a command. */
export function reviewedShas(facts: Facts, number: number, headSha: string): readonly string[] {
  const approving = itemsOf<Review>(facts.reviews[String(number)]).filter(
    ({ state, body }) => state === "APPROVED" && parseComment(body).state === "commands",
  );
  const shas = approving.flatMap(({ commitSha }) => (commitSha === null ? [] : [commitSha]));
  return [...new Set(shas)].filter((sha) => sha !== headSha).slice(-maxReviewed);
}

/** A broken config designates nobody: an admin repairs it. */
function asked({ gateConfig, config }: HeadView, compared: Compared): AskedPeople {
  if (gateConfig.state !== "valid") {
    const admins = { ...config.approval, permission: "admin" } as const;
    return { anybody: admins, policies: [admins] };
  }
  return askedPeople(config.approval, compared);
}

/** What must be read to know who of those who speak or could approve took part in gated text. */
export function writerNeeds(own: ComparedPull, input: ApprovalFacts): readonly Need[] {
  const { snapshot, view } = own;
  const globs = view.config.features;
  const commits = suspects(snapshot, commitsThatCount(own), input);
  const again = recommitNeeds(snapshot, input.pullRequest, { commits, globs });
  return [...commitNeeds(commits, globs), ...again];
}

/** Who may decide, and what they decided before. */
type RecordedDesignating = Designating & Pick<ApprovalFacts, "entry">;

/** Commits whose trees must be read, because of the people in them. */
function suspects(
  snapshot: PullRequestSnapshot,
  since: Since,
  designating: RecordedDesignating,
): readonly Commit[] {
  const { config, pullRequest, entry } = designating;
  if (config.committers === "allow") return [];
  return suspectCommits(since, {
    ids: speakers(snapshot, pullRequest, entry),
    logins: candidates(designating),
    agents: new Set(config.agents.map((address) => address.toLowerCase())),
  });
}

/** `null` where there are more than GitHub names. */
function allCommits({ commits, totalCommits }: Since): readonly Commit[] | null {
  return commits.length < totalCommits ? null : commits;
}

function touching(own: ComparedPull, designating: RecordedDesignating): readonly Commit[] | null {
  const { snapshot, pull } = own;
  const gated = gatedTextOf(own);
  const since = commitsThatCount(own);
  const suspected = suspects(snapshot, since, designating);
  const commits = touchingCommits(since, suspected, { ...snapshot.facts, gated });
  return commits && asFirstCommitted(snapshot, pull, { commits, gated });
}

/** Those whose people took part in gated text. */
function commitsThatCount(own: ComparedPull): Since {
  return commitsOfText(own.snapshot.facts, own.compared, gatedTextOf(own));
}

function gatedTextOf({ compared, view: { config } }: ComparedPull): GatedText {
  const areOwners = ownersDesignate(config.approval) || changesConfig(compared);
  return { globs: config.features, spec: config.spec, ownersDesignate: areOwners };
}

/** Then CODEOWNERS is a part of the settings: the new config may let owners designate. */
function changesConfig({ all }: Compared): boolean {
  return all.some(({ comparison }) => changedPaths(comparison).some((path) => isSettingsPath(path, false)));
}

/** Ids of everybody whose word may count. */
function speakers(
  { facts, hints }: PullRequestSnapshot,
  pull: PullRequest,
  entry: LedgerEntry,
): ReadonlySet<number> {
  const comments = itemsOf<Comment>(facts.comments[String(pull.number)]).filter(
    (comment) => !isCommentDecided(entry, comment.id) && parseComment(comment.body).state === "commands",
  );
  const reviews = itemsOf<Review>(facts.reviews[String(pull.number)]);
  const authors = [...comments, ...reviews].flatMap(({ author }) => (author ? [author.id] : []));
  const presses = (hints.presses ?? []).map((press) => press.senderId);
  return new Set([...authors, ...presses, ...entry.words.map((word) => word.personId)]);
}

/** CODEOWNERS at the tip of the default branch, where GitHub would look. */
function codeownersOf(
  { facts }: PullRequestSnapshot,
  compared: Compared,
  subjects: readonly SubjectFacts[],
): CodeOwners | null {
  const tip = compared.withDefault.comparison.baseSha;
  const files = codeownersPaths.map((path) => facts.files[`${tip}:${path}`]);
  const blob = files.find((file) => !!file)?.blob;
  if (blob?.state !== "text") return null;
  return readCodeowners(blob.text, subjects.flatMap(ownedPaths));
}
