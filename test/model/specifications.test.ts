import { expect, test } from "vitest";
import { playMany } from "./history.ts";

test(
  "whatever happens to specifications that people approve, the check is green only where each text was approved, and opens where it is",
  { timeout: 30 * 60_000 },
  async () => {
    const { green, opened } = await playMany("specs");

    expect(green).toBeGreaterThan(0);
    expect(opened).toBeGreaterThan(0);
  },
);
