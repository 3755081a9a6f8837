import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PullRequestDecision } from "../../../src/gate/decision.ts";
import { renderCheckRun } from "../../../src/render/check-run/check-run.ts";
import { byteLength } from "../../../src/render/text/cut-bytes.ts";
import { renderStickyComment, renderReply } from "../../../src/render/comment/comment.ts";
import { parseComment } from "../../../src/slash-commands/parse-comment.ts";
import { decision, feature, finding, judged, pullRequest, repository, subject, word } from "../example.ts";
import { allNodes, findings, hostileText, parse } from "../github-model.ts";

const ledgerBlock = "<!-- plan-gate-record abc -->";
const context = { repository, ledgerBlock };

describe("the check run", () => {
  test("has the decision's title, at most 255 characters long, with nothing hidden in it", () => {
    expect(renderCheckRun(decision(), context).title).toBe("F-15: waiting for approval by @acme/architects");
    expect(
      renderCheckRun(decision(pullRequest({ title: `a\u202E\n${"b".repeat(300)}` })), context).title,
    ).toMatch(/^a‹U\+202E› b+…$/);
  });

  test("offers the button and ends with the ledger", () => {
    const { actions, text } = renderCheckRun(decision(), context);

    expect(actions.map(({ label }) => label)).toEqual(["Approve plan"]);
    expect(text.endsWith(`\n\n${ledgerBlock}`)).toBe(true);
  });

  test("says why it looks no further where no plan changed", () => {
    const pr = pullRequest({
      verdict: "success",
      title: "No plans changed",
      reasons: ["No plans changed"],
      features: [],
    });

    expect(renderCheckRun(decision(pr), context).summary).toBe(
      "No plans changed.\n\nPlan Gate looks at plans, not at code.",
    );
  });

  test("says why it fails where there is nothing more to show", () => {
    const reason = "`.github/plan-gate.yml` on `main` has errors";
    const pr = pullRequest({ verdict: "failure", title: reason, reasons: [reason], features: [] });

    expect(renderCheckRun(decision(pr), context).summary).toBe(`${reason}.`);
  });

  test("gives a merge group's reasons", () => {
    const group = decision(pullRequest(), {
      pullRequests: [],
      reasons: ["F-15: not the text that was approved", "F-1: nor this"],
    });

    expect(renderCheckRun(group, context).summary).toBe(
      "F-15: not the text that was approved.\n\nF-1: nor this.",
    );
  });

  test("is about all pull requests of the head and names the one that blocks", () => {
    const passing = pullRequest({ verdict: "success", title: "Approved by @alice", features: [] });
    const blocking = pullRequest({
      number: 13,
      htmlUrl: "https://github.com/acme/stack/pull/13",
      features: [],
    });

    const { summary } = renderCheckRun(decision(blocking, { pullRequests: [passing, blocking] }), context);

    expect(summary).toMatchInlineSnapshot(`
      "**2 pull requests have this commit as their head**, and the check is for all of them: blocked by [#13](https://github.com/acme/stack/pull/13).

      ## ✓ [#12](https://github.com/acme/stack/pull/12): Approved by \`@alice\`

      - F-15: waiting for approval by \`@acme/architects\`.

      ## ◐ [#13](https://github.com/acme/stack/pull/13): F-15: waiting for approval by \`@acme/architects\`"
    `);
  });

  test("says that all pull requests of the head pass", () => {
    const passing = pullRequest({ verdict: "success", features: [] });

    expect(
      renderCheckRun(decision(passing, { pullRequests: [passing, passing] }), context).summary,
    ).toContain("for all of them: all of them pass.");
  });

  test("is cut to GitHub's limit with a link to the whole", () => {
    const features = Array.from({ length: 50 }, (_, index) =>
      feature({ feature: { id: `F-${index}`, path: `.specify/${"設".repeat(80)}/${index}` } }),
    );

    const { summary } = renderCheckRun(decision(pullRequest({ features })), context);

    expect(byteLength(summary)).toBeLessThanOrEqual(65_535);
    expect(summary).toMatch(
      /\[Cut to fit: read the rest\]\(https:\/\/github\.com\/acme\/stack\/pull\/12\/files\)\.$/,
    );
    expect(summary).toContain("| [`F-49`]");
  });

  test("links to the commit where a merge group's reasons do not fit", () => {
    const reasons = Array.from({ length: 50 }, () => "設計書".repeat(600));

    expect(renderCheckRun(decision(pullRequest(), { pullRequests: [], reasons }), context).summary).toMatch(
      /\/commit\/5d1c2f0a9b8e7d6c5b4a39281706f5e4d3c2b1a0\)\.$/,
    );
  });
});

