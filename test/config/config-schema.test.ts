import { Ajv } from "ajv";
import { parse } from "yaml";
import { z } from "zod";
import { expect, test } from "vitest";
import { configJsonSchema, knownKeys } from "../../src/config/config-schema.ts";
import { parseConfig } from "../../src/config/parse-config.ts";

const validate = new Ajv({ strictTypes: false }).compile(configJsonSchema());

test.each([
  "{}",
  "version: 1",
  "features: ['specs/*']",
  "approval: {users: [alice], teams: [acme/a, b], codeowners: true, permission: read, minimum: 10}",
  "approval: {methods: [review], allow_author: true, committers: exclude}",
  "rules: {cli-first: off, testing: warning}",
  "headings: {data-models: [Datenmodell]}",
  "sections: [{id: rollout, title: Rollout plan, headings: [Rollout]}]",
  "{legacy: strict, comment: false, request_reviews: false, spec: with-plan}",
  "smoke: {workflow: .github/workflows/a.yaml, required: always, rules: {x: error}}",
  "smoke: {workflow: null}",
])("both the schema and the parser take %s", (text) => {
  expect(validate(parse(text))).toBe(true);
  expect(parseConfig(text).state).toBe("valid");
});

test.each([
  "[]",
  "version: 2",
  "aproval: {}",
  "features: specs/*",
  "features: [1]",
  "approval: {user: [a]}",
  "approval: {users: ['@a']}",
  "approval: {teams: ['a/b/c']}",
  "approval: {permission: owner}",
  "approval: {minimum: 0}",
  "approval: {minimum: 11}",
  "approval: {minimum: many}",
  "approval: {methods: []}",
  "rules: {data-model: error}",
  "rules: {testing: warn}",
  "headings: {tests: [a]}",
  "headings: {testing: a}",
  "sections: [{id: A, title: a, headings: [a]}]",
  "sections: [{id: a, headings: [a]}]",
  "legacy: never",
  "comment: 'yes'",
  "smoke: {workflow: ../x.yml}",
  "smoke: {colour: red}",
  "smoke: {rules: {x: fatal}}",
])("both the schema and the parser refuse %s", (text) => {
  expect(validate(parse(text))).toBe(false);
  expect(parseConfig(text).state).toBe("invalid");
});

test.each([[[]], [["approval"]], [["smoke"]], [["sections", 0]]])(
  "every setting at %j has a description",
  (path) => {
    const step = (schema: unknown, key: string | number): unknown =>
      Reflect.get(Object(schema), typeof key === "number" ? "items" : "properties") ?? {};
    const settings = path.reduce<unknown>((schema, key) => {
      const inner = step(schema, key);
      return typeof key === "number" ? inner : Reflect.get(Object(inner), key);
    }, configJsonSchema());

    const described = Object.entries(z.record(z.string(), z.looseObject({})).parse(step(settings, ""))).map(
      ([key, schema]) => [key, typeof schema["description"]],
    );

    expect(described).toEqual(knownKeys(path).map((key) => [key, "string"]));
  },
);

test("the schema says what it is, and refuses what it does not know", () => {
  expect(configJsonSchema()).toMatchObject({
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Plan Gate",
    additionalProperties: false,
  });
});

test.each([
  [
    [],
    [
      "version",
      "features",
      "approval",
      "rules",
      "headings",
      "sections",
      "legacy",
      "comment",
      "request_reviews",
      "remind_after",
      "spec",
      "implementation",
      "smoke",
    ],
  ],
  [
    ["sections", 0],
    ["id", "title", "headings"],
  ],
  [["smoke", "rules"], []],
  [["nowhere", "at", "all"], []],
])("at %j the known keys are %j", (path, keys) => {
  expect(knownKeys(path)).toEqual(keys);
});
