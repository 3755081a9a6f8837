import { evidenceRules } from "../../plan/rules/index.ts";

/** What agents are told, in Markdown. `pullRequest` is how one is named, such as `acme/shop#N`. */
export function agentsSection(pullRequest: string): string {
  return `## Plans are approved before code is written

The order of steps: specification, plan, approval by a person, tasks, code.
Nobody goes on to tasks or code before a person has approved the exact text of the plan; an agent never approves, and never writes a command such as \`/approve-plan\` or \`/approve-spec\`.
Where the config says \`spec: approved\`, a person approves the specification first, and then the plan.

1. \`plan-gate new F-16 "short name"\` starts \`spec.md\` and \`plan.md\`; in SpecFlow's or spec-kit's folders their own commands do.
2. \`plan-gate check --format json\` says which row of the plan lacks evidence, and what to write at which line. Go on until it ends with 0.
3. Open a pull request with the plan alone, and run \`plan-gate wait ${pullRequest}\`. It ends with 0 once the plan is approved, with 1 and the reason where it was rejected or fails, with 4 when the time is over. Only 0 means that tasks and code may follow.
4. Name the feature where code implements it: a branch such as \`f-16-short-name\`, or a line \`Feature: F-16\` in a commit's message.

A row is satisfied by evidence in the plan, never by a tick; a row that does not apply says why. \`plan-gate explain --all --format markdown\` tells all of every row.

| row | what it wants |
| --- | --- |
${evidenceRules.map(({ title, docs }) => `| ${title} | ${docs.wants.replaceAll("|", "\\|")} |`).join("\n")}
`;
}
