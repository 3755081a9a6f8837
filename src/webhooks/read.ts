import type { z } from "zod";
import type { EvaluationKey, Hints, Leaver, Remark } from "../pull-request/key.ts";
import type { ScanScope, Work } from "../queue/work.ts";
import * as payloads from "./payloads.ts";
import { isStranger } from "./strangers.ts";
import { kindOfPush, looksLikeCommand, namesOtherFeatures, touchesGate } from "./relevance.ts";
import { evaluate, evaluateCommit, scanInstallation, scanRepository, whereabouts } from "./work.ts";

/** A webhook as it arrived, its signature verified. */
export interface Delivery {
  /** GUID; a redelivery keeps it. */
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
}

/** What work is about, as far as it may be left undone: `strangers` is what people who cannot write cause. */
export type Concerns = "everything" | "smoke" | "merges" | "strangers";

/** What a webhook asks for. */
export type WebhookReading =
  /**
   * `smoke`: matters only to a pull request that shows the smoke row; `merges`: only to one in whose merge files may
   * move.
   */
  | {
      readonly type: "work";
      readonly work: readonly Work[];
      readonly concerns: Concerns;
    }
  | { readonly type: "ignored"; readonly reason: string }
  /** One of our events in a form that is not known: GitHub has changed it, or something stands between. */
  | { readonly type: "unreadable"; readonly reason: string };

type AskedWork = Extract<WebhookReading, { readonly type: "work" }>;
type Reader = (delivery: Delivery, appId: number) => WebhookReading;

const readers: Readonly<Record<string, Reader>> = {
  pull_request: reader(payloads.pullRequestEvent, (event) => {
    const isRetargeted = event.action === "edited" && event.changes?.base !== undefined;
    const isRenamed = event.action === "edited" && namesOtherFeatures(event);
    const actions = ["opened", "reopened", "synchronize", "ready_for_review", "closed"];
    if (!isRetargeted && !isRenamed && !actions.includes(event.action)) return ignoredAction(event.action);
    return asked(
      evaluate(event, event.pull_request, {
        ...(event.action === "opened" && { isOpened: true }),
        ...(event.action === "closed" && { isClosing: true }),
        ...(event.before !== undefined && { previousHeadSha: event.before }),
      }),
    );
  }),

  issue_comment: reader(payloads.issueCommentEvent, (event, { appId }) => {
    if (event.issue.pull_request === undefined) return ignored("a comment on an issue");
    if (event.comment.performed_via_github_app?.id === appId) return ownCommentChanged(event);
    const texts = [event.comment.body, event.changes?.body?.from];
    if (!texts.some((text) => looksLikeCommand(text ?? ""))) return ignored("no command in the comment");
    const key: EvaluationKey = { type: "pull-request", ...whereabouts(event), number: event.issue.number };
    const { id, updated_at: updatedAt } = event.comment;
    const isEdited = event.action === "edited";
    const remark: Remark = { of: "comment", id, updatedAt, isEdited, isDeleted: event.action === "deleted" };
    const hints = { defaultBranch: event.repository.default_branch, remarks: [remark] };
    return byAnybody(asked({ type: "evaluate", key, hints }), event.comment.author_association);
  }),

  pull_request_review: reader(payloads.reviewEvent, (event) => {
    const texts = [event.review.body, event.changes?.body?.from];
    if (!texts.some((text) => looksLikeCommand(text ?? ""))) return ignored("no command in the review");
    const isDismissed = event.action === "dismissed";
    const remark: Remark = { of: "review", id: event.review.id, isDismissed };
    const read = asked(evaluate(event, event.pull_request, { remarks: [remark] }));
    return byAnybody(read, event.review.author_association);
  }),

  pull_request_review_comment: reader(payloads.lineCommentEvent, (event) => {
    if (event.action !== "created") return ignoredAction(event.action);
    const { id, body, author_association: association } = event.comment;
    if (!looksLikeCommand(body ?? "")) return ignored("no command in the comment");
    const read = asked(evaluate(event, event.pull_request, { remarks: [{ of: "line-comment", id }] }));
    return byAnybody(read, association);
  }),

  check_run: reader(payloads.checkRunEvent, (event, { id, appId }) => {
    if (event.check_run.app.id !== appId) return ignored("another App's check run");
    if (event.action === "rerequested")
      return asked(...evaluateCommit(event, event.check_run, { isRerun: true }));
    if (event.action !== "requested_action" || !event.requested_action) return ignoredAction(event.action);
    const press = {
      deliveryId: id,
      checkRunId: event.check_run.id,
      identifier: event.requested_action.identifier,
      senderId: event.sender.id,
      senderLogin: event.sender.login,
    };
    return asked(...evaluateCommit(event, event.check_run, { presses: [press] }));
  }),

  check_suite: reader(payloads.checkSuiteEvent, (event, { appId }) => {
    if (event.action !== "rerequested") return ignoredAction(event.action);
    if (event.check_suite.app.id !== appId) return ignored("another App's check suite");
    return asked(...evaluateCommit(event, event.check_suite, { isRerun: true }));
  }),

  workflow_run: reader(payloads.workflowRunEvent, (event) => {
    if (event.action !== "completed") return ignoredAction(event.action);
    const isOfPullRequest = event.workflow_run.event.startsWith("pull_request");
    if (!isOfPullRequest && event.workflow_run.pull_requests.length === 0) {
      return ignored("a workflow run of no pull request");
    }
    const hints = { endedRuns: [event.workflow_run.id] };
    return { ...asked(...evaluateCommit(event, event.workflow_run, hints)), concerns: "smoke" };
  }),

  merge_group: reader(payloads.mergeGroupEvent, (event) => {
    if (event.action !== "checks_requested") return ignoredAction(event.action);
    const { head_ref: headRef, head_sha: headSha, base_sha: baseSha } = event.merge_group;
    const key: EvaluationKey = { type: "merge-group", ...whereabouts(event), headRef, headSha, baseSha };
    return asked({
      type: "evaluate",
      key,
      hints: { headSha, defaultBranch: event.repository.default_branch },
    });
  }),

  push: reader(payloads.pushEvent, (event) => {
    const branch = event.ref.startsWith("refs/heads/") ? event.ref.slice("refs/heads/".length) : null;
    if (branch === null || event.created || event.deleted) return ignored("no push to an existing branch");
    const baseRef = branch === event.repository.default_branch ? null : branch;
    const hints = { tips: [{ branch, sha: event.after }] };
    if (touchesGate(event)) return asked(scanRepository(event, { baseRef, hints }));
    const only = kindOfPush(event);
    return { ...asked(scanRepository(event, { baseRef, only, hints })), concerns: "merges" };
  }),

  member: reader(payloads.memberEvent, (event) => {
    if (event.action === "added") return ignoredAction(event.action);
    return asked(scanRepository(event, { only: "gated", hints: leaving(event.member, lostBy(event)) }));
  }),

  membership: reader(payloads.membershipEvent, (event) => {
    if (event.action !== "removed") return ignoredAction(event.action);
    return asked(scanInstallation(event.installation.id, "gated", leaving(event.member, ["team"])));
  }),

  organization: reader(payloads.organizationEvent, (event) => {
    if (event.action !== "member_removed") return ignoredAction(event.action);
    const hints = leaving(event.membership?.user, ["team", "write"]);
    return asked(scanInstallation(event.installation.id, "gated", hints));
  }),

  installation: reader(payloads.installationEvent, (event) =>
    readInstallation(event, "all", ["created", "unsuspend", "new_permissions_accepted"]),
  ),

  installation_repositories: reader(payloads.installationEvent, (event) =>
    readInstallation(event, "stale", ["added"]),
  ),
};

