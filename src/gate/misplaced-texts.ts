import type { Misplaced } from "../approval/facts.ts";
import type { Config } from "../config/config.ts";
import type { Remark } from "../pull-request/key.ts";
import type { Need } from "../pull-request/need.ts";
import type { PullRequest, PullRequestSnapshot } from "../pull-request/snapshot.ts";

/**
 * What must be read to answer commands in reviews and on lines of the diff that the event named, once all that
 * decides is read. No verdict rests on it.
 */
export function misplacedTextNeeds(snapshot: PullRequestSnapshot, pull: PullRequest): readonly Need[] {
  return remarksAbout(snapshot, pull).flatMap(({ of, id }): readonly Need[] => {
    if (of === "line-comment") return [{ type: "line-comment", id }];
    return of === "review" ? [{ type: "reviews", number: pull.number, isForAnswer: true }] : [];
  });
}

/** Those texts, as far as no command in them counts: on lines never, in reviews where they are no method. */
export function misplacedTexts(
  snapshot: PullRequestSnapshot,
  pull: PullRequest,
  { approval }: Config,
): readonly Misplaced[] {
  const { lineComments, reviews } = snapshot.facts;
  const listing = reviews[String(pull.number)];
  const remarks = remarksAbout(snapshot, pull);
  const isTold = (of: Remark["of"], id: number) =>
    remarks.some((remark) => remark.of === of && remark.id === id);
  const submitted =
    listing?.state === "complete" && !approval.methods.includes("review") ? listing.items : [];
  return [
    ...submitted
      .filter(({ id, state }) => isTold("review", id) && state !== "DISMISSED" && state !== "PENDING")
      .map(({ id, author, body }) => ({ id, author, body, place: "review" }) as const),
    ...Object.values(lineComments)
      .filter((comment) => !!comment)
      .filter(({ id, number }) => number === pull.number && isTold("line-comment", id))
      .map(({ id, author, body }) => ({ id, author, body, place: "line-comment" }) as const),
  ];
}

function remarksAbout({ key, hints }: PullRequestSnapshot, pull: PullRequest): readonly Remark[] {
  const isKeys = key.type === "pull-request" && key.number === pull.number;
  return isKeys ? (hints.remarks ?? []) : [];
}
