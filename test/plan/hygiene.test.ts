import { describe, expect, it } from "vitest";
import { checkSpec } from "../../src/plan/rules/spec-exists.ts";
import { checkTasksAfterApproval } from "../../src/plan/rules/tasks-after-approval.ts";
import { findingOf } from "./judge.ts";

describe("no-placeholders", () => {
  it.each([
    "# Implementation Plan: [FEATURE]",
    "Deploy [PROJECT NAME] beside `[FEATURE_NAME] [x]`.",
    "**Testing**: [e.g., pytest or NEEDS CLARIFICATION]",
    "**Testing**: NEEDS CLARIFICATION",
    "- [NEEDS CLARIFICATION: which database?]",
    "| [Risk 1] | High/Med/Low | [Strategy] |\n|---|---|---|\n| [Risk 1] | [choice] | [why] |",
    "Storage: ___",
    "Storage: ???",
    "- TODO: choose a database",
    "- The database (TBD)",
    "`<placeholder>`",
    "- 要明確化: ORM を選ぶ",
    "**数据库**：待澄清",
    "**데이터베이스**: 명확화 필요",
    "**Base de données** : à clarifier",
    "**Datenbank**: noch zu klären",
    "**Base de datos**: por definir",
    "**Banco**: a definir",
    "**Base dati**: da chiarire",
    "**言語**: [例: Python 3.11]",
    "```text\nspecs/[###-feature]/\n├── plan.md\n```",
  ])("finds `%s`", (text) => {
    expect(findingOf(`${text}\n`, "no-placeholders").status).toBe("fail");
  });

  it.each([
    "- ✅ All NEEDS CLARIFICATION items resolved",
    "No NEEDS CLARIFICATION left.",
    "`DATABASE_URL` = `${{Postgres.DATABASE_URL}}`",
    "Logs are in `contexts/sessions/<username>/`.",
    "- [x] done\n- [ ] open",
    "A [link](x) and a [reference][r].\n\n[r]: x",
    "```ts\nconst a = [TODO];\n```",
    "The TODO list is kept in the database.",
    "No `// TODO(TEST):` deferral is needed.",
    '```ts\ntype A = B["FEATURE"];\n```',
    "Run `./manage.sh stack-logs [SERVICE_NAME]`, then `tool --json [--quiet]`.",
    "The gate [MUST] stay shut, see [SERVICE].",
  ])("leaves `%s` alone", (text) => {
    expect(findingOf(`${text}\n`, "no-placeholders")).toMatchObject({
      status: "pass",
      message: "No placeholders left.",
    });
  });

  it.each([
    "**Alcance**: Todos los avisos salen antes de medianoche.",
    "**Escopo**: Todo o histórico fica no mesmo lugar, e a regra vale para todos",
    "**ALCANCE**: TODO EL EQUIPO",
    "**State**: todo, doing, done",
    "- 票（done/todo/blocked）",
    "The state goes todo → in_progress → done.",
    "Todo lists are kept per user.",
    "**Scope**: TODO comments are removed.",
    "- PASS：無 NEEDS CLARIFICATION",
    "- 没有任何待澄清的问题",
    "- NEEDS CLARIFICATION はありません。",
    "- NEEDS CLARIFICATION 항목이 없습니다.",
    "- Plus de point à clarifier.",
    "用户可以取消待确认订单。",
    "首页显示“待确认”入口和数量。",
    '"TODO" comments are removed.',
    "値が未定義の場合は 400 を返す。",
    "期限が未定の場合は空欄にする。",
    "미정의 값은 0으로 본다.",
    "Пользователь может уточнить адрес перед оплатой.",
  ])("knows that `%s` leaves nothing open", (text) => {
    expect(findingOf(`${text}\n`, "no-placeholders").status).toBe("pass");
  });

  it.each([
    "- todo write the list of fields",
    "- Todo: elegir la base de datos",
    "- TODO elegir la base de datos",
    "TODO / ask Mona",
    "- TODO item: choose a queue",
    "**状态**：待确认数据库选型",
    "数据库选型待确认",
    "这里待确认是否需要缓存。",
    "- 保存先は要確認です。",
    "- 保存先（未定）",
    "- 無料プランは要検討",
    "- Sans base de données : à clarifier",
    "- Уточнить формат отчёта",
    "**Хранилище**: не определено",
    "The database is 'TBD'",
  ])("knows that `%s` leaves something open", (text) => {
    expect(findingOf(`${text}\n`, "no-placeholders").status).toBe("fail");
  });

  it("takes a TODO in brackets and at the end for open, one settled nearby for closed", () => {
    expect(findingOf("The box is todo: find one.\n", "no-placeholders").status).toBe("fail");
    expect(findingOf("What is left: TBD\n", "no-placeholders").status).toBe("fail");
    expect(findingOf("muss geklärt werden: welche Datenbank\n", "no-placeholders").status).toBe("fail");
  });

  it("lists each with its line, in order", () => {
    const finding = findingOf("text\n\n**A**: TBD\n\n## [FEATURE]\n", "no-placeholders");

    expect(finding.message).toBe("2 placeholders left.");
    expect(finding.nearMisses.map((passage) => passage.startLine)).toEqual([3, 5]);
    expect(finding.fix?.line).toBe(3);
    expect(findingOf("**A**: TBD\n", "no-placeholders").message).toBe("1 placeholder left.");
  });
});

