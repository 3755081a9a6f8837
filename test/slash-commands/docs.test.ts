import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commandNames } from "../../src/slash-commands/command.ts";
import { parseComment } from "../../src/slash-commands/parse-comment.ts";

const page = readFileSync(new URL("../../docs/commands.md", import.meta.url), "utf8");

test.each(commandNames)("docs/commands.md has a row for %s", (name) => {
  expect(page).toContain(`| \`${name}`);
});

test("the example of docs/commands.md is a command", () => {
  const [, example = ""] = /```text\n(.*?)```/s.exec(page) ?? [];

  expect(parseComment(example)).toEqual({
    state: "commands",
    commands: [{ type: "approve", about: "plan", words: ["F-15", "3f2a91c04b7e"] }],
  });
});

test("the page itself, posted as a comment, approves nothing", () => {
  expect(parseComment(page).state).not.toBe("commands");
});
