import type { Decision } from "./gate/decision.ts";
import type { CheckRunContent, Effect } from "./effects/effect.ts";
import type { EvaluationKey, Hints } from "./pull-request/key.ts";
import type { Need } from "./pull-request/need.ts";
import type { OwnCheckRun, PullRequestSnapshot } from "./pull-request/snapshot.ts";

/** GitHub, as the gate sees it: it reads facts and writes effects. */
export interface World {
  read(
    key: EvaluationKey,
    hints: Hints,
    ask: (snapshot: PullRequestSnapshot) => Promise<readonly Need[]>,
  ): Promise<PullRequestSnapshot>;
  apply(key: EvaluationKey, effects: readonly Effect[]): Promise<void>;
  findCheckRun(key: EvaluationKey, headSha: string): Promise<OwnCheckRun | null>;
}

/** The pure core; runs beside the event loop. */
export interface Core {
  askNext(snapshot: PullRequestSnapshot): Promise<readonly Need[]>;
  /** `decision` is `null` where there is no such pull request. */
  decide(
    snapshot: PullRequestSnapshot,
  ): Promise<{ readonly decision: Decision | null; readonly effects: readonly Effect[] }>;
  /** A check run that says why there is no verdict yet. */
  explainDelay(headSha: string, why: string): CheckRunContent;
}

/** What an evaluation came to. */
export interface Reconciled {
  readonly snapshot: PullRequestSnapshot;
  readonly decision: Decision | null;
  readonly effects: readonly Effect[];
}

/** GitHub for one evaluation, which works on a head only while it holds it. */
export interface HoldingWorld extends World {
  /** Is the head this evaluation's own at this moment? */
  holds(key: EvaluationKey, headSha: string): boolean;
}

/** What is to be evaluated, and where to look first. */
export interface Asked {
  readonly key: EvaluationKey;
  readonly hints: Hints;
}

/** Reads the world, decides, and writes what differs: the product on one screen. */
export async function reconcile({ key, hints }: Asked, world: HoldingWorld, core: Core): Promise<Reconciled> {
  const notice = createNotice(() => reportDelay({ key, hints, why: "GitHub answers slowly" }, world, core));
  const read = () =>
    world.read(key, hints, (snapshot) => {
      notice.start();
      return core.askNext(snapshot);
    });
  const early = await read().finally(notice.stop);
  const snapshot = (await notice.wasPosted()) ? await read() : early;
  const { decision, effects } = await core.decide(snapshot);
  await world.apply(key, effects);
  return { snapshot, decision, effects };
}

/**
 * Says on a head without any verdict why there is none yet; true when it was said.
 * A check run that is there stays: its commit was judged, or it is shut already. A head that another evaluation
 * may have is left to that one: two that look at once would both find no check run.
 */
export async function reportDelay(
  { key, hints, why }: Asked & { readonly why: string },
  world: HoldingWorld,
  core: Core,
): Promise<boolean> {
  const headSha = key.type === "merge-group" ? key.headSha : hints.headSha;
  if (headSha === undefined || !world.holds(key, headSha)) return false;
  if ((await world.findCheckRun(key, headSha)) !== null) return false;
  await world.apply(key, [{ type: "create-check-run", content: core.explainDelay(headSha, why) }]);
  return true;
}

/** After this long without a verdict the check says so. */
const noticeAfterMs = 5_000;

/** Runs `post` once, a while after the start, unless stopped before. */
function createNotice(post: () => Promise<boolean>): {
  /** The first call counts: reading has begun, so the head is held. */
  readonly start: () => void;
  /** Resolves when no post is under way. */
  readonly stop: () => Promise<void>;
  /** A post that failed was none. */
  readonly wasPosted: () => Promise<boolean>;
} {
  let posted: Promise<boolean> = Promise.resolve(false);
  let timer: ReturnType<typeof setTimeout> | null = null;
  return {
    start: () => {
      timer ??= setTimeout(() => {
        posted = post().catch(() => false);
      }, noticeAfterMs);
    },
    stop: async () => {
      if (timer !== null) clearTimeout(timer);
      await posted;
    },
    wasPosted: () => posted,
  };
}
