import { describe, expect, test } from "vitest";
import { specSubject } from "../../../src/approval/approval.ts";
import {
  hasCommentMarker,
  renderReminder,
  renderReply,
  renderStickyComment,
  renderTroubleComment,
  renderUndecided,
} from "../../../src/render/comment/comment.ts";
import { parseComment } from "../../../src/slash-commands/parse-comment.ts";
import { feature, findings, judged, pullRequest, subject, word } from "../example.ts";

function named(id: string) {
  return feature({ feature: { id, path: id }, verdict: "failure", title: "2 of 9 rows have no evidence" });
}

describe("the comment that is kept up to date", () => {
  test("says who is to do what while a text waits", () => {
    expect(renderStickyComment(pullRequest({ methods: ["comment", "button", "review"] })))
      .toMatchInlineSnapshot(`
      "**◐ F-15: waiting for approval by \`@acme/architects\`**

      Next: read the plan as [the check \`plan-gate\`](https://github.com/acme/stack/pull/12/checks) shows it, then comment \`/approve-plan F-15 3f2a91c04b7e\`, or press the button there, or approve in a review that says \`/approve-plan F-15 3f2a91c04b7e\`. Who may: \`@acme/architects\`.

      <!-- plan-gate -->
      "
    `);
  });

  test("names the texts together where a specification waits beside a plan", () => {
    const spec = subject({ subject: specSubject(".specify/f-2") });
    const outcome = { type: "changed", judged: judged({ subject: spec }) } as const;

    expect(renderStickyComment(pullRequest({ features: [feature(), feature({ outcome })] }))).toContain(
      "Next: read the texts as [the check `plan-gate`](https://github.com/acme/stack/pull/12/checks) shows them, then comment ",
    );
  });

  test("sends the author to the check where something is missing", () => {
    expect(
      renderStickyComment(pullRequest({ verdict: "failure", title: "F-15: 2 of 9 rows have no evidence" })),
    ).toMatchInlineSnapshot(`
      "**✗ F-15: 2 of 9 rows have no evidence**

      Next: [the check \`plan-gate\`](https://github.com/acme/stack/pull/12/checks) says what to change and where. Push the change, and it looks again.

      <!-- plan-gate -->
      "
    `);
  });

  test("names the rows that are missing", () => {
    const outcome = { type: "changed", judged: judged({ failing: findings.slice(3, 6) }) } as const;
    const pr = pullRequest({ verdict: "failure", features: [feature({ outcome })] });

    expect(renderStickyComment(pr)).toContain(
      "\nMissing: Failure modes, Dependencies, Testing strategy. Next: ",
    );
    expect(renderStickyComment({ ...pr, features: [feature({ outcome }), feature()] })).not.toContain(
      "Missing",
    );
  });

  test("names who rejected a text, why, and how that ends", () => {
    const rejections = [word({ type: "reject", login: "bob", reason: "No rollback @alice #12\u202e" })];
    const own = subject({ approval: { state: "rejected", rejections } });
    const outcome = { type: "changed", judged: judged({ subject: own }) } as const;
    const title = "F-15: rejected by @bob";
    const pr = pullRequest({ verdict: "failure", title, features: [feature({ outcome, title })] });

    expect(renderStickyComment(pr)).toMatchInlineSnapshot(`
      "**✗ F-15: rejected by \`@bob\`**

      Rejected by \`@bob\`: “No rollback \`@alice\` \\#‍12‹U+202E›”. Next: change the plan, or have them take it back: they can comment \`/revoke-plan F-15\` on the pull request, or press the button of [the check \`plan-gate\`](https://github.com/acme/stack/pull/12/checks).

      <!-- plan-gate -->
      "
    `);
    expect(renderStickyComment({ ...pr, methods: ["button"] })).toContain(
      "change the plan, or have them take it back: they can press the button of [the check",
    );
    expect(renderStickyComment({ ...pr, methods: ["button"] })).not.toContain("/revoke-plan");
  });

  test("names three of many who rejected, and sends to the check where it was several texts", () => {
    const no = (login: string) => word({ type: "reject", login, reason: null });
    const outcome = (...logins: readonly string[]) => {
      const own = subject({ approval: { state: "rejected", rejections: logins.map(no) } });
      return { type: "changed", judged: judged({ subject: own }) } as const;
    };
    const features = [
      feature({ outcome: outcome("a", "b", "c") }),
      feature({ outcome: outcome("d") }),
      feature(),
    ];

    expect(renderStickyComment(pullRequest({ verdict: "failure", features }))).toContain(
      "\nRejected by `@a`, `@b`, `@c`, 1 more. Next: [the check `plan-gate`](https://github.com/acme/stack/pull/12/checks) says what to do about each text.\n",
    );
  });

  test("says that nothing is left to do", () => {
    expect(
      renderStickyComment(pullRequest({ verdict: "success", title: "Approved by @alice (3f2a91c04b7e)" })),
    ).toMatchInlineSnapshot(`
      "**✓ Approved by \`@alice\` (\`3f2a91c04b7e\`)**

      Nothing to do here. A change of the plan's text asks for approval again; [the check \`plan-gate\`](https://github.com/acme/stack/pull/12/checks) has the record.

      <!-- plan-gate -->
      "
    `);
  });

  test("says what else is waited for", () => {
    const comment = renderStickyComment(
      pullRequest({ features: [], title: "Compose smoke: the run has not ended" }),
    );

    expect(comment).toContain(
      "Next: [the check `plan-gate`](https://github.com/acme/stack/pull/12/checks) says what it waits for.",
    );
  });

  test("does not say who may approve where that is unknown", () => {
    expect(renderStickyComment(pullRequest({ designated: [] }))).not.toContain("Who may");
  });

  test("names the commit that keeps people from approving, and sends to the check", () => {
    const part = { commitSha: "c0ffee".padEnd(40, "0"), as: "co-author" } as const;
    const waiting = {
      state: "waiting",
      missingGroups: [],
      lockedOutGroups: [],
      voided: [],
      lapsed: [],
      approvals: [],
      minimum: 1,
      isLockedOut: true,
      areCommitsUnknown: false,
      excluded: [{ login: "alice", part }],
    } as const;
    const lockedOut = pullRequest({
      features: [
        feature({
          outcome: { type: "changed", judged: judged({ subject: subject({ approval: waiting }) }) },
        }),
      ],
    });

    expect(renderStickyComment(lockedOut)).toContain(
      "says how to go on: too few of those who may decide could approve this. `@alice` took part in the text by commit `c0ffee000000`, as its co-author, and so does not approve it.",
    );
  });

  test("names three of many features", () => {
    const features = [named("F-1"), named("F-2"), named("F-3"), named("F-4")];

    expect(renderStickyComment(pullRequest({ verdict: "failure", features }))).toContain(
      "- ✗ F-2: 2 of 9 rows have no evidence\n- ✗ F-3: 2 of 9 rows have no evidence\n- and 1 more\n",
    );
  });

  test("names all of two features", () => {
    expect(renderStickyComment(pullRequest({ features: [named("F-1"), named("F-2")] }))).not.toContain(
      "more\n",
    );
  });

  test("keeps the final record once merged", () => {
    const record = [
      word(),
      word({ type: "reject", reason: "Say | why", login: "bob" }),
      word({ type: "revoke", subject: "config" }),
      word({ type: "waive", ruleId: "cli-first", reason: null, method: "button" }),
    ];

    expect(renderStickyComment(pullRequest({ isMerged: true, record }))).toMatchInlineSnapshot(`
      "**Merged.** This is the record of what was decided:

      | Text of | Who | Decision | When | How | Digest |
      | --- | --- | --- | --- | --- | --- |
      | \`.specify/specs/f-15-docker-compose-stack\` | \`@alice\` | ✓ approved | 2026-03-02 09:41 UTC | [comment](https://github.com/acme/stack/pull/12#issuecomment-101) | \`3f2a91c04b7e\` |
      | \`.specify/specs/f-15-docker-compose-stack\` | \`@bob\` | ✗ rejected: “Say &#124; why” | 2026-03-02 09:41 UTC | [comment](https://github.com/acme/stack/pull/12#issuecomment-101) | \`3f2a91c04b7e\` |
      | \`config\` | \`@alice\` | – took it back | 2026-03-02 09:41 UTC | [comment](https://github.com/acme/stack/pull/12#issuecomment-101) | \`3f2a91c04b7e\` |
      | \`.specify/specs/f-15-docker-compose-stack\` | \`@alice\` | waived \`cli-first\` | 2026-03-02 09:41 UTC | [button](https://github.com/acme/stack/pull/12#issuecomment-101) | \`3f2a91c04b7e\` |

      <!-- plan-gate -->
      "
    `);
  });

  test("keeps the newest decisions of a final record that is too long for a comment", () => {
    const record = Array.from({ length: 200 }, (_, index) =>
      word({ type: "reject", login: `user-${index}`, reason: "$|".repeat(150) }),
    );
    const comment = renderStickyComment(pullRequest({ isMerged: true, record }));

    const rows = comment.match(/`@user-/g)?.length ?? 0;
    expect(comment.length).toBeLessThan(65_536);
    expect(rows).toBeGreaterThan(20);
    expect(comment).toContain("`@user-199`");
    expect(comment).toContain(`${200 - rows} earlier decisions are left out to fit; [the check `);
    const two = Array.from({ length: rows + 1 }, () => record[0] ?? word());
    expect(renderStickyComment(pullRequest({ isMerged: true, record: two }))).toContain(
      "1 earlier decision is left",
    );
  });

  test("links to nothing outside of the repository", () => {
    const record = [word({ url: "https://github.com/acme/stack-evil/pull/12" })];

    expect(renderStickyComment(pullRequest({ isMerged: true, record }))).toContain("| comment |");
  });

  test("says so when nothing was decided before the merge", () => {
    expect(renderStickyComment(pullRequest({ isMerged: true }))).toBe(
      "**Merged.** No plan needed approval here.\n\n<!-- plan-gate -->\n",
    );
  });
});

test("the comment is known by its last line", () => {
  expect(hasCommentMarker(renderStickyComment(pullRequest()))).toBe(true);
  expect(hasCommentMarker("text\r\n<!-- plan-gate -->")).toBe(true);
  expect(hasCommentMarker("text <!-- plan-gate -->")).toBe(false);
  expect(hasCommentMarker("<!-- plan-gate -->\nmore")).toBe(false);
});

test("a reply says to whom, why and what to do, and notifies nobody else", () => {
  const reply = renderReply({
    state: "refused",
    method: "comment",
    sourceId: "101",
    personId: 3,
    login: "mallory",
    reason: "not-designated",
    message: "`mallory` may not approve plans here. Ask @acme/architects about `f-15`.",
    shouldReply: true,
  });

  expect(reply).toBe(
    "`@mallory`: `mallory` may not approve plans here. Ask `@acme/architects` about `f-15`.\n",
  );
});

test("without a verdict the comment says why and what to do", () => {
  const body = renderTroubleComment(
    "GitHub refuses to compare the commits (403): the App lacks `Contents: read`",
    ["GitHub says: “Resource not accessible by @integration”", "Comment `/recheck-plan` then."],
  );

  expect(body).toBe(
    "**✗ GitHub refuses to compare the commits (403): the App lacks `Contents: read`**\n\nGitHub says: “Resource not accessible by `@integration`”. Comment `/recheck-plan` then.\n\n<!-- plan-gate -->\n",
  );
  expect(hasCommentMarker(body)).toBe(true);
});

test("a command that could not be decided is answered with why and what to do", () => {
  expect(renderUndecided("alice", "GitHub could not answer (502)", ["Comment `/recheck-plan` later."])).toBe(
    "`@alice`: the command could not be decided. GitHub could not answer (502). Comment `/recheck-plan` later.\n",
  );
});

const when = { since: "2026-03-02T09:41:07Z", at: "2026-03-05T10:00:00Z" };
const waiting = subject().approval;

describe("a reminder", () => {
  test("names those who may approve, and how", () => {
    const pr = pullRequest({ designated: ["@alice", "@acme/architects", "people with maintain permission"] });

    expect(renderReminder(pr, when)).toMatchInlineSnapshot(`
      "**Waiting for approval since 2026-03-02.** Who may: @alice, @acme/architects, people with maintain permission.

      Read the plan as [the check \`plan-gate\`](https://github.com/acme/stack/pull/12/checks) shows it, and approve it or turn it down. To approve it, comment \`/approve-plan F-15 3f2a91c04b7e\`.

      <!-- plan-gate: reminder, 2026-03-05 -->
      "
    `);
  });

  test("is never a command, and has none where comments do not count", () => {
    const pr = pullRequest({ methods: ["button"], designated: ["@alice\n/approve-plan", "/approve-plan"] });

    expect(renderReminder(pr, when)).not.toContain("To approve it");
    expect(parseComment(renderReminder(pr, when)).state).toBe("none");
    expect(parseComment(renderReminder(pullRequest(), when)).state).toBe("none");
  });

  test("calls nobody who approved or may not, nobody who is not designated, and ten at most", () => {
    const approval =
      waiting.state === "waiting"
        ? { ...waiting, approvals: [word()], excluded: [{ login: "mona", part: null }] }
        : waiting;
    const features = [
      feature({ outcome: { type: "changed", judged: judged({ subject: subject({ approval }) }) } }),
    ];
    const many = Array.from({ length: 12 }, (_, index) => `@user-${index}`);
    const body = renderReminder(
      pullRequest({ features, title: "@all", designated: ["@Alice", "@mona", "@a b", ...many] }),
      when,
    );

    expect(body.match(/(?<!`)@[\w-]+/g)).toEqual(many.slice(0, 9));
  });
});
