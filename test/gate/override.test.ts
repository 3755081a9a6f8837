import { expect, test } from "vitest";
import { emptyEntry, type LedgerEntry } from "../../src/approval/record/ledger.ts";
import type { Word } from "../../src/approval/approval.ts";
import type { Account } from "../../src/pull-request/account.ts";
import {
  approveWord,
  comment,
  digestIn,
  type Files,
  judge,
  judgeFirst,
  standing,
  type World,
} from "./world.ts";

const folder = ".specify/specs/f-15-stack";
const files: Files = {
  [`${folder}/spec.md`]: "# Spec\n\nWhat it is for.\n",
  [`${folder}/plan.md`]: "# Plan\n",
};
const root: Account = { id: 3, login: "root", type: "User" };
const config = "approval:\n  users: [alice]\n  override: admins\n";
const said = comment(50, root, "/override-plan the pager is on fire");
const override: Word = {
  ...approveWord(folder, digestIn(files, folder), root),
  ...{ type: "override", method: "comment", sourceId: "50", nodeId: "IC_50", reason: "the pager is on fire" },
};

function world(changes: Partial<World> = {}): World {
  const entry: LedgerEntry = { ...emptyEntry, words: [override], lastCommentId: 50 };
  const standings = { root: standing(root, "admin") };
  return { config, mergeBase: {}, head: files, comments: [said], entry, standings, ...changes };
}

test("an overridden plan passes with rows that fail, and is titled as what it is", () => {
  const decided = judge(world());

  expect(decided).toMatchObject({ verdict: "success", title: "Overridden by @root: the pager is on fire" });
  expect(decided.pullRequests[0]?.features[0]).toMatchObject({
    verdict: "success",
    title: "overridden by @root: the pager is on fire",
    outcome: { judged: { subject: { approval: { state: "overridden" } } } },
  });
});

test("a plan that is not ready is noted as shown only where it could be overridden", () => {
  const shown = (text: string) =>
    judge(world({ config: text, comments: [], entry: emptyEntry })).ledger.pullRequests["5"]?.shown;

  expect(shown(config)).toMatchObject([{ subject: folder, isUnready: true }]);
  expect(shown("approval:\n  users: [alice]\n")).toEqual([]);
});

test("code without a plan passes by an override of its own", () => {
  const code = 'implementation:\n  paths: ["src/**"]\n  require: approved-plan\n';
  const head: Files = { "src/a.ts": "1\n" };
  const first = judge(world({ config: `${config}${code}`, head, comments: [], entry: emptyEntry }));
  const digest = first.ledger.pullRequests["5"]?.shown[0]?.digest ?? "";
  const words = [{ ...override, subject: "implementation", digest }];
  const decided = judgeFirst(
    world({ config: `${config}${code}`, head, entry: { ...emptyEntry, words, lastCommentId: 50 } }),
  );

  expect(decided).toMatchObject({ verdict: "success", title: "Overridden by @root: the pager is on fire" });
  expect(decided.implementation?.overrides).toHaveLength(1);
});
