import { expect, test } from "vitest";
import { readGateConfig } from "../../src/gate/gate-config.ts";
import { read, repository } from "./world.ts";

test("whether there is a config is not known before what may be meant as one was looked for", () => {
  const { facts } = read({ mergeBase: {}, head: { "src/a.ts": "1\n" } }).snapshot;

  expect(readGateConfig(facts, repository)).toMatchObject({ state: "valid", isMissing: true });
  expect(readGateConfig({ ...facts, namedEntries: {} }, repository)).toBeUndefined();
});
