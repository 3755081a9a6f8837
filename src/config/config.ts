import * as z from "zod/mini";
import { ruleIds, specRuleIds } from "../plan/finding.ts";
import type { PlanSettings } from "../plan/settings.ts";
import { approvalSchema } from "./approval-schema.ts";
import { described, glob, list, text } from "./fields.ts";

/** Names that stand for a part of every feature's gated text, or for its tasks. */
const taken: ReadonlySet<string> = new Set([
  "plan.md",
  "tasks.md",
  "data-model.md",
  "research.md",
  "quickstart.md",
]);

const fileName = text(
  "the name of a Markdown file, such as `design.md`",
  /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,95}\.[Mm][Dd]$/,
);

/** Where features lie that are called otherwise; names compare without case. */
const namedPlace = z
  .strictObject({
    glob: glob.check(z.meta({ description: "Glob of the folders.", examples: ["openspec/changes/*"] })),
    plan: described(
      z.optional(
        fileName.check(
          z.refine((name) => name.toLowerCase() !== "tasks.md", {
            error: "the name of the plan, not of its tasks",
          }),
        ),
      ),
      {
        description: "Name of the plan there; `plan.md` stays a part of the text that is approved.",
        examples: ["design.md"],
      },
    ),
    spec: described(
      z.optional(
        fileName.check(
          z.refine((name) => !taken.has(name.toLowerCase()), {
            error: "a name of its own, such as `proposal.md`",
          }),
        ),
      ),
      { description: "Name of the specification there.", examples: ["proposal.md"] },
    ),
  })
  .check((context) => {
    const { glob: of, plan = "plan.md", spec = "spec.md" } = context.value;
    const isOfFiles = /\.md$/i.test(of);
    const problems = [
      { key: "plan", isWrong: isOfFiles && context.value.plan !== undefined, message: onlyInFolders },
      { key: "spec", isWrong: isOfFiles && context.value.spec !== undefined, message: onlyInFolders },
      {
        key: "spec",
        isWrong: !isOfFiles && plan.toLowerCase() === spec.toLowerCase() && !taken.has(spec.toLowerCase()),
        message: "another name than the plan's",
      },
    ];
    for (const { key, isWrong, message } of problems)
      if (isWrong) context.issues.push({ code: "custom", message, path: [key], input: context.value });
  });

const onlyInFolders = "a glob of folders beside it: a file that is a plan by itself has no other files";

/** One entry of `features`: a glob, or a glob with the names of the files in its folders. */
const featurePlaceSchema = z.union([glob, namedPlace]);

const heading = text("a heading's words, at most 100 characters on one line", /^[^\r\n]{0,99}[^\s]$/);
const severity = z.enum(["error", "warning", "off"]);

const sectionSchema = z.strictObject({
  id: described(
    text(
      "lower-case words joined by hyphens, such as `rollout`",
      /^[a-z][a-z0-9]{0,39}(?:-[a-z0-9]{1,40}){0,9}$/,
    ),
    {
      description: "Name of the row, as in `/waive-plan`.",
      examples: ["rollout"],
    },
  ),
  title: heading.check(z.meta({ description: "Title of the row in the table.", examples: ["Rollout plan"] })),
  headings: described(list(heading, 50).check(z.minLength(1, { error: "at least one heading" })), {
    description: "Headings that introduce the section.",
    examples: [["Rollout", "Deployment"]],
  }),
});

const smokeSchema = z
  .strictObject({
    workflow: described(
      z._default(
        z.nullable(
          text(
            "the path of a workflow, such as `.github/workflows/compose-smoke.yml`",
            /^\.github\/workflows\/[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\.ya?ml$/,
          ),
        ),
        null,
      ),
      {
        description:
          "Path of the workflow that smoke-tests the Compose stack; its runs are shown on the check.",
        examples: [".github/workflows/compose-smoke.yml"],
      },
    ),
    required: described(z._default(z.enum(["never", "compose-changed", "always"]), "never"), {
      description:
        "When a merge waits for a passing run: `compose-changed` where the pull request touches a Compose file.",
    }),
    rules: described(z._default(z.record(z.string(), severity), {}), {
      description: "Severity of the checks of `plan-gate smoke`, by id.",
      examples: [{ "no-privileged": "warning" }],
    }),
  })
  .check((context) => {
    const { workflow, required } = context.value;
    if (workflow !== null || required === "never") return;
    const message = "`never` while `smoke.workflow` names no workflow";
    context.issues.push({ code: "custom", message, path: ["required"], input: required });
  });

const account = text(
  "a GitHub login, with `[bot]` behind that of an App, such as `dependabot[bot]`",
  /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})(?:\[bot\])?$/,
);

