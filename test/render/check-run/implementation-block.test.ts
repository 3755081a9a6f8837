import { expect, test } from "vitest";
import type { ImplementationDecision } from "../../../src/gate/decision.ts";
import { implementationBlock, pullRequestBlocks } from "../../../src/render/check-run/pull-request-blocks.ts";
import { approveWord, pullRequest as pull } from "../../gate/world.ts";
import { place, pullRequest } from "../example.ts";

const folder = ".specify/specs/f-15-stack";
const feature = { id: "F-15", path: folder };
const word = approveWord(folder, "3f2a91c04b7e".padEnd(64, "0"));
const problem = { title: "there is no feature `F-99`", message: "Name one: add the line `Feature: F-15`" };
const planned: ImplementationDecision = {
  plans: [
    { state: "approved", feature, approval: { words: [word, word], pull: { ...pull, number: 12 } } },
    { state: "here", feature: { id: "F-16", path: ".specify/specs/f-16-x" } },
    { state: "unrecorded", feature: { id: "F-17", path: ".specify/specs/f-17-x" } },
  ],
  problems: [],
  base: "main",
  isExcepted: false,
  waiver: null,
  overrides: [],
};
const held: ImplementationDecision = { ...planned, plans: [], problems: [problem] };
const comments = { methods: ["comment"] } as const;

test("what code implements is told with who approved its plan where, linked", () => {
  expect(implementationBlock(planned, comments, place)).toMatchInlineSnapshot(`
    "| Code | Plan |
    | --- | --- |
    | ✓ implements | [\`F-15\`](https://github.com/acme/stack/tree/5d1c2f0a9b8e7d6c5b4a39281706f5e4d3c2b1a0/.specify/specs/f-15-stack) · plan approved by [\`@alice\`](https://github.com/acme/shop/pull/5/checks) in [\`#12\`](https://github.com/acme/shop/pull/5) (\`3f2a91c04b7e\`) |
    | ✓ implements | [\`F-16\`](https://github.com/acme/stack/tree/5d1c2f0a9b8e7d6c5b4a39281706f5e4d3c2b1a0/.specify/specs/f-16-x) · its plan is in this pull request |
    | ✓ implements | [\`F-17\`](https://github.com/acme/stack/tree/5d1c2f0a9b8e7d6c5b4a39281706f5e4d3c2b1a0/.specify/specs/f-17-x) · plan on \`main\` before Plan Gate: no approval is on record |"
  `);
});

test("what is missing is told with what to do, and how to let the code go", () => {
  expect(implementationBlock(held, comments, place)).toMatchInlineSnapshot(`
    "| Code | Plan |
    | --- | --- |
    | ✗ missing | there is no feature \`F-99\`. Name one: add the line \`Feature: F-15\`. |

    Somebody who may approve plans can let this code go without one: \`/waive-plan implementation <reason>\`."
  `);
  expect(implementationBlock(held, { methods: ["button"] }, place)).toContain(
    "A waiver is a comment, and `approval.methods` leaves comments out.",
  );
});

test("a waiver is shown with its reason, which is nobody's markup", () => {
  const waiver = { ...word, type: "waive", ruleId: "implementation", reason: "typo, see @bob" } as const;

  expect(implementationBlock({ ...held, waiver }, comments, place)).toMatchInlineSnapshot(`
    "| Code | Plan |
    | --- | --- |
    | ✓ waived | there is no feature \`F-99\`. Name one: add the line \`Feature: F-15\`. |
    | Waiver | [\`@alice\`](https://github.com/acme/shop/pull/5/checks): “typo, see \`@bob\`” |"
  `);
  expect(implementationBlock({ ...held, waiver: { ...waiver, reason: null } }, comments, place)).toContain(
    "“”",
  );
});

test("an excepted author is named as the reason", () => {
  expect(implementationBlock({ ...planned, plans: [], isExcepted: true }, comments, place)).toBe(
    "Its author and all its commits are by an account that needs no plan for code.",
  );
});

test("of code alone, the enforcement matters where its plan is missing", () => {
  const unknown = { state: "not-required" } as const;
  const show = (implementation: ImplementationDecision) =>
    pullRequestBlocks(pullRequest({ features: [], enforcement: unknown, implementation }), place);

  expect(show(planned)).toHaveLength(1);
  expect(show(held)[0]).toContain("is not a required check");
});
