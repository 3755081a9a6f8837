import { describe, expect, test } from "vitest";
import { findNamed } from "../../src/feature/find-named.ts";

const features = [
  { id: "F-1", path: ".specify/specs/f-1-login" },
  { id: "F-15", path: ".specify/specs/f-15-stack" },
  { id: "F-2", path: "apps/api/.specify/specs/f-2-auth" },
  { id: "F-2", path: "apps/web/.specify/specs/f-2-auth" },
  { id: "7", path: "specs/007-bond" },
];

function found(name: string, isCertain = true): string {
  const [one] = findNamed([{ name, isCertain }], features);
  switch (one?.state) {
    case "found":
      return one.feature.path;
    case "ambiguous":
      return `ambiguous: ${one.paths.join(" ")}`;
    case "unknown":
      return "unknown";
    case undefined:
      return "no name";
  }
}

describe("a name means", () => {
  test.each([
    ["F-15", ".specify/specs/f-15-stack"],
    ["f-015", ".specify/specs/f-15-stack"],
    ["f-15-other-words", ".specify/specs/f-15-stack"],
    ["F-1", ".specify/specs/f-1-login"],
    ["7", "specs/007-bond"],
    ["007", "specs/007-bond"],
    ["007-bond", "specs/007-bond"],
    [".specify/specs/F-15-stack/", ".specify/specs/f-15-stack"],
    ["./apps/web/.specify/specs/f-2-auth/plan.md", "apps/web/.specify/specs/f-2-auth"],
  ])("%s one feature", (name, path) => {
    expect(found(name)).toBe(path);
  });

  test.each(["F-150", "F-5", "F-99", "00", "007-other", "specs/007", "constructor"])(
    "%s none, though one is like it",
    (name) => {
      expect(found(name)).toBe("unknown");
    },
  );

  test("several, where they share an id or a folder's name", () => {
    const both = "ambiguous: apps/api/.specify/specs/f-2-auth apps/web/.specify/specs/f-2-auth";

    expect(found("F-2")).toBe(both);
    expect(found("f-2-auth")).toBe(both);
  });

  test("nothing, where it only may be a name and no folder bears it", () => {
    expect(found("007-bond", false)).toBe("specs/007-bond");
    expect(found("007-other", false)).toBe("no name");
  });
});
