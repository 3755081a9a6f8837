import type { IncomingMessage, ServerResponse } from "node:http";
import { answerRequest, type Backend } from "./listener.ts";

/** Answers what came over a socket. */
export async function answerSocket(
  backend: Backend,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "GET", url = "/" } = request;
  const { headers } = request;
  const text = await readText(request);
  const incoming = { method, url: new URL(url, backend.state.origin), headers, text };
  const answer = await answerRequest(backend, incoming);
  if (answer === null) response.destroy();
  else response.writeHead(answer.status, answer.headers).end(answer.bytes);
}

/** Answers a `fetch` within the process; a dropped connection rejects, as it does there. */
export async function answerFetch(backend: Backend, request: Request): Promise<Response> {
  const { method } = request;
  const headers = Object.fromEntries(request.headers);
  const incoming = { method, url: new URL(request.url), headers, text: await request.text() };
  const answer = await answerRequest(backend, incoming);
  if (answer === null) throw new TypeError("fetch failed");
  const bytes = answer.bytes === null ? null : new Uint8Array(answer.bytes);
  return new Response(bytes, { status: answer.status, headers: answer.headers });
}

/** The body as text. */
export async function readText(request: IncomingMessage): Promise<string> {
  request.setEncoding("utf8");
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
