import { createHmac, timingSafeEqual } from "node:crypto";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createNodeMiddleware, type ApplicationFunction, type Probot } from "probot";
import type { Page } from "../monitoring/pages.ts";
import type { Delivery } from "../webhooks/read.ts";

/** Where GitHub sends webhooks. */
export const webhookPath = "/api/github/webhooks";

/** A wrong signature or body; a form instead of JSON. */
const turnedAway: ReadonlySet<number> = new Set([400, 415]);

/** GitHub's own cap on a webhook's body, in bytes. */
export const maxBodyBytes = 25 * 1024 * 1024;

/** What the server answers with. */
export interface AppOptions {
  readonly probot: Probot;
  /** Resolves once the work is kept; what it throws is GitHub's to see. */
  readonly receive: (delivery: Delivery) => Promise<void>;
  /** Called for each webhook that is turned away because its signature, its type or its body is wrong. */
  readonly onUnverified: () => void;
  /** By path. */
  readonly pages: Readonly<Record<string, () => Promise<Page>>>;
  readonly webhookSecret: string;
  readonly previousWebhookSecret: string | null;
}

/** The Probot app: every webhook is handed on as it is. */
export function planGate(receive: AppOptions["receive"]): ApplicationFunction {
  return (app) => {
    app.onAny(({ id, name, payload }) => receive({ id, name, payload }));
  };
}

/** The HTTP server: webhooks, health and metrics; not yet listening. */
export async function createApp(options: AppOptions): Promise<Server> {
  const app = planGate(options.receive);
  const webhooks = await createNodeMiddleware(app, { probot: options.probot, webhooksPath: webhookPath });
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) send(response, plain(500, "Our failure; see the log."));
    });
  });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (path !== webhookPath) {
      send(response, await answerPage(options.pages, request.method, path));
      return;
    }
    const body = request.method === "POST" ? await readBody(request, maxBodyBytes) : "";
    if (body === null) {
      options.onUnverified();
      response.setHeader("connection", "close");
      send(response, plain(413, `A webhook has at most ${maxBodyBytes} bytes.`));
      return;
    }
    if (request.method === "POST" && !isWebhook(request.headers, body)) {
      options.onUnverified();
      send(response, plain(400, "A webhook names its event, and its body is a JSON object."));
      return;
    }
    rotateSignature(request.headers, body, options);
    await webhooks(Object.assign(request, { body }), response);
    if (turnedAway.has(response.statusCode)) options.onUnverified();
  };

  return server;
}

/**
 * What receives webhooks looks events up by their name and takes every body for an object: other JSON, and names that
 * every object of JavaScript has, are turned away before.
 */
function isWebhook(
  { "content-type": type, "x-github-event": event }: IncomingHttpHeaders,
  body: string,
): boolean {
  // Others are turned away by their type.
  if (type?.startsWith("application/json") !== true) return true;
  const isName = typeof event === "string" && /^[a-z][a-z_]{0,99}$/u.test(event) && !(event in {});
  return isName && /^\s*\{/u.test(body.slice(0, 1_000));
}

async function answerPage(
  pages: AppOptions["pages"],
  method: string | undefined,
  path: string,
): Promise<Page> {
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (page === undefined) return plain(404, "There is no such page.");
  if (method !== "GET" && method !== "HEAD") return plain(405, "This page can only be read.");
  return page();
}

function plain(status: number, line: string): Page {
  return { status, contentType: "text/plain; charset=utf-8", body: `${line}\n` };
}

function send(response: ServerResponse, { status, contentType, body }: Page): void {
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(body),
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}

/** The request's body as text, or `null` where it is longer than allowed: then the rest is not read. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > maxBytes) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        request.pause().removeAllListeners("data");
        resolve(null);
        return;
      }
      chunks.push(chunk);
    });
    request.once("end", () => {
      resolve(Buffer.concat(chunks).toString("utf8"));
    });
    request.once("error", reject);
  });
}

/** The two secrets that are valid while one replaces the other. */
interface Secrets {
  readonly webhookSecret: string;
  readonly previousWebhookSecret: string | null;
}

const header = "x-hub-signature-256";

/** Probot knows one secret: what was signed with the previous one is signed again with the current one. */
function rotateSignature(headers: IncomingHttpHeaders, body: string, secrets: Secrets): void {
  const { webhookSecret, previousWebhookSecret } = secrets;
  const given = headers[header];
  if (previousWebhookSecret === null || typeof given !== "string") return;
  if (isEqual(given, sign(previousWebhookSecret, body))) headers[header] = sign(webhookSecret, body);
}

function sign(secret: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

function isEqual(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
