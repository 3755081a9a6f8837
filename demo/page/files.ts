import type { Annotation } from "../../emulator/world/check-state.ts";
import { type Html, html } from "./html.ts";
import { renderBlocks } from "./markdown.ts";
import type { PullRequestView, ShownFile } from "./view.ts";

/** The changed files: Markdown rendered, the rest as a diff; notes of checks stand beside their lines. */
export function filesPart({ files, runs }: PullRequestView): Html {
  const annotations = runs.flatMap(({ run }) => run.annotations);
  return html`<h2 class="visually-hidden">Files changed</h2>
    ${files.map((file, index) => {
      const notes = annotations.filter(({ path }) => path === file.path);
      return fileArticle(file, notes, index);
    })}`;
}

function fileArticle(file: ShownFile, notes: readonly Annotation[], index: number): Html {
  const isMarkdown = /\.(?:md|markdown)$/i.test(file.path) && file.text !== null;
  return html`<article class="file" aria-label="${file.path}">
    <header>
      <h3><code>${file.path}</code></h3>
      <span class="counts"
        ><b class="plus">+${file.additions}</b> <b class="minus">−${file.deletions}</b></span
      >
    </header>
    ${isMarkdown ? rendered(file.text, notes) : null}
    ${
      file.patch === null
        ? html`<p class="quiet-text">No text to compare.</p>`
        : html`<details id="diff-${index}" ${isMarkdown ? null : html`open`}>
            <summary>Diff</summary>
            ${diff(file.patch, notes)}
          </details>`
    }
  </article>`;
}

function rendered(text: string | null, notes: readonly Annotation[]): Html {
  const blocks = renderBlocks(text ?? "");
  const at = (note: Annotation): number => {
    const found = blocks.findLastIndex(({ startLine }) => startLine <= note.end_line);
    return Math.max(0, found);
  };
  return html`<div class="rendered">
    ${blocks.map(
      (block, index) =>
        html`<div class="block">
          <div class="markdown-body">${block.html}</div>
          ${notesList(notes.filter((note) => at(note) === index))}
        </div>`,
    )}
  </div>`;
}

function notesList(notes: readonly Annotation[]): Html | null {
  if (notes.length === 0) return null;
  return html`<aside class="notes" aria-label="Notes of checks">${notes.map(noteBox)}</aside>`;
}

function noteBox({ annotation_level: level, title, message, start_line: start }: Annotation): Html {
  return html`<div class="note ${level}">
    <b>${title ?? level}</b> <span class="quiet-text">line ${start}</span>
    <p>${message}</p>
  </div>`;
}

function diff(patch: string, notes: readonly Annotation[]): Html {
  let next = 0;
  const rows = patch.split("\n").map((line) => {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(line);
    if (hunk !== null) {
      next = Number(hunk[1]);
      return html`<tr class="hunk">
        <td></td>
        <td><code>${line}</code></td>
      </tr>`;
    }
    const isOld = line.startsWith("-") || line.startsWith("\\");
    const number = isOld ? null : next++;
    const kind = line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "kept";
    return html`<tr class="${kind}">
        <td>${number}</td>
        <td><code>${line}</code></td>
      </tr>
      ${notes
        .filter((note) => note.end_line === number)
        .map(
          (note) =>
            html`<tr>
              <td></td>
              <td>${noteBox(note)}</td>
            </tr>`,
        )}`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Diff">
    <table class="diff">
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
