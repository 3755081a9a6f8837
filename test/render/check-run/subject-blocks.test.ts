import { describe, expect, test } from "vitest";
import type { ApprovalState } from "../../../src/approval/commands/outcome.ts";
import type { PullRequestDecision, SubjectDecision } from "../../../src/gate/decision.ts";
import { people } from "../../../src/render/check-run/how-to-approve.ts";
import { subjectBlocks } from "../../../src/render/check-run/subject-blocks.ts";
import { headSha, place, planPath, pullRequest, subject, word } from "../example.ts";

function show(changes: Partial<SubjectDecision>, pr: Partial<PullRequestDecision> = {}): string {
  return subjectBlocks(subject(changes), pullRequest(pr), { place, path: planPath }).join("\n\n");
}

function waiting(changes: Partial<Extract<ApprovalState, { state: "waiting" }>>): ApprovalState {
  return {
    state: "waiting",
    approvals: [],
    minimum: 1,
    voided: [],
    lapsed: [],
    isLockedOut: false,
    excluded: [],
    missingGroups: [],
    lockedOutGroups: [],
    areCommitsUnknown: false,
    ...changes,
  };
}

const otherDigest = "aaaa91c04b7e5d6c".repeat(4);

describe("a text that waits for approval", () => {
  test("names the groups that must still approve", () => {
    const approval = waiting({ missingGroups: ["2 of @acme/security", "@alice"] });

    expect(show({ approval })).toContain(" Still needed: 2 of `@acme/security`, `@alice`.");
  });

  test("says where too few of a group could approve, and nothing twice", () => {
    const lockedOutGroups = ["@acme/security"];
    const hint =
      "**Too few of a group that must approve could: `@acme/security`.** Have somebody else let into a team of the group, or named in its `people` in `.github/plan-gate.yml` on the default branch, who can write to the repository.";

    expect(show({ approval: waiting({ lockedOutGroups }) })).toContain(hint);
    expect(show({ approval: waiting({ lockedOutGroups, isLockedOut: true }) })).not.toContain(hint);
  });

  test("names every way that is allowed, with the exact command", () => {
    expect(show({}, { methods: ["comment", "button", "review"] })).toMatchInlineSnapshot(`
      "#### Approval

      **To approve this text**, comment \`/approve-plan F-15 3f2a91c04b7e\` on the pull request, or press the button at the top of this page, or approve the pull request in a review that says \`/approve-plan F-15 3f2a91c04b7e\`. Who may: \`@acme/architects\`.

      To turn it down: \`/reject-plan F-15 <reason>\`."
    `);
  });

  test("does not offer a command where only the button counts", () => {
    const shown = show({}, { methods: ["button"], designated: [] });

    expect(shown).toContain("**To approve this text**, press the button at the top of this page.\n");
    expect(shown).not.toContain("/approve-plan");
  });

  test.each([
    "two  spaces",
    "a\u00a0b",
    "a\u200bb",
    " begins",
    "👩\u200d💻",
    "می\u200cخواهم",
    "x".repeat(5_000),
    "specs/my first thing",
  ])("gives the digest for a name that nobody could type: %j", (commandName) => {
    const rejected = { state: "rejected", rejections: [word({ type: "reject" })] } as const;

    expect(show({ commandName })).toContain("comment `/approve-plan 3f2a91c04b7e` on");
    expect(show({ commandName })).toContain("`/reject-plan 3f2a91c04b7e <reason>`");
    expect(show({ commandName, isReady: false })).toContain("`/waive-plan <rule> 3f2a91c04b7e <reason>`");
    expect(show({ commandName, approval: rejected })).toContain("comment `/revoke-plan 3f2a91c04b7e` on");
  });

  test("keeps a name that has accents or backticks", () => {
    expect(show({ commandName: "specs/Zahlung-für-`alle`" })).toContain(
      "``/approve-plan specs/Zahlung-für-`alle` 3f2a91c04b7e``",
    );
  });

  test("counts the approvals that are given", () => {
    expect(show({ approval: waiting({ approvals: [word()], minimum: 2 }) })).toContain(
      "1 of 2 approvals are given.",
    );
  });

  describe("where nobody could approve it", () => {
    const yaml = "\n\n```yaml\napproval:\n  users: [somebody-else]\n```";
    const part = { commitSha: "c0ffee".padEnd(40, "0"), as: "co-author" } as const;

    test("shows who else is to be named, and no weaker setting", () => {
      const shown = show({
        approval: waiting({ isLockedOut: true, excluded: [{ login: "otto", part: null }] }),
      });

      expect(shown).toContain(
        `**Nobody of those who may decide could approve this.** Have somebody else named in \`.github/plan-gate.yml\` on the default branch, who can write to the repository:${yaml}`,
      );
      expect(shown).not.toContain("allow");
    });

    test("names the commit, and how to go on without it", () => {
      const shown = show({ approval: waiting({ isLockedOut: true, excluded: [{ login: "alice", part }] }) });

      expect(shown).toContain(
        "`@alice` took part in the text by commit `c0ffee000000`, as its co-author, and so does not approve it.",
      );
      expect(shown).toContain(
        `**Nobody of those who may decide could approve this.** Rewrite or split the commit so that it does not name them as author, committer or in a \`Co-authored-by\` line, and push it. Or have somebody else named in \`.github/plan-gate.yml\` on the default branch, who can write to the repository:${yaml}`,
      );
    });

    test("says how many are needed", () => {
      expect(show({ approval: waiting({ isLockedOut: true, minimum: 2 }) })).toContain(
        "**Too few of those who may decide could approve this: 2 are needed.** Have somebody else named",
      );
    });

    test("counts those who took part past five", () => {
      const excluded = Array.from({ length: 7 }, (_, index) => ({ login: `user-${index}`, part }));

      expect(show({ approval: waiting({ excluded: [...excluded, ...excluded] }) })).toContain(
        "So did 2 more.",
      );
    });
  });

  test("shows committers whom GitHub cannot name", () => {
    expect(show({ unknownCommitters: ["Build Bot <ci@acme.example>"] })).toContain(
      "GitHub cannot say who committed as `Build Bot <ci@acme.example>`: whoever approves must not be that person.",
    );
  });

  test("is not offered while rows are missing, only waivers are", () => {
    expect(show({ isReady: false })).toBe(
      "#### Approval\n\nApproval is asked for once nothing above is missing. Who may: `@acme/architects`. Where a row cannot apply, they can comment `/waive-plan <rule> F-15 <reason>`.",
    );
    expect(show({ isReady: false }, { methods: ["button"] })).not.toContain("/waive-plan");
  });

  test("shows what changed since a voided approval, and the record", () => {
    const voided = word({ digest: otherDigest });
    const lapsed = [{ word: word({ login: "bob" }), why: "`bob` is no longer in `acme/architects`" }];
    const changes = {
      sinceDigest: otherDigest,
      sinceLogin: "alice",
      diff: "@@ -1 +1 @@\n-a\n+```b",
      isCut: false,
    };

    expect(
      show({
        approval: waiting({ voided: [voided], lapsed, approvals: [word({ login: "dan" })], minimum: 2 }),
        changes,
      }),
    ).toMatchInlineSnapshot(`
      "#### Approval

      **To approve this text**, comment \`/approve-plan F-15 3f2a91c04b7e\` on the pull request, or press the button at the top of this page. 1 of 2 approvals are given. Who may: \`@acme/architects\`.

      To turn it down: \`/reject-plan F-15 <reason>\`.

      #### Changed since \`@alice\` approved \`aaaa91c04b7e\`

      \`\`\`\`diff
      @@ -1 +1 @@
      -a
      +\`\`\`b
      \`\`\`\`

      [All changes](https://github.com/acme/stack/commits/5d1c2f0a9b8e7d6c5b4a39281706f5e4d3c2b1a0/.specify/specs/f-15-docker-compose-stack/plan.md).

      #### Record

      | Who | Decision | When | How | Digest |
      | --- | --- | --- | --- | --- |
      | \`@dan\` | ✓ approved | 2026-03-02 09:41 UTC | [comment](https://github.com/acme/stack/pull/12#issuecomment-101) | \`3f2a91c04b7e\` |
      | \`@bob\` | – no longer counts: \`bob\` is no longer in \`acme/architects\` | 2026-03-02 09:41 UTC | [comment](https://github.com/acme/stack/pull/12#issuecomment-101) | \`3f2a91c04b7e\` |
      | \`@alice\` | – void: the text changed since | 2026-03-02 09:41 UTC | [comment](https://github.com/acme/stack/pull/12#issuecomment-101) | \`aaaa91c04b7e\` |"
    `);
  });

  test("says where a diff was cut", () => {
    const changes = { sinceDigest: otherDigest, sinceLogin: "alice", diff: "+b", isCut: true };

    expect(show({ changes })).toContain(
      `[Cut here: see all changes](https://github.com/acme/stack/commits/${headSha}/${planPath}).`,
    );
  });
});

