/** Where the extension's source lies; `specify extension add --dev` installs it from there. */
export const specKitFolder = ".plan-gate/spec-kit";

/** Folders and files that spec-kit leaves in a repository. */
export const specKitTraces: readonly string[] = [
  ".specify/memory",
  ".specify/templates",
  ".specify/scripts",
  ".specify/extensions.yml",
];

/** What an extension is written from. */
export interface SpecKitFacts {
  /** Of this program, such as `0.1.0`. */
  readonly version: string;
  /** How a pull request of the repository is named, such as `acme/shop#N`. */
  readonly pullRequest: string;
  /** Where the extension is kept: the repository that it is written into, as a URL. */
  readonly repositoryUrl: string;
}

/**
 * An extension of spec-kit, by path below its folder. The manifest's form, with all that any version asks for:
 * https://github.com/github/spec-kit/blob/main/extensions/EXTENSION-API-REFERENCE.md
 */
export function specKitExtension(facts: SpecKitFacts): Readonly<Record<string, string>> {
  return {
    "extension.yml": manifest(facts),
    "commands/check.md": checkCommand,
    "commands/wait.md": waitCommand(facts.pullRequest),
  };
}

/** The version without what stands behind three numbers: spec-kit refuses `1.0.0-beta`. */
function manifest({ version, repositoryUrl }: SpecKitFacts): string {
  return `# Written by \`plan-gate init --agents\`.
schema_version: "1.0"

extension:
  id: plan-gate
  name: Plan Gate
  version: "${version.replace(/[-+].*$/, "")}"
  description: Checks the plan by the gate's own rules, and waits for its approval before tasks
  author: Plan Gate
  repository: ${repositoryUrl}
  license: MIT

requires:
  speckit_version: ">=0.1.0"
  tools:
    - name: plan-gate
      required: true

provides:
  commands:
    - name: speckit.plan-gate.check
      file: commands/check.md
      description: Check the plan by the rules of Plan Gate, and fill in what is missing
    - name: speckit.plan-gate.wait
      file: commands/wait.md
      description: Wait until a person has approved the plan in its pull request

hooks:
  after_plan:
    command: speckit.plan-gate.check
    optional: false
    description: Every row of the plan needs evidence before a person is asked to approve it
  before_tasks:
    command: speckit.plan-gate.wait
    optional: false
    description: Tasks follow an approved plan
`;
}

const checkCommand = `---
description: "Check the plan by the rules of Plan Gate, and fill in what is missing"
---

# Check the plan

Run \`plan-gate check --format json\` on the feature's folder.
For every rule whose \`status\` is \`fail\`, write what its \`fix\` asks for, at its line: \`instruction\` says what, \`example\` shows the form.
Write what is true of this feature, never the example itself; where a row does not apply, say so and why.
Run it again until it ends with 0. Do not go on to tasks: a person approves the plan first.

$ARGUMENTS
`;

function waitCommand(pullRequest: string): string {
  return `---
description: "Wait until a person has approved the plan in its pull request"
---

# Wait for the approval

The plan must be in an open pull request; open one with the plan alone where there is none.
Run \`plan-gate wait ${pullRequest}\` with its number, and go by the exit code:

- 0: the plan is approved. Go on.
- 1: it was rejected or it fails. Mend the plan by what was printed, push, and wait again.
- 4: the time is over. Stop, and say what is waited for.

Never approve the plan yourself, and do not go on without a 0.

$ARGUMENTS
`;
}
