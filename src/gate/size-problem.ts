import { maxReadBytes, type Blob, type Tree } from "../pull-request/content.ts";
import { maxPlanBytes } from "../plan/reading/parse-bounds.ts";
import type { FeatureChange } from "./feature-change.ts";
import type { Texts } from "./judge-plan.ts";
import type { SpecChange } from "./spec-change.ts";

/** More changed features than this in one pull request are not judged: the check fails. */
const maxFeatures = 50;
/** More files of changed plans than this are not read: GitHub would be asked for each of them. */
const maxFiles = 500;
/** Of all changed plans together, before and after: reading and judging them takes seconds. */
const maxTextBytes = 1024 * 1024;
/** The same in lines: what is nested costs time by the line. */
const maxTextLines = 20_000;

/** What is changed, and all that was read of the head. */
interface Changes {
  readonly features: readonly { readonly change: FeatureChange }[];
  readonly specs: readonly { readonly change: SpecChange }[];
  readonly head: Tree;
}

/** Why a pull request is too large to be judged; `null` when it is not, as far as its trees and texts were read. */
export function sizeProblem({ features, specs, head }: Changes, facts: Texts): string | null {
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
