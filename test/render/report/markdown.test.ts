import { expect, test } from "vitest";
import { formatMarkdown } from "../../../src/render/report/markdown.ts";
import { everything, feature, finding } from "../checked-feature.ts";

test("a feature is its two tables and what else was checked", () => {
  expect(formatMarkdown([everything])).toMatchInlineSnapshot(`
    "### ✗ F-15: 1 of 6 rows has no evidence

    \`.specify/specs/f-15-stack/plan.md\` · \`3f2a91c04b7e\`

    ① specify → **② plan** → ③ tasks → ④ implement → ● complete

    | Section | Included? | Evidence |
    | --- | --- | --- |
    | Data models | ✓ | lines 40–71 Volume structure |
    | API/Interface design | ✓ | \`contracts/api.yaml\` line 3 openapi |
    | Testing strategy | – not applicable | nothing to run |
    | Dependencies | ✓ waived | known to \`@alice\` |
    | Error handling strategy | – off | not looked at |
    | Failure modes | ✗ | no evidence found. Add a table. |
    | Rollout &#124; plan | ✗ | No section. |

    | Also checked | Result | Details |
    | --- | --- | --- |
    | Nothing hidden from the reviewer | △ warning | 1 place hides text. |
    | No placeholders left | ✓ | No placeholders left. |
    "
  `);
});

test("tables without rows are left out, and so is a digest that is not there", () => {
  expect(formatMarkdown([{ ...feature(finding({})), digest: null }])).toMatchInlineSnapshot(`
    "### ✓ F-15: nothing is missing but the approval

    \`.specify/specs/f-15-stack/plan.md\`

    ① specify → **② plan** → ③ tasks → ④ implement → ● complete

    | Section | Included? | Evidence |
    | --- | --- | --- |
    | Data models | ✓ | lines 40–71 Volume structure |
    "
  `);
});

test("no plans are said", () => {
  expect(formatMarkdown([])).toBe("No plans here.\n");
});

test("rows without a reason of their own, and evidence elsewhere, are told as they are", () => {
  const text = formatMarkdown([
    feature(
      finding({ status: "waived", message: "Data models: waived by the team." }),
      finding({ evidence: [{ path: "docs/model.md", startLine: 1, endLine: 1, excerpt: "Model" }] }),
    ),
  ]);

  expect(text).toContain("| Data models | ✓ waived | waived by the team. |");
  expect(text).toContain("| Data models | ✓ | `docs/model.md` line 1 Model |");
});
