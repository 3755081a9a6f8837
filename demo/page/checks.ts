import type { CheckConclusion } from "../../emulator/world/check-state.ts";
import { type Html, html } from "./html.ts";
import { sign, type Tone } from "./icons.ts";
import { renderMarkdown } from "./markdown.ts";
import type { PullRequestView, ShownComment, ShownRun } from "./view.ts";

/** Check runs on the head, with their tables, what reviewers are shown, and their buttons. */
export function checksPart({ runs, comments }: PullRequestView): Html {
  if (runs.length === 0)
    return html`<h2>Checks</h2>
      <p class="quiet-text">No check has run on this commit yet.</p>`;
  return html`<h2 class="visually-hidden">Checks</h2>
    ${refusalOf(comments)} ${runs.map(runArticle)}`;
}

/** In the comment with the verdict, which is no reply. */
const stickyMarker = "<!-- plan-gate -->";

/** The newest reply of the App, beside the buttons: who pressed one in vain reads why where they pressed it. */
function refusalOf(comments: readonly ShownComment[]): Html | null {
  const reply = comments.findLast(
    ({ comment, author }) => author.type === "Bot" && !comment.body.includes(stickyMarker),
  );
  if (reply === undefined) return null;
  return html`<div class="refusal" role="status">
    ${sign("bad")}
    <div class="markdown-body">${renderMarkdown(reply.comment.body)}</div>
  </div>`;
}

/** How a check run looks where there is room for a sign only. */
export function toneOf(conclusion: CheckConclusion | null): Tone {
  switch (conclusion) {
    case "success":
      return "good";
    case "failure":
    case "timed_out":
    case "cancelled":
      return "bad";
    case "action_required":
    case null:
      return "wait";
    case "neutral":
    case "skipped":
      return "quiet";
  }
}

/** `action_required` as people say it. */
export function conclusionWords(conclusion: CheckConclusion | null): string {
  return conclusion === null ? "In progress" : conclusion.replaceAll("_", " ");
}

function runArticle({ run, app }: ShownRun): Html {
  const { title, summary, text } = run.output;
  return html`<article class="run" aria-label="Check run ${run.name}">
    <header class="run-head">
      ${sign(toneOf(run.conclusion))}
      <div>
        <h3>${run.name} <span class="label">${app}</span></h3>
        <p class="run-title"><b>${conclusionWords(run.conclusion)}</b> · ${title ?? "No title"}</p>
      </div>
      ${buttons(run)}
    </header>
    <div class="markdown-body">${renderMarkdown(summary ?? "")}</div>
    ${text === null || text === "" ? null : html`<div class="markdown-body">${renderMarkdown(text)}</div>`}
  </article>`;
}

function buttons({ id, actions }: ShownRun["run"]): Html | null {
  if (actions.length === 0) return null;
  return html`<div class="run-buttons">
    ${actions.map(
      ({ label, description, identifier }) =>
        html`<button
          type="button"
          id="press-${id}-${identifier}"
          data-press="${identifier}"
          data-run="${id}"
          title="${description}"
        >
          ${label}
        </button>`,
    )}
  </div>`;
}
