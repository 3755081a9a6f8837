import { expect, test } from "vitest";
import { rules } from "../../src/plan/rules/index.ts";
import { configurationReference, ruleReference } from "../../src/config/configuration-reference.ts";

test("every setting has a row with its values, its default and what it means", () => {
  expect(configurationReference()).toMatchInlineSnapshot(`
    "| Setting | Value | Default | Meaning |
    | --- | --- | --- | --- |
    | \`version\` | \`1\` | \`1\` | Version of this format. |
    | \`features\` | list, at most 50 | \`[]\` | Globs of further folders that hold features, next to those below \`.specify/\`; a glob with \`.md\` at its end names files, each a plan by itself. Such as \`["specs/*"]\`. |
    | \`features[].glob\` | text |  | Glob of the folders. Such as \`"openspec/changes/*"\`. |
    | \`features[].plan\` | text |  | Name of the plan there; \`plan.md\` stays a part of the text that is approved. Such as \`"design.md"\`. |
    | \`features[].spec\` | text |  | Name of the specification there. Such as \`"proposal.md"\`. |
    | \`approval.users\` | list, at most 100 | \`[]\` | Logins of people who may approve. Such as \`["alice","bob"]\`. |
    | \`approval.teams\` | list, at most 50 | \`[]\` | Teams whose active members, child teams included, may approve: a slug, or \`org/slug\`. Such as \`["architects","acme/platform"]\`. |
    | \`approval.codeowners\` | \`true\`, \`false\` | \`false\` | Owners of the plan's path in the default branch's CODEOWNERS may approve; the last match wins. |
    | \`approval.permission\` | \`read\`, \`triage\`, \`write\`, \`maintain\`, \`admin\` |  | Everybody with at least this permission on the repository may approve. \`maintain\` where no users, teams, groups or code owners are named. |
    | \`approval.minimum\` | 1 to 10 | \`1\` | How many different people must approve. |
    | \`approval.require\` | list, at most 10 | \`[]\` | Groups each of which must approve: all people in them may, and of each as many as its \`minimum\` have to. Such as \`[{"teams":["architects"]},{"teams":["security"],"people":["alice"]}]\`. |
    | \`approval.require[].teams\` | list, at most 50 | \`[]\` | Teams whose active members count. Such as \`["security"]\`. |
    | \`approval.require[].people\` | list, at most 100 | \`[]\` | Logins of people who count. Such as \`["alice"]\`. |
    | \`approval.require[].minimum\` | 1 to 10 | \`1\` | How many different people of the group must approve. |
    | \`approval.require[].paths\` | list, at most 50 | \`[]\` | Globs of files: the group is asked, and counts, only where the pull request changes one of them. Always where there are none. Such as \`["**/auth-*","infra/**"]\`. |
    | \`approval.branches\` | list, at most 20 |  | Other people for pull requests into other branches, in the place of those above: the first entry with a glob that matches the base counts, beside what holds for the default branch. |
    | \`approval.branches[].branches\` | list, at most 20 |  | Globs of base branches. Such as \`["release/*"]\`. |
    | \`approval.branches[].users\` | list, at most 100 | \`[]\` | Logins of people who may approve. Such as \`["alice","bob"]\`. |
    | \`approval.branches[].teams\` | list, at most 50 | \`[]\` | Teams whose active members, child teams included, may approve: a slug, or \`org/slug\`. Such as \`["architects","acme/platform"]\`. |
    | \`approval.branches[].codeowners\` | \`true\`, \`false\` | \`false\` | Owners of the plan's path in the default branch's CODEOWNERS may approve; the last match wins. |
    | \`approval.branches[].permission\` | \`read\`, \`triage\`, \`write\`, \`maintain\`, \`admin\` |  | Everybody with at least this permission on the repository may approve. \`maintain\` where no users, teams, groups or code owners are named. |
    | \`approval.branches[].minimum\` | 1 to 10 | \`1\` | How many different people must approve. |
    | \`approval.branches[].require\` | list, at most 10 | \`[]\` | Groups each of which must approve: all people in them may, and of each as many as its \`minimum\` have to. Such as \`[{"teams":["architects"]},{"teams":["security"],"people":["alice"]}]\`. |
    | \`approval.branches[].require[].teams\` | list, at most 50 | \`[]\` | Teams whose active members count. Such as \`["security"]\`. |
    | \`approval.branches[].require[].people\` | list, at most 100 | \`[]\` | Logins of people who count. Such as \`["alice"]\`. |
    | \`approval.branches[].require[].minimum\` | 1 to 10 | \`1\` | How many different people of the group must approve. |
    | \`approval.branches[].require[].paths\` | list, at most 50 | \`[]\` | Globs of files: the group is asked, and counts, only where the pull request changes one of them. Always where there are none. Such as \`["**/auth-*","infra/**"]\`. |
    | \`approval.methods\` | list of \`comment\`, \`button\`, \`review\` | \`["comment","button"]\` | How to approve: by a comment \`/approve-plan\`, by the button of the check run, or by an approving review with the command. Such as \`["comment","button"]\`. |
    | \`approval.allow_author\` | \`true\`, \`false\` | \`false\` | The author of the pull request may approve it: for people who work alone. |
    | \`approval.committers\` | \`exclude\`, \`exclude-known\`, \`allow\` | \`"exclude-known"\` | People who committed to the plan in the pull request: \`exclude-known\` keeps out those GitHub can name, \`exclude\` asks for one more approval where a committer is unknown, \`allow\` ignores who committed. |
    | \`approval.override\` | \`off\`, \`admins\` | \`"off"\` | Break glass: with \`admins\`, administrators of the repository let a plan through as it is by \`/override-plan\`. It is shown as no approval. |
    | \`approval.agents\` | list, at most 100 | \`["noreply@anthropic.com","noreply@openai.com","copilot@github.com","175728472+Copilot@users.noreply.github.com","198982749+Copilot@users.noreply.github.com","cursoragent@cursor.com","noreply@aider.chat","amp@ampcode.com","openhands@all-hands.dev","161369871+google-labs-jules[bot]@users.noreply.github.com","158243242+devin-ai-integration[bot]@users.noreply.github.com"]\` | E-mail addresses of coding agents: in a \`Co-authored-by\` line they are nobody, whatever \`committers\` says. A list of your own takes the place of this one. |
    | \`rules\` | by id: \`error\`, \`warning\`, \`off\` | \`{}\` | Severity by rule. Such as \`{"cli-first":"warning"}\`. |
    | \`headings\` | \`key: value\` | \`{}\` | Further headings that introduce a row, in any language. Such as \`{"data-models":["Datenmodell","Modelo de datos"]}\`. |
    | \`sections\` | list, at most 20 | \`[]\` | Required sections of your own. Such as \`[{"id":"rollout","title":"Rollout plan","headings":["Rollout","Deployment"]}]\`. |
    | \`sections[].id\` | text |  | Name of the row, as in \`/waive-plan\`. Such as \`"rollout"\`. |
    | \`sections[].title\` | text |  | Title of the row in the table. Such as \`"Rollout plan"\`. |
    | \`sections[].headings\` | list, at most 50 |  | Headings that introduce the section. Such as \`["Rollout","Deployment"]\`. |
    | \`legacy\` | \`warn\`, \`strict\` | \`"warn"\` | Rows that failed on the base branch already: warnings with \`warn\`, errors with \`strict\`. |
    | \`comment\` | \`true\`, \`false\` | \`true\` | Keep one comment with the verdict and the next step. |
    | \`request_reviews\` | \`true\`, \`false\` | \`true\` | Ask those who may approve for a review, once, when the plan is ready. |
    | \`remind_after\` | text | \`"off"\` | Remind those who may approve, by a comment that names them, of a plan that has waited so long; at most once a week on a pull request. Such as \`"2d"\`. |
    | \`spec\` | \`exists\`, \`with-plan\`, \`approved\` | \`"exists"\` | What a plan's \`spec.md\` must be: \`exists\` asks for one with content, \`with-plan\` makes it a part of the text that is approved, so that who approves the plan approves what it answers, \`approved\` gives it a gate of its own, with \`/approve-spec\`, before the plan's. |
    | \`implementation.paths\` | list, at most 50 | \`[]\` | Globs of files that are code: a pull request that changes one says which feature it implements. Such as \`["src/**"]\`. |
    | \`implementation.require\` | \`off\`, \`approved-plan\` | \`"off"\` | \`approved-plan\`: such a pull request passes once the plan of every feature it names is approved, on the base or in the pull request itself. |
    | \`implementation.except.authors\` | list, at most 50 | \`[]\` | Accounts whose pull requests of their own commits alone need no plan. Such as \`["dependabot[bot]"]\`. |
    | \`implementation.except.paths\` | list, at most 50 | \`[]\` | Globs of files below \`implementation.paths\` that need no plan. Such as \`["src/**/*.lock"]\`. |
    | \`smoke.workflow\` | text | \`null\` | Path of the workflow that smoke-tests the Compose stack; its runs are shown on the check. Such as \`".github/workflows/compose-smoke.yml"\`. |
    | \`smoke.required\` | \`never\`, \`compose-changed\`, \`always\` | \`"never"\` | When a merge waits for a passing run: \`compose-changed\` where the pull request touches a Compose file. |
    | \`smoke.rules\` | by id: \`error\`, \`warning\`, \`off\` | \`{}\` | Severity of the checks of \`plan-gate smoke\`, by id. Such as \`{"no-privileged":"warning"}\`. |
    "
  `);
});

test("every rule has a row with its severity where the config says nothing", () => {
  const lines = ruleReference().trim().split("\n");

  expect(lines).toHaveLength(2 + rules.length);
  expect(lines).toContain("| `data-models` | Data models | `error` |");
  expect(lines).toContain("| `no-hidden-text` | Nothing hidden from the reviewer | `warning` |");
});
