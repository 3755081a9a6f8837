import { describe, expect, test } from "vitest";
import { emptyEntry } from "../../src/approval/record/ledger.ts";
import { digestOf } from "../../src/approval/digest.ts";
import type { WorkflowRun } from "../../src/pull-request/snapshot.ts";
import { approveWord, architect, type Files, idOf, judgeFirst, shas, standing, type World } from "./world.ts";

const workflow = ".github/workflows/compose-smoke.yml";
const run: WorkflowRun = {
  id: 1,
  path: workflow,
  headSha: shas.head,
  event: "pull_request",
  status: "completed",
  conclusion: "success",
  htmlUrl: "https://github.com/acme/shop/actions/runs/1",
  createdAt: "2026-03-01T10:00:00Z",
};
const compose: Files = { "compose.yaml": "services: {}\n" };

function config(required: string): string {
  return `smoke:\n  workflow: ${workflow}\n  required: ${required}\n`;
}

function world(required: string, runs: readonly WorkflowRun[], head = compose): World {
  const answer = { state: "read", runs };
  return {
    mergeBase: {},
    head,
    config: config(required),
    answers: { [`workflow-runs ${shas.head}`]: answer },
  };
}

describe("a run of the smoke workflow", () => {
  test.each([
    ["passed", [run], "success", "No plans changed"],
    ["failed", [{ ...run, conclusion: "failure" }], "failure", "Compose smoke: the stack does not stand"],
    [
      "ended without a conclusion",
      [{ ...run, conclusion: null }],
      "failure",
      "Compose smoke: the stack does not stand",
    ],
    [
      "not ended",
      [{ ...run, status: "in_progress", conclusion: null }],
      "action_required",
      "Compose smoke: the run has not ended",
    ],
    ["not there", [], "action_required", "Compose smoke: the workflow has not run on this head"],
    [
      "of a workflow at another path",
      [{ ...run, path: "x.yml" }],
      "action_required",
      "Compose smoke: the workflow has not run on this head",
    ],
    [
      "of another head",
      [{ ...run, headSha: shas.base }],
      "action_required",
      "Compose smoke: the workflow has not run on this head",
    ],
  ])("that is %s makes the check say so", (_name, runs, verdict, title) => {
    expect(judgeFirst(world("always", runs))).toMatchObject({ verdict, title });
  });

  test("proves nothing where the pull request changes workflows", () => {
    const decided = judgeFirst(
      world("always", [run], { ...compose, ".github/workflows/x.yml": "on: push\n" }),
    );

    expect(decided).toMatchObject({
      verdict: "action_required",
      title: "Compose smoke: the pull request changes workflows, so its run proves nothing",
      smoke: { state: "untrusted" },
    });
  });

  test("can be waived by name where it proves nothing", () => {
    const files = [
      { path: ".github/actions/a/action.yml", mode: "added", blobId: idOf("runs: {}\n") },
      { path: "compose.yaml", mode: "added", blobId: idOf("services: {}\n") },
    ];
    const waiver = {
      ...approveWord("smoke", digestOf(files)),
      type: "waive" as const,
      ruleId: "smoke",
      reason: "new runner",
    };
    const decided = judgeFirst({
      ...world("always", [run], { ...compose, ".github/actions/a/action.yml": "runs: {}\n" }),
      entry: { ...emptyEntry, words: [waiver] },
      standings: { alice: standing(architect, "maintain") },
    });

    expect(decided.smoke).toMatchObject({ state: "waived", message: "new runner" });
    expect(decided.verdict).toBe("success");
  });

  test("is required with `compose-changed` only where a Compose file is changed", () => {
    expect(judgeFirst(world("compose-changed", [])).verdict).toBe("action_required");
    expect(
      judgeFirst(world("compose-changed", [], { "compose.yaml": "", "docker-compose.prod.yml": "" })).verdict,
    ).toBe("action_required");
    expect(
      judgeFirst({ ...world("compose-changed", []), head: { "a.ts": "1", "my-compose.txt": "" } }).title,
    ).toBe("No plans changed");
  });

  test("is shown beside a changed feature where it is not required", () => {
    const spec = { ".specify/f-1/spec.md": "# Spec\n\nText.\n" };
    const decided = judgeFirst({ ...world("never", []), head: spec });

    expect(decided).toMatchObject({ verdict: "success", smoke: { state: "missing", isRequired: false } });
  });

  test.each([
    ["never", "success"],
    ["always", "action_required"],
  ])(
    "that cannot be read is said to be so, and holds only what must wait for it: %s",
    (required, verdict) => {
      const spec = { ".specify/f-1/spec.md": "# Spec\n\nText.\n" };
      const reason = "GitHub refuses to list the runs of a workflow.";
      const answers = { [`workflow-runs ${shas.head}`]: { state: "unknown", reason } };
      const decided = judgeFirst({ ...world(required, []), head: spec, answers });

      expect(decided).toMatchObject({
        verdict,
        smoke: { state: "unknown", message: `Whether it ran could not be read: ${reason}` },
      });
    },
  );

  test("is not asked for where nothing concerns it", () => {
    expect(judgeFirst(world("never", [])).smoke).toBeNull();
  });
});

test("where no waiver is taken, the row of a changed workflow offers none", () => {
  const head: Files = { ...compose, ".github/workflows/other.yml": "on: push\n" };
  const only = `${config("always")}approval:\n  methods: [button]\n`;

  expect(judgeFirst({ ...world("always", [run], head), config: only }).smoke?.message).toBe(
    "This pull request changes workflows or actions, so a run of its own proves nothing. Change them in a pull request of their own.",
  );
});
