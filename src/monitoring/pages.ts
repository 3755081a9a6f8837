import { hintOf } from "./log.ts";

/** An answer of one of our own endpoints. */
export interface Page {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What readiness rests on. */
export interface ReadinessSources {
  /** Throws where GitHub does not know us, or does not answer. */
  readonly checkGitHub: () => Promise<unknown>;
  /** Throws where the queue cannot be reached. */
  readonly checkQueue: () => Promise<void>;
  /** Hears why we are not ready, or with nothing that we are, whenever that changes. */
  readonly onReadiness: (why: readonly string[]) => void;
}

/** Can work be taken and done? */
export interface Readiness {
  readonly ready: boolean;
  readonly github: boolean;
  readonly queue: boolean;
  /** In sentences without secrets; empty where we are ready. */
  readonly why: readonly string[];
}

/** GitHub is asked at most this often, however often readiness is probed: more often while it is not fine. */
const rememberMs = { fine: 10_000, notFine: 1_000 };

/** Answers whether we are ready. */
export function createReadiness(sources: ReadinessSources): () => Promise<Readiness> {
  const checkGitHub = rarely(() => problemOf(sources.checkGitHub));
  let lastWhy = "";
  return async () => {
    const [github, queue] = await Promise.all([checkGitHub(), problemOf(sources.checkQueue)]);
    const why = [github, queue].filter((problem) => problem !== null);
    if (why.join() !== lastWhy) sources.onReadiness(why);
    lastWhy = why.join();
    return { ready: why.length === 0, github: github === null, queue: queue === null, why };
  };
}

/** What the pages show. */
export interface PageSources {
  readonly metrics: {
    readonly render: () => Promise<{ readonly contentType: string; readonly body: string }>;
  };
  readonly readiness: () => Promise<Readiness>;
}

/** `/healthz`, `/readyz` and `/metrics`, by path. */
export function createPages(sources: PageSources): Readonly<Record<string, () => Promise<Page>>> {
  return {
    "/healthz": () => Promise.resolve(json(200, { alive: true })),
    "/readyz": async () => {
      const { why, ...state } = await sources.readiness();
      return json(state.ready ? 200 : 503, state.ready ? state : { ...state, why });
    },
    "/metrics": async () => ({ status: 200, ...(await sources.metrics.render()) }),
  };
}

function json(status: number, value: object): Page {
  return { status, contentType: "application/json; charset=utf-8", body: `${JSON.stringify(value)}\n` };
}

/**
 * What is wrong, for operators; `null` where nothing is. Only what we say ourselves: others' words may hold secrets.
 */
async function problemOf(check: () => Promise<unknown>): Promise<string | null> {
  try {
    await check();
    return null;
  } catch (error) {
    const hint = hintOf(error);
    return error instanceof Error && hint !== null
      ? `${error.message}${/[.!?]$/.test(error.message) ? "" : "."} ${hint}`
      : "It did not answer.";
  }
}

function rarely(check: () => Promise<string | null>): () => Promise<string | null> {
  let result: Promise<string | null> = Promise.resolve("It was not asked yet.");
  let askAgainAtMs = 0;
  return () => {
    const nowMs = performance.now();
    if (nowMs < askAgainAtMs) return result;
    askAgainAtMs = Infinity;
    result = check().then((problem) => {
      askAgainAtMs = performance.now() + (problem === null ? rememberMs.fine : rememberMs.notFine);
      return problem;
    });
    return result;
  };
}
