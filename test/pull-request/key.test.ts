import { describe, expect, test } from "vitest";
import { formatKey } from "../../src/pull-request/key.ts";
import { answerKey, isAnswered, type Need, noFacts, unanswered } from "../../src/pull-request/need.ts";
import { isOwnComment, markNothingRecorded, wasNothingRecorded } from "../../src/pull-request/own-comment.ts";
import { comment, repository } from "../gate/world.ts";

const place = { installationId: 1, owner: "Acme", repo: "Shop" };

describe("a key", () => {
  test("is named by repository and number, whatever the case", () => {
    expect(formatKey({ type: "pull-request", ...place, number: 5 })).toBe("acme/shop#5");
  });

  test("of a merge group is named by its commit", () => {
    const group = { type: "merge-group", ...place, headRef: "r", headSha: "abc", baseSha: "b" } as const;

    expect(formatKey(group)).toBe("acme/shop@abc");
  });
});

const needs: readonly (readonly [Need, string])[] = [
  [{ type: "repository" }, "repository"],
  [{ type: "pull", number: 5 }, "5"],
  [{ type: "pulls-of-head", headSha: "h" }, "h"],
  [{ type: "comparison", base: "main", head: "h" }, "main...h"],
  [{ type: "tree", commitSha: "c", folders: [] }, "c"],
  [{ type: "blob", blobId: "b" }, "b"],
  [{ type: "file", ref: "main", path: "a/b" }, "main:a/b"],
  [{ type: "check-run", headSha: "h" }, "h"],
  [{ type: "check-run-by-id", id: 3 }, "3"],
  [{ type: "comments", number: 5 }, "5"],
  [{ type: "reviews", number: 5 }, "5"],
  [{ type: "edit", nodeId: "N" }, "N"],
  [{ type: "standing", login: "Alice" }, "alice"],
  [{ type: "account", id: 4 }, "4"],
  [{ type: "membership", team: "Acme/Leads", login: "Alice" }, "acme/leads:alice"],
  [{ type: "roster", of: "team:acme/leads" }, "team:acme/leads"],
  [{ type: "enforcement", branch: "main" }, "main"],
  [{ type: "force-pushes", number: 5 }, "5"],
  [{ type: "workflow-runs", headSha: "h", path: "w" }, "h"],
];

describe("a need", () => {
  test.each(needs)("%j is answered under its key", (need, key) => {
    expect(answerKey(need)).toBe(key);
    expect(isAnswered(noFacts, need)).toBe(false);
  });

  test("is answered by null: looked, and it is not there", () => {
    expect(isAnswered({ ...noFacts, pulls: { "5": null } }, { type: "pull", number: 5 })).toBe(true);
    expect(isAnswered({ ...noFacts, repository }, { type: "repository" })).toBe(true);
  });

  test("is asked once", () => {
    const need: Need = { type: "pull", number: 5 };

    expect(unanswered(noFacts, [need, need])).toEqual([need]);
  });
});

describe("a comment of our own", () => {
  const app = { id: 1, slug: "plan-gate" };

  test("is by our bot", () => {
    expect(isOwnComment(comment(1, { id: 3, login: "Plan-Gate[bot]", type: "Bot" }, ""), app)).toBe(true);
  });

  test("is not by a person of that name, another bot, or nobody", () => {
    const person = { id: 3, login: "plan-gate[bot]", type: "User" } as const;

    expect(isOwnComment(comment(1, person, ""), app)).toBe(false);
    expect(isOwnComment(comment(1, { id: 3, login: "x[bot]", type: "Bot" }, ""), app)).toBe(false);
    expect(isOwnComment({ ...comment(1, person, ""), author: null }, app)).toBe(false);
  });

  test("says where it was written before anything was recorded, above its last line", () => {
    const marked = markNothingRecorded("**Why**\n\n<!-- plan-gate -->\n");

    expect(marked).toBe("**Why**\n\n<!-- plan-gate: nothing recorded yet -->\n<!-- plan-gate -->\n");
    expect(wasNothingRecorded(marked)).toBe(true);
    expect(wasNothingRecorded(marked.replaceAll("\n", "\r\n"))).toBe(true);
  });

  test("says so nowhere else", () => {
    const mark = "<!-- plan-gate: nothing recorded yet -->";

    expect(wasNothingRecorded("**Why**\n\n<!-- plan-gate -->\n")).toBe(false);
    expect(wasNothingRecorded(`${mark}\n\n<!-- plan-gate -->\n`)).toBe(false);
    expect(wasNothingRecorded(`“${mark}”\n<!-- plan-gate -->\n`)).toBe(false);
    expect(wasNothingRecorded(mark)).toBe(false);
    expect(wasNothingRecorded("")).toBe(false);
  });
});
