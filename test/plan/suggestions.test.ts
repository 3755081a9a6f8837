import { describe, expect, it } from "vitest";
import {
  checkPlan,
  defaultPlanSettings,
  type PlanInput,
  type PlanSettings,
} from "../../src/plan/check-plan.ts";
import type { Finding } from "../../src/plan/finding.ts";
import { evidenceRules } from "../../src/plan/rules/index.ts";
import { describeMissing, enough } from "../../src/plan/signals/score.ts";
import { weights } from "../../src/plan/signals/weights.ts";
import { specRules } from "../../src/plan/spec-rules/spec-rules.ts";
import { failing, findingOf, fixture, judge } from "./judge.ts";

/** Writes the example of a finding behind its line, as a person would paste it. */
function follow(text: string, { fix }: Finding): string {
  if (fix === null) throw new Error("there is nothing to follow");
  const lines = text.split("\n");
  return [...lines.slice(0, fix.line), "", fix.example, ...lines.slice(fix.line)].join("\n");
}

function statusAfter(text: string, ruleId: string, options: Parameters<typeof judge>[1] = {}): string {
  return findingOf(follow(text, findingOf(text, ruleId, options)), ruleId, options).status;
}

describe.each(evidenceRules)("what is suggested for $id", (rule) => {
  const heading = rule.group === "principle" ? rule.title : (/^## (.*)$/mu.exec(rule.docs.good)?.[1] ?? "");

  it("passes at the line it is suggested for, where the plan says nothing", () => {
    expect(statusAfter("# Plan\n\nOne sentence.\n", rule.id)).toBe("pass");
  });

  it("passes below the plan's own empty heading, and repeats none", () => {
    const text = `# Plan\n\n## ${heading}\n\nTBD\n\n## Next\n\nMore.\n`;

    expect(statusAfter(text, rule.id)).toBe("pass");
    expect(findingOf(text, rule.id).fix).toMatchObject({ line: 5 });
    expect(findingOf(text, rule.id).fix?.example).not.toMatch(/^#/);
  });

  it("passes before a fence that nobody closed, which is told", () => {
    const text = "# Plan\n\nOne sentence.\n\n```sh\nnpm ci\n";

    expect(statusAfter(text, rule.id)).toBe("pass");
    expect(findingOf(text, rule.id).fix?.line).toBe(4);
    expect(findingOf(text, rule.id).message).toMatch(
      / The code fence at line 5 is never closed: what stands behind it is code\.$/,
    );
  });

  it.each([
    ["closed", "```sh\nnpm ci\n```\n", 7],
    ["indented", "    npm ci\n", 5],
    ["of waves", "~~~sh\nnpm ci\n~~~\n", 7],
  ])("stands behind code that is %s", (_name, code, line) => {
    const finding = findingOf(`# Plan\n\nOne sentence.\n\n${code}`, rule.id);

    expect(finding.fix?.line).toBe(line);
    expect(finding.message).not.toContain("never closed");
  });

  it("is told in numbers that are enough by themselves", () => {
    expect(Object.values(weights[rule.id]).some((points) => points >= enough)).toBe(true);
    expect(describeMissing(rule.kinds, weights[rule.id], [])).toMatch(/^\d+ \S/);
  });
});

it("all examples together make a plan of headings over nothing pass, in one round", () => {
  const text = fixture("thin");
  const findings = judge(text).findings.filter(({ status }) => status === "fail");
  const isNew = ({ fix }: Finding): number => (fix?.example.startsWith("#") === true ? 1 : 0);
  const lowestFirst = findings.toSorted(
    (a, b) => (b.fix?.line ?? 0) - (a.fix?.line ?? 0) || isNew(b) - isNew(a),
  );

  expect(findings.length).toBeGreaterThan(5);
  expect(failing(lowestFirst.reduce(follow, text))).toEqual([]);
});

it("nothing is suggested for where it would not count", () => {
  const open = "# Plan\n\n## Risks / open questions\n\nTo be answered.\n\n## Work\n\nMore.\n";
  const listed = "# Plan\n\n- Unit tests:\n  - Dependencies\n    - done\n\n## Work\n\nMore.\n";

  expect(findingOf(open, "failure-modes").fix?.line).toBe(9);
  expect(findingOf(listed, "dependencies").fix?.line).toBe(9);
});

it.each([
  ["data-models", "## Data model\n\n", "None: the service is stateless"],
  ["data-models", "- **", "Storage**: N/A — stateless"],
  ["interfaces", "## API\n\n", "No new APIs: the pages use the existing routes"],
  ["dependencies", "## Dependencies\n\n", "None: only the standard library"],
  ["cli-first", "- [x] ", "CLI-first: N/A - library change, its command line is unchanged"],
  ["cli-first", "- **CLI-first**: ", "N/A - library change, its command line is unchanged"],
])("the excuse that %s suggests counts: %s%s", (ruleId, before, phrase) => {
  const { docs } = evidenceRules.find(({ id }) => id === ruleId) ?? {};

  expect([docs?.instruction, ...(docs?.notes ?? [])].join("\n")).toContain(phrase.replaceAll("**", ""));
  expect(findingOf(`# Plan\n\n${before}${phrase}\n`, ruleId).status).toBe("not-applicable");
});

it.each([
  ["data-models", "## Data model\n\nThere is no data to model, because the service is stateless.\n"],
  [
    "code-before-prompts",
    "- **Code before prompts**: `src/summary.ts` asks a model, and the code in `src/check.ts` and `src/limits.ts` checks its answer.\n",
  ],
  ["deterministic", "- **Deterministic**: a second run gives the same result.\n"],
])("the instruction of %s counts in its own words: %s", (ruleId, text) => {
  expect(["pass", "not-applicable"]).toContain(findingOf(`# Plan\n\n${text}`, ruleId).status);
});

it.each([
  [
    "interfaces",
    "## API\n\n- `GET /api/v1/jobs/{id}`: answers 200 with the job, 404 where there is none.\n- `DELETE /api/v1/jobs/{id}`: answers 204.\n",
  ],
  [
    "interfaces",
    "## API 設計\n\n- `GET /api/v1/jobs/{id}`：回傳 200\n- `POST /api/v1/jobs/{id}/mix`：回傳 202 和 `mix_id`\n",
  ],
  ["code-before-prompts", "## Work\n\n- `src/api/jobs.ts` and `src/api/mix.ts`: new routes.\n"],
  [
    "failure-modes",
    "## Wat kan er misgaan\n\n| Wat faalt | Hoe merken we het | Wat gebeurt er dan |\n|---|---|---|\n| De telefoon gaat uit | de timer staat stil | de tijd wordt uit `startedAt` berekend |\n",
  ],
  [
    "failure-modes",
    "## Failure modes\n\n| What fails | How it is noticed | What then |\n|---|---|---|\n| the registry is full | the push fails | the cleanup job deletes old tags |\n",
  ],
  ["cli-first", "## 命令\n\n```bash\nocto attest --service-only --json\nocto attest --checklist a.md\n```\n"],
  [
    "cli-first",
    "## 命令列\n\n```bash\npython -m app.mix --job 42\npython -m app.mix --list-tracks 42\n```\n",
  ],
])("%s is found in what an author writes of its own: %s", (ruleId, text) => {
  expect(findingOf(`# Plan\n\n${text}`, ruleId).status).toBe("pass");
});

it.each([
  [
    "data-models",
    "## Data model\n\nNone of our own: the handlers return the objects of the cluster, and nothing is kept: the page stores nothing.\n",
  ],
  ["cli-first", "## Commands\n\nN/A - a web app for coaches, there is no command line.\n"],
  ["cli-first", "## CLI-first\n\nN/A - a theme of the user interface, nothing to run from a terminal.\n"],
  ["cli-first", "## Commando's\n\nN.v.t. - het is een webapp voor coaches, er is geen opdrachtregel.\n"],
])("%s does not apply where an author says why in words of its own: %s", (ruleId, text) => {
  expect(findingOf(`# Plan\n\n${text}`, ruleId).status).toBe("not-applicable");
});

it.each([
  ["cli-first", "## Commands\n\nN/A.\n"],
  ["cli-first", "## Commands\n\nN/A - not relevant here.\n"],
  ["cli-first", "## API\n\nN/A - the pages use the existing routes.\n"],
  ["cli-first", "## Commands\n\n```bash\nnpm test\nnpm run build\n```\n"],
  ["cli-first", "## Commands\n\n```bash\npython -m pytest tests\npython3 -m venv .venv\n```\n"],
  ["data-models", "## Data model\n\nNone of our own.\n"],
  [
    "failure-modes",
    "## Failure modes\n\n| What fails | Owner | Notes |\n|---|---|---|\n| the registry is full | the platform team | see the wiki page |\n",
  ],
])("%s is not fooled by the same forms without content: %s", (ruleId, text) => {
  expect(findingOf(`# Plan\n\n${text}`, ruleId).status).toBe("fail");
});

describe("what is suggested for a section that a team requires", () => {
  const sections = [{ id: "rollout", title: "Rollout plan", headings: ["Deployment"] }];
  const options = { settings: { sections } } satisfies { settings: Partial<PlanSettings> };

  it.each([
    ["missing", "# Plan\n\nText.\n", "Add a section called `Deployment`; this repository requires it.", 3],
    [
      "empty",
      "# Plan\n\n## Rollout plan\n\n## More\n\nText.\n",
      "Say something in the section `Rollout plan`; this repository requires it.",
      3,
    ],
  ])("passes where it is %s", (_name, text, instruction, line) => {
    expect(findingOf(text, "rollout", options).fix).toMatchObject({ line, instruction });
    expect(statusAfter(text, "rollout", options)).toBe("pass");
  });

  it("is for the plan, where the empty section is in a file beside it", () => {
    const siblings = [{ path: "research.md", text: "# Research\n\n## Deployment\n" }];

    expect(findingOf("Text.", "rollout", { ...options, siblings }).fix?.line).toBe(1);
  });
});

describe.each(specRules)("what is suggested for $id", (rule) => {
  const judgeSpec = (text: string): Finding | undefined => {
    const input: PlanInput = { plan: { path: "spec.md", text }, siblings: [], kind: "spec" };
    const judgement = checkPlan(input, defaultPlanSettings);
    return judgement.state === "judged"
      ? judgement.findings.find(({ ruleId }) => ruleId === rule.id)
      : undefined;
  };

  it("has no title of its own, and passes in the place of what fails", () => {
    const text = rule.id === "spec-unambiguous" ? "# S\n\nResults are shown fast.\n" : "# S\n\nA sentence.\n";
    const before = judgeSpec(text);
    const { line = 0, example = "" } = before?.fix ?? {};
    const lines = text.split("\n");
    const after = [...lines.slice(0, line - 1), example, ...lines.slice(line)].join("\n");

    expect(before?.status).toBe("fail");
    expect(example).not.toMatch(/^# /);
    expect(line).toBe(3);
    expect(judgeSpec(after)?.status).toBe("pass");
  });
});

it("the example of a filled gap is none", () => {
  const { fix } = findingOf("# Plan\n\n**Testing**: NEEDS CLARIFICATION\n", "no-placeholders");

  expect(findingOf(fix?.example ?? "", "no-placeholders").status).toBe("pass");
});
