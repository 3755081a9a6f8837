import { generateKeyPairSync } from "node:crypto";
import { Octokit } from "@octokit/core";
import { z } from "zod";
import { createClock } from "../../emulator/clock.ts";
import { laggingReads } from "../../emulator/http/lagging-routes.ts";
import { type Emulator, startEmulator } from "../../emulator/server.ts";
import type { Delivery } from "../../emulator/webhooks/delivery.ts";
import { computeTroubleContent } from "../../src/effects/compute-trouble.ts";
import { reachHints } from "../../src/evaluation/behind.ts";
import { GitHubError } from "../../src/github/client/github-error.ts";
import { createGitHub } from "../../src/github/github.ts";
import { createLastSeen } from "../../src/evaluation/recent.ts";
import { formatKey, type EvaluationKey, type Hints } from "../../src/pull-request/key.ts";
import { mergeHints, type Scan, type Work } from "../../src/queue/work.ts";
import { type Core, reconcile, type World } from "../../src/reconcile.ts";
import { readWebhook } from "../../src/webhooks/read.ts";
import { answerCore, createJudge } from "../../src/worker/core-answers.ts";

export const appId = 4711;
const app = { id: appId, slug: "plan-gate" };
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
export const repositoryName = "acme/shop";

/** One evaluation that came to an end. */
export interface Evaluated {
  readonly number: number;
  /** Deliveries of the presses it was told of. */
  readonly presses: readonly string[];
}

/** The emulated GitHub and the gate, in one process and without a socket; time stands still unless moved. */
export interface Rig {
  readonly github: Emulator;
  readonly world: Emulator["world"];
  /** Webhooks that did not go anywhere yet. */
  readonly pending: () => readonly Delivery[];
  /** The gate hears of a webhook. */
  readonly hear: (delivery: Delivery) => void;
  /** The gate asks itself about every open pull request, as its sweep does. */
  readonly sweep: () => void;
  /** Comments by id that GitHub's lists do not have yet. */
  readonly unseen: Set<string>;
  /** From now on GitHub shows nothing new, whatever its webhooks tell; or again everything. */
  readonly setBehind: (isBehind: boolean) => void;
  /** Until nothing is left to evaluate; while GitHub is behind, what cannot be judged yet is left. */
  readonly work: () => Promise<void>;
  /** A new process: nothing is remembered. */
  readonly restart: () => void;
  readonly close: () => Promise<void>;
}

/** The process of the gate. */
interface Gate {
  readonly world: World;
  readonly core: Core;
  readonly lastSeen: ReturnType<typeof createLastSeen>;
  readonly queue: Map<string, Waiting>;
}

interface Waiting {
  readonly key: EvaluationKey;
  readonly hints: Hints;
  /** From 1. */
  readonly attempt: number;
}

/** What is read of our own writes is asked by the process that made them, which knows of them: it is not tried here. */
const behindReads = laggingReads.filter((read) => read !== "check runs");
const maxAttempts = 10;

