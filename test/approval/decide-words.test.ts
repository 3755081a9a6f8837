import { describe, expect, test } from "vitest";
import { approvalNeeds } from "../../src/approval/decide-words.ts";
import type { ApprovalFacts } from "../../src/approval/facts.ts";
import { answerKey, type Need } from "../../src/pull-request/need.ts";
import {
  account,
  at,
  checkRun,
  comment,
  decide,
  f15,
  facts,
  feature,
  idOf,
  review,
  shownAt,
  type Given,
} from "./world.ts";

const nothing = { edits: {}, standings: {}, memberships: {}, accounts: {}, rosters: {}, checkRunsById: {} };
const byAlice = [comment("alice", "/approve-plan")];

/** What is asked before anything was read. */
function firstNeeds(changes: Given, read: Partial<ApprovalFacts["facts"]> = {}): readonly string[] {
  return approvalNeeds({ ...facts(changes), facts: { ...nothing, ...read } }).map(nameOf);
}

function nameOf(need: Need): string {
  return `${need.type} ${answerKey(need)}`;
}

describe("what must be read", () => {
  test("for a command: was it edited, and what may its author do", () => {
    expect(firstNeeds({ comments: byAlice })).toEqual(["edit IC_100", "standing alice"]);
  });

  test("memberships at once, except for those who are named", () => {
    const config = { teams: ["core", "acme/x"], users: ["bob"], permission: null };
    const comments = [...byAlice, comment("bob", "/approve-plan", { id: 101 })];

    expect(firstNeeds({ comments, config })).toEqual([
      "edit IC_100",
      "standing alice",
      "membership octo/core:alice",
      "membership acme/x:alice",
      "edit IC_101",
      "standing bob",
    ]);
  });

  test("each only once", () => {
    expect(firstNeeds({ comments: [...byAlice, comment("alice", "/revoke-plan", { id: 101 })] })).toEqual([
      "edit IC_100",
      "standing alice",
      "edit IC_101",
    ]);
  });

  test("nothing for comments without commands, of bots, and of our own", () => {
    const bot = comment("helper[bot]", "/approve-plan", { author: account("helper[bot]", 8, "Bot") });

    expect(
      firstNeeds({ comments: [comment("alice", "Hello"), bot] }, { rosters: { "permission:maintain": [] } }),
    ).toEqual([]);
  });

  test("for a press: the check run, and what its sender may do", () => {
    const presses = [
      { deliveryId: "guid", checkRunId: 70, identifier: "0", senderId: 3, senderLogin: "Bob" },
    ];

    expect(firstNeeds({ presses })).toEqual(["check-run-by-id 70", "standing bob"]);
  });

  test("for a review, where reviews count", () => {
    expect(firstNeeds({ reviews: [review("alice")], config: { methods: ["review"] } })).toEqual([
      "edit PRR_900",
      "standing alice",
    ]);
  });

  test("for what stands: the same again, and nothing for what does not", () => {
    const { entry } = decide({ comments: byAlice });
    const shown = { rosters: { "permission:maintain": ["alice"] } };

    expect(firstNeeds({ entry, comments: byAlice })).toEqual(["standing alice", "edit IC_100"].toReversed());
    expect(firstNeeds({ entry, comments: [] })).toEqual(["standing alice"]);
    expect(firstNeeds({ entry, comments: byAlice, subjects: [feature("F-15", "v2")] }, shown)).toEqual([]);
    expect(firstNeeds({ entry, comments: byAlice, subjects: [] })).toEqual([]);
  });

  test("for what earlier green heads rest on, beside who could approve the text that is here", () => {
    const { entry } = decide({ comments: byAlice });
    const green = { ...entry, greenHeads: [{ headSha: "1".repeat(40), texts: [f15.digest] }] };
    const other = { comments: byAlice, subjects: [feature("F-15", "v2")] };
    const rejecting = [...byAlice, comment("bob", "/reject-plan no", { id: 101 })];
    const rejected = decide({ entry: green, comments: rejecting }).entry;

    expect(firstNeeds({ entry, ...other })).toEqual(["roster permission:maintain"]);
    expect(firstNeeds({ entry: green, ...other })).toEqual([
      "roster permission:maintain",
      "edit IC_100",
      "standing alice",
    ]);
    expect(firstNeeds({ entry: green, comments: byAlice })).toEqual(["edit IC_100", "standing alice"]);
    expect(firstNeeds({ entry: green, ...other, subjects: [] })).toEqual(["edit IC_100", "standing alice"]);
    expect(firstNeeds({ entry: rejected, ...other, comments: rejecting })).toContain("standing bob");
  });

  test("for a press that stands: its sender, under a new name too", () => {
    const checkRunsById = { "70": checkRun(shownAt(0, [f15])) };
    const press = {
      deliveryId: "guid",
      checkRunId: 70,
      identifier: `${f15.digest.slice(0, 12)}:e3b0c44`,
      senderId: idOf("alice"),
      senderLogin: "alice",
    };
    const { entry } = decide({ presses: [press], checkRunsById });
    const gone = { standings: { alice: null } };
    const renamed = { ...gone, accounts: { [idOf("alice")]: account("Alicia", idOf("alice")) } };

    expect(firstNeeds({ entry })).toEqual(["standing alice"]);
    expect(firstNeeds({ entry }, gone)).toEqual([`account ${String(idOf("alice"))}`]);
    expect(firstNeeds({ entry }, renamed)).toEqual(["standing alicia"]);
  });

  test("for a rejection, also of a deleted comment: what its author may do", () => {
    const { entry } = decide({ comments: [comment("alice", "/reject-plan no")] });

    expect(firstNeeds({ entry })).toEqual(["standing alice"]);
  });

  test("for what was taken back: nothing", () => {
    const comments = [...byAlice, comment("alice", "/revoke-plan", { id: 101 })];
    const { entry } = decide({ comments });

    expect(firstNeeds({ entry, comments }, { rosters: { "permission:maintain": [] } })).toEqual([]);
  });

  test("only what was not read yet", () => {
    const { entry } = decide({ comments: byAlice });
    const { standings, edits } = facts({ comments: byAlice }).facts;

    expect(firstNeeds({ entry, comments: byAlice }, { standings })).toEqual(["edit IC_100"]);
    expect(firstNeeds({ entry, comments: byAlice }, { standings, edits })).toEqual([]);
  });

  test("for a comment that was edited into a command", () => {
    const { entry } = decide({ comments: byAlice });
    const edited = { ...comment("bob", "/approve-plan", { id: 90 }), updatedAt: at(500) };
    const decided = { ...entry, lastCommentId: 90 };

    expect(firstNeeds({ entry: decided, comments: [edited, ...byAlice] })).toEqual([
      "edit IC_90",
      "standing bob",
      "edit IC_100",
      "standing alice",
    ]);
  });
});

describe("who could approve is asked last", () => {
  test("where nobody did", () => {
    expect(firstNeeds({})).toEqual(["roster permission:maintain"]);
    expect(firstNeeds({ config: { teams: ["core"], permission: null } })).toEqual(["roster team:octo/core"]);
  });

  test("and not where somebody did", () => {
    const input = facts({ comments: byAlice });

    expect(approvalNeeds({ ...input, facts: { ...input.facts, rosters: {} } })).toEqual([]);
  });

  test("with who can write where somebody is named, and who they are where they cannot", () => {
    const named: Given = { config: { users: ["alice", "alcie"], permission: null } };

    expect(firstNeeds(named)).toEqual(["roster permission:write"]);
    expect(firstNeeds(named, { rosters: { "permission:write": ["Alice"] } })).toEqual(["standing alcie"]);
    expect(
      firstNeeds(named, { rosters: { "permission:write": ["Alice"] }, standings: { alcie: null } }),
    ).toEqual([]);
  });

  test("nothing is left to ask when all was read", () => {
    expect(approvalNeeds(facts({ comments: byAlice }))).toEqual([]);
    expect(approvalNeeds(facts({}))).toEqual([]);
  });
});
