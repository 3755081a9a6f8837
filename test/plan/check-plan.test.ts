import { describe, expect, it } from "vitest";
import { checkPlan, defaultPlanSettings } from "../../src/plan/check-plan.ts";
import { checkSpec } from "../../src/plan/rules/spec-exists.ts";
import { failing, findingOf, fixture, judge, judgedIds, rowIds } from "./judge.ts";

const playbookTables = `# Plan

| Section | Included? |
|---------|-----------|
| Data models | ✓ |
| API/Interface design | ✓ |
| Error handling strategy | ✓ |
| Failure modes | ✓ |
| Dependencies | ✓ |
| Testing strategy | ✓ |

| Principle | Applied? |
|-----------|----------|
| Code before prompts | ✓ |
| Deterministic where possible | ✓ |
| CLI-first interfaces | ✓ |
`;

const template = `# Implementation Plan: [FEATURE]

**Language/Version**: [e.g., Python 3.11 or NEEDS CLARIFICATION]
**Primary Dependencies**: [e.g., FastAPI or NEEDS CLARIFICATION]
**Storage**: [if applicable, e.g., PostgreSQL or N/A]
**Testing**: [e.g., pytest or NEEDS CLARIFICATION]

## Data model

TBD

## Error handling

- [list]

## Risk Assessment

| Risk | Impact | Mitigation |
|------|--------|------------|
| [Risk 1] | High/Med/Low | [Strategy] |
| N/A | N/A | N/A |

## Constitutional Compliance

- [x] **CLI-First:** ✓
- [x] **Deterministic:** [Yes/Partial/No]
- [x] **Code Before Prompts:** yes
`;

const languages = ["german", "french", "spanish", "portuguese", "italian", "chinese", "japanese", "korean"];

describe("a whole plan", () => {
  it("passes every row where headings differ from the rows' titles and health checks are the error handling", () => {
    expect(failing(fixture("f-15-docker-compose-stack"))).toEqual([]);
  });

  it.each(languages)("passes every row in %s", (language) => {
    expect(failing(fixture(language))).toEqual([]);
  });

  it.each([
    ["headings over nothing", fixture("thin")],
    ["the playbook's two tables with ticks", playbookTables],
    ["a template", template],
    ["a good plan inside a code fence", `\`\`\`\`\n${fixture("f-15-docker-compose-stack")}\n\`\`\`\`\n`],
    ["a good plan inside a Markdown fence", `~~~~markdown\n${fixture("german")}\n~~~~\n`],
    ["a good plan inside an HTML comment", `<!--\n${fixture("f-15-docker-compose-stack")}\n-->\n\nText.\n`],
    ["a reading list", "# Plan\n\n- [ ] Homer, book 3\n- [ ] Parmenides\n"],
  ])("fails every row of %s", (_name, text) => {
    expect(failing(text)).toEqual(rowIds);
  });

  it("gives one finding a row, then hygiene, then the sections of the config", () => {
    const sections = [{ id: "rollout", title: "Rollout plan", headings: ["Deployment"] }];

    const { findings } = judge("Text.", { settings: { sections } });

    expect(findings.map((finding) => finding.ruleId)).toEqual([...judgedIds, "rollout"]);
  });

  it("says what came close, why and where to write what", () => {
    const finding = findingOf(
      "# Plan\n\n## Error handling\n\nComprehensive error handling.\n\n## Notes\n\nText.\n",
      "error-handling",
    );

    expect(finding).toMatchObject({
      status: "fail",
      severity: "error",
      message: "Error handling strategy: no evidence found; 2 errors with what is done would be enough.",
      evidence: [],
      nearMisses: [
        {
          path: "plan.md",
          startLine: 3,
          endLine: 5,
          excerpt: "Error handling: Comprehensive error handling.",
        },
      ],
      fix: { line: 5 },
    });
    expect(finding.fix?.instruction).toContain("what the code does");
    expect(finding.fix?.example).toMatch(/^- The mail service does not answer: /);
  });

  it("points at the end of the plan where nothing came close", () => {
    expect(findingOf("One.\n\nTwo.", "testing").fix?.line).toBe(3);
    expect(findingOf("One.", "testing").message).toBe(
      "Testing strategy: no evidence found; 2 cases with what is checked would be enough.",
    );
  });

  it("shows the best evidence first, three passages at most", () => {
    const { evidence, message } = findingOf(fixture("f-15-docker-compose-stack"), "interfaces");

    expect(message).toBe(
      "API/Interface design: found 5 endpoints, 2 commands with their arguments under other headings and 3 usage lines.",
    );
    expect(evidence.length).toBeLessThanOrEqual(3);
    expect(evidence[0]?.excerpt).toContain("API Contracts");
  });

  it("cuts long excerpts to one line of 120 characters", () => {
    const { nearMisses } = findingOf(`## Dependencies\n\n- [${"x".repeat(500)}]\n`, "dependencies");

    expect(nearMisses[0]?.excerpt).toHaveLength(120);
    expect(nearMisses[0]?.excerpt.endsWith("…")).toBe(true);
  });
});