const implementationSchema = z
  .strictObject({
    paths: described(z._default(list(glob, 50), []), {
      description:
        "Globs of files that are code: a pull request that changes one says which feature it implements.",
      examples: [["src/**"]],
    }),
    require: described(z._default(z.enum(["off", "approved-plan"]), "off"), {
      description:
        "`approved-plan`: such a pull request passes once the plan of every feature it names is approved, on the base or in the pull request itself.",
    }),
    except: described(
      z.prefault(
        z.strictObject({
          authors: described(z._default(list(account, 50), []), {
            description: "Accounts whose pull requests of their own commits alone need no plan.",
            examples: [["dependabot[bot]"]],
          }),
          paths: described(z._default(list(glob, 50), []), {
            description: "Globs of files below `implementation.paths` that need no plan.",
            examples: [["src/**/*.lock"]],
          }),
        }),
        {},
      ),
      { description: "What needs no plan." },
    ),
  })
  .check((context) => {
    const { paths, require } = context.value;
    if (paths.length > 0 || require === "off") return;
    const message = "`off` while `implementation.paths` names no files";
    context.issues.push({ code: "custom", message, path: ["require"], input: require });
  });

/** The one schema of `.github/plan-gate.yml`. A phrase given as `error` completes "expected …". */
export const configSchema = z.strictObject({
  version: described(z._default(z.literal(1), 1), { description: "Version of this format." }),
  features: described(z._default(list(featurePlaceSchema, 50), []), {
    description:
      "Globs of further folders that hold features, next to those below `.specify/`; a glob with `.md` at its end names files, each a plan by itself.",
    examples: [["specs/*"]],
  }),
  approval: described(z.prefault(approvalSchema, {}), {
    description: "Who may approve a plan, and how. Read from the default branch only.",
  }),
  rules: described(z._default(z.partialRecord(z.enum(ruleIds), severity), {}), {
    description: "Severity by rule.",
    examples: [{ "cli-first": "warning" }],
  }),
  headings: described(z._default(z.partialRecord(z.enum(ruleIds), list(heading, 50)), {}), {
    description: "Further headings that introduce a row, in any language.",
    examples: [{ "data-models": ["Datenmodell", "Modelo de datos"] }],
  }),
  sections: described(
    z._default(
      list(sectionSchema, 20).check((context) => {
        const taken = new Set<string>([...ruleIds, "smoke", "implementation", "config"]);
        for (const [index, { id }] of context.value.entries()) {
          const message = "a name that no other row has";
          if (taken.has(id)) context.issues.push({ code: "custom", message, path: [index, "id"], input: id });
          taken.add(id);
        }
      }),
      [],
    ),
    {
      description: "Required sections of your own.",
      examples: [[{ id: "rollout", title: "Rollout plan", headings: ["Rollout", "Deployment"] }]],
    },
  ),
  legacy: described(z._default(z.enum(["warn", "strict"]), "warn"), {
    description: "Rows that failed on the base branch already: warnings with `warn`, errors with `strict`.",
  }),
  comment: described(z._default(z.boolean(), true), {
    description: "Keep one comment with the verdict and the next step.",
  }),
  request_reviews: described(z._default(z.boolean(), true), {
    description: "Ask those who may approve for a review, once, when the plan is ready.",
  }),
  remind_after: described(
    z._default(text("`off`, or hours or days such as `12h` or `2d`", /^(?:off|[1-9][0-9]{0,2}[hd])$/), "off"),
    {
      description:
        "Remind those who may approve, by a comment that names them, of a plan that has waited so long; at most once a week on a pull request.",
      examples: ["2d"],
    },
  ),
  spec: described(z._default(z.enum(["exists", "with-plan", "approved"]), "exists"), {
    description:
      "What a plan's `spec.md` must be: `exists` asks for one with content, `with-plan` makes it a part of the text that is approved, so that who approves the plan approves what it answers, `approved` gives it a gate of its own, with `/approve-spec`, before the plan's.",
  }),
  implementation: described(z.prefault(implementationSchema, {}), {
    description: "Code that waits for the approved plan of its feature.",
  }),
  smoke: described(z.prefault(smokeSchema, {}), { description: "The smoke test of the Compose stack." }),
});

/** The config with all defaults filled in; named as the YAML names it. */
export type Config = Readonly<z.output<typeof configSchema>>;

/** What holds where a repository has no config. */
export const defaultConfig: Config = /* @__PURE__ */ configSchema.parse({});

/** The part of the config that judging a plan needs. The rows of a specification with a gate of its own are errors. */
export function planSettings({ rules, headings, sections, spec }: Config): PlanSettings {
  const errors = specRuleIds.map((id) => [id, "error"] as const);
  const severities = spec === "approved" ? { ...Object.fromEntries(errors), ...rules } : rules;
  return { severities, headings, sections };
}
