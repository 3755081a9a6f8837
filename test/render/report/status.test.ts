import { expect, test } from "vitest";
import { formatStatus, formatStatusJson } from "../../../src/render/report/status.ts";
import { everything, feature, finding } from "../checked-feature.ts";

const standings = [
  { id: "1", path: "specs/001-login", phase: "specify", checked: null },
  { id: "F-2", path: ".specify/f-2", phase: "implement", checked: feature(finding({})) },
  { id: "F-15", path: ".specify/f-15", phase: "plan", checked: everything },
] as const;

const pipe = { hasColors: false, width: null };

test("every feature has a line with its phase and what it waits for", () => {
  expect(formatStatus(standings, pipe)).toMatchInlineSnapshot(`
    "① specify      1     waits for a plan  specs/001-login
    ④ implement    F-2   nothing is missing but the approval  .specify/f-2
    ② plan         F-15  1 of 6 rows has no evidence  .specify/f-15
    "
  `);
});

test("lines are wrapped to the terminal, below what a feature waits for", () => {
  expect(formatStatus(standings, { hasColors: false, width: 60 })).toMatchInlineSnapshot(`
    "① specify      1     waits for a plan  specs/001-login
    ④ implement    F-2   nothing is missing but the approval
                         .specify/f-2
    ② plan         F-15  1 of 6 rows has no evidence
                         .specify/f-15
    "
  `);
});

test("the same as JSON", () => {
  expect(JSON.parse(formatStatusJson(standings))).toEqual({
    version: 1,
    features: [
      {
        id: "1",
        path: "specs/001-login",
        phase: "specify",
        verdict: "no-plan",
        waitsFor: "waits for a plan",
      },
      {
        id: "F-2",
        path: ".specify/f-2",
        phase: "implement",
        verdict: "passing",
        waitsFor: "nothing is missing but the approval",
      },
      {
        id: "F-15",
        path: ".specify/f-15",
        phase: "plan",
        verdict: "failing",
        waitsFor: "1 of 6 rows has no evidence",
      },
    ],
  });
});

test("a repository without features says so", () => {
  expect(formatStatus([], pipe)).toBe("No features here.\n");
});
