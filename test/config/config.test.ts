import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";

function problemsIn(entry: string): readonly string[] {
  const parsed = parseConfig(`features: [${entry}]`);
  return parsed.state === "valid" ? [] : parsed.problems.map(({ column, message }) => `${column} ${message}`);
}

test("an entry is a glob, or a glob with the names of the files in its folders", () => {
  const parsed = parseConfig(
    'features: ["specs/*", { glob: "openspec/changes/*", plan: design.md, spec: proposal.md }, { glob: "plans/*.md" }]',
  );

  expect(parsed).toMatchObject({
    state: "valid",
    config: {
      features: [
        "specs/*",
        { glob: "openspec/changes/*", plan: "design.md", spec: "proposal.md" },
        { glob: "plans/*.md" },
      ],
    },
  });
});

test.each([
  ["3", "12 `features[0]` is `3`, expected a glob such as `specs/*`, in quotes"],
  ["[]", "12 `features[0]` is an empty list, expected a glob such as `specs/*`"],
  ['"a/../b"', "12 `features[0]` is `a/../b`, expected a path without `.`, `..` or empty segments"],
  ["{ plan: a.md }", "12 `features[0].glob` is missing, expected a glob such as `specs/*`"],
  [
    "{ glob: /x }",
    "20 `features[0].glob` is `/x`, expected a path from the root of the repository, without `/` in front",
  ],
  [
    '{ glob: "x/*", plna: a.md }',
    "27 `features[0].plna` is not a setting. Known here are `glob`, `plan`, `spec`.",
  ],
  [
    '{ glob: "x/*", plan: a/b.md }',
    "33 `features[0].plan` is `a/b.md`, expected the name of a Markdown file, such as `design.md`",
  ],
  [
    '{ glob: "x/*", plan: Tasks.md }',
    "33 `features[0].plan` is `Tasks.md`, expected the name of the plan, not of its tasks",
  ],
  [
    '{ glob: "x/*", spec: plan.md }',
    "33 `features[0].spec` is `plan.md`, expected a name of its own, such as `proposal.md`",
  ],
  [
    '{ glob: "x/*", plan: a.md, spec: A.md }',
    "45 `features[0].spec` is `A.md`, expected another name than the plan's",
  ],
  [
    '{ glob: "x/*", plan: spec.md }',
    "12 `features[0].spec` is missing, expected another name than the plan's",
  ],
  [
    '{ glob: "x/*.md", plan: a.md }',
    "36 `features[0].plan` is `a.md`, expected a glob of folders beside it: a file that is a plan by itself has no other files",
  ],
])("%s is refused with what is wrong", (entry, problem) => {
  expect(problemsIn(entry)).toEqual([problem]);
});
