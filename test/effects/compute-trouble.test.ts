import { expect, test } from "vitest";
import { computeTroubleContent } from "../../src/effects/compute-trouble.ts";
import { headSha } from "../render/example.ts";

test("trouble is a check run under way that says why, and never a verdict", () => {
  const content = computeTroubleContent(headSha, {
    title: "GitHub did not answer (502); trying again",
    details: ["Nothing needs to be done. Ask @acme/operators if this lasts."],
  });

  expect(content).toEqual({
    headSha,
    status: "in_progress",
    conclusion: null,
    title: "GitHub did not answer (502); trying again",
    summary:
      "GitHub did not answer (502); trying again.\n\nNothing needs to be done. Ask `@acme/operators` if this lasts.",
    text: "",
    actions: [],
    annotations: [],
    externalId: content.externalId,
  });
});

test("what is over ends shut, and keeps the record and its time", () => {
  const trouble = { title: "GitHub refuses to compare the commits (403)", details: [] };
  const completedAt = "2026-01-05T09:00:00Z";

  expect(
    computeTroubleContent(headSha, trouble, { text: "record", completedAt, isOver: true }),
  ).toMatchObject({
    status: "completed",
    conclusion: "failure",
    text: "record",
    completedAt,
  });
  expect(computeTroubleContent(headSha, trouble, { text: "", isOver: true })).not.toHaveProperty(
    "completedAt",
  );
});

test("a text too long for GitHub is left out, and the record stays", () => {
  const trouble = { title: "GitHub refuses to compare the commits (403)", details: [] };
  const text = `${"é".repeat(32_768)}\n\n<!-- record -->`;

  expect(computeTroubleContent(headSha, trouble, { text, isOver: true }).text).toBe("<!-- record -->");
});
