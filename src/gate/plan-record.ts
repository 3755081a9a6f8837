import { featureSubject, specSubject, type Word } from "../approval/approval.ts";
import { digestOf, type GatedFile } from "../approval/digest.ts";
import { foldPath } from "../pull-request/fold-path.ts";
import type { FeaturePlace } from "../feature/feature.ts";
import { fileNamesOf } from "../feature/file-names.ts";
import { gatedNames, type SpecGate } from "../feature/gated-path.ts";
import type { Need } from "../pull-request/need.ts";
import type { Facts, PullRequest } from "../pull-request/snapshot.ts";
import { type ComparedText, isRegular, isSpec, textDigest } from "./compared-text.ts";
import type { MergedApproval } from "./decision.ts";
import { shortName } from "../approval/record/room.ts";
import { restingApprovals } from "./merge-outcome.ts";

/** A plan as it stands at a commit of a base branch. */
export interface StandingPlan {
  readonly tipSha: string;
  readonly place: FeaturePlace;
  /** With the specification where `spec` says so. */
  readonly files: ComparedText;
  readonly spec: SpecGate;
  /** It is a specification by itself. */
  readonly isSpec?: true;
}

/** What merged pull requests tell of a plan that stands on a base. */
export type PlanRecord =
  | { readonly state: "unread"; readonly needs: readonly Need[] }
  | { readonly state: "approved"; readonly approval: MergedApproval }
  /** An administrator let the text through that stands there: nobody is known to have approved it. */
  | { readonly state: "overridden"; readonly approval: MergedApproval }
  /** The newest record approves other text than stands there now. */
  | { readonly state: "changed"; readonly approval: MergedApproval }
  /** None of the changes that were looked through came with a record. */
  | { readonly state: "none" };

/** Older changes of `plan.md` that are looked through where the newest ones have no record. */
const maxChanges = 5;

/**
 * The record of the text that stands there: sought first where `plan.md` changed last, then where the files beside it
 * did, then in older changes of the plan, each only where the one before does not tell. Only a green check of ours,
 * on the head of a merged pull request that brought one of these changes, is a record.
 */
export function planRecord(facts: Facts, plan: StandingPlan): PlanRecord {
  const isOfText = textMatcher(facts, plan);
  const { planPath, specPaths, others } = pathsOf(plan);
  const texts = unreadSpecs(facts, plan);
  for (const paths of [[planPath], [...specPaths, ...others]]) {
    const { needs, approvals } = search(facts, plan, { paths, depth: 1 });
    if (needs.length + texts.length > 0) return { state: "unread", needs: [...needs, ...texts] };
    const ofText = approvals.filter(isOfText);
    const approval = ofText.find((one) => !isOverridden(one)) ?? ofText[0];
    if (approval !== undefined) return ofThisText(approval);
  }
  const { needs, approvals } = search(facts, plan, { paths: [planPath, ...specPaths], depth: maxChanges });
  if (needs.length > 0) return { state: "unread", needs };
  const known = [...approvals, ...search(facts, plan, { paths: others, depth: 1 }).approvals];
  const last = known.toSorted(byTime).at(-1);
  if (last === undefined) return { state: "none" };
  return isOfText(last) ? ofThisText(last) : { state: "changed", approval: last };
}

/** While an override is on record it is not known whether those who approved as well were enough. */
function isOverridden({ words }: MergedApproval): boolean {
  return words.some(({ type }) => type === "override");
}

function ofThisText(approval: MergedApproval): PlanRecord {
  return { state: isOverridden(approval) ? "overridden" : "approved", approval };
}

