import { expect, test } from "vitest";
import type { Remark } from "../../src/pull-request/key.ts";
import { misplacedTexts } from "../../src/gate/misplaced-texts.ts";
import { defaultConfig } from "../../src/config/config.ts";
import type { Review } from "../../src/pull-request/snapshot.ts";
import { architect, judge, pullRequest, read, shas, standing, type World } from "./world.ts";

const review: Review = {
  id: 30,
  nodeId: "PRR_30",
  author: architect,
  body: "/approve-plan",
  state: "APPROVED",
  commitSha: shas.head,
  submittedAt: "2026-03-01T10:00:30Z",
  htmlUrl: "https://github.com/acme/shop/pull/5#pullrequestreview-30",
};
const onLine = { id: 40, number: 5, author: architect, body: "/approve-plan" };
const told: readonly Remark[] = [
  { of: "review", id: 30, isDismissed: false },
  { of: "line-comment", id: 40 },
];
const folder = ".specify/specs/f-1-x";
const world: World = {
  mergeBase: {},
  head: { [`${folder}/spec.md`]: "# Spec\n\nIt works.\n", [`${folder}/plan.md`]: "# Plan\n\nWe will see.\n" },
  config: "approval:\n  users: [alice]\n",
  hints: { remarks: told },
  reviews: [review, { ...review, id: 31 }],
  standings: { alice: standing(architect, "write") },
  answers: { "line-comment 40": onLine },
};

test("a command in a review and one on a line of the diff are answered once together", () => {
  const { pullRequests } = judge(world);

  expect(pullRequests[0]?.commands).toMatchObject([
    { state: "refused", reason: "misplaced", sourceId: "30", shouldReply: true },
    { state: "refused", reason: "misplaced", sourceId: "40", shouldReply: false },
  ]);
  expect(pullRequests[0]?.verdict).toBe("failure");
});

test("nothing of it is read where the event told of none, or of another pull request's", () => {
  const kindsIn = (changes: Partial<World>) =>
    new Set(
      read({ ...world, ...changes })
        .rounds.flat()
        .map(({ type }) => type),
    );
  const comment: Remark = { of: "comment", id: 1, updatedAt: "", isEdited: false, isDeleted: false };

  expect(kindsIn({})).toContain("line-comment");
  for (const changes of [{ hints: {} }, { hints: { remarks: [comment] } }]) {
    expect(kindsIn(changes)).not.toContain("line-comment");
    expect(kindsIn(changes)).not.toContain("reviews");
  }
});

test("what is gone, dismissed, pending or of another pull request is passed over", () => {
  const { snapshot } = read(world);
  const seen = (facts: Partial<typeof snapshot.facts>) =>
    misplacedTexts({ ...snapshot, facts: { ...snapshot.facts, ...facts } }, pullRequest, defaultConfig).map(
      ({ place }) => place,
    );
  const reviews = (state: Review["state"]) =>
    ({ "5": { state: "complete", items: [{ ...review, state }] } }) as const;

  expect(seen({})).toEqual(["review", "line-comment"]);
  expect(seen({ lineComments: { "40": null } })).toEqual(["review"]);
  expect(seen({ lineComments: { "40": { ...onLine, number: 6 } } })).toEqual(["review"]);
  expect(seen({ reviews: reviews("DISMISSED") })).toEqual(["line-comment"]);
  expect(seen({ reviews: reviews("PENDING") })).toEqual(["line-comment"]);
  expect(seen({ reviews: {} })).toEqual(["line-comment"]);
  expect(misplacedTexts(snapshot, { ...pullRequest, number: 6 }, defaultConfig)).toEqual([]);
});

test("where reviews are a way, they are no misplaced texts", () => {
  const { snapshot } = read(world);
  const config = {
    ...defaultConfig,
    approval: { ...defaultConfig.approval, methods: ["review" as const] },
  };

  expect(misplacedTexts(snapshot, pullRequest, config)).toMatchObject([{ place: "line-comment" }]);
});
