import { expect, test } from "vitest";
import { formatPretty } from "../../../src/render/report/terminal.ts";
import { everything, feature, finding } from "../checked-feature.ts";

const plain = { hasColors: false, width: 100, isQuiet: false };

test("every row says what was found or what to write", () => {
  expect(formatPretty([everything], plain)).toMatchInlineSnapshot(`
    "✗ F-15: 1 of 6 rows has no evidence
      .specify/specs/f-15-stack/plan.md · ② plan · 3f2a91c04b7e
      ✓ Data models                      plan.md:40-71 Volume structure
      ✓ API/Interface design             contracts/api.yaml:3 openapi
      – Testing strategy                 not applicable: nothing to run
      ✓ Dependencies                     waived: known to @alice
      – Error handling strategy          off
      ✗ Failure modes                    no evidence found.
          closest  .specify/specs/f-15-stack/plan.md:88:1  Risks: none
          why      The reviewer approves the risks with the plan; risks that are not written down are
                   approved unseen.
          write    .specify/specs/f-15-stack/plan.md:120:1  Add a table.
      △ Nothing hidden from the reviewer 1 place hides text.
          closest  .specify/specs/f-15-stack/plan.md:7:1  <!-- ‹U+001B›[31m, 100%: hidden -->
          why      The reviewer reads the rendered page; an agent reads the source. What only one of
                   them sees was not approved.
      ✓ No placeholders left             No placeholders left.
      ✗ Rollout | plan                   No section.
          at       .specify/specs/f-15-stack/plan.md:1:1

    1 plan, 1 with something missing
    "
  `);
});

test("a quiet report has only what is missing", () => {
  expect(formatPretty([feature(finding({})), everything], { ...plain, isQuiet: true }))
    .toMatchInlineSnapshot(`
      "✗ F-15: 1 of 6 rows has no evidence
        .specify/specs/f-15-stack/plan.md · ② plan · 3f2a91c04b7e
        ✗ Failure modes                    no evidence found.
            closest  .specify/specs/f-15-stack/plan.md:88:1  Risks: none
            why      The reviewer approves the risks with the plan; risks that are not written down are
                     approved unseen.
            write    .specify/specs/f-15-stack/plan.md:120:1  Add a table.
        △ Nothing hidden from the reviewer 1 place hides text.
            closest  .specify/specs/f-15-stack/plan.md:7:1  <!-- ‹U+001B›[31m, 100%: hidden -->
            why      The reviewer reads the rendered page; an agent reads the source. What only one of
                     them sees was not approved.
        ✗ Rollout | plan                   No section.
            at       .specify/specs/f-15-stack/plan.md:1:1
      "
    `);
});

test("a quiet report of good plans is empty", () => {
  expect(formatPretty([feature(finding({}))], { ...plain, isQuiet: true })).toBe("");
});

test("colors are there only where the terminal has them", () => {
  const colored = formatPretty([feature(finding({}))], { ...plain, hasColors: true });

  expect(colored).toContain("\u001b[32m1 plan, nothing missing but the approval\u001b[0m");
});

test("no control character of a plan reaches the terminal", () => {
  expect(formatPretty([everything], plain)).not.toContain("\u001b");
});

test("lines fit the terminal: what passes is cut, what fails is wrapped below itself, and no path is split", () => {
  const lines = formatPretty([everything], { ...plain, width: 72 }).split("\n");
  const narrow = formatPretty([feature(finding({}))], { ...plain, width: 20 }).split("\n");

  expect(lines.filter((line) => line.length > 72)).toEqual([]);
  expect(lines.join("\n")).toContain(
    "      why      The reviewer approves the risks with the plan; risks that\n               are not written down are approved unseen.\n",
  );
  expect(lines).toContain("      write    .specify/specs/f-15-stack/plan.md:120:1  Add a table.");
  expect(narrow).toContain(`  ✓ ${"Data models".padEnd(32)} plan.md:40-71 Volume st…`);
});

test("a pipe gets whole lines", () => {
  const text = formatPretty([everything], { ...plain, width: null });

  expect(text).toContain(
    "why      The reviewer approves the risks with the plan; risks that are not written down are approved unseen.\n",
  );
});

test("wide characters take two columns", () => {
  const excerpt = "数据模型".repeat(10);
  const evidence = [{ path: "a/plan.md", startLine: 1, endLine: 1, excerpt }];
  const [, , row = ""] = formatPretty([feature(finding({ title: "数据模型", evidence }))], {
    ...plain,
    width: 80,
  }).split("\n");

  expect(row).toBe(`  ✓ 数据模型${" ".repeat(24)} a/plan.md:1 ${"数据模型".repeat(3)}数据模…`);
});

test("rows that were asked for say nothing of the others", () => {
  const asked = { ...feature(finding({})), isPartial: true } as const;

  expect(formatPretty([asked], plain)).toContain("✓ F-15: nothing is missing in the rows asked for\n");
  expect(formatPretty([asked], plain)).toContain("\n1 plan, nothing missing in the rows asked for\n");
});

test("no plans and no digest are said", () => {
  expect(formatPretty([], plain)).toBe("No plans here.\n");
  expect(formatPretty([{ ...feature(), digest: null }], plain)).toContain(
    "  .specify/specs/f-15-stack/plan.md · ② plan\n",
  );
});

test("rows without a reason of their own, and evidence elsewhere, are told as they are", () => {
  const text = formatPretty(
    [
      feature(
        finding({ status: "not-applicable", message: "Data models: left out." }),
        finding({ status: "waived", message: "Data models: waived." }),
        finding({ evidence: [{ path: "docs/model.md", startLine: 1, endLine: 1, excerpt: "Model" }] }),
      ),
    ],
    plain,
  );

  expect(text).toContain("not applicable: left out.");
  expect(text).toContain("waived: waived.");
  expect(text).toContain("docs/model.md:1 Model");
});
