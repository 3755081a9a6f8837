import { expect, test } from "vitest";
import { noFacts } from "../../src/pull-request/need.ts";
import type { Facts, PullRequestSnapshot } from "../../src/pull-request/snapshot.ts";
import { describeCrash } from "../../src/worker/worker-error.ts";
import { answerSafely, createJudge } from "../../src/worker/core-answers.ts";

const secret = "the text of a plan";
const snapshot: PullRequestSnapshot = {
  key: { type: "pull-request", installationId: 1, owner: "o", repo: "r", number: 5 },
  hints: {},
  readAt: "2026-03-01T10:00:00Z",
  app: { id: 1, slug: "plan-gate" },
  facts: noFacts,
};
test("an error in the core is passed on without what it quotes", () => {
  const broken = {
    ...snapshot,
    get facts(): Facts {
      throw new SyntaxError(secret);
    },
  };

  expect(answerSafely({ type: "decide", snapshot: broken }, createJudge())).toEqual({
    state: "failed",
    why: "SyntaxError",
  });
});

test.each([
  [Object.assign(new Error(secret), { code: "ERR_WORKER_OUT_OF_MEMORY" }), "Error, ERR_WORKER_OUT_OF_MEMORY"],
  [Object.assign(new Error(""), { name: secret }), "Error"],
  [secret, "something that is no error"],
])("of an error only its name and its code are told", (error, expected) => {
  expect(describeCrash(error)).toBe(expected);
});
