import { expect, test } from "vitest";
import { parseComment } from "../../src/slash-commands/parse-comment.ts";

test.each([
  ["/approve-spec", "/approve-plan"],
  ["/approvespec", "/approve-plan"],
  ["/approve_spec F-15", "/approve-plan"],
  ["/approve spec", "/approve-plan"],
  ["/reject-spec too vague", "/reject-plan"],
])("%s is told which command decides on a specification", (body, nearest) => {
  const parsed = parseComment(body);

  expect(parsed.state === "refused" && parsed.message).toContain(`The nearest is \`${nearest}\``);
});

test.each(["/spec", "/specify F-15", "/deploy-spec", "/approve-specs-later"])(
  "%s is nobody's command",
  (body) => {
    expect(parseComment(body)).toEqual({ state: "none" });
  },
);
