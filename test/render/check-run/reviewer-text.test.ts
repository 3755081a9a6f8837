import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteLength } from "../../../src/render/text/cut-bytes.ts";
import { reviewerText } from "../../../src/render/check-run/reviewer-text.ts";
import { decision, feature, judged, place, planPath, pullRequest } from "../example.ts";

const ledgerBlock = "<!-- plan-gate-record abc -->";

function longText(lines: number): string {
  return Array.from({ length: lines }, (_, index) => `${index}: 設計書 @alice`).join("\n\n");
}

describe("what the reviewer must be shown", () => {
  test("is quoted under three headings, and the ledger comes last", () => {
    expect(reviewerText(decision(), place, ledgerBlock).replaceAll(/\(https:[^)]*\/([^/)]*)\)/g, "(…/$1)"))
      .toMatchInlineSnapshot(`
        "## For the reviewer

        ### Architecture decisions

        [lines 12–16](…/plan.md?plain=1#L12-L16)

        > #### Architecture
        >
        > One Compose file brings up Grafana, Loki and the collector on one network; nothing listens on a public interface, and each service has a healthcheck that the others wait for.

        ### Data models and interfaces

        [lines 40–44](…/plan.md?plain=1#L40-L44)

        > | Volume | Used by | Kept on \`down\` |
        > | --- | --- | --- |
        > | grafana-data | Grafana | yes |

        [\`data-model.md\` line 3](…/data-model.md?plain=1#L3)

        > Event: id, source, at

        ### Failure modes and mitigations

        The plan has nothing on this.

        <!-- plan-gate-record abc -->"
      `);
  });

  test("is the ledger alone where no plan changed", () => {
    expect(reviewerText(decision(pullRequest({ features: [] })), place, ledgerBlock)).toBe(ledgerBlock);
    expect(reviewerText(decision(pullRequest({ features: [] })), place, "")).toBe("");
  });

  test("names the feature where there are several, and each once", () => {
    const other = feature({
      feature: { id: "F-1", path: ".specify/specs/f-1" },
      outcome: { type: "changed", judged: judged() },
    });
    const first = pullRequest({ features: [feature(), other] });
    const text = reviewerText(
      decision(first, { pullRequests: [first, pullRequest({ number: 13 })] }),
      place,
      "",
    );

    const headings = text
      .split("\n")
      .filter((line) => line.startsWith("### ") && line.endsWith("Architecture decisions"));
    expect(headings).toEqual(["### F-15: Architecture decisions", "### F-1: Architecture decisions"]);
  });

  test("is cut so that short parts stay whole and the ledger is never touched", () => {
    const block = `<!-- plan-gate-record ${"a".repeat(16_000)} -->`;
    const reviewerSections = [
      {
        title: "Architecture decisions",
        quotes: [{ path: planPath, startLine: 1, endLine: 9_000, text: longText(9_000) }],
      },
      {
        title: "Data models and interfaces",
        quotes: [{ path: planPath, startLine: 2, endLine: 9_000, text: longText(9_000) }],
      },
      {
        title: "Failure modes and mitigations",
        quotes: [{ path: planPath, startLine: 3, endLine: 3, text: "Loki is down" }],
      },
    ] as const;
    const plan = judged({ reviewerSections });

    const text = reviewerText(
      decision(pullRequest({ features: [feature({ outcome: { type: "changed", judged: plan } })] })),
      place,
      block,
    );

    expect(byteLength(text)).toBeLessThanOrEqual(65_535);
    expect(byteLength(text)).toBeGreaterThan(65_000);
    expect(text.endsWith(`\n\n${block}`)).toBe(true);
    expect(text).toContain("\n\n> Loki is down\n\n");
    expect(
      text.match(
        /\n> \d+: 設計書 `@alice`\n\n\[Cut to fit: read the rest\]\(https:\/\/github\.com\/acme\/stack\/blob\//g,
      ),
    ).toHaveLength(2);
  });

  test("fits with fifty plans at long paths, and says what it leaves out", () => {
    const block = `<!-- plan-gate-record ${"a".repeat(16_000)} -->`;
    const names = Array.from({ length: 50 }, (_, index) => `${String(index)}-${"設計書".repeat(20)}`);
    const features = names.map((name) => {
      const path = `.specify/${`${name}/`.repeat(3)}plan.md`;
      const quotes = [{ path, startLine: 1, endLine: 900, text: longText(900) }];
      const reviewerSections = judged().reviewerSections.map(({ title }) => ({ title, quotes }));
      return feature({
        feature: { id: name, path: path.slice(0, -"/plan.md".length) },
        outcome: { type: "changed", judged: judged({ planPath: path, reviewerSections }) },
      });
    });

    const text = reviewerText(decision(pullRequest({ features })), place, block);

    expect(byteLength(text)).toBeLessThanOrEqual(65_535);
    expect(text).toMatch(
      /\n\n\d+ of 150 parts are left out to fit\. Read them in the plans themselves\.\n\n<!--/,
    );
    expect(text.endsWith(`\n\n${block}`)).toBe(true);
    expect(text.match(/Cut to fit/g)?.length).toBeGreaterThan(10);
  });

  test("never outgrows what GitHub takes, and keeps the ledger whole at its end", () => {
    const shape = fc.record({
      plans: fc.integer({ min: 1, max: 50 }),
      name: fc.string({
        unit: fc.constantFrom("設", "é", "a", "💥", "/", " "),
        minLength: 1,
        maxLength: 300,
      }),
      lines: fc.nat({ max: 400 }),
      ledgerBytes: fc.nat({ max: 16_000 }),
    });
    fc.assert(
      fc.property(shape, ({ plans, name, lines, ledgerBytes }) => {
        const block = `<!-- plan-gate-record ${"a".repeat(ledgerBytes)} -->`;
        const features = Array.from({ length: plans }, (_, index) => {
          const path = `.specify/${index}${name}/plan.md`;
          const quotes = [{ path, startLine: 1, endLine: 9, text: longText(lines) }];
          const reviewerSections = judged().reviewerSections.map(({ title }) => ({ title, quotes }));
          return feature({
            feature: { id: name, path },
            outcome: { type: "changed", judged: judged({ planPath: path, reviewerSections }) },
          });
        });

        const text = reviewerText(decision(pullRequest({ features })), place, block);

        expect(byteLength(text)).toBeLessThanOrEqual(65_535);
        expect(text.endsWith(`\n\n${block}`)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  test("reads no more of all plans together than a check run has room for, and says where the rest is", () => {
    const quotes = [{ path: planPath, startLine: 1, endLine: 2, text: `${" ".repeat(90_000)}\nend` }];
    const plan = judged({ reviewerSections: [{ title: "Architecture decisions", quotes }] });

    const text = reviewerText(
      decision(pullRequest({ features: [feature({ outcome: { type: "changed", judged: plan } })] })),
      place,
      "",
    );

    expect(text).not.toContain("end");
    expect(text).toMatch(/\n\n\[Cut to fit: read the rest\]\(https:[^)]*\/plan\.md\)\.$/);
  });

  test("says so where the plan has nothing", () => {
    expect(reviewerText(decision(), place, "")).toContain(
      "### Failure modes and mitigations\n\nThe plan has nothing on this.",
    );
  });
});
