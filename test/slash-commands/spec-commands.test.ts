import { expect, test } from "vitest";
import { parseComment } from "../../src/slash-commands/parse-comment.ts";

test.each(["approve", "reject", "revoke", "waive", "override"])(
  "/%s-spec is a command about a specification",
  (type) => {
    expect(parseComment(`/${type}-spec F-15 x`)).toEqual({
      state: "commands",
      commands: [{ type, about: "spec", words: ["F-15", "x"] }],
    });
  },
);

test.each([
  ["/approvespec", "/approve-spec"],
  ["/aprove-spec", "/approve-spec"],
  ["/approve_spec F-15", "/approve-spec"],
  ["/approve spec", "/approve-spec"],
  ["/rejects-spec too vague", "/reject-spec"],
  ["/waive spec spec-atomic x", "/waive-spec"],
  ["/recheck-spec", "/recheck-plan"],
  ["/recheck spec", "/recheck-plan"],
])("%s is told the nearest command", (body, nearest) => {
  const parsed = parseComment(body);

  expect(parsed.state === "refused" && parsed.message).toContain(`The nearest is \`${nearest}\``);
});

test("a specification's command in another case is told how to be written", () => {
  const parsed = parseComment("/Approve-Spec F-15");

  expect(parsed.state === "refused" && parsed.message).toContain("Write `/approve-spec` in lower case");
});

test("a reason may be in any script, and the words of an approval may not hide anything", () => {
  expect(parseComment("/reject-spec F-15 \u{1F469}\u200D\u{1F527} fehlt").state).toBe("commands");
  expect(parseComment("/waive-spec spec-atomic \u{1F469}\u200D\u{1F527}").state).toBe("commands");
  expect(parseComment("/approve-spec F-15\u200D")).toMatchObject({ state: "refused", reason: "look-alike" });
});

test.each(["/spec", "/specify F-15", "/deploy-spec"])("%s is nobody's command", (body) => {
  expect(parseComment(body)).toEqual({ state: "none" });
});
