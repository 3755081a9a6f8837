import { describe, expect, test } from "vitest";
import { featureBlocks } from "../../../src/render/check-run/subject-blocks.ts";
import { phaseLine } from "../../../src/render/check-run/phase-line.ts";
import type { FeatureOutcome } from "../../../src/gate/decision.ts";
import {
  failureModesMissing,
  feature,
  finding,
  findings,
  findingsWith,
  folder,
  headSha,
  judged,
  place,
  planPath,
  pullRequest,
  subject,
  word,
} from "../example.ts";

/** As the page has it, with links by their last part. */
function show(outcome: FeatureOutcome): string {
  return featureBlocks(feature({ outcome }), pullRequest(), place)
    .join("\n\n")
    .replaceAll(/\(https:\/\/github\.com\/acme\/stack\/[^)]*?\/([^/)]*)\)/g, "(…/$1)");
}

describe("the phase line", () => {
  test.each([
    ["none", "**○ nothing yet** → ① specify → ② plan → ③ tasks → ④ implement → ● complete"],
    ["plan", "① specify → **② plan** → ③ tasks → ④ implement → ● complete"],
    ["complete", "① specify → ② plan → ③ tasks → ④ implement → **● complete**"],
  ] as const)("marks %s", (phase, line) => {
    expect(phaseLine(phase)).toBe(line);
  });
});

