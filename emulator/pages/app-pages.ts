import type { IncomingMessage, ServerResponse } from "node:http";
import { Problem } from "../http/problem.ts";
import { readText } from "../http/transports.ts";
import { installApp } from "../world/installations.ts";
import { accountByLogin } from "../world/people.ts";
import type { State } from "../world/state.ts";
import { agree, manifestSchema, ownerOf } from "./registration.ts";

const formPath = /^(?:\/organizations\/([^/]+))?\/settings\/apps\/(new|confirm)$/;
const installPath = /^\/apps\/([^/]+)\/installations\/new$/;

/** GitHub's pages on which people register and install Apps; false where it is none of them. */
export function answerAppPage(state: State, request: IncomingMessage, response: ServerResponse): boolean {
  const url = new URL(request.url ?? "/", state.origin);
  const [, organization = null, step] = formPath.exec(url.pathname) ?? [];
  const [, slug] = installPath.exec(url.pathname) ?? [];
  if (step === undefined && slug === undefined) return false;
  void readText(request).then((text) => {
    const form = new URLSearchParams(text);
    try {
      if (slug !== undefined) answerInstall(state, { slug, login: form.get("account") }, response);
      else if (request.method !== "POST") throw new Problem(405, "The manifest comes by POST");
      else if (step === "new") sendHtml(response, confirmPage(url, form.get("manifest") ?? ""));
      else confirm(state, { organization, manifest: form.get("manifest") ?? "", url }, response);
    } catch (error) {
      const status = error instanceof Problem ? error.status : 500;
      sendHtml(response, error instanceof Error ? escape(error.message) : "", status);
    }
  });
  return true;
}

/** GitHub asks for the name once more; here it stays. */
function confirmPage(url: URL, text: string): string {
  const manifest = readManifest(text);
  const action = `${url.pathname.replace(/new$/, "confirm")}${url.search}`;
  return `<h1>Create GitHub App</h1><form method="post" action="${escape(action)}">
<input type="hidden" name="manifest" value="${escape(text)}">
<button>Create GitHub App for ${escape(manifest.name)}</button></form>`;
}

function confirm(
  state: State,
  { organization, manifest: text, url }: { organization: string | null; manifest: string; url: URL },
  response: ServerResponse,
): void {
  const manifest = readManifest(text);
  const back = new URL(manifest.redirect_url);
  back.searchParams.set("code", agree(state, ownerOf(state, organization), manifest));
  const given = url.searchParams.get("state");
  if (given !== null) back.searchParams.set("state", given);
  response.writeHead(302, { location: back.href }).end();
}

function answerInstall(
  state: State,
  { slug, login }: { slug: string; login: string | null },
  response: ServerResponse,
): void {
  const app = [...state.apps.values()].find((one) => one.slug === slug);
  if (app === undefined) throw new Problem(404, "Not Found");
  const account = login === null ? null : accountByLogin(state, login);
  if (account === null) {
    const accounts = [...state.accounts.values()].filter(({ type }) => type === "Organization");
    const buttons = accounts.map(
      (one) => `<button name="account" value="${escape(one.login)}">Install on ${escape(one.login)}</button>`,
    );
    sendHtml(response, `<h1>Install ${escape(app.name)}</h1><form method="post">${buttons.join("")}</form>`);
    return;
  }
  installApp(state, { app, account, repositories: "all" });
  sendHtml(response, `<h1>Installed ${escape(app.name)} on ${escape(account.login)}</h1>`);
}

function readManifest(text: string) {
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Refused below.
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) throw new Problem(422, "Invalid GitHub App configuration");
  return parsed.data;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function sendHtml(response: ServerResponse, body: string, status = 200): void {
  response
    .writeHead(status, { "content-type": "text/html; charset=utf-8" })
    .end(`<!doctype html><link rel="icon" href="data:,">${body}`);
}
