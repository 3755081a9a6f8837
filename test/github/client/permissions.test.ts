import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeTask, permissionOfRoute } from "../../../src/github/client/permissions.ts";

const folder = join(import.meta.dirname, "../../../src/github");
const route = /"((?:GET|POST|PATCH|PUT|DELETE) \/[^"]*)"/g;

it("knows the permission of every route the code calls, and of no other", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".ts") && !file.endsWith("permissions.ts"));

  const called = sources.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(route)].map((match) => match[1]),
  );

  expect([...new Set(called)].sort()).toEqual(Object.keys(permissionOfRoute).sort());
});

it("has words for what every route is asked for", () => {
  const wordless = Object.keys(permissionOfRoute).filter((name) => describeTask(name).startsWith("answer "));

  expect(wordless).toEqual([]);
  expect(describeTask("GET /meta")).toBe("answer `GET /meta`");
});
