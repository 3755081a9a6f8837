import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { answerQuery } from "../graphql/answer-query.ts";
import { atLeastLevel } from "./app-permissions.ts";
import type { State } from "../world/state.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";
import type { Actor, Answer, Call } from "./call.ts";
import type { Fault, Faults } from "./faults.ts";
import { resolveRepositoryId } from "./in-repository.ts";
import type { Lag } from "./lag.ts";
import { Problem } from "./problem.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { LoggedRequest } from "./request-log.ts";
import type { Match, Router } from "./router.ts";
import { authenticate, type Tokens } from "./tokens.ts";

/** What requests are answered from. */
export interface Backend {
  readonly state: State;
  readonly router: Router;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly lag: Lag;
  readonly rateLimits: RateLimits;
  readonly webhooks: Webhooks;
  readonly requests: LoggedRequest[];
  /** Every answer takes at least this long. */
  readonly latencyMs: number;
}

const documentationUrl = "https://docs.github.com/rest";
const graphqlPaths = new Set(["/api/graphql", "/graphql"]);

/** One request, however it came here. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: {
    readonly authorization?: string | undefined;
    readonly accept?: string | undefined;
    readonly "if-none-match"?: string | undefined;
  };
  readonly text: string;
}

/** What goes back, however it gets there. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer | null;
}

/** Answers one HTTP request; `null` drops the connection. */
export async function answerRequest(backend: Backend, request: Incoming): Promise<Outgoing | null> {
  const startedAt = performance.now();
  const { method, url } = request;
  const body = parseJson(request.text);
  const isGraphql = graphqlPaths.has(url.pathname);
  const path = resolveRepositoryId(backend, url.pathname.replace(/^\/api\/v3(?=\/|$)/, ""));
  const match = isGraphql ? graphqlMatch : backend.router(method, path);
  const template = match?.route.id.split(" ")[1] ?? path;
  const fault = backend.faults.take(method, template, request);
  if (fault?.hang === true) return neverAnswer(fault);
  const waitMs = backend.latencyMs + (fault?.delayMs ?? 0);
  if (waitMs > 0) await wait(waitMs);

  const who = { actor: "anonymous" };
  const compute = (): Answer => {
    const actor = authenticate(backend.state, backend.tokens, request.headers.authorization);
    who.actor = nameOf(actor);
    if (match === null) throw new Problem(501, `The emulator does not model ${method} ${path}.`);
    const { state, tokens, webhooks, rateLimits } = backend;
    rateLimits.count(who.actor);
    refuseMissingPermission(actor, match);
    const accept = request.headers.accept ?? "";
    const { route } = match;
    const rate = rateLimits.overview(who.actor);
    const { params, query } = backend.lag.asked({
      routeId: route.id,
      params: match.params,
      query: url.searchParams,
    });
    const call = { state, actor, tokens, webhooks, rate, method, path, params, query, body, accept };
    return backend.lag.asOf({ routeId: route.id, params, query }, () => route.handle(call));
  };
  const answer = withFault(fault, () => guarded(compute));
  const tag = etagOf(method, answer, request.headers.authorization);
  const isUnchanged = tag !== null && request.headers["if-none-match"] === tag;
  if (isUnchanged) backend.rateLimits.refund(who.actor);
  const status = answer === null ? 0 : isUnchanged ? 304 : answer.status;
  const headers = {
    date: new Date(backend.state.clock.now()).toUTCString(),
    "x-github-media-type": "github.v3; format=json",
    "x-github-request-id": createHash("sha1")
      .update(String(startedAt))
      .digest("hex")
      .slice(0, 16)
      .toUpperCase(),
    ...backend.rateLimits.headers(who.actor),
    ...(tag === null ? {} : { etag: tag }),
    ...answer?.headers,
  };
  const needs = match?.route.needs ?? [];
  const finishedAt = performance.now();
  backend.requests.push({
    method,
    route: template,
    path,
    actor: who.actor,
    needs,
    status,
    startedAt,
    finishedAt,
  });
  return answer === null ? null : pack({ status, body: isUnchanged ? null : answer.body, headers });
}

const graphqlMatch: Match = { route: { id: "POST /graphql", needs: [], handle: answerQuery }, params: {} };

/** The caller gives up at some time, and closes the connection. */
function neverAnswer(fault: Fault): Promise<never> {
  fault.before?.();
  return new Promise(() => undefined);
}

function withFault(fault: Fault | null, handle: () => Answer): Answer | null {
  fault?.before?.();
  if (fault?.drop === true && fault.applyThenFail !== true) return null;
  if (fault?.status !== undefined) {
    const body = fault.body ?? { message: "Injected fault", documentation_url: documentationUrl };
    return { status: fault.status, body, headers: fault.headers ?? {} };
  }
  const answer = handle();
  fault?.after?.();
  if (fault?.applyThenFail !== true) return answer;
  return fault.drop === true ? null : { status: 502, body: { message: "Server Error" } };
}

function guarded(compute: () => Answer): Answer {
  try {
    return compute();
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem(500, String(error));
    const errors = problem.errors === null ? {} : { errors: problem.errors };
    const { status, message } = problem;
    return {
      status,
      body: { message, ...errors, documentation_url: documentationUrl, status: String(status) },
    };
  }
}

function refuseMissingPermission(actor: Actor, { route }: Match): void {
  if (actor.type !== "installation" || route.needs.length === 0) return;
  const granted = actor.installation.permissions;
  if (granted === null || route.needs.some((need) => atLeastLevel(granted, need))) return;
  throw new Problem(403, "Resource not accessible by integration");
}

function etagOf(method: string, answer: Answer | null, token: string | undefined): string | null {
  if (method !== "GET" || answer?.status !== 200) return null;
  const hash = createHash("sha256").update(token ?? "");
  return `W/"${hash.update(JSON.stringify(answer.body)).digest("hex")}"`;
}

function pack({ status, body, headers }: Required<Answer>): Outgoing {
  if (body === null) return { status, headers, bytes: null };
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const type = Buffer.isBuffer(body) ? "application/octet-stream" : "application/json; charset=utf-8";
  const described = { "content-type": type, "content-length": String(bytes.length), ...headers };
  return { status, headers: described, bytes };
}

function nameOf(actor: Actor): string {
  switch (actor.type) {
    case "anonymous":
    case "app":
      return actor.type;
    case "installation":
      return `installation:${actor.installation.id}`;
    case "person":
      return `user:${actor.account.login}`;
  }
}

function parseJson(text: string): Call["body"] {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
