import { describe, expect, test } from "vitest";
import { emptyEntry, type LedgerEntry } from "../../src/approval/record/ledger.ts";
import { reminderMarker } from "../../src/gate/reminder.ts";
import type { Comment } from "../../src/pull-request/snapshot.ts";
import {
  approveWord,
  architect,
  author,
  comment,
  digestIn,
  type Files,
  judgeFirst,
  standing,
  type World,
} from "./world.ts";
import { rowIds } from "../plan/judge.ts";

const folder = ".specify/specs/f-15-stack";
const files: Files = {
  [`${folder}/spec.md`]: "# Spec\n\nWhat it is for.\n",
  [`${folder}/plan.md`]: "# Plan\n",
};
const digest = digestIn(files, folder);
const relaxed = [...rowIds, "no-placeholders"].map((id) => `  ${id}: off\n`).join("");
const config = `approval:\n  users: [alice]\nremind_after: 2d\nrules:\n${relaxed}`;
const bot = { id: 5, login: "plan-gate[bot]", type: "Bot" } as const;
const old = "2026-02-01T10:00:00Z";

function shownSince(at: string | null, changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return { ...emptyEntry, shown: [{ subject: folder, digest, at, after: null }], ...changes };
}

function reminder(changes: Partial<World> = {}) {
  const standings = { alice: standing(architect, "write") };
  const answers = { "roster permission:write": ["alice", "mona"], ...changes.answers };
  const given = {
    config,
    mergeBase: {},
    head: files,
    standings,
    entry: shownSince(old),
    ...changes,
    answers,
  };
  return judgeFirst(given).reminder;
}

function written(
  at: string,
  by: Comment["author"] = bot,
  body = `Waiting.\n\n${reminderMarker(at)}\n`,
): Comment {
  return { ...comment(60, author, body), author: by, createdAt: at, updatedAt: at };
}

describe("those who may approve are reminded", () => {
  test("of a plan that has waited for as long as the settings say", () => {
    expect(reminder()).toEqual({ since: old, at: "2026-03-01T10:01:00Z" });
    expect(reminder({ entry: shownSince("2026-02-27T10:01:00Z") })).not.toBeNull();
    expect(
      reminder({ config: config.replace("2d", "48h"), entry: shownSince("2026-02-27T10:01:00Z") }),
    ).not.toBeNull();
  });

  test("again a week later, counted from the record or from the comment, whichever is newer", () => {
    const aWeekAgo = "2026-02-22T10:01:00Z";
    const remindedAt = "2026-02-22T10:01:01Z";

    expect(reminder({ comments: [written(aWeekAgo)] })).not.toBeNull();
    expect(reminder({ entry: shownSince(old, { remindedAt: aWeekAgo }) })).not.toBeNull();
    expect(reminder({ comments: [written(remindedAt)] })).toBeNull();
    expect(reminder({ entry: shownSince(old, { remindedAt }), comments: [written(aWeekAgo)] })).toBeNull();
  });

  test("though others write what looks like a reminder", () => {
    expect(reminder({ comments: [written("2026-03-01T09:00:00Z", author)] })).not.toBeNull();
    expect(
      reminder({ comments: [written("2026-03-01T09:00:00Z", bot, "<!-- plan-gate -->")] }),
    ).not.toBeNull();
  });
});

describe("nobody is reminded", () => {
  test.each<[string, Partial<World>]>([
    ["where the setting is off", { config: config.replace("remind_after: 2d\n", "") }],
    ["before it is time", { entry: shownSince("2026-02-27T10:01:01Z") }],
    ["of a draft", { pull: { isDraft: true } }],
    ["of a text whose time is not known", { entry: shownSince(null) }],
    ["of a text that was not shown yet", { entry: emptyEntry }],
    ["of a text that changed since", { head: { ...files, [`${folder}/plan.md`]: "# Another plan\n" } }],
    [
      "of a text that was shown before it was ready",
      {
        entry: { ...emptyEntry, shown: [{ subject: folder, digest, at: old, after: null, isUnready: true }] },
      },
    ],
    ["while rows fail", { config: config.replace("  testing: off\n", "") }],
    ["once it is approved", { entry: shownSince(old, { words: [approveWord(folder, digest)] }) }],
    ["while it is rejected", { comments: [comment(50, architect, "/reject-plan Not like this.")] }],
    [
      "where nobody could approve",
      {
        answers: { "roster permission:write": ["mona"] },
        standings: { alice: standing(architect, "read") },
      },
    ],
  ])("%s", (_name, changes) => {
    expect(reminder(changes)).toBeNull();
  });
});
