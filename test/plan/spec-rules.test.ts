import { describe, expect, test } from "vitest";
import { checkPlan, type PlanSettings } from "../../src/plan/check-plan.ts";
import { defaultPlanSettings } from "../../src/plan/settings.ts";
import type { Finding } from "../../src/plan/finding.ts";

function judge(text: string, settings: PlanSettings = defaultPlanSettings): readonly Finding[] {
  const plan = { path: "plan.md", text: "# Plan\n" };
  const judgement = checkPlan({ plan, siblings: [], spec: { path: "spec.md", text } }, settings);
  return judgement.state === "judged"
    ? judgement.findings.filter(({ ruleId }) => /^spec-(?:t|a|u|d)/.test(ruleId))
    : [];
}

/** `T`, `A`, `U` and `D` for the rows that pass, `-` for those that do not. */
function rows(text: string): string {
  return judge(text)
    .map(({ ruleId, status }) => (status === "pass" ? ruleId.charAt(5).toUpperCase() : "-"))
    .join("");
}

function message(text: string, row: number): string | undefined {
  return judge(text)[row]?.message;
}

describe("a specification that says it all passes", () => {
  test.each([
    [
      "English",
      "## Requirements\n- FR-1: Administrators must invite people by e-mail.\n- FR-2: An invitation must expire after 7 days.\n## Acceptance criteria\n- When it is accepted, then an account is made.\n## Dependencies\n- The mail service of operations\n",
    ],
    [
      "German",
      "## Anforderungen\n- FR-1: Administratoren müssen Personen einladen können.\n- FR-2: Eine Einladung muss nach 7 Tagen ablaufen.\n## Akzeptanzkriterien\n- Wenn sie angenommen wird, dann entsteht ein Konto.\n## Abhängigkeiten\n- Der Maildienst des Betriebs\n",
    ],
    [
      "French",
      "## Exigences\n- FR-1 : L'administrateur doit inviter une personne.\n- FR-2 : Une invitation doit expirer après 7 jours.\n## Critères\n- Quand elle est acceptée, alors un compte est créé.\n## Dépendances\n- Le service de courrier interne\n",
    ],
    [
      "Spanish",
      "## Requisitos\n- FR-1: El administrador debe invitar a personas.\n- FR-2: Una invitación debe caducar a los 7 días.\n## Criterios\n- Cuando se acepta, entonces se crea una cuenta.\n## Dependencias\n- El servicio de correo interno\n",
    ],
    [
      "Russian",
      "## Требования\n- FR-1: Администратор должен приглашать людей.\n- FR-2: Приглашение должно истекать через 7 дней.\n## Критерии\n- Когда его приняли, тогда создаётся учётная запись.\n## Зависимости\n- Почтовая служба эксплуатации\n",
    ],
    [
      "Chinese",
      "## 需求\n- FR-1: 管理员必须能够通过电子邮件邀请人员。\n- FR-2: 邀请必须在7天后过期失效。\n## 验收\n- 当邀请被接受时，那么会创建一个帐户。\n## 依赖\n- 运维部门的邮件服务\n",
    ],
    [
      "Japanese",
      "## 要件\n- FR-1: 管理者はメールで人を招待する必要がある。\n- FR-2: 招待は7日後に失効する必要がある。\n## 受け入れ\n- もし招待が承諾されたならば、アカウントが作成される。\n## 依存関係\n- 運用部門のメールサービス\n",
    ],
  ])("in %s", (_language, text) => {
    expect(rows(`# X\n\n${text}`)).toBe("TAUD");
  });
});

describe("what only looks like one does not", () => {
  test.each([
    ["headings over nothing", "## Requirements\n## Acceptance criteria\n## Dependencies\n", "--U-"],
    ["a template", "## Acceptance criteria\n- [NEEDS CLARIFICATION]\n## Dependencies\n- [TBD]\n", "----"],
    [
      "assurances",
      "- It works as expected.\n- It is user-friendly and fast.\n- It is of high quality.\n",
      "-A--",
    ],
    [
      "assurances in German",
      "## Akzeptanzkriterien\n- Es ist benutzerfreundlich und schnell genug.\n- Es läuft wie erwartet und performant.\n",
      "----",
    ],
    ["assurances in Chinese", "## 验收标准\n- 系统响应快速，界面易用，性能足够。\n", "----"],
    ["questions", "## Open questions\n- Who may invite people at all?\n- How long does it last?\n", "----"],
    ["ticks", "## Acceptance criteria\n- [x]\n- ✓\n## Dependencies\n- ✓\n", "--U-"],
    ["prose", "People are invited by e-mail and then accept or do not.\n", "--U-"],
  ])("%s", (_name, text, expected) => {
    expect(rows(`# X\n\n${text}`)).toBe(expected);
  });
});

