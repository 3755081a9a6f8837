import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChangedPlace, Piece, WordChanges } from "../../../src/gate/decision.ts";
import { featureBlocks } from "../../../src/render/check-run/subject-blocks.ts";
import { reviewerText } from "../../../src/render/check-run/reviewer-text.ts";
import { whatChanged } from "../../../src/render/check-run/what-changed.ts";
import { decision, digest, feature, judged, place, planPath, pullRequest } from "../example.ts";
import { findings, hostileText } from "../github-model.ts";

const since: WordChanges["since"] = { type: "base", branch: "main" };

function changed(...lines: readonly (readonly Piece[])[]): ChangedPlace {
  return { path: "plan.md", startLine: 12, endLine: 13, lines, note: null };
}

const entries: ChangedPlace = changed(
  [
    { type: "same", text: "- The queue keeps " },
    { type: "removed", text: "ten" },
    { type: "added", text: "twenty" },
    { type: "same", text: " entries; ask @alice" },
  ],
  [{ type: "added", text: "Then it blocks." }],
);

function lineOf(...pieces: readonly Piece[]): string {
  const [only] = whatChanged(judged({ wordChanges: [{ since, places: [changed(pieces)], more: 0 }] }), place);
  return only?.blocks[1] ?? "";
}

describe("what changed in a plan", () => {
  test("is struck out and underlined, after the lines where it stands", () => {
    const api: ChangedPlace = {
      path: "contracts/api.yaml",
      startLine: 1,
      endLine: 1,
      lines: [],
      note: "is new: 3 lines",
    };
    const model = { ...changed([{ type: "removed", text: "id" }]), path: "data-model.md" } as const;
    const plan = judged({ wordChanges: [{ since, places: [api, model, entries], more: 2 }] });

    const shown = whatChanged(plan, place).map(({ title, blocks }) => [title, ...blocks].join("\n\n"));

    expect(shown.join("\n").replaceAll(/\(https:[^)]*\/([^/)]*)\)/g, "(…/$1)")).toMatchInlineSnapshot(`
      "What changed since \`main\`

      \`contracts/api.yaml\` is new: 3 lines.

      [\`data-model.md\` lines 12–13](…/data-model.md?plain=1#L12-L13):

      > <del>id</del>

      [lines 12–13](…/plan.md?plain=1#L12-L13):

      > \\- The queue keeps <del>ten</del><ins>twenty</ins> entries; ask \`@alice\`  
      > <ins>Then it blocks.</ins>

      And 2 more. [All versions](…/plan.md)."
    `);
  });

  test("since an approval names who approved which text, and may be nothing", () => {
    const approval = { type: "approval", login: "alice", digest } as const;

    expect(whatChanged(judged({ wordChanges: [{ since: approval, places: [], more: 0 }] }), place)).toEqual([
      { title: "What changed since `@alice` approved `3f2a91c04b7e`", blocks: ["Nothing."] },
    ]);
  });

  test("keeps of a long line what stands beside the changes", () => {
    const long = "word ".repeat(100);

    expect(
      lineOf({ type: "same", text: long }, { type: "added", text: "x" }, { type: "same", text: long }),
    ).toMatch(/^> … (?:word ){11,12}<ins>x<\/ins>(?:word ){12} ?…$/);
    expect(
      lineOf({ type: "removed", text: "a" }, { type: "same", text: long }, { type: "added", text: "b" }),
    ).toMatch(/^> <del>a<\/del>(?:word ){12} ?… (?:word ){11,12}<ins>b<\/ins>$/);
  });

  test("keeps words apart where only a space changed", () => {
    expect(
      lineOf({ type: "same", text: "a" }, { type: "added", text: " " }, { type: "same", text: "b" }),
    ).toBe("> a b");
  });

  test("comes before the sections, and the summary says so before its tables", () => {
    const plan = judged({ wordChanges: [{ since, places: [entries], more: 0 }] });
    const outcome = { type: "changed", judged: plan } as const;
    const shown = feature({ outcome });
    const text = reviewerText(decision(pullRequest({ features: [shown] })), place, "");

    expect(text.indexOf("### What changed since `main`")).toBeGreaterThan(-1);
    expect(text.indexOf("### What changed")).toBeLessThan(text.indexOf("### Architecture decisions"));
    expect(featureBlocks(shown, pullRequest(), place)[2]).toBe(
      "**What changed**: 1 place since `main`. “For the reviewer” below begins with it, word by word.",
    );
  });

  test("is nothing but struck out and underlined text for GitHub, whatever it says", () => {
    const piece = fc.record({ type: fc.constantFrom("same", "removed", "added"), text: hostileText });
    fc.assert(
      fc.property(
        fc.array(fc.array(piece, { maxLength: 5 }), { maxLength: 5 }),
        hostileText,
        (lines, path) => {
          const places = [
            { ...changed(...lines), path },
            { ...changed(), path, note: path },
          ];
          const plan = judged({
            planPath,
            wordChanges: [{ since: { type: "base", branch: path }, places, more: 1 }],
          });
          const [only] = whatChanged(plan, place);

          expect(
            findings([`### ${only?.title}`, ...(only?.blocks ?? [])].join("\n\n"), [
              "https://github.com/acme/stack/",
            ]),
          ).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
