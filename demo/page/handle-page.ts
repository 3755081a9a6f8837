import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Emulator } from "../../emulator/server.ts";
import { act } from "./act.ts";
import { pageParts, pullRequestPage } from "./pull-request-page.ts";
import { sourcePage } from "./source-page.ts";
import { readView } from "./view.ts";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const headers = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};
const maxBodyCharacters = 100_000;

/** Answers the pages of the local GitHub; `false` for what is not a page. */
export function handlePage(github: Emulator, request: IncomingMessage, response: ServerResponse): boolean {
  const url = new URL(request.url ?? "/", "http://localhost");
  const { pathname } = url;
  const send = (status: number, type: string, body: string): true => {
    response.writeHead(status, { ...headers, "content-type": `${type}; charset=utf-8` }).end(body);
    return true;
  };
  const isOwnHost =
    request.headers.host === github.host || request.headers.host === `localhost${portOf(github)}`;
  if (!isOwnHost) return send(421, "text/plain", "This page answers on the loopback address only.");
  const asset = assets[pathname];
  if (asset !== undefined && request.method === "GET") return send(200, asset.type, asset.read());

  const source = sourcePath.exec(pathname);
  if (source !== null && request.method === "GET") {
    const [, name = "", sha = "", path = ""] = source;
    const page = sourcePage(github, name, { sha, path: decodePath(path) });
    return page === null ? send(404, "text/plain", "There is no such file.") : send(200, "text/html", page);
  }
  const match = pullPath.exec(pathname);
  if (match === null) return false;
  const [, repository = "", digits = "0", rest = ""] = match;
  const number = Number(digits);
  if (request.method === "POST" && rest === "/act") {
    void answerDeed(github, { repository, number }, { request, response });
    return true;
  }
  if (request.method !== "GET") return send(405, "text/plain", "This address is for reading.");
  const view = readView(github, repository, number);
  if (view === null) return send(404, "text/plain", "There is no such pull request.");
  if (rest !== "/parts") return send(200, "text/html", pullRequestPage(view));
  const parts = JSON.stringify(pageParts(view));
  const etag = `"${createHash("sha256").update(parts).digest("base64url")}"`;
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, headers).end();
    return true;
  }
  response.setHeader("etag", etag);
  return send(200, "application/json", parts);
}

const pullPath = /^\/([\w.-]+\/[\w.-]+)\/pull\/(\d{1,9})(\/parts|\/act|\/files|\/checks|\/changes)?$/;
const sourcePath = /^\/([\w.-]+\/[\w.-]+)\/blob\/([0-9a-f]{40})\/(.+)$/;

interface Asset {
  readonly type: string;
  readonly read: () => string;
}

const require = createRequire(import.meta.url);
const near = (name: string) => (): string => readFileSync(join(import.meta.dirname, name), "utf8");
const assets: Readonly<Record<string, Asset>> = {
  "/page-assets/page.css": { type: "text/css", read: near("page.css") },
  "/page-assets/client.js": { type: "text/javascript", read: near("client.js") },
  "/page-assets/markdown.css": {
    type: "text/css",
    read: () => readFileSync(require.resolve("github-markdown-css/github-markdown.css"), "utf8"),
  },
};

async function answerDeed(
  github: Emulator,
  place: { readonly repository: string; readonly number: number },
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const answer = await readDeed(request).then(
    (body) => act(github, place, body),
    () => ({ status: 400, message: "The page sent no JSON, or too much of it." }),
  );
  response
    .writeHead(answer.status, { ...headers, "content-type": "application/json; charset=utf-8" })
    .end(JSON.stringify({ message: answer.message }));
}

/** Other sites cannot send JSON here: their browser would have to ask first, and nobody answers that. */
async function readDeed(request: IncomingMessage): Promise<unknown> {
  if (request.headers["content-type"] !== "application/json") throw new Error("Not JSON.");
  request.setEncoding("utf8");
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > maxBodyCharacters) throw new Error("Too long.");
  }
  return JSON.parse(text);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function portOf({ host }: Emulator): string {
  return host.slice(host.lastIndexOf(":"));
}
