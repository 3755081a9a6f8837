import type { Tokens } from "./tokens.ts";
import type { Account, App, Installation } from "../world/people-state.ts";
import type { State } from "../world/state.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";
import { notFound, Problem } from "./problem.ts";
import type { RateOverview } from "./rate-limits.ts";

/** Who asks. */
export type Actor =
  | { readonly type: "anonymous" }
  | { readonly type: "app"; readonly app: App }
  | { readonly type: "installation"; readonly app: App; readonly installation: Installation }
  | { readonly type: "person"; readonly account: Account; readonly app: App | null };

/** One request, taken apart. */
export interface Call {
  readonly state: State;
  readonly actor: Actor;
  readonly tokens: Tokens;
  readonly webhooks: Webhooks;
  /** What the caller has left this hour. */
  readonly rate: RateOverview;
  readonly method: string;
  /** `/repos/acme/shop/pulls`, without a prefix, still encoded. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON, `null` without a body. */
  readonly body: unknown;
  /** `accept` header. */
  readonly accept: string;
}

/** What is sent back. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; `null` sends nothing. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A route of the REST API. */
export interface Route {
  /** Method and template: `GET /repos/{owner}/{repo}`; `{+path}` spans slashes. */
  readonly id: string;
  /** App permissions, any one of which is enough: `checks:write`. Empty: none needed. */
  readonly needs: readonly string[];
  readonly handle: (call: Call) => Answer;
}

/** 200 with a body. */
export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** 201 with a body. */
export function created(body: unknown): Answer {
  return { status: 201, body };
}

/** A part of the path, decoded. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no {${name}}.`);
  return value;
}

/** A part of the path that is a number; anything else is not found. */
export function numberParam(call: Call, name: string): number {
  const value = Number(param(call, name));
  if (!Number.isSafeInteger(value)) throw notFound();
  return value;
}

/** The account that a write appears under. */
export function senderOf({ actor, state }: Call): Account {
  switch (actor.type) {
    case "person":
      return actor.account;
    case "installation": {
      const bot = state.accounts.get(actor.app.botId);
      if (bot === undefined) throw new Error(`App ${actor.app.slug} has no bot.`);
      return bot;
    }
    case "app":
      throw new Problem(403, "Resource not accessible by integration");
    case "anonymous":
      throw new Problem(401, "Requires authentication");
  }
}