test("criteria and measures count by two, cases by one, also as steps", () => {
  const criteria = "## Acceptance criteria\n- An account is made at once.\n";

  expect(message(criteria, 0)).toBe("One criterion to test by: one case, or two criteria, would be enough.");
  expect(message(`${criteria}- The invitation is gone afterwards.\n`, 0)).toBe(
    "Found 2 criteria to test by.",
  );
  expect(message("It answers within 200 ms.\n\nIt keeps mail for 30 days.\n", 0)).toBe(
    "Found 2 criteria to test by.",
  );
  expect(
    message("- Given a person without an account\n- When they accept it\n- Then an account is made\n", 0),
  ).toBe("Found 1 case to test by.");
  expect(message(`${criteria}\nIf one accepts it twice, then nothing happens.\n`, 0)).toBe(
    "Found 1 case and 1 criterion to test by.",
  );
});

test("requirements are counted by number, by duty, or by three, and split where they ask for more", () => {
  const long = `- FR-3: ${"It keeps each message that was sent. ".repeat(10)}\n`;

  expect(message("- It invites people by mail.\n- It forgets them after use.\n", 1)).toMatch(/^No list/);
  expect(
    message("- It invites people by mail.\n- It forgets them after use.\n- It sends no mail.\n", 1),
  ).toBe("Found 3 requirements, each by itself.");
  expect(message(`${long}- FR-4: It must invite people and must not forget them.\n`, 1)).toBe(
    "2 requirements ask for more than one thing.",
  );
  expect(
    message("| Id | Text |\n| --- | --- |\n| FR-1 | People are invited |\n| FR-2 | Mail is sent |\n", 1),
  ).toBe("Found 2 requirements, each by itself.");
});

test("open is what is asked, vague what is not measured, and code is neither", () => {
  expect(message("## Open questions\n- None, all of them are settled.\n", 2)).toBe(
    "Nothing is open or vague.",
  );
  expect(message("- It is fast: within 200 ms.\n", 2)).toBe("Nothing is open or vague.");
  expect(message("- US-1: It is fast.\n", 2)).toBe("1 passage is open or vague.");
  expect(message("```sh\nfast quickly asap\n```\n", 2)).toBe("Nothing is open or vague.");
});

test("dependencies are named in a section, a field, or said to be none", () => {
  expect(message("**Dependencies**: PostgreSQL, and the mail service\n", 3)).toBe(
    "Found 1 passage on what it depends on.",
  );
  expect(message("It has no external dependencies.\n", 3)).toBe("Found 1 passage on what it depends on.");
  expect(message("It is there.\n", 3)).toBe("Nothing says what it depends on.");
  expect(message("## Dependencies\n", 3)).toBe("The section does not say what it depends on.");
});

test("a failing row names a place in the specification, and a row can be off", () => {
  const settings = { ...defaultPlanSettings, severities: { "spec-atomic": "off" } } as const;
  const [testable, atomic] = judge("# X\n", settings);

  expect(testable).toMatchObject({
    severity: "warning",
    nearMisses: [{ path: "spec.md", startLine: 1, endLine: 1, excerpt: "# X" }],
    fix: { path: "spec.md", line: 1 },
  });
  expect(atomic).toMatchObject({ status: "off", message: "This rule is off." });
});

test("they are judged only where the specification is approved with the plan", () => {
  const judgement = checkPlan(
    { plan: { path: "plan.md", text: "# Plan\n" }, siblings: [] },
    defaultPlanSettings,
  );

  expect(
    judgement.state === "judged" && judgement.findings.some(({ ruleId }) => ruleId === "spec-atomic"),
  ).toBe(false);
});
