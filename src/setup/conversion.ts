import { z } from "zod";

/** An App that was just registered, with its secrets: GitHub says them once. */
export interface RegisteredApp {
  readonly id: number;
  /** The App's page, from where it is installed. */
  readonly htmlUrl: string;
  /** PEM. */
  readonly pem: string;
  readonly webhookSecret: string;
}

/** GitHub did not turn the code into an App: what it said, then what to do. */
export class RegistrationFailure extends Error {
  override readonly name = "RegistrationFailure";
}

const conversionSchema = z.object({
  id: z.number(),
  html_url: z.url({ protocol: /^https?$/ }),
  pem: z.string().startsWith("-----BEGIN"),
  // What cannot be put into quotes is none that GitHub makes.
  webhook_secret: z.string().regex(/^[\w.~+/=-]+$/),
});
const timeoutMs = 15_000;

/**
 * Exchanges the code that GitHub sent somebody back with. A code is good once and for an hour:
 * https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export async function convertCode(apiUrl: string, code: string): Promise<RegisteredApp> {
  const response = await fetch(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`, {
    method: "POST",
    headers: { accept: "application/vnd.github+json", "user-agent": "plan-gate" },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => null);
  if (response === null) {
    throw new RegistrationFailure(
      `GitHub at ${new URL(apiUrl).host} could not be reached. Check the network, and begin again: the App may be there already.`,
    );
  }
  if (!response.ok) {
    throw new RegistrationFailure(
      `GitHub did not take the code (${response.status}). It is good once, and for an hour: begin again.`,
    );
  }
  const app = conversionSchema.safeParse(await response.json().catch(() => null));
  if (!app.success) {
    throw new RegistrationFailure(
      "GitHub registered the App and did not say all of its secrets. Generate a key and a webhook secret in its settings, and set them by hand.",
    );
  }
  const { id, html_url: htmlUrl, pem, webhook_secret: webhookSecret } = app.data;
  return { id, htmlUrl, pem, webhookSecret };
}

/** The App is there, and its secrets are lost: why, and how to go on. */
export function keptNowhere(
  { id, htmlUrl }: RegisteredApp,
  path: string,
  error: unknown,
): RegistrationFailure {
  const code = error instanceof Error ? ` (${String(Reflect.get(error, "code"))})` : "";
  return new RegistrationFailure(
    `App ${id} is registered, but \`${path}\` cannot be written${code}. Generate a key and a webhook secret in its settings, ${htmlUrl}, and set the variables by hand.`,
  );
}