describe("no-hidden-text", () => {
  it("lists comments, zero-width, bidirectional and tag characters with their lines", () => {
    const text = "a <!-- b -->\n\n<!-- c\nd -->\n\ne\u200bf\n\ng\u202eh\n\ni\u{e0041}\n\n<!-- open\n";

    const finding = findingOf(text, "no-hidden-text");

    expect(finding).toMatchObject({
      status: "fail",
      severity: "warning",
      message: "6 places hide text from the reader of the page.",
    });
    expect(
      finding.nearMisses.map(({ startLine, endLine, excerpt }) => [startLine, endLine, excerpt]),
    ).toEqual([
      [1, 1, "HTML comment: <!-- b -->"],
      [3, 4, "HTML comment: <!-- c d -->"],
      [12, 13, "HTML comment: <!-- open"],
      [6, 6, "zero-width characters"],
      [8, 8, "bidirectional control characters"],
      [10, 10, "tag characters"],
    ]);
  });

  it.each([
    ["variation selectors", "a\u{e0100}b"],
    ["control characters", "a\u001b[8mb\u2028"],
    ["blank characters", "a\u2800\u3164b"],
    ["zero-width characters", "a\u2065b"],
    ["bidirectional control characters", "a\u061cb"],
  ])("tells %s apart", (kind, text) => {
    const { nearMisses } = findingOf(`One.\n\n${text}\n`, "no-hidden-text");

    expect(nearMisses.map(({ startLine, excerpt }) => [startLine, excerpt])).toEqual([[3, kind]]);
  });

  it.each([
    ["before it", "<!-- b --> `<!--`\n", 1],
    ["behind it", "`<!--` a <!-- b -->\n", 1],
    ["on the next line of its paragraph", "Notes are `<!--` here.\nRead on. <!-- b -->\n", 2],
  ])("takes no comment for code that shows one %s", (_name, text, line) => {
    const { nearMisses } = findingOf(text, "no-hidden-text");

    expect(nearMisses).toMatchObject([{ startLine: line }]);
  });

  it("says one place of one", () => {
    expect(findingOf("a <!-- b -->\n", "no-hidden-text").message).toBe(
      "1 place hides text from the reader of the page.",
    );
  });

  it("leaves comments in code, joined emoji, Persian joiners and a byte order mark alone", () => {
    const text = "\ufeffa `<!-- b -->` 👩\u200d💻 می\u200cخواهم\n\n```html\n<!-- c -->\n```\n";

    expect(findingOf(text, "no-hidden-text")).toMatchObject({
      status: "pass",
      message: "Nothing that the rendered page leaves out: no comment, no invisible character.",
    });
  });
});

describe("spec-exists", () => {
  const text =
    "# Invitations\n\nAn administrator invites people by e-mail, and each invitation expires after seven days.\n";

  it("shows where the specification is", () => {
    expect(checkSpec({ path: "f/spec.md", text, onBase: "main" }, "error")).toMatchObject({
      status: "pass",
      message: "The specification is on `main`.",
      evidence: [{ path: "f/spec.md", startLine: 1, endLine: 1, excerpt: "Invitations" }],
      fix: null,
    });
    expect(checkSpec({ path: "f/spec.md", text: `\n${text}`, onBase: null }, "error").message).toBe(
      "The specification is new here, not reviewed before.",
    );
  });

  it.each([
    ["front matter", `---\ntitle: x\nstatus: a draft of mine\n---\n\n${text}`, 6],
    ["a comment", `<!-- one\ntwo -->\n${text}`, 3],
    ["a byte order mark", `\ufeff${text}`, 1],
  ])("begins below %s", (_name, begun, startLine) => {
    expect(checkSpec({ path: "f/spec.md", text: begun, onBase: null }, "error").evidence).toEqual([
      { path: "f/spec.md", startLine, endLine: startLine, excerpt: "Invitations" },
    ]);
  });

  it.each([
    ["no file", null, "There is no `spec.md` beside the plan."],
    [
      "an empty file",
      { path: "f/spec.md", text: "", onBase: null },
      "`f/spec.md` has no content of its own.",
    ],
    [
      "titles without text",
      { path: "f/spec.md", text: "# Inviting people by mail\n\n## For whom\n\n[describe]\n", onBase: null },
      "`f/spec.md` has no content of its own.",
    ],
    [
      "a template",
      { path: "f/spec.md", text: "# [FEATURE]\n\n[describe]\n", onBase: "main" },
      "`f/spec.md` has no content of its own.",
    ],
    [
      "front matter alone",
      { path: "f/spec.md", text: "---\ntitle: Invitations of many people\n---\n", onBase: null },
      "`f/spec.md` has no content of its own.",
    ],
    [
      "a pointer of Git LFS",
      {
        path: "f/spec.md",
        text: `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 12345\n`,
        onBase: null,
      },
      "`f/spec.md` is a pointer to Git LFS, so its text is not in the repository.",
    ],
  ])("fails with %s", (_name, spec, message) => {
    expect(checkSpec(spec, "error")).toMatchObject({ status: "fail", message, fix: { line: 1 } });
  });

  it("does not look when off", () => {
    expect(checkSpec(null, "off")).toMatchObject({ status: "off", message: "This rule is off." });
  });
});

describe("tasks-after-approval", () => {
  it("warns where tasks come before the approval", () => {
    expect(
      checkTasksAfterApproval({ tasksPath: "f/tasks.md", planApproved: false }, "warning"),
    ).toMatchObject({
      status: "fail",
      severity: "warning",
      message: "Step 3 began before the gate opened.",
      nearMisses: [{ path: "f/tasks.md" }],
    });
  });

  it.each([
    [{ tasksPath: null, planApproved: false }, "No tasks are added here."],
    [{ tasksPath: "f/tasks.md", planApproved: true }, "The plan was approved before its tasks."],
  ])("passes %j", (input, message) => {
    expect(checkTasksAfterApproval(input, "warning")).toMatchObject({ status: "pass", message });
  });

  it("does not look when off", () => {
    expect(checkTasksAfterApproval({ tasksPath: "f/tasks.md", planApproved: false }, "off").status).toBe(
      "off",
    );
  });
});
