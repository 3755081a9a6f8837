import { describe, expect, test } from "vitest";
import { featureTrailers, namedFeatures } from "../../src/pull-request/feature-names.ts";

function names(sources: Partial<Parameters<typeof namedFeatures>[0]>): readonly string[] {
  return namedFeatures({ trailers: [], branch: "", title: "", ...sources }).map(({ name }) => name);
}

describe("the lines of a description or a commit that name features", () => {
  test.each([
    ["a feature", "Feature: F-15", ["F-15"]],
    ["a plan", "plan : f-15", ["f-15"]],
    ["one among others", "Adds a stack.\r\n\r\nFeature: F-15\r\nCo-authored-by: A <a@b.c>", ["F-15"]],
    ["a path", "Feature: .specify/specs/f-15-stack", [".specify/specs/f-15-stack"]],
    ["a word alone", "Feature: login", ["login"]],
    ["several lines, each once", "Feature: F-1\nFeature: F-2\nFeature: F-1", ["F-1", "F-2"]],
  ])("are read: %s", (_name, text, values) => {
    expect(featureTrailers(text)).toEqual(values);
  });

  test.each([
    ["prose", "Feature: add a dark mode"],
    ["an empty line of a template", "Feature:"],
    ["within a sentence", "The Feature: F-15"],
    ["in a list", "- Feature: F-15"],
    ["far indented", "      Feature: F-15"],
    ["a line that is too long", `Feature: F-15 ${"x".repeat(300)}`],
  ])("are not: %s", (_name, text) => {
    expect(featureTrailers(text)).toEqual([]);
  });

  test("are bounded: twenty of a text, of which the beginning is read", () => {
    const many = Array.from({ length: 50 }, (_, index) => `Feature: F-${index}`).join("\n");

    expect(featureTrailers(many)).toHaveLength(20);
    expect(featureTrailers(`${"x\n".repeat(40_000)}Feature: F-15`)).toEqual([]);
  });
});

describe("the features a pull request names", () => {
  test.each([
    ["a list", "F-15, F-16; F-17", ["F-15", "F-16", "F-17"]],
    ["what people put around", "(`F-15`).", ["F-15"]],
    ["names before prose", "F-15 the stack", ["F-15"]],
    ["a dated folder", "20260319-login", ["20260319-login"]],
  ])("come from trailers: %s", (_name, trailer, expected) => {
    expect(names({ trailers: [trailer] })).toEqual(expected);
  });

  test.each([
    ["f-15-docker-compose-stack", ["f-15-docker-compose-stack"]],
    ["feature/F-15", ["F-15"]],
    ["mona/f-15/part-2", ["f-15"]],
    ["001-login", ["001-login"]],
    ["revert-12-f-15-stack", []],
    ["f-15fix", []],
    ["main", []],
  ])("come from the branch %s", (branch, expected) => {
    expect(names({ branch })).toEqual(expected);
  });

  test.each([
    ["F-15: the stack", ["F-15"]],
    ['Revert "F-15: the stack"', ["F-15"]],
    ["Prepare for F-15.", ["F-15"]],
    ["feat(f-15): the stack", ["f-15"]],
    ["F-150x and xF-15", []],
    ["Fix the login", []],
  ])("come from the title %s", (title, expected) => {
    expect(names({ title })).toEqual(expected);
  });

  test("are each named once, whatever the case, and certain where any place is", () => {
    const named = namedFeatures({ trailers: ["001-login"], branch: "F-15", title: "f-15 001-login" });

    expect(named).toEqual([
      { name: "001-login", isCertain: true },
      { name: "F-15", isCertain: true },
    ]);
  });

  test("of other forms than `F-15` are not certain in a branch", () => {
    expect(namedFeatures({ trailers: [], branch: "001-login", title: "" })).toEqual([
      { name: "001-login", isCertain: false },
    ]);
  });
});
