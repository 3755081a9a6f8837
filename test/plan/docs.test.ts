import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ruleIds } from "../../src/plan/finding.ts";
import { renderRulePage, runExample } from "../../src/plan/rule-page.ts";
import { rules } from "../../src/plan/rules/index.ts";

const folder = new URL("../../docs/rules/", import.meta.url);

function fenced(page: string, info: string): string | null {
  const match = new RegExp(`^(\`{3,})${info}\n([\\s\\S]*?)^\\1$`, "mu").exec(page);
  return match?.[2] ?? null;
}

describe("the pages of the rules", () => {
  it("are as many as there are rules, in the order in which findings are shown", () => {
    expect(rules.map((rule) => rule.id)).toEqual(ruleIds);
    expect(readdirSync(folder).toSorted()).toEqual(ruleIds.map((id) => `${id}.md`).toSorted());
  });

  describe.each(rules)("$id", (rule) => {
    const page = readFileSync(new URL(`${rule.id}.md`, folder), "utf8");

    it("has the page that its docs make", () => {
      expect(page).toBe(renderRulePage(rule));
    });

    it("has examples that are what they claim to be", () => {
      const good = fenced(page, "md good");
      const bad = fenced(page, "md bad");
      const findings = fenced(page, "text findings");

      expect([good, bad, findings].map((example) => example !== null)).toEqual(
        Array(3).fill(rule.docs.bad !== null),
      );
      if (good === null || bad === null) return;
      expect(runExample(rule, good)).toMatchObject([{ status: "pass" }]);
      expect(runExample(rule, bad)).toMatchObject([{ status: "fail", message: findings?.trim() }]);
    });
  });

  it("have no example for a text that is refused", () => {
    const [rule] = rules;

    expect(rule && runExample(rule, "*a_ ".repeat(1000))).toEqual([]);
  });
});
