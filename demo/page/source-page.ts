import type { Emulator } from "../../emulator/server.ts";
import { entryAt } from "../../emulator/git/trees.ts";
import { repositoryByName } from "../../emulator/world/repositories.ts";
import { html } from "./html.ts";

/** A file at a commit as numbered lines, for the links of check runs; `null` where there is none. */
export function sourcePage(
  github: Emulator,
  name: string,
  place: { sha: string; path: string },
): string | null {
  const repository = repositoryByName(github.world.state, name);
  const commit = repository?.store.commits.get(place.sha);
  if (repository === null || commit === undefined) return null;
  const entry = entryAt(repository.store, commit.tree, place.path);
  const bytes = repository.store.blobs.get(entry?.sha ?? "");
  if (bytes === undefined) return null;
  const lines = bytes.toString("utf8").split("\n").slice(0, 20_000);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${place.path} · ${name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/page-assets/page.css" />
        <script type="module" src="/page-assets/client.js"></script>
      </head>
      <body>
        <header class="bar">
          <span class="bar-name">${name}</span> <span class="bar-note">${place.sha.slice(0, 7)}</span>
        </header>
        <main>
          <h1><code>${place.path}</code></h1>
          <table class="diff source">
            <tbody>
              ${lines.map(
                (line, index) =>
                  html`<tr id="L${index + 1}">
                    <td>${index + 1}</td>
                    <td><code>${line}</code></td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </main>
      </body>
    </html>`.markup;
}
