/** What a repository's own smoke workflow depends on. */
export interface CallerWorkflowOptions {
  /** The repository of Plan Gate and a commit of it: `owner/repository` and a SHA. */
  readonly source: { readonly repository: string; readonly commit: string };
  /** Compose files relative to the repository's root; empty lets Compose find them. */
  readonly files: readonly string[];
}

/** Path the workflow is written to, and that `smoke.workflow` names. */
export const callerWorkflowPath = ".github/workflows/compose-smoke.yml";

/** The text of the workflow `plan-gate init` writes. */
export function callerWorkflow({ source, files }: CallerWorkflowOptions): string {
  const list = files.map((file) => `            ${file}\n`).join("");
  return `# Brings the Compose stack up, checks that it stands, and takes it down.
# It has no path filters, so that it can be a required check: it does nothing where nothing changed for the stack.
name: Compose smoke

on:
  pull_request:
  merge_group:
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: compose-smoke-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  smoke:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
          fetch-depth: 2

      - uses: ${source.repository}/smoke@${source.commit}
        with:
          changed-only: true
${list === "" ? "" : `          files: |\n${list}`}`;
}
