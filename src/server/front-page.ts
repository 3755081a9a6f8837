import type { AppIdentity } from "../github/client/app-identity.ts";
import type { Page, Readiness } from "../monitoring/pages.ts";
import { escapeHtml, page } from "../setup/pages.ts";

/** What people are shown who open the server's address. */
export interface FrontPageSources {
  readonly version: string;
  readonly readiness: () => Promise<Readiness>;
  /** Throws where GitHub does not answer. */
  readonly identity: () => Promise<AppIdentity>;
}

/** What this server is, whether it works, and what is next. Without a secret: everybody can read it. */
export function createFrontPage(sources: FrontPageSources): () => Promise<Page> {
  let known: AppIdentity | null = null;
  return async () => {
    const readiness = await sources.readiness();
    // GitHub is asked once, however often people look.
    if (readiness.github) known ??= await sources.identity().catch(() => null);
    const body = page(
      `Plan Gate ${sources.version}`,
      `<p>A GitHub App that blocks a merge until a designated human has approved the exact text of the plan.</p>
${describeReadiness(readiness)}
${known === null ? "" : describeNext(known)}`,
    );
    return { status: 200, contentType: "text/html; charset=utf-8", body };
  };
}

function describeReadiness({ ready, why }: Readiness): string {
  if (ready) return "<p>It is ready.</p>";
  return `<p role="alert">It is not ready.</p>\n<ul>${why.map((one) => `<li>${escapeHtml(one)}</li>`).join("")}</ul>`;
}

function describeNext({ id, slug, htmlUrl }: AppIdentity): string {
  const install =
    htmlUrl === undefined
      ? `Install the App <code>${escapeHtml(slug)}</code>`
      : `<a href="${escapeHtml(`${htmlUrl}/installations/new`)}">Install the App <code>${escapeHtml(slug)}</code></a>`;
  return `<h2>Next</h2>
<ol>
<li>${install} on the repositories it is to guard.</li>
<li>In a clone of one of them, <code>plan-gate init --app-id ${id}</code>: it writes a config, and prints the command that
makes the check required.</li>
<li><code>plan-gate doctor OWNER/REPO</code> tells whether it gates.</li>
</ol>`;
}
