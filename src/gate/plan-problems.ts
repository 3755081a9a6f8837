import { shortDigest } from "../approval/digest.ts";
import type { Feature } from "../feature/feature.ts";
import { planPathOf } from "../feature/file-names.ts";
import type { MergedApproval, PlanProblem } from "./decision.ts";
import { maxReadBytes, type Blob, type Tree } from "../pull-request/content.ts";
import { maxPlanBytes } from "../plan/reading/parse-bounds.ts";
import type { FeatureChange } from "./feature-change.ts";
import type { Texts } from "./judge-plan.ts";
import type { SpecChange } from "./spec-change.ts";
import { quote } from "../slash-commands/quote.ts";

const maxListed = 5;
const place = "in the description or in a commit's message";

/** No feature is named. `planned`: those on the base that have a plan, `null` where they could not be listed. */
export function nothingNamed(planned: readonly Feature[] | null): PlanProblem {
  return {
    title: "the code names no feature",
    message: `Say which plan it implements: add the line ${example(planned)} ${place}.${choice(planned)}`,
  };
}

/** A name that no feature bears. */
export function unknownFeature(name: string, planned: readonly Feature[] | null): PlanProblem {
  if (planned === null) {
    return {
      title: `whether there is a feature ${quote(name)} could not be found out`,
      message: "GitHub does not list all files of the base: the repository is too large for that.",
    };
  }
  return {
    title: `there is no feature ${quote(name)}`,
    message: `Where it is new, have its plan approved first. Where another is meant, add the line ${example(planned)} ${place}, and take this name out.${choice(planned)}`,
  };
}

/** A name that several features bear. */
export function ambiguousFeature(name: string, paths: readonly string[]): PlanProblem {
  const lines = paths.slice(0, maxListed).map((path) => quote(`Feature: ${path}`));
  return {
    title: `${quote(name)} names ${paths.length} features`,
    message: `Name one by its folder, and take ${quote(name)} out: add the line ${lines.join(" or ")} ${place}.`,
  };
}

/** More features than are looked up. */
export function tooMany(count: number, max: number): PlanProblem {
  return {
    title: `${count} features are named, and at most ${max} are looked up`,
    message: "Split the pull request, or name fewer.",
  };
}

/** Specified at most. */
export function notPlanned(feature: Feature, branch: string): PlanProblem {
  return {
    title: `${feature.id} has no plan yet`,
    message: `There is no ${quote(planPathOf(feature))} on ${quote(branch)}. Have a plan approved first, in a pull request of its own or in this one.`,
  };
}

/** The plan on the base is not the one that was approved. */
export function changedSince(
  { id, path }: Feature,
  { words, pull }: MergedApproval,
  branch: string,
): PlanProblem {
  const [{ digest, login, type }] = words;
  const did = type === "override" ? "overrode" : "approved";
  return {
    title: `${id}: the plan changed since it was approved`,
    message: `@${login} ${did} ${quote(shortDigest(digest))} in #${pull.number}, and ${quote(branch)} has other text. Have the plan in ${quote(path)} approved as it is now: change it in a pull request, or restore what was approved.`,
  };
}

/** The plan on the base was let through, and not approved. */
export function overridden({ id, path }: Feature, { words, pull }: MergedApproval): PlanProblem {
  const people = [
    ...new Set(words.filter(({ type }) => type === "override").map(({ login }) => `@${login}`)),
  ];
  return {
    title: `${id}: the plan was overridden, not approved`,
    message: `${people.join(" and ")} let the plan in ${quote(path)} through in #${pull.number} by an override. Have it approved with its next change, or let this code go by itself.`,
  };
}

/** Nobody is known to have approved it. */
export function unrecorded({ id, path }: Feature, branch: string): PlanProblem {
  return {
    title: `${id}: no approval of its plan is on record`,
    message: `The plan in ${quote(path)} is on ${quote(branch)}, and no pull request that brought it has an approval of this text. Have it approved in a pull request that changes it.`,
  };
}

