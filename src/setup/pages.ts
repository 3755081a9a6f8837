import type { RegisteredApp } from "./registration.ts";
import type { KeptSettings } from "./env-file.ts";

/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .4rem; }
small { display: block; }
button { font: inherit; font-weight: 600; margin-top: 1.5rem; padding: .5rem 1rem; cursor: pointer; }
code { overflow-wrap: anywhere; }
[role=alert] { border-left: .3rem solid #c00; padding-left: 1rem; }`;

/** A whole page around its content, which is HTML. */
export function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</html>
`;
}

/** What was typed so far, and what is wrong with it. */
export interface FormState {
  readonly name: string;
  readonly address: string;
  readonly organization: string;
  readonly problems: readonly string[];
}

/** The first page: what the App is to be. */
export function formPage({ name, address, organization, problems }: FormState, envFile: string): string {
  return page(
    "Set up Plan Gate",
    `<p>Plan Gate needs a GitHub App of your own. Three questions, then GitHub registers it, and its id, its key and
its webhook secret are written to <code>${escapeHtml(envFile)}</code>.</p>
${alerts(problems)}
<form action="/setup/manifest" method="get">
<label for="address">Address of this server, as GitHub reaches it</label>
<input id="address" name="address" type="url" required value="${escapeHtml(address)}"
  placeholder="https://plan-gate.acme.com">
<small>GitHub sends webhooks there. On your own machine, use a tunnel's address.</small>
<label for="organization">Organization</label>
<input id="organization" name="organization" value="${escapeHtml(organization)}" placeholder="acme">
<small>Leave it empty to register the App for yourself.</small>
<label for="name">Name of the App</label>
<input id="name" name="name" required maxlength="34" value="${escapeHtml(name)}">
<small>No two Apps on GitHub have one name.</small>
<button>Next</button>
</form>`,
  );
}

/** The second page: over to GitHub. */
export function manifestPage(action: string, manifest: string): string {
  const { host } = new URL(action);
  return page(
    "Register the App on GitHub",
    `<p>The next page is GitHub's: it asks you to create the App with exactly the permissions and events that Plan Gate
uses, and sends you back here.</p>
<form action="${escapeHtml(action)}" method="post">
<input type="hidden" name="manifest" value="${escapeHtml(manifest)}">
<button>Go on to ${escapeHtml(host)}</button>
</form>`,
  );
}

/** The last page: what was done, and what is next. Without a secret. */
export function donePage(app: RegisteredApp, kept: KeptSettings, isServing: boolean): string {
  const file = `<code>${escapeHtml(kept.path)}</code>`;
  const left = kept.conflicts.map((name) => `<code>${escapeHtml(name)}</code>`).join(", ");
  const where =
    kept.conflicts.length === 0
      ? `<p>App ${app.id} is registered. Its settings are in ${file}, which only you can read.</p>`
      : `<p role="alert">App ${app.id} is registered. Your file sets ${left} already and was left as it is: the new
settings are in ${file}. Put them where you want them.</p>`;
  const server = isServing ? "The server runs with them now." : "Start the server: <code>npm start</code>.";
  return page(
    "The App is registered",
    `${where}
<p>${server} Next:</p>
<ol>
<li><a href="${escapeHtml(`${app.htmlUrl}/installations/new`)}">Install the App</a> on the repositories it is to guard.</li>
<li>In a clone of one of them, <code>plan-gate init --app-id ${app.id}</code>: it writes a config, and prints the command
that makes the check required.</li>
<li><code>plan-gate doctor OWNER/REPO</code> tells whether it gates.</li>
</ol>`,
  );
}

/** A page that says what is wrong. */
export function problemPage(problems: readonly string[]): string {
  return page("Plan Gate is not set up", `${alerts(problems)}\n<p><a href="/">Begin again</a></p>`);
}

function alerts(problems: readonly string[]): string {
  return problems.map((problem) => `<p role="alert">${escapeHtml(problem)}</p>`).join("\n");
}
