import { describe, expect, test } from "vitest";
import { computeTroubleContent, computeTroubleEffects } from "../../src/effects/compute-trouble.ts";
import type { OwnCheckRun } from "../../src/pull-request/snapshot.ts";
import { headSha } from "../render/example.ts";

const trouble = {
  title: "GitHub did not answer (502); trying again",
  details: ["Nothing needs to be done. Ask @acme/operators if this lasts."],
};

function checkRun(changes: Partial<OwnCheckRun> = {}): OwnCheckRun {
  return {
    id: 500,
    headSha,
    status: "in_progress",
    conclusion: null,
    startedAt: null,
    completedAt: null,
    title: null,
    summary: null,
    text: "<!-- plan-gate-record abc -->",
    annotationsCount: 0,
    externalId: null,
    ...changes,
  };
}

describe("trouble", () => {
  test("is a check run under way that says why, and never a verdict", () => {
    expect(computeTroubleEffects(headSha, trouble, null)).toEqual([
      {
        type: "create-check-run",
        content: {
          headSha,
          status: "in_progress",
          conclusion: null,
          title: "GitHub did not answer (502); trying again",
          summary:
            "GitHub did not answer (502); trying again.\n\nNothing needs to be done. Ask `@acme/operators` if this lasts.",
          text: "",
          actions: [],
          annotations: [],
          externalId: computeTroubleContent(headSha, trouble).externalId,
        },
      },
    ]);
  });

  test("keeps the record that a check run under way has", () => {
    expect(computeTroubleEffects(headSha, trouble, checkRun())).toEqual([
      {
        type: "update-check-run",
        checkRunId: 500,
        content: computeTroubleContent(headSha, trouble, checkRun()),
      },
    ]);
    expect(computeTroubleContent(headSha, trouble, checkRun()).text).toBe("<!-- plan-gate-record abc -->");
    expect(computeTroubleContent(headSha, trouble, checkRun({ text: null })).text).toBe("");
  });

  test("is not said twice", () => {
    const { externalId } = computeTroubleContent(headSha, trouble, checkRun());

    expect(computeTroubleEffects(headSha, trouble, checkRun({ externalId }))).toEqual([]);
  });

  test("leaves a verdict on the same head alone", () => {
    expect(
      computeTroubleEffects(headSha, trouble, checkRun({ status: "completed", conclusion: "success" })),
    ).toEqual([]);
  });
});
