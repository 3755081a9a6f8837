import { describe, expect, test } from "vitest";
import { overrideAlert } from "../../../src/render/check-run/record.ts";
import { implementationBlock } from "../../../src/render/check-run/pull-request-blocks.ts";
import { subjectBlocks } from "../../../src/render/check-run/subject-blocks.ts";
import { renderStickyComment } from "../../../src/render/comment/comment.ts";
import { feature, judged, place, planPath, pullRequest, subject, word } from "../example.ts";

const override = word({ type: "override", login: "root", reason: "@all the pager is on fire" });
const overridden = subject({
  approval: { state: "overridden", overrides: [override], approvals: [word()] },
});
const code = {
  ...{ plans: [], base: "main", isExcepted: false, waiver: null },
  problems: [{ title: "F-15 has no plan yet", message: "Have one approved" }],
  overrides: [override],
};

describe("what an administrator let through", () => {
  test("is said in red, with the reason, and mentions nobody", () => {
    const pr = pullRequest({
      features: [feature({ outcome: { type: "changed", judged: judged({ subject: overridden }) } })],
      implementation: code,
    });

    expect(overrideAlert(pr)).toMatchInlineSnapshot(`
      "> [!CAUTION]
      > **Overridden by \`@root\`: “\`@all\` the pager is on fire”** (\`F-15\` \`3f2a91c04b7e\`)
      >
      > **Overridden by \`@root\`: “\`@all\` the pager is on fire”** (\`the code\` \`3f2a91c04b7e\`)
      >
      > An override is no approval. It ends when whoever wrote it takes it back by \`/revoke-plan\`, and when the text changes."
    `);
    expect(renderStickyComment(pr)).toContain("> [!CAUTION]");
    expect(overrideAlert(pullRequest())).toBeNull();
  });

  test("is cut after five, and where the reason had to go says so without", () => {
    const overrides = Array.from({ length: 7 }, () => ({ ...override, reason: null }));
    const alert = overrideAlert(pullRequest({ implementation: { ...code, overrides } }));

    expect(alert).toContain("> **Overridden by `@root`** (`the code` `3f2a91c04b7e`)\n");
    expect(alert).toContain("> and 2 more, which the record has\n");
  });

  test("is no approval in the blocks of its text, and those who approved are named beside it", () => {
    const blocks = subjectBlocks(overridden, pullRequest(), { place, path: planPath }).join("\n\n");

    expect(blocks).toMatchInlineSnapshot(`
      "#### Approval

      **✗ Overridden by \`@root\`**, not approved: this exact text, \`3f2a91c04b7e\`, passes as it is.

      #### Record

      | Who | Decision | When | How | Digest |
      | --- | --- | --- | --- | --- |
      | \`@root\` | **overridden**: “\`@all\` the pager is on fire” | 2026-03-02 09:41 UTC | [comment](https://github.com/acme/stack/pull/12#issuecomment-101) | \`3f2a91c04b7e\` |
      | \`@alice\` | ✓ approved | 2026-03-02 09:41 UTC | [comment](https://github.com/acme/stack/pull/12#issuecomment-101) | \`3f2a91c04b7e\` |"
    `);
  });

  test("is told of code as well, without a way to let it go again", () => {
    expect(implementationBlock(code, { methods: ["comment"] }, place)).toMatchInlineSnapshot(`
      "| Code | Plan |
      | --- | --- |
      | ✗ overridden | F-15 has no plan yet. Have one approved. |
      | **Override** | [\`@root\`](https://github.com/acme/stack/pull/12#issuecomment-101): “\`@all\` the pager is on fire” |"
    `);
  });
});
