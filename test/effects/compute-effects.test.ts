import { noFacts } from "../../src/pull-request/need.ts";
import { describe, expect, test } from "vitest";
import type { Ledger, Reply } from "../../src/approval/record/ledger.ts";
import { emptyEntry, formatLedger, readLedger } from "../../src/approval/record/ledger.ts";
import type { CommandOutcome } from "../../src/approval/commands/outcome.ts";
import { computeEffects } from "../../src/effects/compute-effects.ts";
import type { CheckRunContent, Effect } from "../../src/effects/effect.ts";
import type { Decision, PullRequestDecision, ShutHead } from "../../src/gate/decision.ts";
import type {
  Comment,
  Facts,
  OwnCheckRun,
  PullRequest,
  PullRequestSnapshot,
} from "../../src/pull-request/snapshot.ts";
import { renderStickyComment } from "../../src/render/comment/comment.ts";
import {
  decision,
  digest,
  feature,
  findings,
  folder,
  headSha,
  judged,
  pullRequest,
  repository,
  subject,
  word,
} from "../render/example.ts";

const pull: PullRequest = {
  number: 12,
  nodeId: "PR_12",
  title: "Plan the stack",
  state: "open",
  isMerged: false,
  isDraft: false,
  author: null,
  headSha,
  headRef: "f-15",
  headRepositoryId: 7,
  baseRef: "main",
  htmlUrl: "https://github.com/acme/stack/pull/12",
  repository,
  requestedReviewers: [],
  requestedTeams: [],
  featureTrailers: [],
};

const pullFacts: Facts = { ...noFacts, pulls: { "12": pull } };

function snapshot(facts: Partial<Facts> = {}): PullRequestSnapshot {
  return {
    key: { type: "pull-request", installationId: 1, owner: "acme", repo: "stack", number: 12 },
    hints: {},
    readAt: "2026-03-02T10:00:00Z",
    app: { id: 99, slug: "plan-gate" },
    facts: { ...pullFacts, ...facts },
  };
}

/** The check run as GitHub has it after a write. */
function written(content: CheckRunContent, changes: Partial<OwnCheckRun> = {}): OwnCheckRun {
  return {
    id: 500,
    headSha: content.headSha,
    status: content.status,
    conclusion: content.conclusion,
    startedAt: "2026-03-02T09:00:00Z",
    completedAt: "2026-03-02T09:00:05Z",
    title: content.title,
    summary: content.summary,
    text: content.text,
    annotationsCount: content.annotations.length,
    externalId: content.externalId,
    olderUnfinished: [],
    ...changes,
  };
}

function contentOf(effects: readonly Effect[]): CheckRunContent {
  const [effect] = effects;
  if (effect?.type !== "create-check-run" && effect?.type !== "update-check-run")
    throw new Error("the first effect is no check run");
  return effect.content;
}

function comment(body: string, changes: Partial<Comment> = {}): Comment {
  return {
    id: 900,
    nodeId: "IC_900",
    author: { id: 41, login: "plan-gate[bot]", type: "Bot" },
    body,
    createdAt: "2026-03-02T09:00:06Z",
    updatedAt: "2026-03-02T09:00:06Z",
    viaApp: "plan-gate",
    htmlUrl: "https://github.com/acme/stack/pull/12#issuecomment-900",
    ...changes,
  };
}

function comments(...items: readonly Comment[]): Partial<Facts> {
  return { comments: { "12": { state: "complete", items } } };
}

const shownLedger: Ledger = {
  version: 1,
  repositoryId: 7,
  pullRequests: { "12": { ...emptyEntry, shown: [{ subject: folder, digest, at: null, after: null }] } },
};

