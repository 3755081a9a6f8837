import type { FeatureGlob } from "../../feature/feature-folder.ts";
import { entryText } from "../known-layouts.ts";
import type { OwnSource } from "./own-source.ts";
import type { RepositoryFacts } from "./repository-facts.ts";

/** What the first config is written from. */
export interface ConfigChoices {
  readonly facts: Pick<RepositoryFacts, "hasCodeowners" | "layouts">;
  /** One person works here: the author may approve, with the button. */
  readonly isSolo: boolean;
  /** Code waits for its plan. */
  readonly isStrict: boolean;
  /** Path of the workflow that smoke-tests the stack; `null` without one. */
  readonly smokeWorkflow: string | null;
  /** Whose schema editors are to use; `null` where it is not known. */
  readonly source: OwnSource | null;
}

/** The first `.github/plan-gate.yml`, with a comment for every choice. */
export function configText({ facts, isSolo, isStrict, smokeWorkflow, source }: ConfigChoices): string {
  return `${source === null ? "" : `# yaml-language-server: $schema=${schemaUrl(source)}\n`}# Read from the default branch only: a pull request cannot change its own gate.
version: 1

${features(facts.layouts)}
${approval(facts.hasCodeowners, isSolo)}
# Each rule can be an error, a warning or off; \`plan-gate explain\` lists them.
# rules:
#   cli-first: warning

# Headings your team uses, in any language.
# headings:
#   data-models: ["Datenmodell"]

# Plans that are on the base branch already: \`warn\` lets old gaps be, \`strict\` does not.
legacy: warn

# \`with-plan\` makes \`spec.md\` a part of the text that is approved; \`approved\` gives it a gate of its own,
# with \`/approve-spec\`, before the plan's.
spec: exists

${implementation(isStrict)}${smoke(smokeWorkflow)}`;
}

function schemaUrl({ host, repository, commit }: OwnSource): string {
  const path = `${commit}/schema/plan-gate.schema.json`;
  return host === "github.com"
    ? `https://raw.githubusercontent.com/${repository}/${path}`
    : `https://${host}/${repository}/raw/${path}`;
}

function features(layouts: readonly FeatureGlob[]): string {
  const entries = layouts.map(entryText);
  const areShort = layouts.every((entry) => typeof entry === "string");
  const listed = areShort ? ` [${entries.join(", ")}]` : entries.map((entry) => `\n  - ${entry}`).join("");
  return `# Folders that hold features, beside those below \`.specify/\`.
${layouts.length === 0 ? '# features: ["specs/*"]' : `features:${listed}`}
`;
}

function approval(hasCodeowners: boolean, isSolo: boolean): string {
  if (isSolo) {
    return `# One person works here: the author may approve, and only with the button of the check,
# which no token can press.
approval:
  permission: maintain
  allow_author: true
  committers: allow
  methods: [button]
`;
  }
  const who = hasCodeowners
    ? `  # Owners of the plan's path in CODEOWNERS.
  codeowners: true
`
    : `  # Everybody who may maintain the repository.
  permission: maintain
`;
  return `# Who may approve a plan. Never its author, and nobody who committed to it in the pull request.
approval:
${who}  # users: [alice]
  # teams: [architects]
  minimum: 1
  # \`button\` alone is safest where agents hold their owner's token.
  methods: [comment, button]
`;
}

function implementation(isStrict: boolean): string {
  const lines = ["implementation:", '  paths: ["src/**"]', "  require: approved-plan"];
  return `# Code that waits for the approved plan of the feature that its pull request names, by a line
# \`Feature: F-15\` in the description or a commit, by its branch or its title.
${lines.map((line) => `${isStrict ? "" : "# "}${line}\n`).join("")}`;
}

function smoke(workflow: string | null): string {
  if (workflow === null) return "";
  return `
# The smoke test of the Compose stack, shown on the check. \`always\` makes a merge wait for it.
smoke:
  workflow: ${workflow}
  required: never
`;
}