describe("a text that was decided", () => {
  test("is approved by whom, when, how, and which text", () => {
    expect(
      show({
        approval: { state: "approved", approvals: [word(), word({ login: "erin", method: "button" })] },
      }),
    ).toMatchInlineSnapshot(`
      "#### Approval

      **✓ Approved by \`@alice\`, \`@erin\`**, this exact text: \`3f2a91c04b7e\`. A change of the text asks again; other changes do not.

      #### Record

      | Who | Decision | When | How | Digest |
      | --- | --- | --- | --- | --- |
      | \`@alice\` | ✓ approved | 2026-03-02 09:41 UTC | [comment](https://github.com/acme/stack/pull/12#issuecomment-101) | \`3f2a91c04b7e\` |
      | \`@erin\` | ✓ approved | 2026-03-02 09:41 UTC | [button](https://github.com/acme/stack/pull/12#issuecomment-101) | \`3f2a91c04b7e\` |"
    `);
  });

  test("is rejected with a reason, and says how that ends", () => {
    expect(
      show({
        approval: { state: "rejected", rejections: [word({ type: "reject", reason: "Ping @bob #12" })] },
      }),
    ).toMatchInlineSnapshot(`
      "#### Approval

      **✗ Rejected by \`@alice\`.** Next: change the plan, or have them take it back: they can comment \`/revoke-plan F-15\` on the pull request, or press the button at the top of this page.

      #### Record

      | Who | Decision | When | How | Digest |
      | --- | --- | --- | --- | --- |
      | \`@alice\` | ✗ rejected: “Ping \`@bob\` \\#‍12” | 2026-03-02 09:41 UTC | [comment](https://github.com/acme/stack/pull/12#issuecomment-101) | \`3f2a91c04b7e\` |"
    `);
  });

  test.each<[PullRequestDecision["methods"], boolean, string]>([
    [
      ["comment", "review"],
      true,
      ", or have them take it back: they can comment `/revoke-plan F-15` on the pull request, or approve in a review that says `/approve-plan F-15 3f2a91c04b7e`.",
    ],
    [["button"], true, ", or have them take it back: they can press the button at the top of this page."],
    [["button", "review"], false, "."],
  ])("names only the ways back that count here: %j, ready: %j", (methods, isReady, expected) => {
    const approval = { state: "rejected", rejections: [word({ type: "reject" })] } as const;

    expect(show({ approval, isReady }, { methods })).toContain(
      `**✗ Rejected by \`@alice\`.** Next: change the plan${expected}\n`,
    );
  });

  test("keeps waivers in the record", () => {
    const waivers = [word({ type: "waive", ruleId: "cli-first", reason: "No CLI here" })];

    expect(show({ waivers })).toContain(
      "| `@alice` | waived `cli-first`: “No CLI here” | 2026-03-02 09:41 UTC |",
    );
  });
});

test("of many people, ten are named", () => {
  expect(people(Array.from({ length: 12 }, (_, index) => `@p${index}`))).toMatch(/`@p9`, 2 more$/);
});