describe("the check run", () => {
  test("is created where there is none, with verdict, button, annotations and ledger", () => {
    const effects = computeEffects(snapshot(), decision(pullRequest(), { ledger: shownLedger }));

    expect(effects.map(({ type }) => type)).toEqual(["create-check-run"]);
    const content = contentOf(effects);
    expect(content).toMatchObject({
      headSha,
      status: "completed",
      conclusion: "action_required",
      title: "F-15: waiting for approval by @acme/architects",
    });
    expect(content.actions).toHaveLength(1);
    expect(content.annotations).toHaveLength(1);
    expect(content.externalId).toMatch(/^[0-9a-f]{64}$/);
    expect(readLedger(written(content), 7)).toMatchObject({ state: "read" });
  });

  test("is left alone where it shows the decision already", () => {
    const decided = decision(pullRequest(), { ledger: shownLedger });
    const checkRun = written(contentOf(computeEffects(snapshot(), decided)));

    expect(computeEffects(snapshot({ checkRuns: { [headSha]: checkRun } }), decided)).toEqual([]);
  });

  test("is left alone whatever follows its fingerprint, and written where there is none", () => {
    const decided = decision(pullRequest(), { ledger: shownLedger });
    const content = contentOf(computeEffects(snapshot(), decided));
    const effectsAfter = (externalId: string | null) =>
      computeEffects(snapshot({ checkRuns: { [headSha]: written(content, { externalId }) } }), decided);

    expect(effectsAfter(`${content.externalId}:1.0.0:1772445600:${headSha}`)).toEqual([]);
    expect(effectsAfter(null)).toMatchObject([{ type: "update-check-run" }]);
  });

  test("is left alone where only the time of showing became known since", () => {
    const checkRun = written(
      contentOf(computeEffects(snapshot(), decision(pullRequest(), { ledger: shownLedger }))),
    );
    const resolved = { subject: folder, digest, at: checkRun.completedAt, after: null };
    const ledger = { ...shownLedger, pullRequests: { "12": { ...emptyEntry, shown: [resolved] } } };

    expect(
      computeEffects(snapshot({ checkRuns: { [headSha]: checkRun } }), decision(pullRequest(), { ledger })),
    ).toEqual([]);
  });

  test("is written where the time of showing has to be kept, since GitHub does not tell it again", () => {
    const checkRun = written(
      contentOf(computeEffects(snapshot(), decision(pullRequest(), { ledger: shownLedger }))),
    );
    const resolved = { subject: folder, digest, at: "2026-03-02T10:00:00Z", after: null };
    const ledger = { ...shownLedger, pullRequests: { "12": { ...emptyEntry, shown: [resolved] } } };

    const effects = computeEffects(
      snapshot({ checkRuns: { [headSha]: checkRun } }),
      decision(pullRequest(), { ledger }),
    );

    expect(effects.map(({ type }) => type)).toEqual(["update-check-run"]);
  });

  test("is updated where the verdict changed, without annotations that it has", () => {
    const checkRun = written(contentOf(computeEffects(snapshot(), decision())));
    const approved = pullRequest({ verdict: "success", title: "Approved by @alice (3f2a91c04b7e)" });

    const [effect] = computeEffects(snapshot({ checkRuns: { [headSha]: checkRun } }), decision(approved));

    expect(effect).toMatchObject({
      type: "update-check-run",
      checkRunId: 500,
      content: { conclusion: "success", annotations: [] },
    });
  });

  test("gets the annotations that it lacks", () => {
    const checkRun = written(contentOf(computeEffects(snapshot(), decision())), {
      annotationsCount: 0,
      externalId: "other",
    });

    expect(
      contentOf(computeEffects(snapshot({ checkRuns: { [headSha]: checkRun } }), decision())).annotations,
    ).toHaveLength(1);
  });

  test.each([
    ["somebody asked for it again", { status: "queued", conclusion: null }],
    ["GitHub called it stale", { conclusion: "stale" }],
  ] as const)("is written again where %s", (_, changes) => {
    const checkRun = written(contentOf(computeEffects(snapshot(), decision())), changes);

    expect(
      computeEffects(snapshot({ checkRuns: { [headSha]: checkRun } }), decision()).map(({ type }) => type),
    ).toEqual(["update-check-run"]);
  });

  test("is written again where somebody asked for a re-run: GitHub shows it as begun", () => {
    const checkRun = written(contentOf(computeEffects(snapshot(), decision())));
    const rerun = { ...snapshot({ checkRuns: { [headSha]: checkRun } }), hints: { isRerun: true } };

    expect(computeEffects(rerun, decision()).map(({ type }) => type)).toEqual(["update-check-run"]);
  });

  test("beside older ones that never ended has them ended as failed, until GitHub shows that", () => {
    const checkRun = written(contentOf(computeEffects(snapshot(), decision())), {
      olderUnfinished: [40, 41],
    });

    const effects = computeEffects(snapshot({ checkRuns: { [headSha]: checkRun } }), decision());

    expect(effects).toMatchObject(
      [40, 41].map((checkRunId) => ({
        type: "update-check-run",
        checkRunId,
        content: {
          headSha,
          status: "completed",
          conclusion: "failure",
          title: "A newer run of this check has the verdict",
          summary: "Two runs of this check began on this commit. Only the newest one counts.",
        },
      })),
    );
  });

  test("is shut, and keeps the record that it has, where the record outgrows its room", () => {
    const ledger: Ledger = {
      ...shownLedger,
      pullRequests: {
        "12": {
          ...emptyEntry,
          words: Array.from({ length: 3_000 }, (_, index) =>
            word({
              personId: index * 7_919,
              digest: String(index * 104_729).padStart(64, "0"),
              reason: `${index * 31} ${index * 17}`,
            }),
          ),
        },
      },
    };
    const passing = pullRequest({ verdict: "success", title: "Approved by @alice" });
    const checkRun = written(contentOf(computeEffects(snapshot(), decision())));

    expect(formatLedger(ledger)).toBeNull();
    const first = contentOf(computeEffects(snapshot(), decision(passing, { ledger })));
    const again = contentOf(
      computeEffects(snapshot({ checkRuns: { [headSha]: checkRun } }), decision(passing, { ledger })),
    );
    expect(first).toMatchObject({
      conclusion: "failure",
      title: "The record of decisions is too long to keep",
      text: "",
      actions: [],
    });
    expect(first.summary).toBe(
      "The check run has room for 16 KB of decisions, and the pull requests with this head have more. Push a commit to each, so that it has a head of its own.",
    );
    expect(again.text).toBe(checkRun.text);
    const commanded = { ...passing, commands: [accepted("101")] };
    const effects = computeEffects(snapshot(), decision(commanded, { ledger }));
    expect(effects.map(({ type }) => type)).not.toContain("react");
  });

  test("shuts green checks of earlier heads, behind the verdict, and keeps their records", () => {
    const earlier = written(contentOf(computeEffects(snapshot(), decision())));
    const checkRun = { ...earlier, id: 77, headSha: "e".repeat(40), conclusion: "success" };
    const shutting = (...shutHeads: readonly ShutHead[]) =>
      computeEffects(snapshot(), decision(pullRequest({ shutHeads })));
    const effects = shutting({ checkRun, isOutgrown: false });

    expect(effects[0]?.type).toBe("create-check-run");
    expect(effects[1]).toMatchObject({
      type: "update-check-run",
      checkRunId: 77,
      isOfEarlierHead: true,
      content: {
        headSha: "e".repeat(40),
        conclusion: "failure",
        title: "The approval was taken back on a later commit of #12",
        summary:
          "What this check rested on was rejected, revoked, lapsed or is not enough any more. Go on with the newest commit of #12; should it come back to this one, the check judges it anew.",
        text: earlier.text,
        actions: [],
      },
    });
    const bare = shutting({ checkRun: { ...checkRun, text: null }, isOutgrown: true });
    expect(bare[1]).toMatchObject({
      content: {
        conclusion: "failure",
        title: "A newer commit of #12 has the verdict",
        summary:
          "Only the newest commits of a pull request are looked after. Go on with the newest commit of #12; should it come back to this one, the check judges it anew.",
        text: "",
      },
    });
  });

  test.each<[string, Partial<Facts>]>([
    ["the head's pull requests", { pulls: {}, pullsOfHead: { [headSha]: [pull] } }],
    ["the repository", { pulls: {}, repository }],
  ])("takes its links from %s where nothing else tells", (_, facts) => {
    expect(contentOf(computeEffects(snapshot(facts), decision())).summary).toContain(
      "https://github.com/acme/stack/blob/",
    );
  });

  test("is not written where nothing tells which repository it is", () => {
    expect(computeEffects(snapshot({ pulls: { "12": null } }), decision())).toEqual([]);
  });
});

