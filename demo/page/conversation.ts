import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { avatar } from "./icons.ts";
import { renderMarkdown } from "./markdown.ts";
import type { PullRequestView, ShownComment } from "./view.ts";

/** What was pushed and said, oldest first. */
export function conversationPart(view: PullRequestView): Html {
  const { pull, author } = view;
  const opening = html`<article class="comment" aria-label="Description by ${author.login}">
    ${avatar(author.login)}
    <div class="bubble">
      <header>
        <b>${author.login}</b> <span class="label">Author</span> opened this ${time(pull.createdAt)}
      </header>
      <div class="markdown-body">${description(pull.body)}</div>
    </div>
  </article>`;
  const events = [
    ...view.commits.map(({ sha, message, author: writer, committer }) => ({
      at: committer.date,
      html: html`<p class="event">
        <span class="dot"></span> <span>${writer.name} pushed ${firstLine(message)}</span>
        <code>${sha.slice(0, 7)}</code>
      </p>`,
    })),
    ...view.comments.map((shown) => ({
      at: shown.comment.createdAt,
      html: commentArticle(shown, author.login),
    })),
  ].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return html`<h2 class="visually-hidden">Conversation</h2>
    ${opening} ${events.map((event) => event.html)} ${mergedEvent(view)}`;
}

function commentArticle({ comment, author }: ShownComment, opener: string): Html {
  const label = author.type === "Bot" ? "bot" : author.login === opener ? "Author" : null;
  return html`<article class="comment" aria-label="Comment by ${author.login}">
    ${avatar(author.login)}
    <div class="bubble ${author.type === "Bot" ? "by-bot" : ""}">
      <header>
        <b>${author.login}</b> ${label === null ? null : html`<span class="label">${label}</span>`} commented
        ${time(comment.createdAt)} ${comment.edit === null ? null : html`<span>· edited</span>`}
      </header>
      <div class="markdown-body">${renderMarkdown(comment.body)}</div>
      ${reactions(comment.reactions.map(({ content }) => content))}
    </div>
  </article>`;
}

const reactionSigns: Readonly<Record<string, string>> = {
  "+1": "👍",
  "-1": "👎",
  laugh: "😄",
  confused: "😕",
  heart: "❤️",
  hooray: "🎉",
  rocket: "🚀",
  eyes: "👀",
};

function reactions(contents: readonly string[]): Html | null {
  if (contents.length === 0) return null;
  return html`<p class="reactions">
    ${contents.map((content) => html`<span role="img" aria-label="${content}">${reactionSigns[content] ?? content}</span>`)}
  </p>`;
}

function mergedEvent({ pull, mergedBy }: PullRequestView): Html | null {
  if (pull.mergedAt === null) return null;
  return html`<p class="event merged-event">
    <span class="dot"></span>
    <span><b>${mergedBy?.login ?? "Somebody"}</b> merged this into <code>${pull.base.ref}</code></span>
    ${time(pull.mergedAt)}
  </p>`;
}

function description(body: string | null): Html {
  return body === null || body.trim() === ""
    ? html`<p class="quiet-text">No description provided.</p>`
    : renderMarkdown(body);
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? "";
}

function time(stamp: string): Html {
  return html`<time datetime="${stamp}">at ${stamp.slice(11, 19)}</time>`;
}