describe("a plan that excuses itself", () => {
  const excuses = [
    "**Data model**: N/A, a static page",
    "**API**: N/A, a static page",
    "**Dependencies**: N/A, a static page",
    "**Deterministic**: N/A, a static page",
  ].join("\n\n");

  it("is believed for four rows", () => {
    expect(findingOf(excuses, "data-models").status).toBe("not-applicable");
  });

  it("is believed for none where there are more", () => {
    const finding = findingOf(`${excuses}\n\n**CLI-first**: N/A, a static page\n`, "data-models");

    expect(finding).toMatchObject({ status: "fail", reason: null, evidence: [] });
    expect(finding.message).toBe(
      "Data models: 5 rows are said not to apply, of a plan for a library or a part of a program at most 4 can be believed.",
    );
    expect(finding.nearMisses).toHaveLength(1);
  });

  it("says how many rows it excuses, and how many of its kind may be", () => {
    expect(findingOf("**Data model**: N/A, a static page\n", "data-models").message).toBe(
      "Data models: not applicable, the plan says why; 1 row is excused, of a plan for a library or a part of a program at most 4 can be.",
    );
    expect(findingOf(excuses, "data-models").message).toContain("4 rows are excused");
  });

  it.each([
    ["a service", 3, "## API\n\n- `GET /rooms` lists them.\n- `POST /rooms` adds one."],
    ["a command line", 2, "## Commands\n\n- `room add <name>`\n- `room list --json`\n- `room drop <name>`"],
    [
      "data",
      3,
      "```sql\ncreate table room (\n  id uuid,\n  name text,\n  size int\n);\n```\n\nThen:\n\n```sql\ncreate table seat (\n  id uuid,\n  room uuid,\n  no int\n);\n```",
    ],
    [
      "infrastructure",
      4,
      "- Terraform keeps the network.\n- Helm installs the chart.\n- Traefik ends TLS before it.",
    ],
    ["documentation", 7, "Documentation only: two pages are written anew."],
  ])("is, where it is for %s, believed for as many as %i rows", (kind, most, text) => {
    const keys = [
      "Data model",
      "API",
      "Dependencies",
      "Deterministic",
      "CLI-first",
      "Testing",
      "Error handling",
    ];
    const plan = [
      text,
      ...[...keys, "Failure modes"].map((key) => `**${key}**: N/A, documentation only, no code changes`),
    ].join("\n\n");
    const wordless =
      kind === "documentation"
        ? plan
        : plan.replaceAll("documentation only, no code changes", "a static page");

    const { message } = findingOf(wordless, "deterministic");

    expect(message).toContain(`of a plan for ${kind} at most ${String(most)} can be`);
  });
});

describe("a language without a vocabulary", () => {
  const swedish = `# Plan

Tjänsten tar emot en fil från användaren och sparar den där. Om filen inte kan läsas visas det och inget sparas.
Varje rad kontrolleras innan den skrivs, och rader som inte går att läsa hoppas över.
Vi använder samma bibliotek som tidigare för att läsa filer, eftersom det redan finns i projektet.
När användaren tar bort sitt konto försvinner alla filer inom en timme, och det går inte att ångra.
`;
  const note =
    "Judged by structure only: no words of this language known; name its headings under `headings:` in the settings.";

  it("is said once, by the first row that fails", () => {
    const messages = judge(swedish).findings.map((finding) => finding.message);

    expect(messages.filter((message) => message.endsWith(note))).toEqual([messages[0]]);
  });

  it("is not what a short text is in, nor one of a known language, nor a list of known words", () => {
    const english = "The file of the user is read and kept, and with the next one it is gone. ".repeat(6);
    const chinese = "这个 服务 接收 用户 的 文件 并 保存 ".repeat(12);
    const list = "error retry database test command deterministic risk schema ".repeat(12);

    const rare = "甲 乙 丙 丁 戊 己 ".repeat(12);

    for (const text of ["Tjänsten tar emot en fil.", english, chinese, rare, list])
      expect(judge(text).findings[0]?.message).not.toContain("structure only");
  });

  it("is told by the beginning of a long text", () => {
    expect(judge(`${swedish}\n`.repeat(40)).findings[0]?.message).toContain("structure only");
  });
});

