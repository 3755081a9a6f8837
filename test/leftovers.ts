import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What loaders keep between runs; goes with the folder. */
const caches = /^(?:tsx-|node-compile-cache)/;

/**
 * Gives the tests a temporary folder of their own, and fails the run where anything is left in it at the end.
 * Runs once, around all test files.
 */
export default async function watchLeftovers(): Promise<() => Promise<void>> {
  const before = process.env["TMPDIR"];
  const folder = await mkdtemp(join(tmpdir(), "plan-gate-tests-"));
  process.env["TMPDIR"] = folder;
  return async () => {
    const left = (await readdir(folder)).filter((name) => !caches.test(name));
    await rm(folder, { recursive: true, force: true });
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    if (left.length === 0) return;
    process.exitCode = 1;
    throw new Error(`Tests left ${left.length} things behind: ${left.join(", ")}`);
  };
}