describe("a feature whose plan changed", () => {
  test("has its phase, both tables, and how to approve", () => {
    expect(show({ type: "changed", judged: judged() })).toMatchInlineSnapshot(`
      "### ◐ F-15: waiting for approval by \`@acme/architects\`

      ① specify → **② plan** → ③ tasks → ④ implement → ● complete · [\`.specify/specs/f-15-docker-compose-stack\`](…/f-15-docker-compose-stack)

      | Section | Included? | Evidence |
      | --- | --- | --- |
      | Data models | ✓ pass | [lines 40–71](…/plan.md?plain=1#L40-L71) Volume structure: grafana-data, loki-data, otel-data · [\`data-model.md\` line 3](…/data-model.md?plain=1#L3) Event: id, source, at |
      | API/Interface design | ✓ pass | [lines 75–90](…/plan.md?plain=1#L75-L90) manage.sh stack-up &#124; stack-down &#124; stack-status |
      | Error handling strategy | ✓ pass | [lines 101–118](…/plan.md?plain=1#L101-L118) Healthcheck every 30s, timeout 10s, 3 retries |
      | Failure modes | ✓ pass | [lines 130–142](…/plan.md?plain=1#L130-L142) Loki is down: logs are buffered, then dropped |
      | Dependencies | ✓ pass | [lines 40–71](…/plan.md?plain=1#L40-L71) Dependencies: as the plan has it |
      | Testing strategy | ✓ pass | [lines 160–171](…/plan.md?plain=1#L160-L171) Phase 4, T-4.1: bring the stack up and probe each port |

      | Principle | Applied? | Evidence |
      | --- | --- | --- |
      | Code before prompts | ✓ pass | [lines 40–71](…/plan.md?plain=1#L40-L71) Code before prompts: as the plan has it |
      | Deterministic where possible | ✓ pass | [line 181](…/plan.md?plain=1#L181) Images are pinned: grafana/grafana:11.2.0 |
      | CLI-first interfaces | – not applicable | “no user-facing commands: the stack is operated by Compose alone” [line 190](…/plan.md?plain=1#L190) |

      | Also checked | Result | Details |
      | --- | --- | --- |
      | Specification exists | ✓ pass | \`spec.md\` is on \`main\`. |
      | No placeholders left | ✓ pass | None found. |
      | Nothing hidden from the reviewer | ✓ pass | Nothing hidden found. |
      | Tasks after approval | △ warning | \`tasks.md\` is added before the plan is approved: step 3 began before the gate opened. See: [\`tasks.md\` line 1](…/tasks.md?plain=1#L1) \\# Tasks |

      1 of 9 rows is excused by the plan itself: an approval accepts the reasons.

      #### Approval

      **To approve this text**, comment \`/approve-plan F-15 3f2a91c04b7e\` on the pull request, or press the button at the top of this page. Who may: \`@acme/architects\`.

      To turn it down: \`/reject-plan F-15 <reason>\`."
    `);
  });

  test("names evidence once, and what the specification is before its lines", () => {
    const at = (startLine: number, endLine: number, excerpt: string) => ({
      path: planPath,
      startLine,
      endLine,
      excerpt,
    });
    const rows = findingsWith({
      "error-handling": {
        evidence: [
          at(73, 79, "Health checks"),
          at(73, 79, "Health checks"),
          at(75, 75, "Retries"),
          at(90, 90, "Logs"),
        ],
      },
      "spec-exists": {
        message: "The specification is new here, not reviewed before.",
        evidence: [{ path: `${folder}/spec.md`, startLine: 6, endLine: 6, excerpt: "---" }],
      },
    });

    const text = show({ type: "changed", judged: judged({ findings: rows }) });

    expect(text).toContain(
      "| Error handling strategy | ✓ pass | [lines 73–79](…/plan.md?plain=1#L73-L79) Health checks · [line 90](…/plan.md?plain=1#L90) Logs |",
    );
    expect(text).toContain(
      "| Specification exists | ✓ pass | The specification is new here, not reviewed before. [`spec.md` line 6](…/spec.md?plain=1#L6) |",
    );
  });

  test("says for each failing row what is missing, what came close, and what to write where", () => {
    const rows = findingsWith({
      "failure-modes": failureModesMissing,
      testing: {
        status: "fail",
        evidence: [],
        message: "Testing strategy: no evidence found",
        fix: { line: 99, instruction: "Name the tests", example: " " },
      },
      deterministic: { ...failureModesMissing, severity: "warning", nearMisses: [] },
      "spec-exists": {
        status: "fail",
        message: "There is no `spec.md` beside the plan.",
        fix: { line: 1, instruction: "Write `spec.md` beside the plan", example: "# Invitations" },
      },
      "no-hidden-text": {
        status: "fail",
        message: "1 place hides text from the reader of the page.",
        nearMisses: [{ path: planPath, startLine: 7, endLine: 7, excerpt: "<!-- a -->" }],
      },
      "no-placeholders": {
        status: "fail",
        message: "2 placeholders are left",
        nearMisses: [{ path: planPath, startLine: 9, endLine: 9, excerpt: "[FEATURE_NAME]" }],
        fix: { line: 9, instruction: "Fill it in", example: "" },
      },
    });

    expect(
      show({ type: "changed", judged: judged({ findings: rows, subject: subject({ isReady: false }) }) }),
    ).toMatchInlineSnapshot(`
      "### ◐ F-15: waiting for approval by \`@acme/architects\`

      ① specify → **② plan** → ③ tasks → ④ implement → ● complete · [\`.specify/specs/f-15-docker-compose-stack\`](…/f-15-docker-compose-stack)

      | Section | Included? | Evidence |
      | --- | --- | --- |
      | Data models | ✓ pass | [lines 40–71](…/plan.md?plain=1#L40-L71) Volume structure: grafana-data, loki-data, otel-data · [\`data-model.md\` line 3](…/data-model.md?plain=1#L3) Event: id, source, at |
      | API/Interface design | ✓ pass | [lines 75–90](…/plan.md?plain=1#L75-L90) manage.sh stack-up &#124; stack-down &#124; stack-status |
      | Error handling strategy | ✓ pass | [lines 101–118](…/plan.md?plain=1#L101-L118) Healthcheck every 30s, timeout 10s, 3 retries |
      | Failure modes | ✗ missing | No evidence found. Closest: [line 88](…/plan.md?plain=1#L88) \\#\\# Risks (TBD) |
      | Dependencies | ✓ pass | [lines 40–71](…/plan.md?plain=1#L40-L71) Dependencies: as the plan has it |
      | Testing strategy | ✗ missing | No evidence found. Write it at [line 99](…/plan.md?plain=1#L99). |

      | Principle | Applied? | Evidence |
      | --- | --- | --- |
      | Code before prompts | ✓ pass | [lines 40–71](…/plan.md?plain=1#L40-L71) Code before prompts: as the plan has it |
      | Deterministic where possible | △ missing (warning) | No evidence found. Write it at [line 120](…/plan.md?plain=1#L120). |
      | CLI-first interfaces | – not applicable | “no user-facing commands: the stack is operated by Compose alone” [line 190](…/plan.md?plain=1#L190) |

      | Also checked | Result | Details |
      | --- | --- | --- |
      | Specification exists | ✗ fail | There is no \`spec.md\` beside the plan. |
      | No placeholders left | ✗ fail | 2 placeholders are left. See: [line 9](…/plan.md?plain=1#L9) \\[FEATURE\\_NAME\\] |
      | Nothing hidden from the reviewer | △ warning | 1 place hides text from the reader of the page. See: [line 7](…/plan.md?plain=1#L7) &lt;!-- a --&gt; |
      | Tasks after approval | △ warning | \`tasks.md\` is added before the plan is approved: step 3 began before the gate opened. See: [\`tasks.md\` line 1](…/tasks.md?plain=1#L1) \\# Tasks |

      1 of 9 rows is excused by the plan itself: an approval accepts the reasons.

      #### What to do

      **Failure modes**, at [line 120](…/plan.md?plain=1#L120): Add a section such as \`## Failure modes\` with a table: what fails, how it is noticed, what happens then.
      - [line 88](…/plan.md?plain=1#L88) is not enough: \\#\\# Risks (TBD)

      <details><summary>Text to start from</summary>

      \`\`\`markdown
      ## Failure modes

      | Failure | Noticed by | What happens then |
      | --- | --- | --- |
      | Loki is down | healthcheck | logs are buffered for 10 minutes |
      \`\`\`

      </details>

      **Testing strategy**, at [line 99](…/plan.md?plain=1#L99): Name the tests.

      **Specification exists**: Write \`spec.md\` beside the plan.

      <details><summary>Text to start from</summary>

      \`\`\`markdown
      # Invitations
      \`\`\`

      </details>

      **No placeholders left**, at [line 9](…/plan.md?plain=1#L9): Fill it in.
      - [line 9](…/plan.md?plain=1#L9): \\[FEATURE\\_NAME\\]

      #### Worth a look

      **Deterministic where possible**, at [line 120](…/plan.md?plain=1#L120): Add a section such as \`## Failure modes\` with a table: what fails, how it is noticed, what happens then.

      <details><summary>Text to start from</summary>

      \`\`\`markdown
      ## Failure modes

      | Failure | Noticed by | What happens then |
      | --- | --- | --- |
      | Loki is down | healthcheck | logs are buffered for 10 minutes |
      \`\`\`

      </details>

      **Nothing hidden from the reviewer**: 1 place hides text from the reader of the page.
      - [line 7](…/plan.md?plain=1#L7): &lt;!-- a --&gt;

      #### Approval

      Approval is asked for once nothing above is missing. Who may: \`@acme/architects\`. Where a row cannot apply, they can comment \`/waive-plan <rule> F-15 <reason>\`."
    `);
  });

  test("says who waived a row and why, what does not apply and why, and what is turned off", () => {
    const rows = [
      finding("data-models", "Data models", "section", {
        status: "waived",
        reason: "There is no data",
        evidence: [],
      }),
      finding("interfaces", "API/Interface design", "section", {
        status: "waived",
        reason: null,
        evidence: [],
        message: "Waived",
      }),
      finding("failure-modes", "Failure modes", "section", { status: "off", evidence: [], message: "" }),
      finding("rollout", "Rollout | plan", "house", { status: "not-applicable", reason: "no users yet" }),
    ];
    const waivers = [
      word({ type: "waive", ruleId: "data-models", reason: "There is no data", login: "carol" }),
    ];

    expect(show({ type: "changed", judged: judged({ findings: rows, subject: subject({ waivers }) }) }))
      .toMatchInlineSnapshot(`
        "### ◐ F-15: waiting for approval by \`@acme/architects\`

        ① specify → **② plan** → ③ tasks → ④ implement → ● complete · [\`.specify/specs/f-15-docker-compose-stack\`](…/f-15-docker-compose-stack)

        | Section | Included? | Evidence |
        | --- | --- | --- |
        | Data models | ✓ waived by \`@carol\` | “There is no data” |
        | API/Interface design | ✓ waived | Waived. |
        | Failure modes | – turned off | not looked at |
        | Rollout &#124; plan | – not applicable | “no users yet” [lines 40–71](…/plan.md?plain=1#L40-L71) |

        #### Approval

        **To approve this text**, comment \`/approve-plan F-15 3f2a91c04b7e\` on the pull request, or press the button at the top of this page. Who may: \`@acme/architects\`.

        To turn it down: \`/reject-plan F-15 <reason>\`.

        #### Record

        | Who | Decision | When | How | Digest |
        | --- | --- | --- | --- | --- |
        | \`@carol\` | waived \`data-models\`: “There is no data” | 2026-03-02 09:41 UTC | [comment](…/12#issuecomment-101) | \`3f2a91c04b7e\` |"
      `);
  });

  test("shows no table without rows", () => {
    expect(show({ type: "changed", judged: judged({ findings: findings.slice(0, 1) }) })).not.toContain(
      "Principle",
    );
  });
});

