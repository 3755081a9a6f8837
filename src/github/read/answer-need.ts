import { answerBaseChanges, answerComparison } from "./answer-comparison.ts";
import { answerComments, answerLineComment, answerReviews } from "./answer-conversation.ts";
import { answerEnforcement } from "./answer-enforcement.ts";
import { answerBlob, answerFile } from "./answer-file.ts";
import { answerAccount, answerMembership, answerRoster, answerStanding } from "./answer-people.ts";
import { answerForcePushes, answerPathHistory } from "./answer-force-pushes.ts";
import {
  answerMergedPulls,
  answerPull,
  answerPullsOfHead,
  answerRepository,
  answerTestMerge,
} from "./answer-pulls.ts";
import { answerNamedEntries, answerTree } from "./answer-tree.ts";
import { answerCheckRun, answerCheckRunById, answerWorkflowRuns } from "./answer-check-run.ts";
import type { ReadContext } from "./read-context.ts";
import { refusedAsUndefined } from "../client/github-error.ts";
import { answerKey, type Need } from "../../pull-request/need.ts";
import type { Facts } from "../../pull-request/snapshot.ts";

/** A need that is answered on its own; edits are asked for together. */
export type SingleNeed = Exclude<Need, { readonly type: "edit" }>;

/** About commits and what is in them. */
type ContentNeed = Extract<
  SingleNeed,
  {
    readonly type:
      | "comparison"
      | "base-changes"
      | "test-merge"
      | "tree"
      | "named-entries"
      | "blob"
      | "file"
      | "check-run"
      | "check-run-by-id"
      | "path-history"
      | "merged-pulls"
      | "workflow-runs";
  }
>;

/** About who somebody is, and what they may do. */
type PeopleNeed = Extract<SingleNeed, { readonly type: "standing" | "account" | "membership" | "roster" }>;

/** Asks GitHub one question; the answer stands under its key, ready to be merged into the facts. */
export async function answerNeed(context: ReadContext, need: SingleNeed): Promise<Partial<Facts>> {
  const under = <Value>(value: Value) => ({ [answerKey(need)]: value });
  switch (need.type) {
    case "repository":
      return { repository: await answerRepository(context) };
    case "pull":
      return { pulls: under(await answerPull(context, need.number)) };
    case "pulls-of-head":
      return { pullsOfHead: under(await answerPullsOfHead(context, need.headSha)) };
    case "comments":
    case "reviews":
    case "line-comment":
      return answerConversation(context, need);
    case "standing":
    case "account":
    case "membership":
    case "roster":
      return answerPeople(context, need);
    case "enforcement":
      return { enforcement: under(await answerEnforcement(context, need.branch)) };
    case "force-pushes":
      return { forcePushes: under(await answerForcePushes(context, need.number)) };
    case "comparison":
    case "base-changes":
    case "test-merge":
    case "tree":
    case "named-entries":
    case "blob":
    case "file":
    case "check-run":
    case "check-run-by-id":
    case "path-history":
    case "merged-pulls":
    case "workflow-runs":
      return answerContent(context, need);
  }
}

async function answerPeople(context: ReadContext, need: PeopleNeed): Promise<Partial<Facts>> {
  const under = <Value>(value: Value) => ({ [answerKey(need)]: value });
  switch (need.type) {
    case "standing":
      return { standings: under(await answerStanding(context, need.login)) };
    case "account":
      return { accounts: under(await answerAccount(context, need.id)) };
    case "membership":
      return { memberships: under(await answerMembership(context, need)) };
    case "roster": {
      const roster = await answerRoster(context, need.of);
      return { rosters: roster === undefined ? {} : under(roster) };
    }
  }
}

/** What people wrote. */
type ConversationNeed = Extract<SingleNeed, { readonly type: "comments" | "reviews" | "line-comment" }>;

async function answerConversation(context: ReadContext, need: ConversationNeed): Promise<Partial<Facts>> {
  const under = <Value>(value: Value) => ({ [answerKey(need)]: value });
  switch (need.type) {
    case "comments":
      return { comments: under(await answerComments(context, need.number)) };
    case "reviews": {
      const reading = answerReviews(context, need.number);
      const reviews = await (need.isForAnswer === true ? refusedAsUndefined(reading) : reading);
      return reviews === undefined ? {} : { reviews: under(reviews) };
    }
    case "line-comment": {
      const comment = await refusedAsUndefined(answerLineComment(context, need.id));
      return comment === undefined ? {} : { lineComments: under(comment) };
    }
  }
}

async function answerContent(context: ReadContext, need: ContentNeed): Promise<Partial<Facts>> {
  const under = <Value>(value: Value) => ({ [answerKey(need)]: value });
  switch (need.type) {
    case "comparison":
      return { comparisons: under(await answerComparison(context, need)) };
    case "test-merge":
      return { testMerges: under(await answerTestMerge(context, need)) };
    case "base-changes":
      return { baseChanges: under(await answerBaseChanges(context, need)) };
    case "tree":
      return { trees: under(await answerTree(context, need)) };
    case "named-entries":
      return { namedEntries: under(await answerNamedEntries(context, need)) };
    case "blob":
      return { blobs: under(await answerBlob(context, need.blobId)) };
    case "file": {
      const file = await answerFile(context, need);
      return {
        files: under(file),
        blobs: file === null || file.blob.state === "not-utf8" ? {} : { [file.blobId]: file.blob },
      };
    }
    case "check-run": {
      const checkRun = await answerCheckRun(context, need.headSha, need.look);
      return { checkRuns: { ...under(checkRun), [need.headSha]: checkRun } };
    }
    case "check-run-by-id":
      return { checkRunsById: under(await answerCheckRunById(context, need.id)) };
    case "path-history":
      return { pathHistories: under(await answerPathHistory(context, need)) };
    case "merged-pulls":
      return { mergedPulls: under(await answerMergedPulls(context, need.commitSha)) };
    case "workflow-runs":
      return { workflowRuns: under(await answerWorkflowRuns(context, need)) };
  }
}
