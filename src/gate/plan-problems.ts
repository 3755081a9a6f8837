import { shortDigest } from "../approval/digest.ts";
import type { Feature } from "../feature/feature.ts";
import { planPathOf } from "../feature/file-names.ts";
import type { MergedApproval, PlanProblem } from "./decision.ts";

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
    message: `Name one that is there: add the line ${example(planned)} ${place}, and take the other name out.${choice(planned)}`,
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

/** Names are of any text: a backtick would end the quotation. */
function quote(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}
