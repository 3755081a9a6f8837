import { createPublicKey } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createWorld, type World } from "./actions/world.ts";
import { type Clock, createClock } from "./clock.ts";
import { createFaults, type Fault } from "./http/faults.ts";
import { createLag, type Lag } from "./http/lag.ts";
import { createRateLimits } from "./http/rate-limits.ts";
import type { LoggedRequest } from "./http/request-log.ts";
import { createRouter } from "./http/router.ts";
import { answerFetch, answerSocket } from "./http/transports.ts";
import { allRoutes } from "./routes/all-routes.ts";
import { fullName } from "./shapes/repository.ts";
import { createWebhooks, type Webhooks } from "./webhooks/webhooks.ts";
import { createApp, createBuiltInAccounts } from "./world/people.ts";
import { createState } from "./world/state.ts";

/** How to start. */
export interface EmulatorOptions {
  readonly appId: number;
  /** The App's private or public key, PEM; its assertions are verified with it. */
  readonly key: string;
  readonly webhookSecret: string;
  /** Slug of the App; its bot is `<slug>[bot]`. */
  readonly appSlug?: string;
  /** Where webhooks go; can be set later. */
  readonly webhookUrl?: string;
  /** A free one where left out. */
  readonly port?: number;
  /** A clock of one's own; real time where left out. */
  readonly clock?: Clock;
  /** How long every answer takes at least. */
  readonly latencyMs?: number;
  /** Answers what is not below `/api/`, such as pages for people; true where it did. */
  readonly handle?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Requests an hour and caller; nobody is refused where left out. */
  readonly rateLimit?: number;
}

/** A running emulator. */
export interface Emulator {
  /** `http://127.0.0.1:1234`. */
  readonly url: string;
  /** `127.0.0.1:1234`, for `GHE_HOST`. */
  readonly host: string;
  readonly world: World;
  readonly clock: Clock;
  readonly webhooks: Webhooks;
  /** Answers as over HTTP, but within the process: for tests that ask millions of times. */
  readonly answer: (request: Request) => Promise<Response>;
  /** Every request answered since the start or the last `requests.length = 0`. */
  readonly requests: LoggedRequest[];
  /** Makes something go wrong. */
  readonly inject: (fault: Fault) => void;
  readonly clearFaults: () => void;
  /** Lets a kind of read be behind what has happened. */
  readonly lag: Pick<Lag, "begin" | "end">;
  readonly close: () => Promise<void>;
}

/** Starts a GitHub of one's own on the loopback interface. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const clock = options.clock ?? createClock();
  const state = createState(clock);
  createBuiltInAccounts(state);
  const publicKey = createPublicKey(options.key).export({ type: "spki", format: "pem" }).toString();
  const { appId, appSlug = "plan-gate", webhookSecret, webhookUrl = null } = options;
  createApp(state, { id: appId, slug: appSlug, ownerId: 9_919, publicKey });
  const webhooks = createWebhooks(state, { appId, secret: webhookSecret, url: webhookUrl });
  const lag = createLag((repository) => fullName(state, repository));
  state.emit = (event) => {
    lag.hear(event);
    webhooks.hear(event);
  };

  const faults = createFaults();
  const requests: LoggedRequest[] = [];
  const backend = {
    state,
    faults,
    lag,
    requests,
    webhooks,
    router: createRouter(allRoutes),
    tokens: new Map(),
    rateLimits: createRateLimits(clock, options.rateLimit ?? null),
    latencyMs: options.latencyMs ?? 0,
  };
  const server = createServer((request, response) => {
    const isApi = request.url?.startsWith("/api/") === true;
    if (!isApi && options.handle?.(request, response) === true) return;
    answerSocket(backend, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  state.origin = `http://${host}`;
  return {
    url: state.origin,
    host,
    world: createWorld(state, appId),
    clock,
    webhooks,
    answer: (request) => answerFetch(backend, request),
    requests,
    inject: faults.inject,
    clearFaults: faults.clear,
    lag,
    close: async () => {
      webhooks.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
