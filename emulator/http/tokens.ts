import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import type { App, Installation } from "../world/people-state.ts";
import { accountByLogin } from "../world/people.ts";
import { type State, takeId } from "../world/state.ts";
import type { Actor } from "./call.ts";
import { Problem } from "./problem.ts";

/** An installation token that was given out. Expiry is in real time, which is what callers cache by. */
interface Token {
  readonly installationId: number;
  readonly expiresAtMs: number;
}

/** Installation tokens given out so far. */
export type Tokens = Map<string, Token>;

const tokenLifetimeMs = 3_600_000;
const maxAssertionSeconds = 600;
const clockSkewSeconds = 60;
const claimsSchema = z.object({ iss: z.coerce.string(), iat: z.number(), exp: z.number() });
const headerSchema = z.object({ alg: z.literal("RS256") });

/** Gives out a token for an installation; valid for an hour. */
export function issueToken(state: State, tokens: Tokens, installation: Installation) {
  const token = `ghs_${takeId(state)}x${installation.id}`;
  const expiresAtMs = Date.now() + tokenLifetimeMs;
  tokens.set(token, { installationId: installation.id, expiresAtMs });
  return { token, expiresAt: new Date(expiresAtMs).toISOString() };
}

/**
 * Who an `Authorization` header speaks for. Besides real App assertions and installation tokens,
 * `token user:<login>` is that person, `token user:<login>:via:<app>` the person through an App,
 * and `token app:<slug>` another App's installation.
 */
export function authenticate(state: State, tokens: Tokens, header: string | undefined): Actor {
  if (header === undefined) return { type: "anonymous" };
  const [, credential = ""] = /^(?:token|bearer) (.+)$/i.exec(header) ?? [];
  if (credential.startsWith("user:")) return personOf(state, credential);
  if (credential.startsWith("app:")) return otherApp(state, credential.slice("app:".length));
  if (credential.split(".").length === 3) return { type: "app", app: verifiedApp(state, credential) };
  const token = tokens.get(credential);
  const installation = state.installations.get(token?.installationId ?? 0);
  const app = state.apps.get(installation?.appId ?? 0);
  if (
    token === undefined ||
    installation === undefined ||
    app === undefined ||
    token.expiresAtMs < Date.now()
  ) {
    throw new Problem(401, "Bad credentials");
  }
  if (installation.suspendedAt !== null) throw new Problem(403, "This installation has been suspended");
  return { type: "installation", app, installation };
}

function personOf(state: State, credential: string): Actor {
  const [, login = "", , slug] = credential.split(":");
  const account = accountByLogin(state, login);
  if (account === null) throw new Problem(401, "Bad credentials");
  if (account.suspendedAt !== null) throw new Problem(403, "Sorry. Your account was suspended.");
  return { type: "person", account, app: slug === undefined ? null : appBySlug(state, slug) };
}

function otherApp(state: State, slug: string): Actor {
  const app = appBySlug(state, slug);
  const installation = [...state.installations.values()].find(({ appId }) => appId === app.id);
  if (installation === undefined) throw new Problem(401, "Bad credentials");
  return { type: "installation", app, installation };
}

function appBySlug(state: State, slug: string): App {
  for (const app of state.apps.values()) if (app.slug === slug) return app;
  throw new Problem(401, "Bad credentials");
}

function verifiedApp(state: State, assertion: string): App {
  const [header = "", claims = "", signature = ""] = assertion.split(".");
  const parsedHeader = headerSchema.safeParse(decode(header));
  const parsed = claimsSchema.safeParse(decode(claims));
  if (!parsedHeader.success || !parsed.success) {
    throw new Problem(401, "A JSON web token could not be decoded");
  }
  const { iss, iat, exp } = parsed.data;
  const app = [...state.apps.values()].find(({ id }) => String(id) === iss || `Iv1.${id}` === iss);
  if (app === undefined || app.publicKey === null) throw new Problem(404, "Integration not found");
  const isSigned = verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    createPublicKey(app.publicKey),
    Buffer.from(signature, "base64url"),
  );
  if (!isSigned) throw new Problem(401, "A JSON web token could not be decoded");
  const now = Math.floor(Date.now() / 1000);
  const claim = (name: string): string => `'${name}' claim ('${name === "Issued at" ? "iat" : "exp"}')`;
  if (iat > now + clockSkewSeconds) {
    throw new Problem(
      401,
      `${claim("Issued at")} must be an Integer representing the time that the assertion was issued`,
    );
  }
  if (exp <= now) {
    const rule = "must be a numeric value representing the future time at which the assertion expires";
    throw new Problem(401, `${claim("Expiration time")} ${rule}`);
  }
  if (exp > now + maxAssertionSeconds + clockSkewSeconds) {
    throw new Problem(401, `${claim("Expiration time")} is too far in the future`);
  }
  return app;
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}