describe("the sticky comment", () => {
  const quiet = pullRequest({ verdict: "success", title: "No plans changed", features: [] });

  function commentEffects(
    facts: Partial<Facts>,
    pr: PullRequestDecision,
    changes: Partial<Decision> = {},
  ): readonly Effect[] {
    return computeEffects(snapshot(facts), decision(pr, changes)).filter(({ type }) =>
      type.endsWith("-comment"),
    );
  }

  test.each<[string, PullRequestDecision]>([
    ["a plan waits", pullRequest()],
    ["a plan is approved", pullRequest({ verdict: "success" })],
    [
      "a feature is removed",
      pullRequest({
        verdict: "success",
        features: [feature({ outcome: { type: "feature-removed", subject: subject() } })],
      }),
    ],
    [
      "the settings change",
      pullRequest({
        verdict: "success",
        features: [],
        config: {
          verdict: "success",
          title: "approved",
          problems: [],
          path: ".github/plan-gate.yml",
          subject: subject(),
        },
      }),
    ],
    ["something is wrong", pullRequest({ verdict: "failure", features: [] })],
  ])("is made where %s", (_, pr) => {
    expect(commentEffects(comments(), pr)).toEqual([
      { type: "create-comment", number: 12, body: renderStickyComment(pr) },
    ]);
  });

  test.each<[string, Partial<Facts>, PullRequestDecision]>([
    ["nothing is gated", comments(), quiet],
    [
      "there is no plan yet",
      comments(),
      pullRequest({ verdict: "success", features: [feature({ outcome: { type: "spec-only" } })] }),
    ],
    ["the settings say so", comments(), pullRequest({ comment: false })],
    ["the comments were not read", {}, pullRequest()],
    [
      "there are too many comments to find it",
      { comments: { "12": { state: "too-many", limit: 3_000 } } },
      pullRequest(),
    ],
  ])("is not made where %s", (_, facts, pr) => {
    expect(commentEffects(facts, pr)).toEqual([]);
  });

  test("is left alone where it says the same, whatever its line ends", () => {
    const body = renderStickyComment(pullRequest()).replaceAll("\n", "\r\n").trim();

    expect(commentEffects(comments(comment(body)), pullRequest())).toEqual([]);
  });

  test("is edited in place where it says something else, also when nothing is gated anymore", () => {
    const facts = comments(comment(renderStickyComment(pullRequest())));

    expect(commentEffects(facts, quiet)).toEqual([
      { type: "update-comment", commentId: 900, body: renderStickyComment(quiet) },
    ]);
  });

  test("is not somebody else's copy of it, nor a reply of ours", () => {
    const body = renderStickyComment(pullRequest());
    const copy = comment(body, { id: 1, author: { id: 5, login: "mallory", type: "User" } });
    const reply = comment("`@mallory`: not you.", { id: 2 });

    expect(commentEffects(comments(copy, reply), pullRequest()).map(({ type }) => type)).toEqual([
      "create-comment",
    ]);
  });
});

