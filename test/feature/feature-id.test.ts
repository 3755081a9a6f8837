import { expect, test } from "vitest";
import { featureId } from "../../src/feature/feature-id.ts";

test.each([
  [".specify/specs/f-15-docker-compose-stack", "F-15"],
  [".specify/F-015", "F-15"],
  ["f-015-x", "F-15"],
  [".specify/specs/f-1", "F-1"],
  [".specify/specs/f-000", "F-0"],
  ["specs/001-login", "1"],
  ["specs/120", "120"],
  ["specs/20260319-143022-x", "20260319-143022-x"],
  [".specify/features/login", "login"],
  [".specify/f-15x", "f-15x"],
  [".specify/f-", "f-"],
])("names %s %s", (folder, id) => {
  expect(featureId(folder)).toBe(id);
});
