import { describe, expect, test } from "vitest";
import type { PullRequestDecision } from "../../../src/gate/decision.ts";
import { pullRequestBlocks } from "../../../src/render/check-run/pull-request-blocks.ts";
import { feature, judged, place, pullRequest, subject } from "../example.ts";

function show(changes: Partial<PullRequestDecision>): readonly string[] {
  return pullRequestBlocks(pullRequest(changes), place);
}

const unchanged = feature({
  feature: { id: "F-1", path: ".specify/specs/f-1-login" },
  verdict: "success",
  phase: "complete",
  title: "plan unchanged on `main`",
  outcome: { type: "unchanged", base: "main" },
});

describe("the reasons", () => {
  test("are left to the title, the features and the settings where those say them", () => {
    expect(show({})[0]).toMatch(/^### ◐ F-15/);
  });

  test("are listed where nothing else says them", () => {
    expect(
      show({
        reasons: ["F-15: waiting for approval by @acme/architects", "Compose smoke: the run has not ended"],
      })[0],
    ).toBe("- Compose smoke: the run has not ended.");
  });
});

describe("the enforcement", () => {
  test.each([
    [
      { state: "not-required" },
      "> **Warning:** `plan-gate` is not a required check on `main`, so a merge does not wait for it. Require it under Settings → Rules → Rulesets, with this App as its source.",
    ],
    [
      { state: "required-unbound" },
      "> **Warning:** `plan-gate` is required on `main` from any source, so every App and workflow can post a check of that name. Choose this App as its source under Settings → Rules → Rulesets.",
    ],
    [
      { state: "bound-elsewhere", appId: 15368 },
      "> **Warning:** `plan-gate` is required on `main` from another App (id 15368), so this check cannot open the merge. Choose this App as its source under Settings → Rules → Rulesets.",
    ],
    [
      { state: "unknown", reason: "GitHub answered 403" },
      "> **Warning:** Whether `plan-gate` is required on `main` could not be read: GitHub answered 403.",
    ],
  ] as const)("is warned of: %j", (enforcement, warning) => {
    expect(show({ enforcement })[0]).toBe(warning);
  });

  test("does not matter where nothing is gated", () => {
    expect(show({ enforcement: { state: "not-required" }, features: [] })).toEqual([]);
  });

  test("stands before other warnings", () => {
    expect(
      show({ enforcement: { state: "not-required" }, warnings: ["Earlier decisions could not be read"] })[1],
    ).toBe("> **Warning:** Earlier decisions could not be read.");
  });
});

describe("several features", () => {
  test("are shown at a glance first, with what is to be typed", () => {
    expect(show({ features: [feature(), unchanged] })[0]).toMatchInlineSnapshot(`
      "| Feature | Phase | Verdict | To approve |
      | --- | --- | --- | --- |
      | [\`F-15\`](https://github.com/acme/stack/tree/5d1c2f0a9b8e7d6c5b4a39281706f5e4d3c2b1a0/.specify/specs/f-15-docker-compose-stack) | ② plan | ◐ waiting for approval by \`@acme/architects\` | \`/approve-plan F-15 3f2a91c04b7e\` |
      | [\`F-1\`](https://github.com/acme/stack/tree/5d1c2f0a9b8e7d6c5b4a39281706f5e4d3c2b1a0/.specify/specs/f-1-login) | ● complete | ✓ plan unchanged on \`main\` |  |"
    `);
  });

  test("are shown without commands where comments do not count", () => {
    expect(show({ features: [feature(), unchanged], methods: ["button"] })[0]).not.toContain("/approve-plan");
  });
});

describe("the settings of the gate", () => {
  test("are shown with their errors, their lines, and how to approve them by name", () => {
    const config = {
      verdict: "failure",
      title: "`.github/plan-gate.yml` has an error",
      path: ".github/plan-gate.yml",
      problems: [
        {
          line: 3,
          column: 12,
          message: "`approval.minimum` is `many`, expected a whole number from 1 to 10",
        },
      ],
      subject: subject({ subject: "config", commandName: "config" }),
    } as const;

    expect(
      show({ features: [], config, reasons: ["config: `.github/plan-gate.yml` has an error"] }).join("\n\n"),
    ).toMatchInlineSnapshot(`
      "### ✗ Settings of the gate: \`.github/plan-gate.yml\` has an error

      [\`.github/plan-gate.yml\`](https://github.com/acme/stack/blob/5d1c2f0a9b8e7d6c5b4a39281706f5e4d3c2b1a0/.github/plan-gate.yml) changes here. This pull request is judged by the settings of the default branch; the new ones count once they are merged.

      - [line 3](https://github.com/acme/stack/blob/5d1c2f0a9b8e7d6c5b4a39281706f5e4d3c2b1a0/.github/plan-gate.yml#L3): \`approval.minimum\` is \`many\`, expected a whole number from 1 to 10

      #### Approval

      **To approve this text**, comment \`/approve-plan config 3f2a91c04b7e\` on the pull request, or press the button at the top of this page. Who may: \`@acme/architects\`.

      To turn it down: \`/reject-plan config 3f2a91c04b7e <reason>\`."
    `);
  });

  test("are shown without a list where they have no errors", () => {
    const config = {
      verdict: "action_required",
      title: "waiting",
      path: "x.yml",
      problems: [],
      subject: subject(),
    } as const;

    expect(show({ features: [], config, reasons: [] }).slice(0, 3)).toEqual([
      "### ◐ Settings of the gate: waiting",
      expect.stringContaining("changes here"),
      "#### Approval",
    ]);
  });
});

describe("the smoke test", () => {
  const run = {
    id: 1,
    path: ".github/workflows/compose-smoke.yml",
    headSha: "x",
    event: "pull_request",
    status: "completed",
    conclusion: "success",
    htmlUrl: "https://github.com/acme/stack/actions/runs/1",
    createdAt: "2026-03-02T09:41:07Z",
  };

  test("is a row with a link to its run", () => {
    expect(
      show({ smoke: { state: "passed", isRequired: true, run, message: "The stack stands" } }).at(-1),
    ).toBe(
      "| Compose smoke | Required? | Details |\n| --- | --- | --- |\n| ✓ pass | required | The stack stands. [See the run](https://github.com/acme/stack/actions/runs/1). |",
    );
  });

  test("is a row without a run too", () => {
    expect(
      show({
        smoke: { state: "missing", isRequired: false, run: null, message: "The workflow has not run" },
      }).at(-1),
    ).toContain("| ✗ missing | not required | The workflow has not run. |");
  });
});

test("a pull request with one feature has its rows without an overview", () => {
  expect(
    show({ features: [feature({ outcome: { type: "changed", judged: judged() } })] }).filter((block) =>
      block.startsWith("| Feature"),
    ),
  ).toEqual([]);
});