function example(planned: readonly Feature[] | null): string {
  return quote(`Feature: ${planned?.[0]?.id ?? "F-15"}`);
}

function choice(planned: readonly Feature[] | null): string {
  if (planned === null || planned.length === 0) return "";
  const shown = planned.slice(0, maxListed).map(({ id }) => quote(id));
  const more = planned.length - shown.length;
  return ` Planned are ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}

/** More changed features than this in one pull request are not judged: the check fails. */
const maxFeatures = 50;
/** More files of changed plans than this are not read: GitHub would be asked for each of them. */
const maxFiles = 500;
/** Of all changed plans together, before and after: reading and judging them takes seconds. */
const maxTextBytes = 1024 * 1024;
/** The same in lines: what is nested costs time by the line. */
const maxTextLines = 20_000;

/** What is changed, and all that was read of the head. */
interface ReadChanges {
  readonly features: readonly { readonly change: FeatureChange }[];
  readonly specs: readonly { readonly change: SpecChange }[];
  readonly head: Tree;
}

/** Why a pull request is too large to be judged; `null` when it is not, as far as its trees and texts were read. */
export function sizeProblem({ features, specs, head }: ReadChanges, facts: Texts): string | null {
  if (features.length > maxFeatures)
    return `More than ${maxFeatures} features are changed; split the pull request`;
  const changes = features.flatMap(({ change }) => (change.type === "changed" ? [change] : []));
  const ofSpecs = specs.flatMap(({ change }) => (change.type === "changed" ? [change] : []));
  const files = [...changes.flatMap(({ head }) => head.gated), ...ofSpecs.map(({ head }) => head)];
  if (files.length > maxFiles)
    return `The changed plans have more than ${maxFiles} files; split the pull request`;
  const blobIds = new Set(files.map(({ blobId }) => blobId));
  const told = head.filter(({ blobId }) => blobIds.has(blobId)).map(({ bytes }) => bytes ?? 0);
  if (sumOf(told.filter((bytes) => bytes <= maxPlanBytes)) > maxTextBytes) return tooMuchText;
  const judged = [
    ...changes.flatMap(({ head, mergeBases }) => [head, ...mergeBases].flatMap(({ gated }) => gated)),
    ...ofSpecs.flatMap(({ head, mergeBases }) => [head, ...mergeBases.flatMap(({ gated }) => gated)]),
  ];
  return textProblem(new Set(judged.map(({ blobId }) => blobId)), facts);
}

const tooMuchText = "The changed plans have more than 1 MiB of text; split the pull request";

function textProblem(blobIds: ReadonlySet<string>, { blobs }: Texts): string | null {
  if (Object.values(blobs).some((blob) => blob?.state === "unread"))
    return "Too many of the changed files are no text to read them all; take them out, or split the pull request";
  if (readBytesOf(Object.values(blobs)) > maxReadBytes)
    return "The pull request's plans, specifications and settings have more than 4 MiB of text; split the pull request";
  return planTextProblem([...blobIds].map((blobId) => blobs[blobId]));
}

/** Why these texts of plans are too much to be judged together. */
export function planTextProblem(texts: readonly (Blob | undefined)[]): string | null {
  if (bytesOf(texts) > maxTextBytes) return tooMuchText;
  return linesOf(texts) > maxTextLines
    ? "The changed plans have more than 20,000 lines; split the pull request"
    : null;
}

/** Also of texts that are left out because there are too many: a file that is too large by itself is larger. */
function readBytesOf(blobs: readonly (Blob | undefined)[]): number {
  return sumOf(blobs.map((blob) => (blob && blob.bytes <= maxPlanBytes ? blob.bytes : 0)));
}

function bytesOf(blobs: readonly (Blob | undefined)[]): number {
  return sumOf(blobs.map((blob) => (blob?.state === "text" ? blob.bytes : 0)));
}

function linesOf(blobs: readonly (Blob | undefined)[]): number {
  return sumOf(blobs.map((blob) => (blob?.state === "text" ? blob.text.split(/\r\n|\n|\r/).length : 0)));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
