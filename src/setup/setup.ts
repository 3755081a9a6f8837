import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { GitHubAddress } from "../github/client/address.ts";
import {
  convertCode,
  createManifest,
  formAddress,
  keptNowhere,
  readWishes,
  RegistrationFailure,
} from "./registration.ts";
import { canKeep, keepSettings, settingsOf, type KeptSettings, type Settings } from "./env-file.ts";
import { donePage, formPage, manifestPage, problemPage } from "./pages.ts";

/** How an App is set up. */
export interface SetupOptions {
  readonly github: GitHubAddress;
  /** Where the settings go, such as `.env`. */
  readonly envFile: string;
  readonly variables: Readonly<Partial<Record<string, string>>>;
  /** True where whoever is on this machine may set it up; else the key of the link is asked for. */
  readonly isLocal: boolean;
  /** True where a server follows in the same process. */
  readonly isServing: boolean;
}

/** A registered App, and where its settings are. */
export interface SetUp {
  readonly settings: Settings;
  readonly kept: KeptSettings;
}

/** A page that sets an App up. */
export interface Setup {
  /** Not yet listening. */
  readonly server: Server;
  /** What follows the server's address in the link; it lets whoever has it set the App up. */
  readonly link: string;
  /** Once an App is registered and the last page was sent. */
  readonly done: Promise<SetUp>;
}

const cookieName = "plan-gate-setup";
const localHosts: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** One answer. */
interface PageAnswer {
  readonly status: number;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The page that registers an App by GitHub's manifest flow. Only the browser that began may end: it holds a cookie, and
 * GitHub brings back the state that was given to it, once. Names of other hosts are refused, which other sites' pages
 * could make a browser call this machine by.
 */
export function createSetup(options: SetupOptions): Setup {
  const key = randomBytes(24).toString("base64url");
  const states = new Set<string>();
  let finish: (result: SetUp) => void = () => undefined;
  const done = new Promise<SetUp>((resolve) => {
    finish = resolve;
  });
  const server = createServer((request, response) => {
    void answerWith({ options, key, states }, request)
      .catch((error: unknown): PageAnswer & { result?: SetUp } => {
        const why = error instanceof RegistrationFailure ? error.message : "Plan Gate failed. Begin again.";
        return { status: 502, html: problemPage([why]) };
      })
      .then((answer) => {
        send(response, options.github.webUrl, answer);
        const { result } = answer;
        if (result !== undefined)
          response.once("close", () => {
            finish(result);
          });
      });
  });
  return { server, link: options.isLocal ? "/" : `/?key=${key}`, done };
}

interface SetupSession {
  readonly options: SetupOptions;
  readonly key: string;
  readonly states: Set<string>;
}

async function answerWith(
  session: SetupSession,
  request: IncomingMessage,
): Promise<PageAnswer & { readonly result?: SetUp }> {
  const { options, key } = session;
  const url = new URL(request.url ?? "/", "http://localhost");
  if (request.method !== "GET") return { status: 405, html: problemPage(["This page can only be read."]) };
  if (url.pathname === "/healthz") return { status: 200, html: "" };
  const mayEnter = options.isLocal
    ? localHosts.has(hostNameOf(request))
    : isEqual(url.searchParams.get("key") ?? "", key);
  if (url.pathname === "/") {
    return mayEnter || hasCookie(request, key) ? begin(session, url) : refuse(options);
  }
  if (!hasCookie(request, key)) return refuse(options);
  if (url.pathname === "/setup/manifest") return toGitHub(session, request, url);
  if (url.pathname === "/setup/done") return end(session, url);
  return { status: 404, html: problemPage(["There is no such page."]) };
}

function refuse({ isLocal }: SetupOptions): PageAnswer {
  const how = isLocal
    ? "Open this page by `http://localhost` and its port, in one browser from beginning to end."
    : "Open the link that the server printed when it started, in one browser from beginning to end.";
  return { status: 403, html: problemPage([how]) };
}

async function begin({ options, key }: SetupSession, url: URL): Promise<PageAnswer> {
  const { envFile } = options;
  const problems = (await canKeep(envFile))
    ? []
    : [`\`${envFile}\` cannot be written. Start the server where it can, or set the variables by hand.`];
  const typed = (name: string): string => url.searchParams.get(name) ?? "";
  const form = {
    name: typed("name") || "plan-gate",
    address: typed("address"),
    organization: typed("organization"),
    problems,
  };
  const cookie = `${cookieName}=${key}; Path=/; HttpOnly; SameSite=Lax`;
  return { status: 200, html: formPage(form, envFile), headers: { "set-cookie": cookie } };
}

async function toGitHub(
  { options, states }: SetupSession,
  request: IncomingMessage,
  url: URL,
): Promise<PageAnswer> {
  const typed = Object.fromEntries(
    ["name", "address", "organization"].map((name) => [name, url.searchParams.get(name) ?? ""]),
  );
  const reading = readWishes(typed);
  const { name = "", address = "", organization = "" } = typed;
  if (reading.state === "problems") {
    const { problems } = reading;
    return { status: 400, html: formPage({ name, address, organization, problems }, options.envFile) };
  }
  const state = randomBytes(24).toString("base64url");
  states.add(state);
  const manifest = await createManifest(
    reading.wishes,
    `${originOf(request, reading.wishes.address)}/setup/done`,
  );
  const action = `${formAddress(options.github.webUrl, reading.wishes)}?state=${state}`;
  return { status: 200, html: manifestPage(action, manifest) };
}

async function end(
  { options, states }: SetupSession,
  url: URL,
): Promise<PageAnswer & { readonly result?: SetUp }> {
  // Each state is good once, whatever becomes of it.
  if (!states.delete(url.searchParams.get("state") ?? "")) return refuse(options);
  const app = await convertCode(options.github.apiUrl, url.searchParams.get("code") ?? "");
  const settings = settingsOf(app, options.variables);
  const kept = await keepSettings(options.envFile, settings).catch((error: unknown) => {
    throw keptNowhere(app, options.envFile, error);
  });
  return { status: 200, html: donePage(app, kept, options.isServing), result: { settings, kept } };
}

/** Where the browser finds this page: behind a proxy with TLS the scheme is that of the address which was typed. */
function originOf({ headers }: IncomingMessage, address: string): string {
  const host = headers.host ?? "localhost";
  const { host: typedHost, origin } = new URL(address);
  return typedHost === host ? origin : `http://${host}`;
}

function hostNameOf({ headers }: IncomingMessage): string {
  return (headers.host ?? "").toLowerCase().replace(/:\d{1,5}$/, "");
}

function hasCookie({ headers }: IncomingMessage, key: string): boolean {
  const cookies = (headers.cookie ?? "").split(";").map((one) => one.trim());
  return cookies.some((one) => isEqual(one, `${cookieName}=${key}`));
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function send(response: ServerResponse, webUrl: string, { status, html, headers }: PageAnswer): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${webUrl}; base-uri 'none'; frame-ancestors 'none'`,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    connection: "close",
    ...headers,
  });
  response.end(html);
}