describe("a closed pull request", () => {
  const record = [word()];

  test("gets nothing but the final record once merged", () => {
    const merged = pullRequest({
      isMerged: true,
      record,
      commands: [accepted("101")],
      requestReviewers: { users: ["alice"], teams: [] },
    });
    const facts = comments(comment(renderStickyComment(pullRequest())));

    expect(computeEffects(snapshot(facts), decision(merged, { isClosed: true }))).toEqual([
      { type: "update-comment", commentId: 900, body: renderStickyComment(merged) },
    ]);
    expect(
      computeEffects(snapshot(comments()), decision(merged, { isClosed: true })).map(({ type }) => type),
    ).toEqual(["create-comment"]);
  });

  test("gets no new comment where nothing was decided", () => {
    expect(
      computeEffects(snapshot(comments()), decision(pullRequest({ isMerged: true }), { isClosed: true })),
    ).toEqual([]);
  });

  test("gets nothing when it was not merged, and has no check run to be shut", () => {
    const facts = comments(comment(renderStickyComment(pullRequest())));

    expect(
      computeEffects(snapshot(facts), decision(pullRequest({ title: "Closed" }), { isClosed: true })),
    ).toEqual([]);
  });
});

function accepted(sourceId: string): CommandOutcome {
  return { state: "accepted", method: "comment", sourceId, words: [word()] };
}

function refused(
  sourceId: string,
  changes: Partial<Extract<CommandOutcome, { state: "refused" }>> = {},
): CommandOutcome {
  return {
    state: "refused",
    method: "comment",
    sourceId,
    personId: 3,
    login: "mallory",
    reason: "author",
    message: "The author may not approve.",
    shouldReply: true,
    ...changes,
  };
}

