import { LRUCache } from "lru-cache";
import { computeTroubleContent, type Trouble } from "../effects/compute-trouble.ts";
import type { CheckRunContent, Effect } from "../effects/effect.ts";
import { codeOf, type Log } from "../monitoring/log.ts";
import { formatKey, type EvaluationKey, type Hints } from "../pull-request/key.ts";
import type { OwnCheckRun, PullRequestSnapshot } from "../pull-request/snapshot.ts";
import type { World } from "../reconcile.ts";
import type { ForeignText } from "../worker/foreign-texts.ts";
import { headNameOf, headOf, type HeldWorld } from "./held-world.ts";
import { textNaming } from "./tell-trouble.ts";
import { markGivenUp, readMark, type GivenUp } from "./judged.ts";

/** How often judging died or ran out of time, by head, as far as this process knows. */
export interface FailedJudging {
  /** Counts one more; answers how many there were since the last verdict. */
  readonly count: (headName: string) => number;
  readonly forget: (headName: string) => void;
}

const maxHeads = 10_000;

/** So often judging may fail on one head. */
const maxFailures = 2;

/** Remembers the newest heads on which judging failed. */
export function createFailedJudging(): FailedJudging {
  const failures = new LRUCache<string, number>({ max: maxHeads });
  return {
    count: (headName) => {
      const count = (failures.get(headName) ?? 0) + 1;
      failures.set(headName, count);
      return count;
    },
    forget: (headName) => {
      failures.delete(headName);
    },
  };
}

/** The head was given up already, by this program: it is not judged again. */
export class HeadGivenUp extends Error {
  override readonly name = "HeadGivenUp";
}

/** What a failure of judging is dealt with by. */
export interface FailedJudgingTools {
  readonly failedJudging: FailedJudging;
  readonly findFault: (snapshot: PullRequestSnapshot) => Promise<ForeignText | null>;
  readonly version: string;
  readonly log: Log;
}

/** A world that tells what was read last, and reads no further once it sees that the head was given up. */
export function watchReading(
  world: HeldWorld,
  version: string,
): HeldWorld & { readonly newest: () => PullRequestSnapshot | null } {
  let newest: PullRequestSnapshot | null = null;
  const read: World["read"] = (key, hints, ask) =>
    world.read(key, hints, (snapshot) => {
      newest = snapshot;
      if (isGivenUp(snapshot, version)) throw new HeadGivenUp("The head was given up.");
      return ask(snapshot);
    });
  return { ...world, read, newest: () => newest };
}

/** Was this head given up for one of its own texts, by the program of this version? */
function isGivenUp(snapshot: PullRequestSnapshot, version: string): boolean {
  const headSha = headOf(snapshot);
  const mark = readMark((headSha === null ? null : snapshot.facts.checkRuns[headSha])?.externalId ?? null);
  return mark?.version === version && mark.givenUp === "head";
}

/** What was evaluated, and what came of it. */
export interface FailedEvaluation {
  readonly error: unknown;
  readonly key: EvaluationKey;
  readonly hints: Hints;
}

/**
 * After judging died or ran out of time. The first time no green stands on the head, and the evaluation is tried
 * again: false. The second time the check is shut and names the text at fault: true, there is nothing more to try.
 */
export async function haltJudging(
  { error, key, hints }: FailedEvaluation,
  world: HeldWorld & { readonly newest: () => PullRequestSnapshot | null },
  tools: FailedJudgingTools,
): Promise<boolean> {
  const snapshot = world.newest();
  if (!isOfJudging(error) || snapshot === null || isClosed(snapshot)) return false;
  const headSha = headOf(snapshot) ?? hints.headSha;
  if (headSha === undefined) return false;
  await world.hold(key, headSha);
  const failures = tools.failedJudging.count(headNameOf(key, headSha));
  const existing = await world.findCheckRun(key, headSha);
  if (failures < maxFailures) {
    if (existing?.conclusion !== "success") return false;
    await world.apply(key, [showing(existing, shutMeanwhile(headSha, existing))]);
    return false;
  }
  const fault = await tools.findFault(snapshot).catch(() => null);
  const givenUp: GivenUp = fault?.isInHead === true ? "head" : "elsewhere";
  const trouble = fault === null ? noSingleText : troubleOf(fault);
  const content = computeTroubleContent(headSha, trouble, {
    text: textNaming(snapshot, existing),
    completedAt: existing?.completedAt ?? null,
    isOver: true,
  });
  const { version } = tools;
  const externalId = markGivenUp(content.externalId, { version, readAt: snapshot.readAt, givenUp });
  await world.apply(key, [showing(existing, { ...content, externalId })]);
  tools.failedJudging.forget(headNameOf(key, headSha));
  tools.log.error({ key: formatKey(key), headSha, kind: fault?.kind ?? null, givenUp }, "judging given up");
  return true;
}

/** Completed, not under way: GitHub forgets since when a check run that goes on has shown its texts. */
function shutMeanwhile(headSha: string, { text, completedAt }: OwnCheckRun): CheckRunContent {
  return computeTroubleContent(headSha, triedAgain, { text: text ?? "", completedAt, isOver: true });
}

/** Of a server that stops, nothing can be told. */
function isOfJudging(error: unknown): boolean {
  return error instanceof Error && error.name === "WorkerError" && codeOf(error) !== "closed";
}

function isClosed({ key, facts }: PullRequestSnapshot): boolean {
  return key.type === "pull-request" && facts.pulls[String(key.number)]?.state === "closed";
}

function showing(existing: OwnCheckRun | null, content: CheckRunContent): Effect {
  return existing === null
    ? { type: "create-check-run", content }
    : { type: "update-check-run", checkRunId: existing.id, content };
}

const triedAgain: Trouble = {
  title: "Judging did not come to an end and is tried again",
  details: ["Until then nothing is approved. Nothing needs to be done."],
};

const noSingleText: Trouble = {
  title: "Judging did not come to an end twice",
  details: [
    "None of the texts is at fault alone. Split the pull request up, or shorten its plans and the comments with commands.",
    "It is judged again after a push or a command, and now and then by itself.",
  ],
};

function troubleOf({ kind, name, isInHead }: ForeignText): Trouble {
  if (kind === "comment")
    return {
      title: `A comment cannot be read: ${name}`,
      details: [
        "Reading it ended the judging twice. Delete or shorten it.",
        "The pull request is judged again after a push or a command.",
      ],
    };
  const where = isInHead ? "" : " outside of this pull request";
  const next = isInHead
    ? "This commit is not judged again: push one with that file repaired."
    : "The pull request is judged again after a push or a command.";
  return {
    title: `\`${name}\` cannot be read`,
    details: [
      `Reading that file${where} ended the judging twice. Shorten it, or take out what is nested or repeated.`,
      next,
    ],
  };
}