it("names the playbook's own table for what it is", () => {
  expect(findingOf(playbookTables, "testing").message).toBe(
    "Testing strategy: no evidence found; 2 cases with what is checked would be enough. The table at line 3 is a checklist: what it points to counts, a tick does not.",
  );
});

describe("settings", () => {
  it("does not look where a rule is off", () => {
    const severities = { testing: "off", "no-placeholders": "off", "no-hidden-text": "off" } as const;

    const { findings } = judge("Text <!-- a --> TBD", { settings: { severities } });

    const off = findings.filter((finding) => finding.status === "off");
    expect(off.map((finding) => [finding.ruleId, finding.message])).toEqual([
      ["testing", "This rule is off."],
      ["no-placeholders", "This rule is off."],
      ["no-hidden-text", "This rule is off."],
    ]);
  });

  it("takes a rule's severity from the config", () => {
    expect(
      findingOf("Text.", "cli-first", { settings: { severities: { "cli-first": "warning" } } }).severity,
    ).toBe("warning");
  });

  it("counts a heading that the config adds", () => {
    const text =
      "# Plan\n\n## Zettelkasten\n\n- `card`: id, title, body\n- `link`: from, to, label\n- `box`: name, cards\n";

    expect(findingOf(text, "data-models").status).toBe("fail");
    expect(
      findingOf(text, "data-models", { settings: { headings: { "data-models": ["Zettelkasten"] } } }).status,
    ).toBe("pass");
  });

  it.each([
    [
      "a section of its title",
      "## Rollout plan\n\nFirst staging, then production.\n",
      "pass",
      "Rollout plan: found.",
    ],
    [
      "a section of a heading of the config",
      "## 7. Deployment\n\nFirst staging.\n",
      "pass",
      "Rollout plan: found.",
    ],
    [
      "a section without content",
      "## Deployment\n\nTBD\n",
      "fail",
      "Rollout plan: the section says nothing.",
    ],
    ["no such section", "## Deploymentless\n\nText.\n", "fail", "Rollout plan: no such section."],
  ])("judges a required section by %s", (_name, text, status, message) => {
    const sections = [{ id: "rollout", title: "Rollout plan", headings: ["Deployment"] }];

    expect(findingOf(text, "rollout", { settings: { sections } })).toMatchObject({
      status,
      message,
      group: "house",
    });
  });

  it("suggests the title where a required section has no other heading", () => {
    const sections = [{ id: "rollout", title: "Rollout plan", headings: [] }];

    expect(findingOf("Text.", "rollout", { settings: { sections } }).fix).toEqual({
      line: 1,
      instruction: "Add a section called `Rollout plan`; this repository requires it.",
      example:
        "## Rollout plan\n\n- Who does what, and when.\n- How it is checked, and how it is taken back.\n",
    });
  });
});

describe("refusals", () => {
  it("refuses an empty plan", () => {
    expect(checkPlan({ plan: { path: "plan.md", text: " \n" }, siblings: [] }, defaultPlanSettings)).toEqual({
      state: "refused",
      reason: "`plan.md` is empty. Write the plan.",
      line: null,
    });
  });

  it("refuses an empty specification that has a gate of its own", () => {
    const plan = { path: "spec.md", text: "\n" };

    expect(checkPlan({ plan, siblings: [], kind: "spec" }, defaultPlanSettings)).toEqual({
      state: "refused",
      reason: "`spec.md` is empty. Write the specification.",
      line: null,
    });
  });

  it.each(["https://git-lfs.github.com/spec/v1", "https://hawser.github.com/spec/v1"])(
    "names a pointer to Git LFS (%s) for what it is, as plan and as sibling",
    (version) => {
      const text = `version ${version}\noid sha256:${"a".repeat(64)}\nsize 12345\n`;
      const plan = { path: "plan.md", text: "Text." };
      const reasonOf = (input: Parameters<typeof checkPlan>[0]) => {
        const judgement = checkPlan(input, defaultPlanSettings);
        return judgement.state === "refused" ? judgement.reason : null;
      };

      expect(reasonOf({ plan: { ...plan, text }, siblings: [] })).toBe(
        "`plan.md` is a pointer to Git LFS, so its text is not in the repository. Take it out of `.gitattributes` and commit the text itself.",
      );
      expect(reasonOf({ plan, siblings: [{ path: "research.md", text }] })).toContain(
        "`research.md` is a pointer",
      );
      expect(reasonOf({ plan, siblings: [{ path: "contracts/a.yaml", text }] })).toContain(
        "`contracts/a.yaml` is a pointer",
      );
      expect(reasonOf({ plan, siblings: [{ path: "contracts/a.png", text }] })).toBeNull();
      expect(checkSpec({ path: "spec.md", text, onBase: null }, "error").status).toBe("fail");
    },
  );

  it("refuses a sibling past a bound, naming it", () => {
    const siblings = [{ path: "research.md", text: "*a_ ".repeat(1000) }];

    expect(checkPlan({ plan: { path: "plan.md", text: "Text." }, siblings }, defaultPlanSettings)).toEqual({
      state: "refused",
      reason:
        "`research.md`: there are more than 300 runs of `*`, `_` or `~` in one block, which a Markdown parser may take minutes to read. Split the text up.",
      line: 1,
    });
  });
});