describe("a feature that needs no rows", () => {
  test.each([
    [{ type: "unchanged", base: "main" }, "The plan is unchanged on `main`: nothing to approve."],
    [{ type: "spec-only" }, "Only `spec.md` so far: there is no plan to approve yet."],
    [
      { type: "renamed", from: ".specify/old" },
      "Renamed from `.specify/old`; the text of the plan is the same.",
    ],
    [
      {
        type: "failed",
        reason: "plan-unreadable",
        path: planPath,
        message: "It is a symlink. Make it a regular file.",
      },
      `[\`${planPath}\`](…/plan.md): It is a symlink. Make it a regular file.`,
    ],
  ] as const)("says so: %j", (outcome, expected) => {
    expect(show(outcome).split("\n\n").slice(2)).toEqual([expected]);
  });

  test("lists the files of a removed one, without a link to what is gone", () => {
    const shown = show({ type: "feature-removed", subject: subject() });

    expect(shown).toContain(
      "The whole feature is removed. That needs approval too.\n\n- `plan.md`\n\n#### Approval",
    );
    expect(shown).toContain(`● complete · \`${folder}\`\n`);
    expect(shown).not.toContain(headSha);
  });
});

describe("a specification by itself", () => {
  test("that goes is shown with its files, and that alone is what there is to approve", () => {
    const shown = show({ type: "spec-removed", subject: subject() });

    expect(shown).toContain("The specification is removed, and there is nothing else of the feature.");
    expect(shown).toContain("That needs approval too.");
  });

  test("is called as the config calls it", () => {
    const named = { id: "a", path: "changes/a", form: { type: "named", plan: "design.md", spec: "why.md" } };
    const blocks = featureBlocks(
      feature({
        feature: { ...named, form: { ...named.form, type: "named" } },
        outcome: { type: "spec-only" },
      }),
      pullRequest(),
      place,
    );

    expect(blocks.join("\n")).toContain("Only `why.md` so far");
  });
});

test("rows that the plan excuses are counted for who approves it", () => {
  const excused = findings.map((one) =>
    one.ruleId === "testing" || one.ruleId === "interfaces"
      ? { ...one, status: "not-applicable" as const }
      : one,
  );

  expect(show({ type: "changed", judged: judged({ findings: excused }) })).toContain(
    "rows are excused by the plan itself",
  );
});