describe("answers to commands", () => {
  function answers(...commands: readonly CommandOutcome[]): readonly Effect[] {
    return computeEffects(snapshot(), decision(pullRequest({ commands }))).slice(1);
  }

  test("are a thumb up for what is accepted", () => {
    expect(answers(accepted("101"))).toEqual([
      { type: "react", on: { type: "comment", id: 101 }, reaction: "+1" },
    ]);
  });

  test("are a confused face and a reply for what is refused", () => {
    expect(answers(refused("102"))).toEqual([
      { type: "react", on: { type: "comment", id: 102 }, reaction: "confused" },
      {
        type: "create-comment",
        number: 12,
        body: "`@mallory`: The author may not approve.\n\n<!-- plan-gate: author, 3 -->\n",
      },
    ]);
  });

  test("are a confused face alone where no reply is due", () => {
    expect(answers(refused("102", { shouldReply: false }))).toHaveLength(1);
  });

  test("are one of each for a comment with several commands, some of them refused", () => {
    expect(
      answers(refused("103"), accepted("103"), refused("103"), accepted("104")).map((effect) => effect.type),
    ).toEqual(["react", "react", "create-comment"]);
    expect(answers(accepted("103"), refused("103"))).toContainEqual({
      type: "react",
      on: { type: "comment", id: 103 },
      reaction: "confused",
    });
  });

  test("are replies alone for buttons and reviews, which take no reactions", () => {
    expect(
      answers(
        { state: "accepted", method: "button", sourceId: "guid", words: [] },
        refused("55", { method: "review" }),
      ).map(({ type }) => type),
    ).toEqual(["create-comment"]);
  });
});

describe("a reply that the record has", () => {
  const marker = "<!-- plan-gate: author, 3 -->";
  const said = (changes: Partial<Reply> = {}): Reply => ({
    personId: 3,
    reason: "author",
    at: "2026-03-02T09:50:00Z",
    login: "mallory",
    ...changes,
  });
  function owed(reply: Reply, facts: Partial<Facts> = comments()): readonly Effect[] {
    const pullRequests = { "12": { ...emptyEntry, replies: [reply] } };
    const decided = decision(pullRequest({ comment: false }), { ledger: { ...shownLedger, pullRequests } });
    return computeEffects(snapshot(facts), decided).slice(1);
  }
  const written = {
    type: "create-comment",
    number: 12,
    mayExist: true,
    body: `\`@mallory\`: an earlier command of yours does not count. You opened this pull request. Somebody else has to approve.\n\n${marker}\n`,
  };

  test("is written where no comment of ours is it", () => {
    expect(owed(said())).toEqual([written]);
  });

  test("is not written again where it is there, whatever GitHub made of its line ends", () => {
    expect(owed(said(), comments(comment(`Something.\r\n\r\n${marker}\r\n`)))).toEqual([]);
  });

  test("is not replaced by somebody's copy of it, nor by an answer to another reason or person", () => {
    const person = { author: { id: 3, login: "mallory", type: "User" } } as const;
    const others = [
      comment(marker, person),
      comment(`x\n<!-- plan-gate: stale, 3 -->`),
      comment(`x\n<!-- plan-gate: author, 31 -->`),
      comment(`${marker}\nand more`),
    ];

    expect(owed(said(), comments(...others))).toEqual([written]);
  });

  test("is left alone while it may be under way, and after a day", () => {
    const times = ["09:55:01Z", "09:55:00Z"].map((time) => `2026-03-02T${time}`);
    const days = ["2026-03-01T10:00:01Z", "2026-03-01T10:00:00Z"];

    expect([...times, ...days].map((at) => owed(said({ at })).length)).toEqual([0, 1, 1, 0]);
  });

  test("is left alone where the record does not say to whom, or nobody knows the reason", () => {
    const { login, ...nameless } = said();

    expect(login).toBe("mallory");
    expect(owed(nameless)).toEqual([]);
    expect(owed(said({ reason: "constructor" }))).toEqual([]);
  });

  test("is left alone where the comments were not read, or not all", () => {
    expect(owed(said(), {})).toEqual([]);
    expect(owed(said(), { comments: { "12": { state: "too-many", limit: 3_000 } } })).toEqual([]);
  });
});

describe("requests for review", () => {
  test("go to whom the decision names, after the verdict", () => {
    const pr = pullRequest({ requestReviewers: { users: ["alice"], teams: ["architects"] } });

    expect(computeEffects(snapshot(), decision(pr)).slice(1)).toEqual([
      { type: "request-reviewers", number: 12, users: ["alice"], teams: ["architects"] },
    ]);
  });
});

test("the verdict is written first, then reactions, replies, the comment and requests", () => {
  const pr = pullRequest({
    commands: [refused("102")],
    requestReviewers: { users: [], teams: ["architects"] },
    features: [feature({ outcome: { type: "changed", judged: judged({ findings }) } })],
  });

  expect(computeEffects(snapshot(comments()), decision(pr)).map(({ type }) => type)).toEqual([
    "create-check-run",
    "react",
    "create-comment",
    "create-comment",
    "request-reviewers",
  ]);
});
