import { expect, test } from "vitest";
import { readNoreplyAddress } from "../../src/pull-request/account.ts";

test.each([
  ["12345+alice@users.noreply.github.com", { id: 12_345, login: "alice" }],
  ["alice@users.noreply.github.com", { id: null, login: "alice" }],
  ["7+robot[bot]@USERS.noreply.ghe.example.com", { id: 7, login: "robot[bot]" }],
  ["alice+work@users.noreply.github.com", { id: null, login: "alice+work" }],
  ["12345+@users.noreply.github.com", { id: null, login: "12345+" }],
  ["1234567890123456+alice@users.noreply.github.com", { id: null, login: "1234567890123456+alice" }],
  ["alice@example.com", null],
  ["alice@example.com@users.noreply.github.com", { id: null, login: "alice@example.com" }],
  ["@users.noreply.github.com", null],
  ["users.noreply.github.com", null],
  ["", null],
])("an address of GitHub's own says whose it is, and no other does: %s", (email, whose) => {
  expect(readNoreplyAddress(email)).toEqual(whose);
});
