/** What a repository's own smoke workflow depends on. */
export interface CallerWorkflowOptions {
  /** Version of the npm package, such as `0.1.0`. */
  readonly version: string;
  /** Compose files relative to the repository's root; empty lets Compose find them. */
  readonly files: readonly string[];
  /**
   * The reusable workflow to call, `owner/repository/.github/workflows/compose-smoke.yml@<commit SHA>`.
   * Null writes the same steps out, for who would rather not call another repository.
   */
  readonly reusable: string | null;
}

/** Path the workflow is written to, and that `smoke.workflow` names. */
export const callerWorkflowPath = ".github/workflows/compose-smoke.yml";

const head = `# Brings the Compose stack up, checks that it stands, and takes it down.
# It has no path filters, so that it can be a required check: its steps are skipped where nothing changed for the stack.
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
`;

/** The text of the workflow `plan-gate init` writes. */
export function callerWorkflow(options: CallerWorkflowOptions): string {
  return options.reusable === null
    ? `${head}${inlineJob(options)}`
    : `${head}${callingJob(options, options.reusable)}`;
}

function callingJob(options: CallerWorkflowOptions, reusable: string): string {
  const files =
    options.files.length === 0
      ? ""
      : `      files: |\n${options.files.map((file) => `        ${file}\n`).join("")}`;
  return `  compose:
    uses: ${reusable}
    with:
      plan-gate-version: ${options.version}
${files}`;
}

const checkoutSteps = `  smoke:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
          fetch-depth: 2

`;

const changesStep = `      - name: Look for changes of compose files and features
        id: changes
        shell: bash
        env:
          EVENT_NAME: \${{ github.event_name }}
          GROUP_BASE: \${{ github.event.merge_group.base_sha }}
        run: |
          relevant=true
          base=''
          if [[ "$EVENT_NAME" == pull_request ]]; then base='HEAD^1'; fi
          if [[ "$EVENT_NAME" == merge_group ]]; then
            git fetch --quiet --no-tags --depth=1 origin "$GROUP_BASE"
            base="$GROUP_BASE"
          fi
          if [[ -n "$base" ]]; then
            changed="$(git diff --name-only --no-renames "$base" HEAD)"
            pattern='(^|/)(docker-)?compose[^/]*\\.ya?ml$|(^|/)\\.specify/|(^|/)(Dockerfile[^/]*|\\.env[^/]*)$|^\\.github/'
            if ! grep --quiet --extended-regexp "$pattern" <<<"$changed"; then relevant=false; fi
          fi
          echo "relevant=$relevant" >>"$GITHUB_OUTPUT"

`;

const uploadStep = `      - uses: actions/upload-artifact@b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882 # v4.4.3
        if: always() && steps.changes.outputs.relevant == 'true'
        with:
          name: compose-smoke
          path: \${{ runner.temp }}/compose-smoke
          if-no-files-found: ignore
`;

function inlineJob(options: CallerWorkflowOptions): string {
  const files = options.files.map((file) => ` --file ${quote(file)}`).join("");
  return `${checkoutSteps}${changesStep}      - uses: actions/setup-node@39370e3970a6d050c480ffad4ff0ed4d3fdee5af # v4.1.0
        if: steps.changes.outputs.relevant == 'true'
        with:
          node-version: 22

      - name: Smoke-test the stack
        if: steps.changes.outputs.relevant == 'true'
        shell: bash
        run: npx --yes plan-gate@${options.version} smoke --persistence --report "$RUNNER_TEMP/compose-smoke"${files}

${uploadStep}`;
}

/** A shell word that means the path and nothing else. */
function quote(path: string): string {
  return /^[A-Za-z0-9_./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
