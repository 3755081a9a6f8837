import { conclusionWords, toneOf } from "./checks.ts";
import { type Html, html } from "./html.ts";
import { sign, type Tone } from "./icons.ts";
import type { PullRequestView, ShownRun } from "./view.ts";

/** The box below the conversation: what the branch's protection says now, in its own words. */
export function mergePart(view: PullRequestView): Html {
  const { tone, title, words } = standing(view);
  return html`<h2 class="visually-hidden">Merge</h2>
    <div
      class="merge ${tone}"
      id="merge-state"
      data-state="${view.pull.mergedAt === null ? view.mergeableState : "merged"}"
    >
      ${view.runs.map(runRow)} ${view.missing.filter(({ reason }) => reason === "expected").map(expectedRow)}
      <div class="merge-row">
        ${sign(tone)}
        <div>
          <p class="merge-title">${title}</p>
          <p class="quiet-text">${words}</p>
        </div>
      </div>
      ${view.pull.state === "closed" ? null : mergeButtons(view)}
    </div>`;
}

interface Standing {
  readonly tone: Tone;
  readonly title: string;
  readonly words: string;
}

function standing({ pull, missing, mergeableState, mergedBy }: PullRequestView): Standing {
  if (pull.mergedAt !== null) {
    const who = mergedBy?.login ?? "Somebody";
    return { tone: "merged", title: "Merged", words: `${who} merged this into ${pull.base.ref}.` };
  }
  if (pull.state === "closed") return { tone: "bad", title: "Closed", words: "Nothing can be merged." };
  if (pull.isDraft) return { tone: "quiet", title: "This is a draft", words: "Drafts are not merged." };
  const [first] = missing;
  if (first !== undefined) {
    const words = `Required status check "${first.context}" is ${first.reason}. The branch's protection refuses the merge.`;
    return { tone: first.reason === "failing" ? "bad" : "wait", title: "Merging is blocked", words };
  }
  if (mergeableState === "clean") {
    return { tone: "good", title: "Ready to merge", words: "Everything that the branch requires is there." };
  }
  return { tone: "bad", title: "Merging is blocked", words: `GitHub calls this state "${mergeableState}".` };
}

function runRow({ run, isRequired }: ShownRun): Html {
  return html`<div class="merge-row check-row">
    ${sign(toneOf(run.conclusion))}
    <p>
      <b>${run.name}</b>
      <span class="quiet-text">${conclusionWords(run.conclusion)} — ${run.output.title ?? ""}</span>
    </p>
    ${isRequired ? html`<span class="label">Required</span>` : null}
    <a href="#checks">Details</a>
  </div>`;
}

function expectedRow({ context }: { readonly context: string }): Html {
  return html`<div class="merge-row check-row">
    ${sign("wait")}
    <p><b>${context}</b> <span class="quiet-text">Expected — Waiting for status to be reported</span></p>
    <span class="label">Required</span>
  </div>`;
}

function mergeButtons({ mergeableState }: PullRequestView): Html {
  const isOpen = mergeableState === "clean";
  return html`<div class="merge-row merge-buttons">
    <button type="button" class="primary" id="merge" data-merge ${isOpen ? null : html`disabled`}>
      Merge pull request
    </button>
    ${isOpen ? null : html`<button type="button" id="try" data-merge class="plain">Try all the same</button>`}
  </div>`;
}