/** The gated names of a feature, spelled as they are there: a file that is gone was changed as well. */
function pathsOf({ place, files, spec, isSpec: isAlone }: StandingPlan): {
  readonly planPath: string;
  readonly specPaths: readonly string[];
  readonly others: readonly string[];
} {
  const spelled = new Map(
    files.gated.map(({ path }) => path.split("/", 1).join("")).map((name) => [foldPath(name), name]),
  );
  const { folder, plan, spec: specName } = fileNamesOf(place);
  const pathOf = (name: string) => `${folder}/${spelled.get(foldPath(name)) ?? name}`;
  if (isAlone === true && specName !== null) return { planPath: pathOf(specName), specPaths: [], others: [] };
  const isWithSpec = spec === "with-plan" && specName !== null;
  const beside = place.form?.type === "file" ? [] : [...gatedNames("exists")];
  const others = beside.filter((name) => name !== foldPath(plan));
  return {
    planPath: pathOf(plan),
    specPaths: isWithSpec ? [pathOf(specName)] : [],
    others: others.map(pathOf),
  };
}

/** What the digest of a text with a specification takes. */
function unreadSpecs({ blobs }: Facts, { files: { gated, specName } }: StandingPlan): readonly Need[] {
  const specs = gated.filter(
    (file) => isSpec(file, specName) && isRegular(file) && blobs[file.blobId] === undefined,
  );
  return specs.map(({ blobId }) => ({ type: "blob", blobId }));
}

/** Is an approval one of the text that stands there? With a specification or without, as the config asks today. */
function textMatcher({ blobs }: Facts, { files, spec }: StandingPlan): (approval: MergedApproval) => boolean {
  const digest = textDigest(files, blobs);
  return ({ words: [{ digest: approved, files: texts }] }) =>
    approved === digest ||
    (spec === "exists" && digestOf(withoutSpec({ ...files, gated: texts })) === digest);
}

function withoutSpec({ gated, specName }: ComparedText): readonly GatedFile[] {
  return gated.filter((file) => !isSpec(file, specName));
}

interface RecordSearch {
  readonly needs: readonly Need[];
  readonly approvals: readonly MergedApproval[];
}

/** Approvals of a feature in the pull requests that brought the newest changes of the paths. */
function search(
  facts: Facts,
  plan: StandingPlan,
  { paths, depth }: { readonly paths: readonly string[]; readonly depth: number },
): RecordSearch {
  const needs: Need[] = [];
  const shas = new Set<string>();
  for (const path of paths) {
    const history = facts.pathHistories[`${plan.tipSha}:${path}`];
    if (history === undefined) needs.push({ type: "path-history", ref: plan.tipSha, path });
    for (const sha of history?.slice(0, depth) ?? []) shas.add(sha);
  }
  const pulls = new Map<number, PullRequest>();
  for (const commitSha of shas) {
    const merged = facts.mergedPulls[commitSha];
    if (merged === undefined) needs.push({ type: "merged-pulls", commitSha });
    for (const pull of merged ?? []) pulls.set(pull.number, pull);
  }
  const approvals: MergedApproval[] = [];
  for (const pull of pulls.values()) {
    if (facts.checkRuns[pull.headSha] === undefined) needs.push({ type: "check-run", headSha: pull.headSha });
    approvals.push(...approvalsIn(facts, pull, plan));
  }
  return { needs, approvals };
}

/** One for each text that was approved; of the plan alone it is none where its specification is approved with it. */
function approvalsIn(
  facts: Facts,
  pull: PullRequest,
  { place, files, spec, isSpec: isAlone }: StandingPlan,
): readonly MergedApproval[] {
  const name = isAlone === true ? specSubject(place.path) : featureSubject(place.path);
  const alone = digestOf(withoutSpec(files));
  const own = restingApprovals(facts, pull).filter(
    ({ subject, digest }) =>
      shortName(subject) === shortName(name) && (spec === "exists" || digest !== alone),
  );
  const texts = new Map<string, readonly [Word, ...Word[]]>();
  for (const word of own) texts.set(word.digest, [...(texts.get(word.digest) ?? []), word]);
  return [...texts.values()].map((words) => ({ words, pull }));
}

/** By the newest word of each. */
function byTime({ words: one }: MergedApproval, { words: other }: MergedApproval): number {
  return newestFirst(one) < newestFirst(other) ? -1 : 1;
}

function newestFirst(words: readonly Word[]): string {
  return words
    .map(({ at }) => at)
    .toSorted()
    .toReversed()
    .join(" ");
}