/** The events the App subscribes to, as GitHub names them; the last two come without asking. */
export const handledEvents: readonly string[] = Object.keys(readers);

/** What to do about a webhook, or why nothing. */
export function readWebhook(delivery: Delivery, appId: number): WebhookReading {
  const read = Object.hasOwn(readers, delivery.name) ? readers[delivery.name] : undefined;
  if (read === undefined) return ignored("an event that is not ours");
  return read(delivery, appId);
}

interface WebhookContext {
  readonly id: string;
  readonly appId: number;
}

function reader<Event>(
  schema: z.ZodType<Event>,
  read: (event: Event, context: WebhookContext) => WebhookReading,
): Reader {
  return ({ id, payload }, appId) => {
    const event = schema.safeParse(payload);
    if (event.success) return read(event.data, { id, appId });
    if (!payloads.anyEvent.safeParse(payload).success) return ignored("sent for no installation");
    const paths = event.error.issues.map((issue) => `\`${issue.path.join(".")}\``);
    return { type: "unreadable", reason: `a payload of unknown shape: ${paths.slice(0, 3).join(", ")}` };
  };
}

function readInstallation(
  event: payloads.InstallationPayload,
  only: ScanScope,
  actions: readonly string[],
): WebhookReading {
  if (!actions.includes(event.action)) return ignoredAction(event.action);
  return asked(scanInstallation(event.installation.id, only));
}

type Lost = Leaver["lost"];

function leaving(person: payloads.Person, all: readonly Lost[]): Hints {
  if (!person || all.length === 0) return {};
  return { leavers: all.map((lost) => ({ login: person.login.toLowerCase(), lost })) };
}

/** What a change to a role takes at least; nothing is known of a custom role. */
const lostWith: ReadonlyMap<string, Lost> = new Map([
  ["none", "triage"],
  ["read", "triage"],
  ["triage", "write"],
  ["write", "maintain"],
  ["maintain", "admin"],
]);

function lostBy({ action, changes }: payloads.MemberEvent): readonly Lost[] {
  const lost = action === "removed" ? "write" : lostWith.get(changes?.permission?.to ?? "");
  return lost === undefined ? [] : [lost];
}

function asked(...work: readonly Work[]): AskedWork {
  return { type: "work", work, concerns: "everything" };
}

/** What somebody's words cause. */
/** What others make of our comment is not ours: it is written anew. */
function ownCommentChanged(event: z.infer<typeof payloads.issueCommentEvent>): WebhookReading {
  const isOurs = event.action === "created" || event.sender?.id === event.comment.user?.id;
  if (isOurs) return ignored("our own comment");
  const key: EvaluationKey = { type: "pull-request", ...whereabouts(event), number: event.issue.number };
  return asked({ type: "evaluate", key, hints: { defaultBranch: event.repository.default_branch } });
}

function byAnybody(read: AskedWork, association: string | undefined): AskedWork {
  return isStranger(association) ? { ...read, concerns: "strangers" } : read;
}

function ignored(reason: string): WebhookReading {
  return { type: "ignored", reason };
}

function ignoredAction(action: string): WebhookReading {
  return ignored(`the action \`${action}\` changes no verdict`);
}
