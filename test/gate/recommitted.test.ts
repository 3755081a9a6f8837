import { describe, expect, test } from "vitest";
import { asFirstCommitted, recommitNeeds } from "../../src/gate/recommitted.ts";
import type { Commit, CommitIdentity, Comparison, Tree } from "../../src/pull-request/content.ts";
import { noFacts } from "../../src/pull-request/need.ts";
import type { PullRequestSnapshot } from "../../src/pull-request/snapshot.ts";
import { facts as approvalFacts } from "../approval/world.ts";

const { pullRequest } = approvalFacts();
const path = ".specify/specs/f-15-x/plan.md";
const gated = { globs: [], ownersDesignate: false, spec: "exists" } as const;

function person(name: string, id: number | null = null): CommitIdentity {
  return {
    name,
    email: `${name}@example.org`,
    account: id === null ? null : { id, login: name, type: "User" },
  };
}

const [mona, alice, unknown] = [person("mona", 1), person("alice", 2), person("unknown")];
const webFlow: CommitIdentity = { ...person("web-flow", 3), email: "noreply@github.com" };

function commit(sha: string, committer: CommitIdentity, changes: Partial<Commit> = {}): Commit {
  return {
    sha,
    subject: "Write it",
    parentShas: ["base"],
    author: mona,
    committer,
    coAuthors: [],
    featureTrailers: [],
    ...changes,
  };
}

function tree(blobId: string): Tree {
  return [{ path, mode: "100644", blobId }];
}

/** The head is `new` by alice; `old`, by mona, was in the head `before`. */
function snapshot(
  old: Commit = commit("old", mona),
  trees: Readonly<Record<string, Tree | null>> = {},
): PullRequestSnapshot {
  const comparison: Comparison = {
    baseSha: "base",
    mergeBaseSha: "base",
    files: [],
    commits: [commit("new", alice), old],
    totalCommits: 2,
  };
  const key = { type: "pull-request", installationId: 1, owner: "octo", repo: "hello", number: 7 } as const;
  const pushes = [
    { id: "1", beforeSha: null, afterSha: "x" },
    { id: "2", beforeSha: "before", afterSha: "y" },
    { id: "3", beforeSha: "gone", afterSha: "z" },
  ];
  return {
    key,
    hints: {},
    readAt: "2026-11-26T10:00:00Z",
    app: { id: 1, slug: "plan-gate" },
    facts: {
      ...noFacts,
      forcePushes: { "7": { pushes, isWhole: true } },
      comparisons: { "main...before": comparison },
      namedEntries: { base: [], new: tree("1"), old: tree("1"), ...trees },
    },
  };
}

function committerOf(from: PullRequestSnapshot, changed = commit("new", alice)): string | undefined {
  return asFirstCommitted(from, pullRequest, { commits: [changed], gated })[0]?.committer.name;
}

describe("a commit that was there before in a replaced head", () => {
  test("is its first committer's", () => {
    expect(committerOf(snapshot())).toBe("mona");
  });

  test.each([
    ["with other bytes", snapshot(undefined, { old: tree("2") })],
    ["that cannot be read", snapshot(undefined, { old: null })],
    ["whose successor cannot be read", snapshot(undefined, { new: null })],
    ["of another author", snapshot(commit("old", mona, { author: alice }))],
    ["of an author GitHub cannot name", snapshot(commit("old", mona, { author: unknown }))],
    ["with other words", snapshot(commit("old", mona, { subject: "Write more" }))],
    ["of the same committer", snapshot(commit("old", alice))],
    ["in a head that nobody knows of", { ...snapshot(), facts: { ...snapshot().facts, forcePushes: {} } }],
    ["where nothing was read", { ...snapshot(), facts: noFacts }],
  ])("%s is not", (_, from) => {
    expect(committerOf(from)).toBe("alice");
  });

  test("counts by its address where GitHub cannot name its author", () => {
    const byUnknown = { author: unknown };

    expect(committerOf(snapshot(commit("old", unknown, byUnknown)), commit("new", alice, byUnknown))).toBe(
      "unknown",
    );
  });

  test("is not looked for where its author or GitHub's pages committed it", () => {
    expect(committerOf(snapshot(), commit("new", mona))).toBe("mona");
    expect(committerOf(snapshot(), commit("new", webFlow))).toBe("web-flow");
  });
});

describe("what must be read for it", () => {
  const needsOf = (from: PullRequestSnapshot, commits = [commit("new", alice)]) =>
    recommitNeeds(from, pullRequest, { commits, globs: [] });
  const headsIn = (needs: ReturnType<typeof recommitNeeds>) =>
    needs.flatMap((need) => (need.type === "comparison" ? need.head : []));
  /** Ten replaced heads, the newest first, of which some were read: in them the commit is alice's, or is not there. */
  const replaced = (read: Readonly<Record<string, readonly Commit[] | null>>): PullRequestSnapshot => {
    const pushes = Array.from({ length: 10 }, (_, index) => ({
      id: String(index),
      beforeSha: `head${index}`,
      afterSha: null,
    }));
    const comparisons = Object.entries(read).map(([head, commits]) => [
      `main...${head}`,
      commits && { baseSha: "base", mergeBaseSha: "base", files: [], commits, totalCommits: commits.length },
    ]);
    const forcePushes = { "7": { pushes, isWhole: true } };
    const facts = { ...noFacts, forcePushes, comparisons: Object.fromEntries(comparisons) };
    return { ...snapshot(), facts };
  };
  const byAlice = [commit("older", alice)];
  const [head0, head1, head2] = [byAlice, byAlice, byAlice];

  test("is nothing where everybody commits what they wrote", () => {
    expect(needsOf(snapshot(), [commit("new", mona)])).toEqual([]);
  });

  test("is what may be the same commit, once it was found", () => {
    expect(needsOf(snapshot())).toMatchObject([{ type: "named-entries", commitSha: "old" }]);
  });

  test("is the newest heads first, then more and more for as long as they have it by the same hand", () => {
    expect(headsIn(needsOf(replaced({})))).toEqual(["head0", "head1", "head2", "head3"]);
    expect(headsIn(needsOf(replaced({ head0, head1, head2, head3: byAlice })))).toEqual([
      "head4",
      "head5",
      "head6",
      "head7",
      "head8",
      "head9",
    ]);
    const more = { head3: byAlice, head4: byAlice, head5: byAlice, head6: byAlice, head7: byAlice };
    const all = { head0, head1, head2, ...more, head8: byAlice, head9: byAlice };
    expect(needsOf(replaced(all))).toEqual([]);
  });

  test.each([
    ["was not there yet", []],
    ["is gone", null],
  ])("is nothing behind a head that %s", (_name, head3) => {
    expect(needsOf(replaced({ head0, head1, head2, head3 }))).toEqual([]);
  });
});
