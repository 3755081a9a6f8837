import type { Environment } from "./environment.ts";
import { codeOf, hintOf } from "../monitoring/log.ts";

/** The server cannot start: the fact, then what to do, in one line and without the value of any secret. */
export class StartFailure extends Error {
  override readonly name = "StartFailure";
}

/** Why the server cannot listen. */
export function explainListening(
  error: unknown,
  { host, port }: Pick<Environment, "host" | "port">,
): StartFailure {
  const code = codeOf(error) ?? "unknown";
  if (code === "EADDRINUSE") {
    return new StartFailure(
      `Something else listens on port ${port} already. Stop it, or set another \`PORT\`.`,
    );
  }
  if (code === "EACCES") {
    return new StartFailure(`This user may not listen on port ${port}. Set \`PORT\` to 1024 or more.`);
  }
  return new StartFailure(
    `\`HOST\` is \`${host ?? ""}\`, which is no address of this machine (${code}). Set it to \`127.0.0.1\`, to \`0.0.0.0\`, or to nothing.`,
  );
}

/** Why GitHub does not accept us as the configured App; `null` where GitHub simply does not answer now. */
export function explainIdentity(error: unknown, { appId, apiUrl }: Environment): StartFailure | null {
  const code = codeOf(error);
  const where = new URL(apiUrl).host;
  if (code === "unauthorized") {
    return new StartFailure(
      `GitHub at ${where} does not accept the private key as one of the App ${appId} (401). Generate a key in the settings of that App, or correct \`APP_ID\`; where both are right, set the server's clock.`,
    );
  }
  if (code === "not-found") {
    return new StartFailure(
      `GitHub at ${where} knows no App ${appId} (404). Correct \`APP_ID\`, or \`GHE_HOST\` where the App is on another GitHub.`,
    );
  }
  return null;
}

/** What kept the server from starting, as one line: of an error that is not ours only its name and code. */
export function explainStart(error: unknown): string {
  const hint = hintOf(error);
  if (error instanceof StartFailure) return error.message;
  if (error instanceof Error && hint !== null) return `${error.message} ${hint}`.trim();
  const name = error instanceof Error ? error.name : "something that is no error";
  return `This is a fault of Plan Gate (${codeOf(error) ?? name}). Report it, with the version.`;
}
