import { expect, describe, test } from "vitest";
import {
  emptyEntry,
  formatLedger,
  readLedger,
  ungatheredEntry,
} from "../../../src/approval/record/ledger.ts";
import { digestOf } from "../../../src/approval/digest.ts";
import { writeBlock } from "../../../src/approval/record/ledger-block.ts";
import { isJudgedIn, namePullRequest, onlyNames } from "../../../src/approval/record/named-pull-requests.ts";

describe("a pull request that came to no verdict", () => {
  const eleven = { repositoryId: 1, number: 11 };
  const known = formatLedger({ version: 1, repositoryId: 1, pullRequests: { "7": emptyEntry } }) ?? "";
  const entriesIn = (text: string) => {
    const reading = readLedger({ text }, 1);
    return reading.state === "read" ? reading.ledger.pullRequests : null;
  };

  test("is named beside the others, as one whose record was not gathered", () => {
    const text = namePullRequest(`What is shown.\n\n${known}`, eleven);

    expect(text).toMatch(/^What is shown\.\n\n<!--/);
    expect(entriesIn(text)).toEqual({ "7": emptyEntry, "11": { ...emptyEntry, isUngathered: true } });
  });

  test("is named where nothing was recorded before", () => {
    expect(entriesIn(namePullRequest("", eleven))).toEqual({ "11": ungatheredEntry });
    expect(namePullRequest("What is shown.\n", eleven)).toMatch(/^What is shown\.\n\n<!--/);
  });

  test.each([
    ["the record names it already", known, { ...eleven, number: 7 }],
    ["the record is another repository's", known, { ...eleven, repositoryId: 2 }],
    ["the number is none that can be kept", known, { ...eleven, number: 12_345_678_901 }],
  ])("leaves the text as it is where %s", (_, text, about) => {
    expect(namePullRequest(text, about)).toBe(text);
  });

  test.each([
    ["where nothing is written", "", eleven, true],
    ["where the record names it and no more", namePullRequest(known, eleven), eleven, true],
    ["where the record is of others", known, eleven, true],
    ["but not where something was recorded", known, { ...eleven, number: 7 }, false],
    [
      "but not where its record lies on an earlier head",
      formatLedger({
        version: 1,
        repositoryId: 1,
        pullRequests: { "11": { ...ungatheredEntry, previousHeadSha: "a".repeat(40) } },
      }) ?? "",
      eleven,
      false,
    ],
    ["but not where the record cannot be used", known, { ...eleven, repositoryId: 2 }, false],
    ["but not where something is shown without a record", "What is shown.", eleven, false],
  ])("has no record to be missed %s", (_, text, about, expected) => {
    expect(onlyNames(text, about)).toBe(expected);
  });

  test("is named where the record is full: room is made", () => {
    const noise = (seed: number) => digestOf([{ path: String(seed), mode: "", blobId: "" }]);
    const replies = Array.from({ length: 1_000 }, (_, index) => ({
      personId: index,
      reason: noise(index).slice(0, 20),
      at: "2026-01-05T09:00:00Z",
    }));
    const full = (count: number) =>
      formatLedger({
        version: 1,
        repositoryId: 1,
        pullRequests: { "7": { ...emptyEntry, replies: replies.slice(0, count) } },
      });
    const most = replies.findLastIndex((_, index) => full(index + 1) !== null) + 1;
    const text = namePullRequest(full(most) ?? "", eleven);

    expect(most).toBeGreaterThan(100);
    expect(most).toBeLessThan(1_000);
    expect(isJudgedIn(text, 11)).toBe(true);
    expect(isJudgedIn(text, 7)).toBe(true);
  });

  const leftOut = formatLedger({
    version: 1,
    repositoryId: 1,
    pullRequests: { "7": { ...emptyEntry, isLeftOut: true }, "8": emptyEntry },
  });

  test.each([
    ["its record has it", known, 7, true],
    ["its record has it beside one that was left out", leftOut ?? "", 8, true],
    ["it was left out", leftOut ?? "", 7, false],
    ["its record has others", known, 11, false],
    ["there is no record", "What is shown.", 7, false],
    ["the record is damaged", known.replace(/[A-Za-z0-9_-]{20}/u, ""), 7, false],
    ["the record has another format", writeBlock({ version: 1 }) ?? "", 7, false],
  ])("had a part in the verdict or not: where %s", (_, text, number, expected) => {
    expect(isJudgedIn(text, number)).toBe(expected);
  });
});
