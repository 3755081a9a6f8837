import { describe, expect, test } from "vitest";
import { renderReminder } from "../../../src/render/comment/reminder.ts";
import { parseComment } from "../../../src/slash-commands/parse-comment.ts";
import { feature, judged, pullRequest, subject, word } from "../example.ts";

const when = { since: "2026-03-02T09:41:07Z", at: "2026-03-05T10:00:00Z" };
const waiting = subject().approval;

describe("a reminder", () => {
  test("names those who may approve, and how", () => {
    const pr = pullRequest({ designated: ["@alice", "@acme/architects", "people with maintain permission"] });

    expect(renderReminder(pr, when)).toMatchInlineSnapshot(`
      "**Waiting for approval since 2026-03-02.** Who may: @alice, @acme/architects, people with maintain permission.

      Read the plan as [the check \`plan-gate\`](https://github.com/acme/stack/pull/12/checks) shows it, and approve it or turn it down. To approve it, comment \`/approve-plan F-15 3f2a91c04b7e\`.

      <!-- plan-gate: reminder, 2026-03-05 -->
      "
    `);
  });

  test("is never a command, and has none where comments do not count", () => {
    const pr = pullRequest({ methods: ["button"], designated: ["@alice\n/approve-plan", "/approve-plan"] });

    expect(renderReminder(pr, when)).not.toContain("To approve it");
    expect(parseComment(renderReminder(pr, when)).state).toBe("none");
    expect(parseComment(renderReminder(pullRequest(), when)).state).toBe("none");
  });

  test("calls nobody who approved or may not, nobody who is not designated, and ten at most", () => {
    const approval =
      waiting.state === "waiting"
        ? { ...waiting, approvals: [word()], excluded: [{ login: "mona", part: null }] }
        : waiting;
    const features = [
      feature({ outcome: { type: "changed", judged: judged({ subject: subject({ approval }) }) } }),
    ];
    const many = Array.from({ length: 12 }, (_, index) => `@user-${index}`);
    const body = renderReminder(
      pullRequest({ features, title: "@all", designated: ["@Alice", "@mona", "@a b", ...many] }),
      when,
    );

    expect(body.match(/(?<!`)@[\w-]+/g)).toEqual(many.slice(0, 9));
  });
});
