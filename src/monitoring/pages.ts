/** An answer of one of our own endpoints. */
export interface Page {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What the pages show. */
export interface PageSources {
  readonly metrics: {
    readonly render: () => Promise<{ readonly contentType: string; readonly body: string }>;
  };
  /** Throws where GitHub does not know us, or does not answer. */
  readonly checkGitHub: () => Promise<unknown>;
  /** Throws where the queue cannot be reached. */
  readonly checkQueue: () => Promise<void>;
}

/** GitHub is asked at most this often, however often readiness is probed: more often while it is not fine. */
const rememberMs = { fine: 10_000, notFine: 1_000 };

/** `/healthz`, `/readyz` and `/metrics`, by path. */
export function createPages(sources: PageSources): Readonly<Record<string, () => Promise<Page>>> {
  const checkGitHub = rarely(() => isFine(sources.checkGitHub));
  return {
    "/healthz": () => Promise.resolve(json(200, { alive: true })),
    "/readyz": async () => {
      const [github, queue] = await Promise.all([checkGitHub(), isFine(sources.checkQueue)]);
      return json(github && queue ? 200 : 503, { ready: github && queue, github, queue });
    },
    "/metrics": async () => ({ status: 200, ...(await sources.metrics.render()) }),
  };
}

function json(status: number, value: object): Page {
  return { status, contentType: "application/json; charset=utf-8", body: `${JSON.stringify(value)}\n` };
}

async function isFine(check: () => Promise<unknown>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch {
    return false;
  }
}

function rarely(check: () => Promise<boolean>): () => Promise<boolean> {
  let result = Promise.resolve(false);
  let askAgainAtMs = 0;
  return () => {
    const nowMs = performance.now();
    if (nowMs < askAgainAtMs) return result;
    askAgainAtMs = Infinity;
    result = check().then((fine) => {
      askAgainAtMs = performance.now() + (fine ? rememberMs.fine : rememberMs.notFine);
      return fine;
    });
    return result;
  };
}