describe("siblings", () => {
  const plan = "# Plan\n\nSee data-model.md and contracts/.\n";

  it("count as evidence, with their own path", () => {
    const siblings = [
      { path: "f/contracts/api.md", text: "- `POST /cards` stores a card\n- `GET /cards` lists them\n" },
      { path: "f/data-model.md", text: "## Card\n\n- `id`: uuid\n- `title`: text\n- `body`: text\n" },
    ];

    expect(findingOf(plan, "interfaces", { siblings })).toMatchObject({
      status: "pass",
      evidence: [{ path: "f/contracts/api.md" }],
    });
    expect(findingOf(plan, "data-models", { siblings })).toMatchObject({
      status: "pass",
      evidence: [{ path: "f/data-model.md" }],
    });
  });

  it("need not be Markdown, nor within its bounds", () => {
    const text = `openapi: 3.1.0\npaths:\n  /cards:\n    post: {}\n${"    x: 1\n".repeat(2000)}`;

    expect(findingOf(plan, "interfaces", { siblings: [{ path: "f/contracts/api.yaml", text }] }).status).toBe(
      "pass",
    );
  });

  it("are not what a plan's own reference stands for", () => {
    expect(findingOf(plan, "data-models").status).toBe("fail");
  });
});

describe("what the reviewer is shown", () => {
  it("quotes decisions, data and interfaces, and failure modes as raw lines", () => {
    const { reviewerSections } = judge(fixture("f-15-docker-compose-stack"));

    expect(reviewerSections.map((section) => section.title)).toEqual([
      "Architecture decisions",
      "Data models and interfaces",
      "Failure modes and mitigations",
    ]);
    expect(reviewerSections[0]?.quotes[0]?.text).toMatch(/^## Architecture Overview\n/);
    expect(reviewerSections[1]?.quotes.map((quote) => quote.text).join("\n")).toContain("| `vm-data`");
    expect(reviewerSections[2]?.quotes.map((quote) => quote.text).join("\n")).toContain(
      "A published port is taken",
    );
  });

  it("quotes no passage within another, and nothing where there is nothing", () => {
    const { reviewerSections } = judge(fixture("f-15-docker-compose-stack"));
    for (const { quotes } of reviewerSections) {
      quotes.forEach((quote, at) => {
        const next = quotes[at + 1];
        if (next !== undefined) expect(next.startLine).toBeGreaterThan(quote.startLine);
      });
    }

    expect(judge("Text.").reviewerSections.map((section) => section.quotes)).toEqual([[], [], []]);
  });

  it("quotes rows of a table below its header", () => {
    const table = [
      "| Field | Type | Meaning |",
      "| --- | --- | --- |",
      "| id | uuid | primary key |",
      "| email | text | unique, not null |",
    ];

    const { reviewerSections } = judge(`## Data model\n\nInvitation\n\n${table.join("\n")}\n`);

    expect(reviewerSections[1]?.quotes).toEqual([
      { path: "plan.md", startLine: 7, endLine: 8, text: table.join("\n") },
    ]);
  });

  it("quotes a decision that is a key with a value", () => {
    expect(judge("**Structure Decision**: one package.\n").reviewerSections[0]?.quotes).toEqual([
      { path: "plan.md", startLine: 1, endLine: 1, text: "**Structure Decision**: one package." },
    ]);
  });
});
