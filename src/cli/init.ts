import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { configPath } from "../config/config-path.ts";
import { UsageError } from "./exit-codes.ts";
import { removeAgents, writeAgents } from "./init/agents.ts";
import { configText } from "./init/config-text.ts";
import { findOwnSource, readSource } from "./init/own-source.ts";
import { gatherFacts } from "./init/repository-facts.ts";
import { rulesetCommands } from "./init/ruleset.ts";
import { findRoot } from "./repository.ts";

const unknownSource =
  "The smoke workflow runs Plan Gate from its repository, which is not known here: name it with --from OWNER/REPO@COMMIT.";

interface InitOptions {
  readonly solo?: true;
  readonly strict?: true;
  readonly appId?: string;
  readonly from?: string;
  readonly agents?: true;
  readonly remove?: true;
}

/** `plan-gate init`: the first config, and what makes the check required. */
export function initCommand(): Command {
  return new Command("init")
    .description("Write a commented config and the smoke workflow, and print how to make the check required")
    .option("--solo", "for people who work alone: the author may approve, with the button only")
    .option("--strict", "code below `src/` waits for the approved plan of its feature")
    .option("--app-id <number>", "id of the GitHub App (default: APP_ID of the environment)")
    .option(
      "--from <owner/repo@commit>",
      "Plan Gate's repository and the commit to run (default: this program's own)",
    )
    .option("--agents", "instead, write instructions and hooks for coding agents")
    .option("--remove", "with --agents: remove them again")
    .action(init);
}

async function init(options: InitOptions): Promise<void> {
  const appId = readAppId(options.appId ?? process.env["APP_ID"] ?? null);
  if (options.remove === true && options.agents !== true)
    throw new UsageError("`--remove` goes with `--agents`.");
  const facts = await gatherFacts(await findRoot(process.cwd()));
  if (options.agents === true) return options.remove === true ? removeAgents(facts) : writeAgents(facts);
  const source = options.from === undefined ? await findOwnSource() : readSource(options.from, facts.host);
  if (facts.hasCompose && source === null) throw new UsageError(unknownSource);
  const smokeWorkflow = facts.hasCompose ? callerWorkflowPath : null;
  const text = configText({
    facts,
    isSolo: options.solo === true,
    isStrict: options.strict === true,
    smokeWorkflow,
    source,
  });
  await writeNew(facts.root, configPath, text);
  if (smokeWorkflow === null || source === null) {
    process.stdout.write("No Compose file here, so no smoke workflow.\n");
  } else {
    await writeNew(facts.root, smokeWorkflow, callerWorkflow({ source, files: [] }));
    process.stdout.write(
      `It runs ${source.repository} at ${source.commit}, which its Actions must be able to read.\n`,
    );
  }
  process.stdout.write(`
Commit what was written to the default branch, install the App, then make the check required and
bound to the App, so that nothing else can post it:

${rulesetCommands({ ...facts, appId })}
With "strict_required_status_checks_policy": true, branches must be up to date before they are merged.
The gate judges what the merge would make in either case; strict covers late webhooks too.
Rebase merges are not allowed by it: they replay each commit by itself, and can make another text.
`);
}

/** Writes a file that is not there yet, and says which it was. */
async function writeNew(root: string, path: string, text: string): Promise<void> {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  try {
    await writeFile(target, text, { flag: "wx" });
    process.stdout.write(`Wrote ${path}\n`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    process.stdout.write(`Kept ${path}, which is here already\n`);
  }
}

function readAppId(text: string | null): number | null {
  if (text === null || text === "") return null;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError(`The App's id is \`${text}\`, expected a whole number such as 123456.`);
}

/** What a repository's own smoke workflow depends on. */
interface CallerWorkflowOptions {
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
