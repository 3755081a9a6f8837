import { expect, test } from "vitest";
import { defaultConfig } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";

/** Problems as `line:column message`. */
function problemsOf(text: string): readonly string[] {
  const parsed = parseConfig(text);
  if (parsed.state === "valid") return [];
  return parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test.each([
  ["an empty file", ""],
  ["comments only", "# yaml-language-server: $schema=x\n# approval:\n"],
  ["the version alone", "version: 1\n"],
])("%s means the defaults", (_name, text) => {
  expect(parseConfig(text)).toEqual({ state: "valid", config: defaultConfig });
});

test.each(["2", "2w", "0d", "1000h", "-1d", "2 d"])("`remind_after: %s` is no time", (value) => {
  expect(problemsOf(`remind_after: "${value}"\n`)).toEqual([
    `1:15 \`remind_after\` is \`${value}\`, expected \`off\`, or hours or days such as \`12h\` or \`2d\``,
  ]);
});

test("an override is a comment, and so an error where comments do not count", () => {
  expect(problemsOf("approval:\n  override: admins\n  methods: [button]\n")).toEqual([
    "2:13 `approval.override` is `admins`, expected `off` while `approval.methods` leaves comments out",
  ]);
  expect(problemsOf("approval:\n  override: off\n  methods: [button]\n")).toEqual([]);
});

test("every setting is read", () => {
  const parsed = parseConfig(`
version: 1
features: ["specs/*"]
approval:
  users: [alice]
  teams: [architects, acme/platform]
  codeowners: true
  permission: admin
  minimum: 2
  require: [{ teams: [security], people: [bob], minimum: 2, paths: ["infra/**"] }]
  branches: [{ branches: ["release/*"], users: [carol] }]
  methods: [button, comment]
  allow_author: true
  committers: allow
  override: admins
  agents: [bot@example.org]
rules:
  cli-first: warning
headings:
  data-models: ["Datenmodell", "Modelo de datos"]
sections:
  - id: rollout
    title: Rollout plan
    headings: ["Rollout", "Deployment"]
legacy: strict
comment: false
request_reviews: false
remind_after: 2d
spec: with-plan
implementation:
  paths: ["src/**"]
  require: approved-plan
  except:
    authors: ["dependabot[bot]", mona]
    paths: ["src/gen/**"]
smoke:
  workflow: .github/workflows/compose-smoke.yml
  required: compose-changed
  rules:
    no-privileged: warning
`);

  expect(parsed).toEqual({
    state: "valid",
    config: {
      version: 1,
      features: ["specs/*"],
      approval: {
        users: ["alice"],
        teams: ["architects", "acme/platform"],
        codeowners: true,
        permission: "admin",
        minimum: 2,
        require: [{ teams: ["security"], people: ["bob"], minimum: 2, paths: ["infra/**"] }],
        branches: [
          {
            branches: ["release/*"],
            users: ["carol"],
            teams: [],
            codeowners: false,
            permission: null,
            minimum: 1,
            require: [],
          },
        ],
        methods: ["button", "comment"],
        allow_author: true,
        committers: "allow",
        override: "admins",
        agents: ["bot@example.org"],
      },
      rules: { "cli-first": "warning" },
      headings: { "data-models": ["Datenmodell", "Modelo de datos"] },
      sections: [{ id: "rollout", title: "Rollout plan", headings: ["Rollout", "Deployment"] }],
      legacy: "strict",
      comment: false,
      request_reviews: false,
      remind_after: "2d",
      spec: "with-plan",
      implementation: {
        paths: ["src/**"],
        require: "approved-plan",
        except: { authors: ["dependabot[bot]", "mona"], paths: ["src/gen/**"] },
      },
      smoke: {
        workflow: ".github/workflows/compose-smoke.yml",
        required: "compose-changed",
        rules: { "no-privileged": "warning" },
      },
    },
  });
});

test.each([
  ["nobody is named", "approval: {users: [], minimum: 3}", "maintain"],
  ["people are named", "approval: {users: [alice]}", null],
  ["teams are named", "approval: {teams: [architects]}", null],
  ["code owners are asked", "approval: {codeowners: true}", null],
  ["a permission is named", "approval: {users: [alice], permission: write}", "write"],
])("where %s, the permission asked for follows", (_name, text, permission) => {
  const parsed = parseConfig(text);

  expect(parsed.state === "valid" && parsed.config.approval.permission).toBe(permission);
});

test.each([
  ["aproval: {}", "1:1 `aproval` is not a setting, did you mean `approval`?"],
  ["approval:\n  user: [a]", "2:3 `approval.user` is not a setting, did you mean `users`?"],
  [
    "smoke:\n  colour: red",
    "2:3 `smoke.colour` is not a setting. Known here are `workflow`, `required`, `rules`.",
  ],
  ["rules:\n  data-model: error", "2:3 `rules.data-model` is not a rule, did you mean `data-models`?"],
  ["headings:\n  test: [a]", "2:3 `headings.test` is not a rule, did you mean `testing`?"],
  [
    "implementation: {require: approved-plan}",
    "1:27 `implementation.require` is `approved-plan`, expected `off` while `implementation.paths` names no files",
  ],
  [
    "implementation: {paths: [src], require: plan}",
    "1:41 `implementation.require` is `plan`, expected `off` or `approved-plan`",
  ],
  [
    "implementation: {except: {authors: ['@bot']}}",
    "1:37 `implementation.except.authors[0]` is `@bot`, expected a GitHub login, with `[bot]` behind that of an App, such as `dependabot[bot]`",
  ],
  [
    "implementation: {paths: [../src]}",
    "1:26 `implementation.paths[0]` is `../src`, expected a path without `.`, `..` or empty segments",
  ],
  ["sections:\n  - {name: a}", null],
  ["version: 2", "1:10 `version` is `2`, expected `1`"],
  ["approval:\n  minimum: many", "2:12 `approval.minimum` is `many`, expected a whole number from 1 to 10"],
  ["approval: {minimum: 0}", "1:21 `approval.minimum` is `0`, expected a whole number from 1 to 10"],
  ["approval: {minimum: 1.5}", "1:21 `approval.minimum` is `1.5`, expected a whole number from 1 to 10"],
  ["approval: {teams: x}", "1:19 `approval.teams` is `x`, expected a list, such as `[a, b]`"],
  [
    "approval: {teams: ['a/b/c']}",
    "1:20 `approval.teams[0]` is `a/b/c`, expected a team's slug, such as `architects`, or `organization/slug`",
  ],
  [
    "approval: {users: ['@a']}",
    "1:20 `approval.users[0]` is `@a`, expected a GitHub login without `@`, such as `alice`",
  ],
  [
    "approval: {users: [7]}",
    "1:20 `approval.users[0]` is `7`, expected a GitHub login without `@`, such as `alice`, in quotes",
  ],
  [
    "approval: {users: [~]}",
    "1:20 `approval.users[0]` has no value, expected a GitHub login without `@`, such as `alice`",
  ],
  ["approval: {codeowners: ya}", "1:24 `approval.codeowners` is `ya`, expected `true` or `false`"],
  [
    "approval: {permission: maintian}",
    "1:24 `approval.permission` is `maintian`, expected `read`, `triage`, `write`, `maintain` or `admin`; did you mean `maintain`?",
  ],
  [
    "approval: {methods: []}",
    "1:21 `approval.methods` is an empty list, expected at least one of `comment`, `button`, `review`",
  ],
  ["approval:", "1:10 `approval` has no value, expected settings, one `key: value` a line"],
  [
    "rules: {testing: warn}",
    "1:18 `rules.testing` is `warn`, expected `error`, `warning` or `off`; did you mean `warning`?",
  ],
  ["rules: {testing: 3}", "1:18 `rules.testing` is `3`, expected `error`, `warning` or `off`"],
  ["5", "1:1 the file is `5`, expected settings, one `key: value` a line"],
  ["- a", "1:1 the file is a list, expected settings, one `key: value` a line"],
  ["features: {a: b}", "1:11 `features` holds settings, expected a list, such as `[a, b]`"],
  ["features: [['a']]", "1:12 `features[0]` is a list, expected a glob such as `specs/*`"],
  ["features: ['../x']", "1:12 `features[0]` is `../x`, expected a path without `.`, `..` or empty segments"],
  [
    "sections:\n  - id: a\n    headings: [A]",
    "2:5 `sections[0].title` is missing, expected a heading's words, at most 100 characters on one line",
  ],
  [
    "sections: [{id: A b, title: t, headings: [t]}]",
    "1:17 `sections[0].id` is `A b`, expected lower-case words joined by hyphens, such as `rollout`",
  ],
  [
    "sections: [{id: testing, title: t, headings: [t]}]",
    "1:17 `sections[0].id` is `testing`, expected a name that no other row has",
  ],
  [
    "sections: [{id: a, title: t, headings: []}]",
    "1:40 `sections[0].headings` is an empty list, expected at least one heading",
  ],
  [
    "smoke: {required: always}",
    "1:19 `smoke.required` is `always`, expected `never` while `smoke.workflow` names no workflow",
  ],
  [
    "smoke: {workflow: ../x.yml}",
    "1:19 `smoke.workflow` is `../x.yml`, expected the path of a workflow, such as `.github/workflows/compose-smoke.yml`",
  ],
  [
    "approval: {users: [a, A], minimum: 2}",
    "1:36 `approval.minimum` is `2`, expected at most 1, the number of people who may approve",
  ],
  [
    "approval: {require: [{minimum: 2}]}",
    "1:22 `approval.require[0].teams` is missing, expected at least one team or person",
  ],
  [
    "approval: {require: [{people: [a, A], minimum: 2}]}",
    "1:48 `approval.require[0].minimum` is `2`, expected at most 1, the number of people in the group",
  ],
  [
    "approval: {require: [{people: [a]}], minimum: 2}",
    "1:47 `approval.minimum` is `2`, expected at most 1, the number of people who may approve",
  ],
  [
    "approval: {branches: [{users: [a]}]}",
    "1:23 `approval.branches[0].branches` is missing, expected a list, such as `[a, b]`",
  ],
  [
    "approval: {branches: [{branches: [x], users: [a], minimum: 2}]}",
    "1:60 `approval.branches[0].minimum` is `2`, expected at most 1, the number of people who may approve",
  ],
  [
    "approval: {branches: [{branches: ['../x']}]}",
    "1:35 `approval.branches[0].branches[0]` is `../x`, expected a path without `.`, `..` or empty segments",
  ],
  ["legacy: ''", "1:9 `legacy` is empty, expected `warn` or `strict`"],
  ["a: *x", "1:4 the alias `*x` is not read. Write the value out."],
  ["a: &b 1", "1:7 the anchor `&b` is not read. Remove it."],
  ["version: !!int 1", "1:16 the tag `tag:yaml.org,2002:int` is not read. Remove it."],
  ["approval:\n  <<: {users: [a]}", "2:3 `<<` is not read. Write the settings out."],
  ["rules: {__proto__: error}", "1:9 `__proto__` is not read. Write the settings out."],
  ["comment: true\ncomment: false", "2:1 this key stands here a second time. Keep one of them."],
  ["version: 1\n---\nversion: 1", "2:1 a second document begins here. Keep one."],
  ["? [a]\n: b", "1:3 a list or settings stand in the place of a key. Write a word."],
  ["approval:\n\tusers: []", "2:1 the YAML cannot be read: Tabs are not allowed as indentation"],
])("%j is explained", (text, problem) => {
  const problems = problemsOf(text);

  if (problem === null) expect(problems).not.toEqual([]);
  else expect(problems).toEqual([problem]);
});

test("all problems are told, in the order of the text", () => {
  expect(problemsOf("legacy: never\ncomment: 1\napproval: {minimum: 11, users: x}\nfoo: 1")).toEqual([
    "1:9 `legacy` is `never`, expected `warn` or `strict`",
    "2:10 `comment` is `1`, expected `true` or `false`",
    "3:21 `approval.minimum` is `11`, expected a whole number from 1 to 10",
    "3:32 `approval.users` is `x`, expected a list, such as `[a, b]`",
    "4:1 `foo` is not a setting. Known here are `version`, `features`, `approval`, `rules`, `headings`, `sections`, `legacy`, `comment`, `request_reviews`, `remind_after`, `spec`, `implementation`, `smoke`.",
  ]);
});

test("no more than 50 problems are told", () => {
  const text = Array.from({ length: 80 }, (_, index) => `key${index}: 1`).join("\n");

  expect(problemsOf(text)).toHaveLength(50);
});

test("more than 64 KiB is not read", () => {
  expect(problemsOf(`# ${"\u00e9".repeat(33_000)}`)).toEqual([
    "1:1 the config has 66002 bytes, expected at most 65536",
  ]);
});

test.each([
  ["["],
  ["{a: "],
  ["- "],
  ["? "],
  ["a: &a [*a, "],
  ["!!a "],
  ["*a "],
  ["'"],
  ['"\\'],
  ["|\n"],
  ["%YAML 9\n"],
  ["\u0000"],
  ["\ufeff"],
])("64 KiB of %j are refused, not thrown", (piece) => {
  const text = piece.repeat(Math.floor(60_000 / piece.length));

  expect(parseConfig(text).state).toBe("invalid");
});

test("thousands of unknown keys are told quickly", () => {
  const text = Array.from({ length: 1900 }, (_, index) => `k${index}: 1`).join("\n");

  expect(problemsOf(text)).toHaveLength(50);
});

test.each([
  ["[".repeat(65_000), 1],
  ["- ".repeat(30_000), 1],
  ["?\t".repeat(40), 1],
  ["version: 1\nfeatures: [\n".concat("[\n".repeat(40)), 33],
  [`a: "["\n${"a: ".repeat(40)}`, 2],
  [Array.from({ length: 60 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"), 32],
])("nesting is told before a parser that recurses sees it: %#", (text, line) => {
  expect(problemsOf(text)).toEqual([`${line}:1 the YAML is nested more than 32 deep. Write it flatter.`]);
});

test.each([
  ["\n".repeat(2_000), 2_001, "the YAML has more than 2,000 lines. Shorten it."],
  [
    `a: "${"]".repeat(11_000)}"`,
    1,
    "the YAML has more than 10,000 marks such as `:`, `-` and `[`. Shorten it.",
  ],
])("so are length and marks: %#", (text, line, message) => {
  expect(problemsOf(text)).toEqual([`${line}:1 ${message}`]);
});

test("settings on one line and in brackets are not deep", () => {
  expect(problemsOf(`approval: {${"minimum: 1, ".repeat(1)}users: [${"a, ".repeat(40)}b]}`)).toEqual([]);
});

test("the user's words are shown on one line, short, and cannot leave their code span", () => {
  expect(problemsOf('legacy: "a`b\\u200bc\\n@d"')).toEqual([
    "1:9 `legacy` is `a\ufffdb\ufffdc\ufffd@d`, expected `warn` or `strict`",
  ]);
  expect(problemsOf(`legacy: ${"x".repeat(100)}`)).toEqual([
    `1:9 \`legacy\` is \`${"x".repeat(59)}…\`, expected \`warn\` or \`strict\``,
  ]);
});

test("at most the stated number of entries is taken", () => {
  const users = Array.from({ length: 101 }, (_, index) => `u${index}`).join(", ");

  expect(problemsOf(`approval: {users: [${users}]}`)).toEqual([
    "1:19 `approval.users` is a list, expected at most 100 entries",
  ]);
});
