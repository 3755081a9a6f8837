import { request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { HttpTarget } from "./address.ts";
import { formatExpectation, meets } from "./probe-schema.ts";
import type { HttpProbe, TextExpectation } from "./probe-schema.ts";

const maxBodyBytes = 1024 * 1024;

interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Asks once. Null where the answer is as expected, else what is wrong with it. Redirects are answers, not followed. */
export async function tryHttp(
  probe: HttpProbe,
  target: HttpTarget,
  signal: AbortSignal,
): Promise<string | null> {
  let answer: HttpAnswer;
  try {
    answer = await ask(probe, target, signal);
  } catch (error) {
    return describeFailure(error, target);
  }
  return (
    statusProblem(probe, answer) ?? headersProblem(probe, answer) ?? bodyProblem(probe.body, answer.body)
  );
}

function ask(probe: HttpProbe, target: HttpTarget, signal: AbortSignal): Promise<HttpAnswer> {
  const send = target.isTls ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      {
        host: target.host,
        port: target.port,
        path: target.path,
        method: probe.method,
        headers: { host: target.hostHeader, connection: "close", ...probe.sendHeaders },
        agent: false,
        signal,
      },
      (response) => {
        readBody(response).then((body) => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        }, reject);
      },
    );
    request.on("error", reject);
    request.end(probe.sendBody ?? undefined);
  });
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk.subarray(0, maxBodyBytes - bytes));
    bytes += chunk.length;
    if (bytes >= maxBodyBytes) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}

function describeFailure(error: unknown, target: HttpTarget): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const where = `${target.host}:${target.port}`;
  if (code === "ECONNREFUSED") return `nothing listens on ${where}`;
  if (code === "ECONNRESET") return `${where} closed the connection before answering`;
  return `${where} could not be asked: ${error instanceof Error ? error.message : "unknown error"}`;
}

function statusProblem(probe: HttpProbe, answer: HttpAnswer): string | null {
  const isAccepted =
    probe.status.length === 0
      ? answer.status >= 200 && answer.status < 300
      : probe.status.includes(answer.status);
  if (isAccepted) return null;
  const expected = probe.status.length === 0 ? "200 to 299" : probe.status.join(" or ");
  return `status ${answer.status}, expected ${expected}${excerpt(answer.body)}`;
}

function headersProblem(probe: HttpProbe, answer: HttpAnswer): string | null {
  for (const { name, value } of probe.headers) {
    const sent = answer.headers[name.toLowerCase()];
    if (sent === undefined) return `header \`${name}\` is missing`;
    const text = Array.isArray(sent) ? sent.join(", ") : sent;
    if (meets(text, value) === "met") continue;
    return `header \`${name}\` is \`${text.slice(0, 200)}\`, expected \`${formatExpectation(value)}\``;
  }
  return null;
}

function bodyProblem(expectations: readonly TextExpectation[], body: string): string | null {
  for (const expectation of expectations) {
    const problem = textProblem("body", body, expectation);
    if (problem !== null) return problem;
  }
  return null;
}

/** What is wrong with a text that was expected to be otherwise; null where nothing is. */
export function textProblem(
  what: "body" | "output",
  text: string,
  expectation: TextExpectation,
): string | null {
  switch (meets(text, expectation)) {
    case "met":
      return null;
    case "unmet":
      return `\`${formatExpectation(expectation)}\` is not in the ${what}${excerpt(text)}`;
    case "too-slow":
      return `\`${formatExpectation(expectation)}\` took longer than 1 s on the ${what}: simplify the pattern`;
  }
}

function excerpt(text: string): string {
  const line = text.replace(/[\s\u0000-\u001f]+/gu, " ").trim();
  if (line === "") return ", which is empty";
  return line.length <= 200 ? `: ${line}` : `: ${line.slice(0, 200)}…`;
}
