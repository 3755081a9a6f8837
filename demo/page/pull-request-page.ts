import { checksPart } from "./checks.ts";
import { conversationPart } from "./conversation.ts";
import { filesPart } from "./files.ts";
import { type Html, html } from "./html.ts";
import { mergePart } from "./merge-box.ts";
import type { PullRequestView } from "./view.ts";

/** Names of the parts that follow what happens; each is an element of that id. */
export type PartName = "head" | "conversation" | "merging" | "checks-body" | "files-body";

/** The parts of a page as they are now. */
export function pageParts(view: PullRequestView): Readonly<Record<PartName, string>> {
  return {
    head: headPart(view).markup,
    conversation: conversationPart(view).markup,
    merging: mergePart(view).markup,
    "checks-body": checksPart(view).markup,
    "files-body": filesPart(view).markup,
  };
}

/** The whole page of a pull request, without a script of its own in it. */
export function pullRequestPage(view: PullRequestView): string {
  const { pull, repository } = view;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${pull.title} · Pull request #${pull.number} · ${repository}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/page-assets/markdown.css" />
        <link rel="stylesheet" href="/page-assets/page.css" />
        <script type="module" src="/page-assets/client.js"></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the pull request</a>
        <header class="bar">
          <span class="bar-name">${repository}</span>
          <span class="bar-note">A local GitHub</span>
          ${openPulls(view)}
        </header>
        <main id="main">
          <div id="head">${headPart(view)}</div>
          ${tabs(view)}
          <section id="panel-conversation" role="tabpanel" aria-labelledby="tab-conversation">
            <div id="conversation">${conversationPart(view)}</div>
            <div id="merging">${mergePart(view)}</div>
            ${commentForm(view)}
          </section>
          <section id="panel-checks" role="tabpanel" aria-labelledby="tab-checks" hidden>
            <div id="checks-body">${checksPart(view)}</div>
          </section>
          <section id="panel-files" role="tabpanel" aria-labelledby="tab-files" hidden>
            <div id="files-body">${filesPart(view)}</div>
          </section>
        </main>
        <p id="status" role="status"></p>
      </body>
    </html>`.markup;
}

function openPulls({ open, pull, repository }: PullRequestView): Html | null {
  if (open.length < 2) return null;
  return html`<nav class="bar-pulls" aria-label="Open pull requests">
    ${open.map(
      ({ number, title }) =>
        html`<a
          href="/${repository}/pull/${number}"
          ${number === pull.number ? html`aria-current="page"` : null}
          >#${number} ${title}</a
        >`,
    )}
  </nav>`;
}

function headPart({ pull, author, commits }: PullRequestView): Html {
  const state = pull.mergedAt !== null ? "Merged" : pull.state === "closed" ? "Closed" : "Open";
  const verb = pull.mergedAt === null ? "wants to merge" : "merged";
  const count = `${commits.length} ${commits.length === 1 ? "commit" : "commits"}`;
  return html`<h1>${pull.title} <span class="number">#${pull.number}</span></h1>
    <p class="meta">
      <span class="state ${state.toLowerCase()}">${state}</span>
      <span
        ><b>${author.login}</b> ${verb} ${count} into <code>${pull.base.ref}</code> from
        <code>${pull.head.ref}</code></span
      >
    </p>`;
}

function tabs(view: PullRequestView): Html {
  const tab = (name: string, words: string, isFirst: boolean): Html =>
    html`<button
      type="button"
      role="tab"
      id="tab-${name}"
      aria-controls="panel-${name}"
      aria-selected="${isFirst ? "true" : "false"}"
      tabindex="${isFirst ? 0 : -1}"
    >
      ${words}
    </button>`;
  return html`<div class="tabs" role="tablist" aria-label="Pull request #${view.pull.number}">
    ${tab("conversation", "Conversation", true)} ${tab("checks", "Checks", false)}
    ${tab("files", "Files changed", false)}
  </div>`;
}

/** Who decides comes first: the first who may write and did not open it. */
function reviewerOf({ people, author }: PullRequestView): string | undefined {
  const writes = /\b(?:write|maintain|admin)\b/;
  return people.find(({ login, role }) => login !== author.login && writes.test(role))?.login;
}

function commentForm(view: PullRequestView): Html {
  const reviewer = reviewerOf(view);
  return html`<form id="write" class="write">
    <h2>Add a comment</h2>
    <p class="row">
      <label for="as">You are</label>
      <select id="as" name="as">
        ${view.people.map(
          ({ login, role }) =>
            html`<option value="${login}" ${login === reviewer ? html`selected` : null}>
              ${login} (${role})
            </option>`,
        )}
      </select>
      <span class="quiet-text">This person also presses the buttons and merges.</span>
    </p>
    <label class="visually-hidden" for="body">Comment</label>
    <textarea id="body" name="body" rows="3" placeholder="/approve-plan" required></textarea>
    <p class="row end">
      <span class="quiet-text hint">Ctrl + Enter sends it.</span>
      <button type="submit" class="primary">Comment</button>
    </p>
  </form>`;
}