/** Opens a rig; `fetch` is answered by it until the next one is opened. */
export async function openRig(onEvaluated: (evaluated: Evaluated) => void): Promise<Rig> {
  const clock = createClock("2026-01-05T09:00:00Z");
  const github = await startEmulator({ appId, key, webhookSecret: "s3cret", clock });
  const { webhooks, world } = github;
  webhooks.hold();
  const unseen = new Set<string>();
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const isList = /\/issues\/(?:[0-9]+\/)?comments$/.test(new URL(request.url).pathname);
    if (!isList || request.method !== "GET" || unseen.size === 0) return github.answer(request);
    request.headers.delete("if-none-match");
    return without(unseen, await github.answer(request));
  };
  let gate = startGate(github);

  const openPullRequests = () => {
    const [repository] = world.state.repositories.values();
    return [...(repository?.pullRequests.values() ?? [])].filter(({ state }) => state === "open");
  };
  const installationId = (): number => [...world.state.installations.keys()][0] ?? 0;
  const keyOf = (number: number): EvaluationKey => ({
    type: "pull-request",
    installationId: installationId(),
    owner: "acme",
    repo: "shop",
    number,
  });
  const add = (evaluationKey: EvaluationKey, hints: Hints): void => {
    const name = formatKey(evaluationKey);
    const waiting = gate.queue.get(name);
    const merged = waiting === undefined ? hints : mergeHints(waiting.hints, hints);
    gate.queue.set(name, { key: evaluationKey, hints: merged, attempt: 1 });
  };
  let isBehind = false;
  /** One try; answers whether it came to an end. */
  const evaluate = async ({ key: evaluationKey, hints: given, attempt }: Waiting): Promise<boolean> => {
    const hints = gate.lastSeen.complete(evaluationKey, given);
    const held = { ...gate.world, holds: () => true };
    const reaching = reachHints(held, { given, attempt, github: gate.world });
    try {
      const { decision } = await reconcile({ key: evaluationKey, hints }, reaching, gate.core);
      if (decision !== null) gate.lastSeen.remember(evaluationKey, hints, decision);
    } catch (error) {
      if (!(error instanceof GitHubError) || !error.retryable || attempt >= maxAttempts) throw error;
      return false;
    }
    const presses = (hints.presses ?? []).map(({ deliveryId }) => deliveryId);
    if (evaluationKey.type === "pull-request") onEvaluated({ number: evaluationKey.number, presses });
    return true;
  };
  const scan = (work: Scan, hints: Hints): void => {
    for (const { number, head, base } of openPullRequests()) {
      const isOther =
        work.of === "repository" &&
        ((work.baseRef !== null && work.baseRef !== base.ref) ||
          (work.headSha !== null && work.headSha !== head.sha));
      if (!isOther) add(keyOf(number), { headSha: head.sha, baseRef: base.ref, ...hints });
    }
  };
  const addWork = (work: Work): void => {
    if (work.type === "evaluate") add(work.key, work.hints);
    else scan(work.scan, work.hints);
  };

  return {
    github,
    world,
    unseen,
    pending: () => webhooks.pending(),
    hear: ({ guid, event, body }) => {
      const payload: unknown = JSON.parse(body);
      const reading = readWebhook({ id: guid, name: event, payload }, appId);
      if (reading.type === "work") reading.work.forEach(addWork);
    },
    sweep: () => {
      scan({ of: "everything", only: "all" }, {});
    },
    setBehind: (now) => {
      isBehind = now;
      if (!now) github.lag.end(repositoryName);
      else for (const read of behindReads) github.lag.begin(repositoryName, read, Infinity);
    },
    work: async () => {
      const left = new Map<string, Waiting>();
      for (;;) {
        const [next] = gate.queue;
        if (next === undefined) break;
        const [name, waiting] = next;
        gate.queue.delete(name);
        if (await evaluate(waiting)) continue;
        if (isBehind) left.set(name, waiting);
        else gate.queue.set(name, { ...waiting, attempt: waiting.attempt + 1 });
      }
      for (const [name, waiting] of left) gate.queue.set(name, waiting);
    },
    restart: () => {
      gate = startGate(github);
    },
    close: () => github.close(),
  };
}

/** A list as GitHub shows it that does not have everything yet. */
async function without(unseen: ReadonlySet<string>, answer: Response): Promise<Response> {
  const comments = listSchema.parse(await answer.json());
  const headers = new Headers(answer.headers);
  for (const header of ["content-length", "etag"]) headers.delete(header);
  const seen = comments.filter(({ id }) => !unseen.has(String(id)));
  return new Response(JSON.stringify(seen), { status: answer.status, headers });
}

const listSchema = z.array(z.looseObject({ id: z.number() }));

function startGate(github: Emulator): Gate {
  const octokit = new Octokit({ baseUrl: `${github.url}/api/v3`, auth: `app:${app.slug}` });
  const client = () => Promise.resolve(octokit);
  const judge = createJudge();
  return {
    world: createGitHub({
      reader: client,
      writer: client,
      appReader: client,
      app,
      log: { debug: () => undefined, warn: () => undefined },
    }),
    core: {
      askNext: (snapshot) => {
        const answer = answerCore({ type: "ask-next", snapshot }, judge);
        return Promise.resolve(answer.type === "needs" ? answer.needs : []);
      },
      decide: (snapshot) => {
        const answer = answerCore({ type: "decide", snapshot }, judge);
        return Promise.resolve(answer.type === "decided" ? answer : { decision: null, effects: [] });
      },
      explainDelay: (headSha, why) => computeTroubleContent(headSha, { title: why, details: [] }),
    },
    lastSeen: createLastSeen(),
    queue: new Map(),
  };
}
