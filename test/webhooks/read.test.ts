import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { handledEvents, readWebhook, type WebhookReading } from "../../src/webhooks/read.ts";

const appId = 25811;

const examplesSchema = z.array(
  z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.unknown())) }),
);
const examples = examplesSchema.parse(
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve("@octokit/webhooks-examples"), "utf8")),
);

type Payload = Record<string, unknown>;

/** GitHub's own example of an event, sent for installation 7 where the example names none. */
function example(name: string, matches: (payload: Payload) => boolean = () => true): Payload {
  const payload = examples.find((event) => event.name === name)?.examples.find(matches);
  if (payload === undefined) throw new Error(`No example of ${name}.`);
  return { installation: { id: 7 }, ...payload };
}

function withAction(action: string): (payload: Payload) => boolean {
  return (payload) => payload["action"] === action;
}

/** The value with what the change names replaced. */
function patch(value: unknown, change: unknown): unknown {
  if (!isRecord(change)) return change;
  const base = isRecord(value) ? value : {};
  const entries = Object.entries(change).map(([name, inner]) => [name, patch(base[name], inner)]);
  return { ...base, ...z.record(z.string(), z.unknown()).parse(Object.fromEntries(entries)) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function read(name: string, payload: unknown): WebhookReading {
  return readWebhook({ id: "delivery-1", name, payload }, appId);
}

function workOf(reading: WebhookReading): unknown {
  return reading.type === "work" ? reading.work : reading;
}

const pull = { type: "pull-request", installationId: 7, owner: "Codertocat", repo: "Hello-World", number: 2 };
const headSha = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
const hints = { headSha, baseRef: "master", defaultBranch: "master", isFork: false };

describe("pull_request", () => {
  test.each([
    ["reopened", {}],
    ["ready_for_review", {}],
    ["closed", { isClosing: true }],
  ])("%s evaluates the pull request", (action, more) => {
    const payload = patch(example("pull_request", withAction(action)), { installation: { id: 7 } });

    expect(read("pull_request", payload)).toEqual({
      type: "work",
      work: [{ type: "evaluate", key: pull, hints: { ...hints, ...more } }],
      concerns: "everything",
    });
  });

  test("an opened one has no earlier head", () => {
    const payload = example("pull_request", withAction("opened"));

    expect(workOf(read("pull_request", payload))).toEqual([
      { type: "evaluate", key: pull, hints: { ...hints, isOpened: true } },
    ]);
  });

  test("a push hints at the head before it", () => {
    const payload = patch(example("pull_request", withAction("synchronize")), { installation: { id: 7 } });

    expect(workOf(read("pull_request", payload))).toEqual([
      {
        type: "evaluate",
        key: pull,
        hints: { ...hints, previousHeadSha: "f95f852bd8fca8fcc58a9a2d6c842781e32a215e" },
      },
    ]);
  });

  test.each([
    ["another repository", { id: 1 }],
    ["a deleted repository", null],
  ])("a head in %s is a fork's", (_, repo) => {
    const payload = patch(example("pull_request", withAction("reopened")), {
      installation: { id: 7 },
      pull_request: { head: { repo } },
    });

    expect(workOf(read("pull_request", payload))).toMatchObject([{ hints: { isFork: true } }]);
  });

  test("a changed base evaluates, a changed title does not", () => {
    const payload = example("pull_request", withAction("opened"));
    const title = patch(payload, { action: "edited", changes: { title: { from: "Old" } } });
    const base = patch(payload, { action: "edited", changes: { base: { ref: { from: "release" } } } });

    expect(read("pull_request", title)).toEqual({
      type: "ignored",
      reason: "the action `edited` changes no verdict",
    });
    expect(read("pull_request", base).type).toBe("work");
  });

  test.each([
    ["a feature in the title", { title: "F-15: the stack" }, { title: { from: "The stack" } }, "work"],
    ["a feature taken out of it", { title: "The stack" }, { title: { from: "F-15: the stack" } }, "work"],
    ["the same in other words", { title: "F-15: a stack" }, { title: { from: "The stack F-15" } }, "ignored"],
    ["a line in the description", { body: "Feature: F-15" }, { body: { from: null } }, "work"],
    ["the line taken out", { body: null }, { body: { from: "Feature: F-15" } }, "work"],
    [
      "prose in the description",
      { body: "Now a feature" },
      { body: { from: "Feature: nothing yet" } },
      "ignored",
    ],
    ["a title beside no description", { title: "F-1", body: null }, { title: { from: "F-2" } }, "work"],
    ["nothing", {}, {}, "ignored"],
  ])("an edit evaluates where it names other features: %s", (_name, now, changes, type) => {
    const payload = example("pull_request", withAction("opened"));
    const edited = patch(payload, { action: "edited", pull_request: now, changes });

    expect(read("pull_request", edited).type).toBe(type);
  });

  test("an edit that does not say what was edited is none that counts", () => {
    const payload = example("pull_request", withAction("opened"));

    expect(read("pull_request", patch(payload, { action: "edited" })).type).toBe("ignored");
  });

  test.each(["assigned", "labeled", "locked", "review_requested", "converted_to_draft", "unlabeled"])(
    "%s costs nothing",
    (action) => {
      expect(read("pull_request", example("pull_request", withAction(action)))).toEqual({
        type: "ignored",
        reason: `the action \`${action}\` changes no verdict`,
      });
    },
  );
});

describe("issue_comment", () => {
  const onPullRequest = { issue: { pull_request: { url: "…" } } };
  const created = example("issue_comment", withAction("created"));
  const key = { ...pull, number: 1 };
  const commented = { id: 492700400, updatedAt: "2019-05-15T15:20:21Z" };

  test.each([
    "/approve-plan",
    "Looks good.\r\n\r\n/approve-plan F-15 3f2a91c04b7e",
    "   /reject-plan too vague",
    "\u200b/approve-plan",
    "／approve-plan",
    "/аpprove-plan",
    "/approve-plаn",
    "/approve—plan",
    "/Waive-Plan smoke none here",
    "\\approve-plan",
    "/recheck-pIan",
    "/approve plan",
    "/aproveplan",
    "<p>/approve-plan</p>",
    "<!-- /reject-plan no -->",
  ])("evaluates for a line such as %j", (body) => {
    const payload = patch(created, { ...onPullRequest, comment: { body } });

    const remark = { of: "comment", ...commented, isEdited: false, isDeleted: false };
    expect(workOf(read("issue_comment", payload))).toEqual([
      { type: "evaluate", key, hints: { defaultBranch: "master", remarks: [remark] } },
    ]);
  });

  test.each([
    "Nice work!",
    "",
    "I will /approve-plan tomorrow",
    "> /approve-plan",
    "/lgtm",
    "/usr/local/bin",
    "/cherry-pick release",
    "/",
    `${" ".repeat(100)}/approve-plan`,
    null,
  ])("costs nothing for %j", (body) => {
    const payload = patch(created, { ...onPullRequest, comment: { body } });

    expect(read("issue_comment", payload)).toEqual({
      type: "ignored",
      reason: "no command in the comment",
    });
  });

  test("an edit evaluates when the old text had a command", () => {
    const payload = patch(created, {
      ...onPullRequest,
      action: "edited",
      comment: { body: "never mind" },
      changes: { body: { from: "/approve-plan" } },
    });

    const remark = { of: "comment", ...commented, isEdited: true, isDeleted: false };
    expect(workOf(read("issue_comment", payload))).toMatchObject([{ hints: { remarks: [remark] } }]);
  });

  test("a deleted command evaluates", () => {
    const payload = patch(created, {
      ...onPullRequest,
      action: "deleted",
      comment: { body: "/approve-plan" },
    });

    const remark = { of: "comment", ...commented, isEdited: false, isDeleted: true };
    expect(workOf(read("issue_comment", payload))).toMatchObject([{ hints: { remarks: [remark] } }]);
  });

  test.each(["edited", "deleted"])("our own comment that somebody else %s evaluates", (action) => {
    const comment = {
      body: "✓ Approved",
      performed_via_github_app: { id: appId },
      user: { id: 7, login: "plan-gate[bot]" },
    };
    const payload = patch(created, { ...onPullRequest, action, comment });

    expect(workOf(read("issue_comment", patch(payload, { sender: { id: 8, login: "mona" } })))).toMatchObject(
      [{ type: "evaluate", key: { type: "pull-request", number: 1 } }],
    );
    expect(read("issue_comment", patch(payload, { sender: { id: 7, login: "plan-gate[bot]" } }))).toEqual({
      type: "ignored",
      reason: "our own comment",
    });
  });

  test("our own comments and comments on issues cost nothing", () => {
    const ours = { body: "/approve-plan", performed_via_github_app: { id: appId } };

    expect(read("issue_comment", patch(created, { ...onPullRequest, comment: ours }))).toEqual({
      type: "ignored",
      reason: "our own comment",
    });
    expect(read("issue_comment", patch(created, { comment: { body: "/approve-plan" } }))).toEqual({
      type: "ignored",
      reason: "a comment on an issue",
    });
  });
});

describe("pull_request_review", () => {
  const submitted = example("pull_request_review", withAction("submitted"));

  test.each(["submitted", "edited", "dismissed"])("%s with a command evaluates", (action) => {
    const payload = patch(submitted, { action, review: { body: "/approve-plan" } });

    const remark = { of: "review", id: 237895671, isDismissed: action === "dismissed" };
    expect(workOf(read("pull_request_review", payload))).toMatchObject([
      { type: "evaluate", key: { type: "pull-request", number: 2 }, hints: { remarks: [remark] } },
    ]);
  });

  test("an edit evaluates when the old text had a command", () => {
    const changes = { body: { from: "/approve-plan" } };
    const payload = patch(submitted, { action: "edited", review: { body: "" }, changes });

    expect(read("pull_request_review", payload).type).toBe("work");
  });

  test("without a command it costs nothing", () => {
    expect(read("pull_request_review", submitted)).toEqual({
      type: "ignored",
      reason: "no command in the review",
    });
  });
});

describe("pull_request_review_comment", () => {
  const created = example("pull_request_review_comment", withAction("created"));

  test("with a command evaluates, and names the comment", () => {
    const payload = patch(created, { comment: { body: "/approve-plan" } });

    const remark = { of: "line-comment", id: 284312630 };
    expect(read("pull_request_review_comment", payload)).toMatchObject({
      type: "work",
      work: [{ type: "evaluate", key: { type: "pull-request", number: 2 }, hints: { remarks: [remark] } }],
    });
  });

  test("without a command, and edited, it costs nothing", () => {
    const edited = patch(created, { action: "edited", comment: { body: "/approve-plan" } });

    expect(read("pull_request_review_comment", patch(created, { comment: { body: null } }))).toEqual({
      type: "ignored",
      reason: "no command in the comment",
    });
    expect(read("pull_request_review_comment", edited)).toEqual({
      type: "ignored",
      reason: "the action `edited` changes no verdict",
    });
  });
});

test.each([
  ["pull_request_review", "submitted", "review"],
  ["pull_request_review_comment", "created", "comment"],
])("%s of somebody who cannot write is counted as a stranger's", (name, action, part) => {
  const text = { body: "/approve-plan", author_association: "NONE" };
  const payload = patch(example(name, withAction(action)), { [part]: text });

  expect(read(name, payload)).toMatchObject({ concerns: "strangers" });
});

describe("check_run", () => {
  const requested = patch(example("check_run", withAction("requested_action")), { installation: { id: 7 } });
  const key = { type: "pull-request", installationId: 7, owner: "electron", repo: "electron", number: 26764 };
  const sha = "5bd5f196a46b8222fb7484f05faba41a73cf34bd";

  test("a press of our button is kept with its sender", () => {
    const payload = patch(requested, {
      requested_action: { identifier: "3f2a91c04b7e:e3b0c44" },
      sender: { id: 5, login: "alice" },
    });

    expect(workOf(read("check_run", payload))).toEqual([
      {
        type: "evaluate",
        key,
        hints: {
          headSha: sha,
          baseRef: "master",
          defaultBranch: "master",
          isFork: false,
          presses: [
            {
              deliveryId: "delivery-1",
              checkRunId: 1494503112,
              identifier: "3f2a91c04b7e:e3b0c44",
              senderId: 5,
              senderLogin: "alice",
            },
          ],
        },
      },
    ]);
  });

  test("a press on a fork's head searches the open pull requests for it", () => {
    const payload = patch(requested, { check_run: { pull_requests: [] } });

    expect(workOf(read("check_run", payload))).toMatchObject([
      {
        type: "scan",
        scan: {
          of: "repository",
          owner: "electron",
          repo: "electron",
          baseRef: null,
          headSha: sha,
          only: "all",
        },
        hints: { headSha: sha, presses: [{ deliveryId: "delivery-1" }] },
      },
    ]);
  });

  test("a pull request of another repository is not evaluated", () => {
    const elsewhere = { number: 1, head: { sha, repo: null }, base: { ref: "main", repo: { id: 1 } } };
    const payload = patch(requested, { check_run: { pull_requests: [elsewhere] } });

    expect(workOf(read("check_run", payload))).toMatchObject([{ type: "scan" }]);
  });

  test("a re-run evaluates", () => {
    const payload = patch(requested, { action: "rerequested", requested_action: null });

    expect(workOf(read("check_run", payload))).toMatchObject([
      { type: "evaluate", key, hints: { isRerun: true } },
    ]);
  });

  test("what GitHub says of our own writes costs nothing", () => {
    for (const action of ["created", "completed", "requested_action"]) {
      expect(read("check_run", patch(requested, { action, requested_action: null }))).toEqual({
        type: "ignored",
        reason: `the action \`${action}\` changes no verdict`,
      });
    }
  });

  test("another App's check run costs nothing", () => {
    expect(read("check_run", patch(requested, { check_run: { app: { id: 1 } } }))).toEqual({
      type: "ignored",
      reason: "another App's check run",
    });
  });
});

describe("check_suite", () => {
  const rerequested = patch(example("check_suite", withAction("rerequested")), { installation: { id: 7 } });

  test("a re-run of our suite evaluates its pull requests", () => {
    const payload = patch(rerequested, { check_suite: { app: { id: appId } } });

    expect(workOf(read("check_suite", payload))).toEqual([
      { type: "evaluate", key: pull, hints: { ...hints, isRerun: true } },
    ]);
  });

  test("another App's suite and other actions cost nothing", () => {
    expect(read("check_suite", patch(rerequested, { check_suite: { app: { id: 1 } } }))).toEqual({
      type: "ignored",
      reason: "another App's check suite",
    });
    expect(read("check_suite", example("check_suite", withAction("completed"))).type).toBe("ignored");
  });
});

describe("workflow_run", () => {
  const completed = example("workflow_run", withAction("completed"));
  const listed = {
    number: 2,
    head: { sha: headSha, repo: { id: 9 } },
    base: { ref: "main", repo: { id: z.object({ id: z.number() }).parse(completed["repository"]).id } },
  };

  test("evaluates the pull requests it ran for, where they show the smoke row", () => {
    const payload = patch(completed, { workflow_run: { event: "push", pull_requests: [listed] } });

    expect(read("workflow_run", payload)).toMatchObject({
      type: "work",
      work: [{ type: "evaluate", key: { number: 2 }, hints: { endedRuns: [1_589_141_559] } }],
      concerns: "smoke",
    });
  });

  test("searches for a fork's pull request, which GitHub does not name", () => {
    const payload = patch(completed, { workflow_run: { event: "pull_request", pull_requests: [] } });

    expect(read("workflow_run", payload)).toMatchObject({ type: "work", work: [{ type: "scan" }] });
  });

  test("a run on a branch and a run that only began cost nothing", () => {
    const onBranch = patch(completed, { workflow_run: { event: "push", pull_requests: [] } });

    expect(read("workflow_run", onBranch)).toEqual({
      type: "ignored",
      reason: "a workflow run of no pull request",
    });
    expect(read("workflow_run", example("workflow_run", withAction("requested"))).type).toBe("ignored");
  });
});

describe("merge_group", () => {
  const requested = patch(example("merge_group"), { installation: { id: 7 } });

  test("evaluates the group", () => {
    const sha = "2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d";

    expect(workOf(read("merge_group", requested))).toEqual([
      {
        type: "evaluate",
        key: {
          type: "merge-group",
          installationId: 7,
          owner: "octo-org",
          repo: "octo-repo",
          headRef: "refs/heads/gh-readonly-queue/main/pr-104-929f8209d40f77f4abc622a499c93a83babdbe64",
          headSha: sha,
          baseSha: "380387fbc80638b734a49e1be1c4dfec1c01b33c",
        },
        hints: { headSha: sha, defaultBranch: "main" },
      },
    ]);
  });

  test("a destroyed group costs nothing", () => {
    expect(read("merge_group", patch(requested, { action: "destroyed" })).type).toBe("ignored");
  });
});

describe("push", () => {
  const pushed = patch(example("push"), {
    ref: "refs/heads/release",
    after: "c".repeat(40),
    created: false,
    deleted: false,
    forced: false,
  });
  const tipOf = (branch: string) => ({ tips: [{ branch, sha: "c".repeat(40) }] });
  const commits = (path: string): unknown => [{ added: [], removed: [path], modified: [] }];
  const scan = {
    of: "repository",
    installationId: 7,
    owner: "Codertocat",
    repo: "Hello-World",
    headSha: null,
  };

  test.each([
    ".specify/specs/f-15/plan.md",
    ".Specify/specs/f-15/PLAN.md",
    ".specify/specs/f-15/contracts/api.yaml",
    ".github/plan-gate.yml",
    ".github/plan-gate.yaml",
    "CODEOWNERS",
    ".github/CODEOWNERS",
  ])("of %s looks at the pull requests into the branch again", (path) => {
    expect(workOf(read("push", patch(pushed, { commits: commits(path) })))).toEqual([
      { type: "scan", scan: { ...scan, baseRef: "release", only: "all" }, hints: tipOf("release") },
    ]);
  });

  test("to the default branch concerns every open pull request", () => {
    const payload = patch(pushed, { ref: "refs/heads/master", commits: commits("CODEOWNERS") });

    expect(workOf(read("push", payload))).toEqual([
      { type: "scan", scan: { ...scan, baseRef: null, only: "all" }, hints: tipOf("master") },
    ]);
  });

  test.each([
    ["a forced push", { forced: true, commits: commits("src/a.ts") }],
    ["a push without a list", { commits: [] }],
    [
      "a list that is cut",
      { commits: Array.from({ length: 2048 }, () => ({ added: [], removed: [], modified: [] })) },
    ],
  ])("%s may have changed anything", (_, change) => {
    expect(read("push", patch(pushed, change)).type).toBe("work");
  });

  test.each([
    ["only edits code", { added: [], removed: [], modified: ["src/contract.ts"] }, "edited"],
    ["writes a text", { added: [], removed: [], modified: ["docs/Design.MD"] }, "written"],
    ["adds a text", { added: ["plans/x.md/inside"], removed: [], modified: [] }, "written"],
    ["takes files away", { added: [], removed: ["src/contract.ts"], modified: [] }, "moved"],
  ])("that %s concerns only merges in which files may move", (_, commit, only) => {
    expect(read("push", patch(pushed, { commits: [commit] }))).toEqual({
      type: "work",
      work: [{ type: "scan", scan: { ...scan, baseRef: "release", only }, hints: tipOf("release") }],
      concerns: "merges",
    });
  });

  test.each([{ ref: "refs/tags/v1" }, { created: true }, { deleted: true }])(
    "of a tag or of a branch that comes or goes costs nothing: %j",
    (change) => {
      expect(read("push", patch(pushed, { ...change, commits: commits("CODEOWNERS") }))).toEqual({
        type: "ignored",
        reason: "no push to an existing branch",
      });
    },
  );
});

describe("people and installations", () => {
  test.each([
    ["installation", "created", "all"],
    ["installation", "unsuspend", "all"],
    ["installation", "new_permissions_accepted", "all"],
    ["installation_repositories", "added", "stale"],
  ])("%s %s scans the installation", (name, action, only) => {
    const payload = patch(example(name), { action, installation: { id: 7 } });

    expect(workOf(read(name, payload))).toEqual([
      { type: "scan", scan: { of: "installation", installationId: 7, only }, hints: {} },
    ]);
  });

  test.each([
    ["membership", "added"],
    ["organization", "member_added"],
    ["installation", "suspend"],
    ["installation_repositories", "removed"],
    ["member", "added"],
  ])("%s %s costs nothing", (name, action) => {
    expect(read(name, patch(example(name), { action })).type).toBe("ignored");
  });

  const gone = { login: "Codertocat" };
  test.each([
    ["membership", "removed", { member: gone }, ["team"]],
    ["membership", "removed", { member: null }, null],
    ["organization", "member_removed", { membership: { user: gone } }, ["team", "write"]],
    ["organization", "member_removed", { membership: undefined }, null],
  ])("%s %s scans the installation, and names who lost what", (name, action, about, lost) => {
    const payload = { ...example(name), action, installation: { id: 7 }, ...about };
    const hints = lost && { leavers: lost.map((one) => ({ login: "codertocat", lost: one })) };

    expect(workOf(read(name, payload))).toEqual([
      { type: "scan", scan: { of: "installation", installationId: 7, only: "gated" }, hints: hints ?? {} },
    ]);
  });

  const to = (name: string | null) => ({ permission: { from: "admin", to: name } });
  test.each([
    ["removed", undefined, "write"],
    ["edited", to("none"), "triage"],
    ["edited", to("read"), "triage"],
    ["edited", to("triage"), "write"],
    ["edited", to("write"), "maintain"],
    ["edited", to("maintain"), "admin"],
    ["edited", to("admin"), null],
    ["edited", to("a role of their own"), null],
    ["edited", to(null), null],
    ["edited", { old_permission: { from: "write" } }, null],
    ["edited", undefined, null],
  ])("a collaborator %s with %j scans the repository, and has lost %s", (action, changes, lost) => {
    const payload = { ...example("member", withAction("edited")), action, changes };
    const hints = lost === null ? {} : { leavers: [{ login: "octocat", lost }] };

    expect(workOf(read("member", payload))).toMatchObject([
      { type: "scan", scan: { of: "repository", repo: "Hello-World", only: "gated" }, hints },
    ]);
  });
});

describe("anything else", () => {
  test.each(["ping", "status", "constructor"])("%s is ignored", (name) => {
    expect(read(name, { installation: { id: 7 } })).toEqual({
      type: "ignored",
      reason: "an event that is not ours",
    });
  });

  test("what no installation sent is ignored", () => {
    const { installation, ...payload } = example("pull_request");

    expect(installation).toBeDefined();
    expect(read("pull_request", payload)).toEqual({
      type: "ignored",
      reason: "sent for no installation",
    });
  });

  test("one of our events in another shape is not understood, and says where", () => {
    expect(read("pull_request", { installation: { id: 7 }, action: "opened" })).toEqual({
      type: "unreadable",
      reason: "a payload of unknown shape: `repository`, `pull_request`",
    });
  });

  test("every example of GitHub's is understood", () => {
    for (const { name, examples: payloads } of examples) {
      for (const payload of payloads) {
        const reading = read(name, { installation: { id: 7 }, ...payload });

        expect(reading.type).not.toBe("unreadable");
      }
    }
    expect(handledEvents).toHaveLength(14);
  });
});