/** A pull request whose every word comes from somebody hostile. */
const hostilePullRequest: fc.Arbitrary<PullRequestDecision> = fc
  .array(hostileText, { minLength: 12, maxLength: 12 })
  .map((texts) => {
    const [a = "", b = "", c = "", d = "", e = "", f = "", g = "", h = "", i = "", j = "", k = "", l = ""] =
      texts;
    const passage = { path: `.specify/${a}/${b}.md`, startLine: 3, endLine: 4, excerpt: c };
    const said = word({ login: d, reason: e, at: f, subject: a, ruleId: b, url: g });
    const own = subject({
      subject: a,
      commandName: h,
      approval: {
        state: "waiting",
        approvals: [said],
        minimum: 2,
        voided: [said],
        lapsed: [{ word: said, why: i }],
        isLockedOut: true,
        excluded: [],
        missingGroups: [],
        lockedOutGroups: [],
        areCommitsUnknown: false,
      },
      waivers: [said],
      changes: { sinceDigest: said.digest, sinceLogin: d, diff: j, isCut: false },
      unknownCommitters: [k],
    });
    const rows = [
      finding(a, b, "section", { evidence: [passage, passage], message: c }),
      finding(a, b, "house", {
        status: "fail",
        nearMisses: [passage],
        message: c,
        fix: { line: 3, instruction: d, example: e },
      }),
      finding(b, c, "principle", { status: "waived", reason: d }),
      finding(a, b, "hygiene", { status: "not-applicable", reason: c, evidence: [passage] }),
    ];
    const plan = judged({
      planPath: passage.path,
      findings: rows,
      subject: own,
      wordChanges: [
        {
          since: { type: "base", branch: a },
          places: [
            {
              path: b,
              startLine: 3,
              endLine: 4,
              lines: [
                [
                  { type: "same", text: c },
                  { type: "removed", text: d },
                  { type: "added", text: e },
                  { type: "same", text: f },
                ],
                [{ type: "added", text: g }],
                [
                  { type: "removed", text: h },
                  { type: "same", text: i },
                ],
              ],
              note: null,
            },
            { path: b, startLine: 1, endLine: 1, lines: [], note: "is new: 3 lines" },
          ],
          more: 2,
        },
        { since: { type: "approval", login: d, digest: said.digest }, places: [], more: 0 },
      ],
      reviewerSections: [
        {
          title: "Architecture decisions",
          quotes: [
            { ...passage, text: j },
            { ...passage, text: k },
          ],
        },
      ],
    });
    return pullRequest({
      title: a,
      baseRef: b,
      reasons: [c, d],
      warnings: [e],
      designated: [f, g],
      methods: ["comment", "button", "review"],
      enforcement: { state: "unknown", reason: h },
      record: [said],
      features: [
        feature({ feature: { id: a, path: b }, title: c, outcome: { type: "changed", judged: plan } }),
        feature({ feature: { id: i, path: j }, title: k, outcome: { type: "renamed", from: l } }),
        feature({ feature: { id: i, path: j }, title: k, outcome: { type: "unchanged", base: l } }),
        feature({
          feature: { id: i, path: j },
          title: k,
          outcome: { type: "failed", reason: "names-collide", path: l, message: a },
        }),
        feature({
          feature: { id: i, path: j },
          title: k,
          outcome: { type: "feature-removed", subject: own },
        }),
      ],
      config: {
        verdict: "failure",
        title: a,
        path: b,
        problems: [{ line: 1, column: 1, message: c }],
        subject: own,
      },
      smoke: { state: "failed", isRequired: true, run: null, message: l },
    });
  });

describe("whatever a repository says", () => {
  test("GitHub sees nothing in the check run but text, code, tables and links to the repository", () => {
    fc.assert(
      fc.property(hostilePullRequest, (pr) => {
        const { summary, text } = renderCheckRun(decision(pr), context);

        expect(findings(`${summary}\n\n${text}`, [repository.htmlUrl])).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test("no row of a table gains or loses a cell, and no heading is added", () => {
    const shapeOf = (pr: PullRequestDecision) => {
      const nodes = allNodes(parse(renderCheckRun(decision(pr), context).summary)).map(({ node }) => node);
      return nodes.flatMap((node) =>
        node.type === "table"
          ? [`table ${node.children.map((row) => row.children.length).join()}`]
          : node.type === "heading"
            ? [`heading ${node.depth}`]
            : [],
      );
    };
    const plain = hostilePullRequest.map(shapeOf);
    const [expected] = fc.sample(plain, 1);

    fc.assert(
      fc.property(plain, (shape) => {
        expect(shape).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test("GitHub sees no more in the comment, open or merged, nor in a reply", () => {
    fc.assert(
      fc.property(hostilePullRequest, hostileText, hostileText, (pr, login, message) => {
        const reply = renderReply({
          state: "refused",
          method: "comment",
          sourceId: "1",
          personId: 1,
          login,
          reason: "author",
          message,
          shouldReply: true,
        });

        for (const text of [renderStickyComment(pr), renderStickyComment({ ...pr, isMerged: true }), reply]) {
          expect(findings(text, [repository.htmlUrl])).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("none of our texts is a command", () => {
    fc.assert(
      fc.property(hostilePullRequest, hostileText, hostileText, (pr, login, message) => {
        const { summary, text } = renderCheckRun(decision(pr), context);
        const reply = renderReply({
          state: "refused",
          method: "comment",
          sourceId: "1",
          personId: 1,
          login,
          reason: "author",
          message,
          shouldReply: true,
        });

        for (const ours of [
          summary,
          text,
          reply,
          renderStickyComment(pr),
          renderStickyComment({ ...pr, isMerged: true }),
        ]) {
          expect(parseComment(ours)).toEqual({ state: "none" });
        }
      }),
      { numRuns: 40 },
    );
  });
});
